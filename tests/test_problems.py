"""Every mistake that a curator can make, and the very words that come back.

A case is a folder in `trees/problems/`: content files that lie over the base tree, and
`expected.txt`, what `alongside check` must print for both together. A new case adds files only.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import alongside
from conftest import TODAY, TREES, Tree

from generator.cli import main
from generator.load.files import SETTINGS_LIMIT

CASES = sorted(folder.name for folder in (TREES / "problems").iterdir() if folder.is_dir())

FROM_OUTSIDE = frozenset(
    {
        "bom-is-accepted",
        "meeting-past",
        "meeting-rule-interval-zero",  # outside there is a time limit
        "not-utf8-right-after-bom",
        "two-broken-files",
        "yaml-hidden-escape-sequence",
    }
)
"""Cases that a process of their own checks; for speed the others share the test's."""

HEADLINE = re.compile(r"^(\S.*?):(\d+):(\d+): (error|warning)\[([a-z0-9-]+)\]: .+$", re.MULTILINE)


def check(root: Path, *, outside: bool = False) -> tuple[str, str, int]:
    """Return what `alongside check` prints, what it complains, and its exit code."""
    args = ["check", "--root", str(root), "--today", TODAY]
    if outside:
        done = alongside(*args)
        return done.stdout, done.stderr, done.returncode
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    return result.stdout, result.stderr, result.exit_code


def expected(case: str) -> str:
    """Return what a case must print."""
    return (TREES / "problems" / case / "expected.txt").read_text("utf-8")


def test_there_are_cases() -> None:
    """A moved folder must not leave us without tests."""
    assert len(CASES) >= 70
    assert set(CASES) >= FROM_OUTSIDE


@pytest.mark.parametrize("case", CASES)
def test_problem(case: str, tree: Tree) -> None:
    """Each mistake is told at its place, in words, and nothing else is told."""
    wanted = expected(case)
    printed, complained, code = check(tree(f"problems/{case}"), outside=case in FROM_OUTSIDE)
    assert printed == wanted
    assert "Traceback" not in complained
    assert code == (1 if "error[" in wanted else 0)


@pytest.mark.parametrize("case", CASES)
def test_expectation_is_sound(case: str, tree: Tree) -> None:
    """What we expect names a file that there is, and one problem a block."""
    root = tree(f"problems/{case}")
    *blocks, last = expected(case).removesuffix("\n").split("\n\n")
    assert re.fullmatch(r"No problems\.|(\d+ errors?)?( and )?(\d+ warnings?)?\.", last)
    assert (last == "No problems.") == (not blocks)
    for block in blocks:
        found = HEADLINE.findall(block)
        assert len(found) == 1, block
        assert (root / found[0][0]).is_file()


def test_base_tree_is_fine(tree: Tree) -> None:
    """A directory of gardens has no problems: the package knows of no illness."""
    assert check(tree(), outside=True) == ("No problems.\n", "", 0)


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("content/resources/large.yaml", 64 * 1024),
        ("content/stories/large.md", 128 * 1024),
        ("content/guides/large.md", 256 * 1024),
        ("content/crisis.yaml", SETTINGS_LIMIT),
    ],
)
def test_large_files_are_refused_unread(path: str, limit: int, tree: Tree) -> None:
    """One byte more than the limit is too much, whatever the file says."""
    root = tree()
    (root / path).write_bytes(b"\xff" * (limit + 1))
    said = (
        f"{path}:1:1: error[too-large]: This file has {limit // 1024} KiB; "
        f"{limit // 1024} is the most.\n"
        "  Shorten it, or divide it into several files.\n\n1 error.\n"
    )
    assert check(root) == (said, "", 1)
    (root / path).write_bytes(b"\xff" * limit)
    assert "error[not-utf8]" in check(root)[0]


