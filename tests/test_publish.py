"""A build never harms the last good site, whatever stops it."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import alongside, command
from sites import DAY, Files, entry, fake_pagefind, make_root, put, snapshot

MORE = {"content/resources/extra.yaml": entry("Extra Patch")}
"""A change that makes pages and search documents differ from the last good site's."""

SLEEP = "import time; time.sleep(60)"
TEMPLATES = "themes/calm/templates"


@dataclass(frozen=True)
class Case:
    """What stands in a build's way, and words that must be said of it."""

    said: tuple[str, ...]
    files: Files | None = None
    args: tuple[str, ...] = ()
    pagefind: str = ""
    module: str = "__main__"
    largest: int | None = None


CASES = {
    "error in content": Case(
        ("content/resources/bad.yaml:", "error[missing-field]", "Nothing was built"),
        {"content/resources/bad.yaml": "name: Only a name\n"},
    ),
    "YAML that cannot be read": Case(
        ("content/resources/bad.yaml:1:", "error[syntax]", "Nothing was built"),
        {"content/resources/bad.yaml": 'name: "Never closed\n'},
    ),
    "settings that cannot be read": Case(
        ("content/site.yaml:", "Nothing was built"), {"content/site.yaml": "title: [1\n"}
    ),
    "syntax error in a template": Case(
        (f"{TEMPLATES}/stories.html:2:",), {f"{TEMPLATES}/stories.html": "<p>\n{% if %}\n"}
    ),
    "undefined name in a template": Case(
        (f"{TEMPLATES}/stories.html:3:", "nonsense"),
        {f"{TEMPLATES}/stories.html": "<p>\n\n{{ page.nonsense }}\n"},
    ),
    "undefined name in a macro of another file": Case(
        (f"{TEMPLATES}/_odd.html:1:", "nonsense"),
        {
            f"{TEMPLATES}/stories.html": '{% from "_odd.html" import odd %}\n{{ odd(page) }}',
            f"{TEMPLATES}/_odd.html": "{% macro odd(page) %}{{ page.nonsense }}{% endmacro %}",
        },
    ),
    "asset that is not there": Case(
        (f"{TEMPLATES}/stories.html:1:", "style.css"),
        {f"{TEMPLATES}/stories.html": "{{ asset('styles.css') }}\n"},
    ),
    "included template that is not there": Case(
        ("no template “_nowhere.html”",),
        {f"{TEMPLATES}/stories.html": '{% include "_nowhere.html" %}'},
    ),
    "Pagefind crashes": Case(
        ("Pagefind", "code 3", "Out of luck", "--no-search"),
        MORE,
        pagefind="import sys; print('Out of luck'); sys.exit(3)",
    ),
    "Pagefind makes nothing": Case(("Pagefind",), MORE, pagefind="print('All fine')"),
    "Pagefind is killed": Case(
        ("Pagefind", "signal 9"), MORE, pagefind="import os; os.kill(os.getpid(), 9)"
    ),
    "Pagefind is not there": Case(("Pagefind", "not installed"), MORE, module="other"),
    "full disk for one large file": Case(
        ("A file may not grow that large",),
        {"themes/calm/assets/large.txt": "x" * 300_000},
        largest=200_000,
    ),
    "full disk for Pagefind": Case(("search index",), MORE, largest=60_000),
    "no folder content": Case(("no folder “content”",), {}, ("--root", "elsewhere")),
    "unknown theme": Case(("no theme “clam”", "“calm”"), {}, ("--theme", "clam")),
    "two pages at one address": Case(
        ("content/pages/find.md", "reserved-name"),
        {"content/pages/find.md": "---\ntitle: Find\n---\n\nWords.\n"},
    ),
}


@contextmanager
def unharmed(root: Path) -> Iterator[None]:
    """Ensure that the site stays byte for byte the same, and that nothing is left beside it."""
    before = snapshot(root / "site")
    assert before
    yield
    assert snapshot(root / "site") == before
    assert {file.name for file in (root / ".site.alongside").iterdir()} <= {"lock"}


@pytest.mark.parametrize("name", CASES)
def test_what_stops_a_build_leaves_the_site_alone(root: Path, name: str, tmp_path: Path) -> None:
    """One sentence, exit code 1, and the last good site."""
    case = CASES[name]
    put(root, case.files or {})
    env = {}
    if case.pagefind or case.module != "__main__":
        env = fake_pagefind(tmp_path / "fake", case.pagefind, case.module)
    if case.module != "__main__":  # a package that cannot even be found
        gone = "raise ModuleNotFoundError(\"No module named 'pagefind_bin'\")"
        put(tmp_path / "fake", {"pagefind_bin/__init__.py": gone})
    with unharmed(root):
        args = ("--root", str(root), "--today", DAY, *case.args)
        done = alongside("build", *args, cwd=tmp_path, env=env, preexec=_limit(case.largest))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for words in case.said:
        assert words in done.stderr


def _limit(largest: int | None) -> Callable[[], None] | None:
    if largest is None:
        return None
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


@pytest.mark.parametrize(
    "file", ["themes/calm/templates/stories.html", "themes/calm/theme.yaml"], ids=["html", "yaml"]
)
def test_theme_that_is_not_utf8_is_named(root: Path, file: str) -> None:
    """A theme saved in another encoding is the host's mistake, not the program's."""
    (root / file).write_bytes("name: Größe".encode("latin-1"))
    with unharmed(root):
        done = alongside("build", "--root", root, "--today", DAY)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert file.rpartition("/")[2] in done.stderr
    assert "UTF-8" in done.stderr


