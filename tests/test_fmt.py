"""Formatting: one canonical form, from outside, for the cases in trees/fmt.

A case is a folder with `before` and `after`; the end of their names says what they are: an entry
(.yaml), the translation of one (.es.yaml) or a story (.md).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from command import alongside
from sites import TREES, contents, make_root, put

CASES = sorted(path.relative_to(TREES / "fmt") for path in TREES.glob("fmt/*/before.*"))
MADE = {f"content/schema/{name}.json" for name in ("crisis", "entry", "site", "vocabulary")}
"""Files that the formatter makes of others."""


def place_of(case: Path) -> str:
    """Return where a case's file stands in a directory."""
    suffix = case.name.removeprefix("before")
    folder = "stories" if suffix == ".md" else "resources"
    return f"content/{folder}/{case.parent}{suffix}"


def after_of(case: Path) -> bytes:
    """Return what must come out of a case."""
    return (TREES / "fmt" / case.with_name(case.name.replace("before", "after"))).read_bytes()


def fmt(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the formatter."""
    return alongside("fmt", "--root", root, *args)


@pytest.fixture(scope="session")
def formatted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a directory of all cases, formatted once."""
    root = tmp_path_factory.mktemp("fmt")
    make_root(root)
    for case in CASES:
        shutil.copyfile(TREES / "fmt" / case, root / place_of(case))
    done = fmt(root)
    assert done.returncode == 0, done.stderr
    return root


def test_there_are_cases() -> None:
    """Every case is whole."""
    assert len(CASES) >= 40
    assert [case for case in CASES if not after_of(case)] == []


@pytest.mark.parametrize("case", CASES, ids=[str(case.parent) for case in CASES])
def test_case(formatted: Path, case: Path) -> None:
    """What comes out is what the case says, byte for byte."""
    found = (formatted / place_of(case)).read_text("utf-8")
    assert found == after_of(case).decode("utf-8")
    assert b"\r" not in (formatted / place_of(case)).read_bytes()


def test_canonical_form_stays(tmp_path: Path) -> None:
    """Every `after` formats to itself; then there is nothing left to do."""
    root = make_root(tmp_path / "root")
    for case in CASES:
        (root / place_of(case)).write_bytes(after_of(case))
    fmt(root)
    changed = [
        str(case.parent) for case in CASES if (root / place_of(case)).read_bytes() != after_of(case)
    ]
    assert changed == []
    done = fmt(root, "--check")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("0 files would be formatted, ")


UNTIDY = {"content/resources/seed-post.yaml": "kind: seed-swap\nname: 'Seed Post'\n"}
TIDY = "# yaml-language-server: $schema=../schema/entry.json\nname: Seed Post\nkind: seed-swap\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a root in canonical form, with its schemas."""
    root = make_root(tmp_path / "root")
    assert fmt(root).returncode == 0
    return root


def test_check_changes_nothing(root: Path) -> None:
    """`--check` exits with 1 and names the files; formatting exits with 0."""
    put(root, UNTIDY)
    before = contents(root)
    done = fmt(root, "--check")
    assert done.returncode == 1
    assert "content/resources/seed-post.yaml: not in canonical form" in done.stdout
    assert "1 file would be formatted" in done.stdout
    assert contents(root) == before
    done = fmt(root)
    assert done.returncode == 0
    assert "content/resources/seed-post.yaml: formatted" in done.stdout
    after = contents(root)
    assert after.pop("content/resources/seed-post.yaml").decode() == TIDY
    assert after.items() <= before.items()
    assert fmt(root, "--check").returncode == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b'name: "Never closed\nkind: x\n', "error[syntax]"),
        (b"name: A\nname: B\n", "error[duplicate-field]"),
        (b"name: &a A\nsummary: *a\n", "error[yaml-feature]"),
        (b"? name # of\n: # the place\n  A\n", "error[yaml-feature]"),
        (b"name: Gr\xfcn\n", "error[not-utf8]"),
        (b"- a\n- b\n", "error[not-fields]"),
        (b"", "error[not-fields]"),
    ],
)
def test_file_that_cannot_be_read_is_left_alone(root: Path, bad: bytes, said: str) -> None:
    """It is reported with its place, and the others are formatted all the same."""
    (root / "content/resources/bad.yaml").write_bytes(bad)
    put(root, UNTIDY)
    done = fmt(root)
    assert done.returncode == 1
    assert "content/resources/bad.yaml:" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "content/resources/bad.yaml").read_bytes() == bad
    assert (root / "content/resources/seed-post.yaml").read_text() == TIDY


def test_github_says_what_nobody_need_mend(root: Path) -> None:
    """A file that was changed in the browser has a note, each with what to do; none is an error."""
    assert fmt(root, "--check", "--format", "github").stdout == ""
    path = "content/schema/entry.json"
    put(root, {**UNTIDY, path: "{}\n"})
    before = contents(root)
    done = fmt(root, "--check", "--format", "github")
    assert (done.returncode, contents(root)) == (1, before)
    shed, schema = done.stdout.splitlines()
    assert shed.startswith("::warning file=content/resources/seed-post.yaml,line=1,")
    assert "You need not do anything" in shed
    assert schema.startswith(f"::warning file={path},line=1,")
    assert "made from others" in schema


def test_schemas_are_made(tmp_path: Path) -> None:
    """The editor's schemas are written where they are missing or old."""
    root = make_root(tmp_path / "root")
    put(root, {"content/schema/entry.json": "{}"})
    assert fmt(root, "--check").returncode == 1
    assert fmt(root).returncode == 0
    found = {path for path in contents(root) if path.startswith("content/schema/")}
    assert found == MADE
    assert '"shared-garden"' in (root / "content/schema/entry.json").read_text()


def test_only_collections_are_formatted(root: Path) -> None:
    """Settings, vocabularies and crisis lines keep the form that their host gave them."""
    texts = {
        "content/site.yaml": (root / "content/site.yaml").read_text().replace("[en]", "[ en ]"),
        "content/vocabularies/costs.yaml": (root / "content/vocabularies/costs.yaml")
        .read_text()
        .replace("Free", "'Free'"),
    }
    put(root, texts)
    assert fmt(root).returncode == 0
    assert {path: (root / path).read_text() for path in texts} == texts


def test_too_large_file_is_not_emptied(root: Path) -> None:
    """A file beyond the limit is left as it is."""
    large = "name: Plot\ncurator_notes: " + "word " * 20_000 + "\n"
    put(root, {"content/resources/large.yaml": large})
    done = fmt(root)
    assert "Traceback" not in done.stderr
    assert (root / "content/resources/large.yaml").read_text() == large


def test_missing_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    """No content, no traceback."""
    done = fmt(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("alongside: There is no folder “content”")