def test_missing_settings_are_one_problem(tree: Tree) -> None:
    """Without site.yaml the other files are read all the same."""
    root = tree("problems/date-german")
    (root / "content/site.yaml").unlink()
    printed, _, code = check(root)
    assert [found[0] for found in HEADLINE.findall(printed)] == [
        "content/resources/nettle-corner.yaml",
        "content/site.yaml",
    ]
    assert "content/site.yaml:1:1: error[unreadable]: This file cannot be read: " in printed
    assert code == 1


def test_settings_must_be_a_file(tree: Tree) -> None:
    """A folder in a file's place is told, not opened."""
    root = tree()
    (root / "content/site.yaml").unlink()
    (root / "content/site.yaml").mkdir()
    assert check(root)[0] == (
        "content/site.yaml:1:1: error[not-a-file]: This is no ordinary file.\n"
        "  Remove or replace it.\n\n1 error.\n"
    )


def test_crisis_file_may_be_absent(tree: Tree) -> None:
    """A directory need not list crisis lines, not even a public one, if nothing leads to them."""
    root = tree("problems/public-with-unverified-numbers")
    (root / "content/crisis.yaml").unlink()
    dead = "error[dead-door]: There is no file content/crisis.yaml."
    assert [line for line in check(root)[0].splitlines() if "error[" in line] == [
        f"content/site.yaml:25:9: {dead}"
    ]
    site = (root / "content/site.yaml").read_text("utf-8")
    door = "  - label: I need someone now\n    to: crisis\n"
    (root / "content/site.yaml").write_text(site.replace(door, ""), "utf-8")
    assert check(root) == ("No problems.\n", "", 0)


def test_link_to_absent_crisis_lines_is_told(tree: Tree) -> None:
    """A text cannot lead to a page that is never made."""
    root = tree("problems/links-of-every-kind-are-fine")
    (root / "content/crisis.yaml").unlink()
    assert "error[bad-link]: The link “../crisis.yaml” leads to no file" in check(root)[0]


@pytest.mark.parametrize("folder", ["resources", "stories", "guides", "pages"])
def test_a_collection_may_be_absent(folder: str, tree: Tree) -> None:
    """A new directory has no stories yet; only references to what is gone are told."""
    root = tree()
    for file in (root / "content" / folder).iterdir():
        file.unlink()
    (root / "content" / folder).rmdir()
    codes = {found[4] for found in HEADLINE.findall(check(root)[0])}
    assert codes <= {"unknown-id", "bad-link", "dead-door"}


@pytest.mark.parametrize("target", ["/etc/passwd", "spade-shed.yaml", "nowhere"])
def test_links_are_not_followed(target: str, tree: Tree) -> None:
    """A link in the file system never brings in what lies elsewhere."""
    root = tree()
    link = root / "content/resources/link.yaml"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system gives us no links")
    assert check(root) == ("No problems.\n", "", 0)


@pytest.mark.parametrize("name", ["content", "content/stories", "content/site.yaml"])
def test_links_in_known_places_are_told(name: str, tree: Tree, tmp_path: Path) -> None:
    """Where content must lie a link is one clear problem, not many that follow from it."""
    root = tree()
    elsewhere = (root / name).rename(tmp_path / "elsewhere")
    try:
        (root / name).symlink_to(elsewhere)
    except OSError:
        pytest.skip("this system gives us no links")
    said = f"{name}:1:1: error[not-a-file]: This is a link to another file or folder; "
    printed = check(root)[0]
    assert said in printed
    assert len(HEADLINE.findall(printed)) <= 2


def test_names_of_files_are_no_commands(tree: Tree) -> None:
    """A terminal obeys nothing that stands in a file's name."""
    root = tree()
    try:
        (root / "content/resources/a\x1b[31m.yaml").write_text("name: x\n", "utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    printed = check(root)[0]
    assert "\x1b" not in printed
    assert "content/resources/a\ufffd[31m.yaml:1:1: error[bad-file-name]" in printed
