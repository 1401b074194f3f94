"""The tests' browser: the machine's own Chromium, Chrome or Edge, else one that is installed.

`python tests/browser/chromium.py` makes sure that there is one, and says what it did.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = (
    "chromium-headless-shell",  # the quickest, as it draws no window
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
QUIET = (
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 900
"""Seconds that one way of installing may take."""


class NoBrowserError(Exception):
    """No browser starts on this machine; the words say which were tried and what to do."""


def start(playwright: Playwright) -> Browser:
    """Start the first browser that works, without a window; raises NoBrowserError."""
    tried = []
    for program in _programs(os.environ):
        try:
            return playwright.chromium.launch(executable_path=program, args=_arguments())
        except Error as error:
            tried.append(f"{program or 'Playwright’s own'}: {_first_line(error)}")
    raise NoBrowserError(
        "No Chromium, Chrome or Edge starts here. Install one, or name one in the environment "
        "variable CHROMIUM.\n  " + "\n  ".join(tried)
    )


def _programs(environment: Mapping[str, str]) -> Iterator[str | None]:
    """Yield the browsers to try, best first; None stands for one that Playwright installed."""
    if named := environment.get("CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    for folder, places in (
        (Path("/Applications"), MAC),
        (Path.home() / "Applications", MAC),
        *(
            (Path(environment[name]), WINDOWS)
            for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
            if name in environment
        ),
    ):
        yield from (str(folder / place) for place in places if (folder / place).is_file())
    yield None


def _arguments() -> list[str]:
    return [*(["--no-sandbox"] if _is_root() else []), *QUIET]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _ways_to_install() -> Iterator[Sequence[list[str]]]:
    """Yield one way after another, each a few commands."""
    playwright = [sys.executable, "-m", "playwright"]
    yield [[*playwright, "install", "chromium"]]
    if _is_root() and shutil.which("apt-get"):
        yield [[*playwright, "install-deps", "chromium"]]
        yield [["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]]
    if _is_root() and shutil.which("dnf"):
        yield [["dnf", "install", "--assumeyes", "chromium"]]
    if _is_root() and shutil.which("apk"):
        yield [["apk", "add", "chromium"]]
    if shutil.which("brew"):
        yield [["brew", "install", "--cask", "chromium"]]


def _ran(command: list[str]) -> str:
    """Run a command; return what went wrong in a line, or nothing."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _first_line(error)
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return "" if done.returncode == 0 else (lines or [f"exit code {done.returncode}"])[-1]


def ensure() -> str:
    """Return in one line which browser the tests use, after installing one if there was none.

    Raises NoBrowserError.
    """
    try:
        return f"The tests use {_version()}."
    except NoBrowserError:
        if os.environ.get("CHROMIUM"):
            raise  # who names a browser wants that one
    failures = []
    for commands in _ways_to_install():
        said = " && ".join(" ".join(command) for command in commands)
        click.echo(f"No browser found. Trying: {said}", err=True)
        trouble = next(filter(None, map(_ran, commands)), "")
        try:
            return f"The tests use {_version()}, installed by: {said}"
        except NoBrowserError:
            failures.append(f"{said}: {trouble or 'installed, but it does not start'}")
    raise NoBrowserError(
        "The tests need Chromium, Chrome or Edge, and none could be installed. Install one, or "
        "name one in the environment variable CHROMIUM.\n  " + "\n  ".join(failures)
    )


def _version() -> str:
    with sync_playwright() as playwright:
        browser = start(playwright)
        try:
            return f"{browser.browser_type.name.title()} {browser.version}"
        finally:
            browser.close()


if __name__ == "__main__":
    try:
        click.echo(ensure())
    except NoBrowserError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