def test_full_disk_is_said_and_harms_nothing(tmp_path: Path) -> None:
    """A real, tiny file system in a namespace of its own runs full."""
    root = make_root(tmp_path / "root")
    disk = tmp_path / "disk"
    disk.mkdir()
    inside = f'mount -t tmpfs -o size=1500k none {disk} && "$@"'
    small = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", inside, "sh"]
    if subprocess.run([*small, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets us mount nothing")
    script = (
        'set -e; "$@" >/dev/null; find "$0" -type f -exec md5sum {} + | sort > before;'
        'head -c 400000 /dev/zero > "$0/../ballast"; head -c 1400000 /dev/urandom > "$ASSET";'
        'if "$@"; then exit 99; fi; find "$0" -type f -exec md5sum {} + | sort > after;'
        "cmp before after"
    )
    line = command("build", "--root", root, "--out", disk / "site", "--today", DAY, "--no-search")
    done = subprocess.run(
        [*small, "sh", "-c", script, str(disk / "site"), *line],
        cwd=tmp_path,
        env={**os.environ, "ASSET": str(root / "themes/calm/assets/large.bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "before").read_text().count("\n") > 20


def test_folder_that_is_not_ours_is_refused(root: Path, tmp_path: Path) -> None:
    """Somebody's own files are never replaced."""
    put(tmp_path, {"mine/letter.txt": "Dear you"})
    done = alongside("build", "--root", root, "--out", tmp_path / "mine")
    assert done.returncode == 1
    assert "not made by Alongside" in done.stderr
    assert (tmp_path / "mine/letter.txt").read_text() == "Dear you"
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_file_in_place_of_the_folder_is_refused(root: Path, tmp_path: Path) -> None:
    """An output path that is a file is left as it is."""
    put(tmp_path, {"site.txt": "Dear you"})
    done = alongside("build", "--root", root, "--out", tmp_path / "site.txt")
    assert done.returncode == 1
    assert "is a file" in done.stderr
    assert (tmp_path / "site.txt").read_text() == "Dear you"


def test_output_below_a_file_is_refused(root: Path, tmp_path: Path) -> None:
    """An output path that no system could make is said in a sentence."""
    put(tmp_path, {"letter.txt": "Dear you"})
    done = alongside("build", "--root", root, "--out", tmp_path / "letter.txt" / "site")
    assert done.returncode == 1
    assert done.stderr.startswith("alongside: ")
    assert "Traceback" not in done.stderr


@pytest.fixture
def slow(root: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a build that hangs: its pages are made, but Pagefind sleeps."""
    put(root, MORE)
    env = {**os.environ, **fake_pagefind(tmp_path / "slow", SLEEP)}
    process = subprocess.Popen(
        command("build", "--root", root, "--today", DAY),
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Who runs the tests in the background has Ctrl+C ignored, and so would the build.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 30
    while not (root / ".site.alongside/next/robots.txt").exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_second_build_at_once_is_told_so(root: Path, slow: subprocess.Popen[str]) -> None:
    """Two builds never write one folder together."""
    before = snapshot(root / "site")
    done = alongside("build", "--root", root, "--today", DAY)
    assert done.returncode == 1
    assert "Another build is writing" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(root / "site") == before
    assert slow.poll() is None, "the first build must not be disturbed"
    assert (root / ".site.alongside/next/robots.txt").exists()


def test_killed_build_is_cleared_away_by_the_next(root: Path, slow: subprocess.Popen[str]) -> None:
    """SIGKILL in the middle leaves the old site; the next build makes the new one."""
    before = snapshot(root / "site")
    os.killpg(slow.pid, signal.SIGKILL)
    slow.wait()
    assert snapshot(root / "site") == before
    assert (root / ".site.alongside/next").exists()
    done = alongside("build", "--root", root, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert (root / "site/resources/extra/index.html").exists()
    assert {file.name for file in (root / ".site.alongside").iterdir()} <= {"lock"}


def test_ended_build_may_leave_its_pagefind_behind(root: Path, slow: subprocess.Popen[str]) -> None:
    """SIGTERM, as of a cancelled job, ends the build alone; the next one works all the same."""
    before = snapshot(root / "site")
    slow.terminate()
    slow.wait(timeout=20)
    assert snapshot(root / "site") == before
    done = alongside("build", "--root", root, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert (root / "site/resources/extra/index.html").exists()


def test_interrupted_build_stops_quietly(root: Path, slow: subprocess.Popen[str]) -> None:
    """Ctrl+C ends the build and its Pagefind, and clears up."""
    with unharmed(root):
        os.kill(slow.pid, signal.SIGINT)
        _, said = slow.communicate(timeout=20)
    assert slow.returncode not in {0, None}
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.killpg(slow.pid, 0)


def test_next_build_links_what_did_not_change(root: Path) -> None:
    """A rebuild changes only what must change: the rest are the very same files."""
    before = snapshot(root / "site")
    put(root, {"content/pages/about.md": "---\ntitle: About us\norder: 10\n---\n\nNew words.\n"})
    done = alongside("build", "--root", root, "--today", DAY)
    assert done.returncode == 0, done.stderr
    after = snapshot(root / "site")
    changed = {path for path in after if before[path][2] != after[path][2]}
    same = set(after) - changed - {".alongside"}
    assert "about/index.html" in changed
    assert "robots.txt" in same
    assert "pagefind/pagefind.js" in same
    assert [path for path in same if before[path] != after[path]] == []


def test_unchanged_content_gives_the_very_same_files(root: Path) -> None:
    """A second build of the same content writes nothing anew, the search index included."""
    before = snapshot(root / "site")
    done = alongside("build", "--root", root, "--today", DAY)
    assert "(0 new or changed)" in done.stdout
    after = snapshot(root / "site")
    del before[".alongside"], after[".alongside"]
    assert after == before
