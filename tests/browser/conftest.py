"""The directory in a browser: built once for all workers, served, and watched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, sync_playwright
from sites import DAY, REPOSITORY, alongside, make_root

from browser.chromium import start
from browser.guard import Guard
from browser.server import Server, served

Window = Callable[..., Page]
"""Opens a new browser window; its options are those of a Playwright context."""

DESKTOP = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Sites:
    """What is served: the directory's root, and the built sites by their base path.

    The directory itself lies at `/` and below `/repo/`; at `/garden/` is the tests' garden, which
    has what the directory may lack, such as a closed entry.
    """

    root: Path
    folders: dict[str, Path]

    def root_of(self, base: str) -> Path:
        """Return the content from which the site at a base path is built."""
        return self.root.parent / "garden" if base == "/garden/" else self.root


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Sites:
    """Give the built sites, made by whichever worker comes first.

    The directory is copied before it is built, so that it stays what the tests compare it with.
    Source: https://pytest-xdist.readthedocs.io/en/stable/how-to.html
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "browser"
    made = Sites(
        shared / "root",
        {base: shared / "sites" / (base.strip("/") or "root") for base in BASES},
    )
    with FileLock(f"{shared}.lock"):
        if not (shared / "done").exists():
            shutil.rmtree(shared, ignore_errors=True)
            for folder in ("content", "themes"):
                shutil.copytree(REPOSITORY / folder, made.root / folder)
            make_root(shared / "garden", "rich", "meetings", "long")
            for base, out in made.folders.items():
                address = f"https://owner.github.io{base}"
                done = alongside(
                    *("build", "--root", made.root_of(base), "--out", out),
                    *("--today", DAY, "--base-url", address),
                )
                assert done.returncode == 0, done.stdout + done.stderr
            (shared / "done").touch()
    return made


BASES = ("/", "/repo/", "/garden/")


@pytest.fixture(scope="session")
def server(sites: Sites) -> Iterator[Server]:
    """Give a server of all sites."""
    with served(sites.folders) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as playwright:
        started = start(playwright)
        yield started
        started.close()


@pytest.fixture
def guard(server: Server) -> Iterator[Guard]:
    """Watch all windows of a test, which fails when a page did what it must not do."""
    watching = Guard(server.origin, BASES)
    yield watching
    assert watching.verdict() == []


@pytest.fixture
def window(browser: Browser, server: Server, guard: Guard) -> Iterator[Window]:
    """Give a function that opens watched windows; addresses may leave out the server."""
    contexts = []

    def opened(**options: Any) -> Page:  # noqa: ANN401 - as Playwright's `new_context`
        settings = {"viewport": DESKTOP, "reduced_motion": "reduce", "base_url": server.origin}
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        guard.watch(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(window: Window) -> Page:
    """Give a watched window on a desk."""
    return window()
