"""`alongside verify`: the block at its place, all or nothing, and every other byte as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import alongside
from sites import DAY, Files, contents, entry, make_root, put

from generator.cli import main
from generator.curate.edits import replace_all

LINES = "verified:\n  date: 2026-11-22\n  by: rosa\n  how: phone\n"
PLOT = "content/resources/plot.yaml"
CRISIS = "content/crisis.yaml"


def verify(root: Path, *ids: str, by: str = "rosa", more: tuple[str, ...] = ()) -> tuple[int, str]:
    """Verify by phone on the tests' day; return the exit code and all that was said."""
    args = ("--root", str(root), "--today", DAY, "--how", "phone", *(("--by", by) if by else ()))
    done = CliRunner().invoke(main, ["verify", *ids, *args, *more], env={"ALONGSIDE_BY": ""})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout + done.stderr


def after(tmp_path: Path, text: str, *, by: str = "rosa") -> str:
    """Return an entry's text once it has been verified."""
    root = make_root(tmp_path / "root")
    (root / PLOT).write_bytes(text.encode())
    code, said = verify(root, "plot", by=by)
    assert code == 0, said
    return (root / PLOT).read_bytes().decode()


FLOW = "verified: {date: 2026-11-22, by: rosa, how: phone}"
PLAIN = entry("Plot")
HEAD, ADDED = PLAIN.split("added:")
COMMENTED = (
    f"# At the top.\n\n{HEAD}  # of the languages\n\n"
    f"# Of the day.\n# Two lines.\nadded:{ADDED}# The end."
)
OLD_BLOCK = (
    "verified: # once\n  # a visit\n  date: 2025-01-02 # a Thursday\n  how: visit\n  by: 'joe'\n"
)
NEW_BLOCK = (
    "verified: # once\n  # a visit\n  date: 2026-11-22 # a Thursday\n  how: phone\n  by: rosa\n"
)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (PLAIN, f"{HEAD}{LINES}added:{ADDED}"),
        (
            COMMENTED,
            COMMENTED.replace("# Of the day.", f"{LINES}# Of the day."),
        ),
        (f"{HEAD}{OLD_BLOCK}added:{ADDED}", f"{HEAD}{NEW_BLOCK}added:{ADDED}"),
        (
            f"{HEAD}verified: {{by: joe,  date: 2025-01-02, how: visit}}\nadded:{ADDED}",
            f"{HEAD}verified: {{by: rosa,  date: 2026-11-22, how: phone}}\nadded:{ADDED}",
        ),
        (f"{HEAD}verified:\nadded:{ADDED}", f"{HEAD}{LINES}added:{ADDED}"),
        (f"{HEAD}verified: ~\nadded:{ADDED}", f"{HEAD}{LINES}added:{ADDED}".replace("d:\n", "d: \n")),
        (PLAIN.replace("\n", "\r\n"), f"{HEAD}{LINES}added:{ADDED}".replace("\n", "\r\n")),
        (f"\ufeff{PLAIN}", f"\ufeff{HEAD}{LINES}added:{ADDED}"),
        (PLAIN.rstrip("\n"), f"{HEAD}{LINES}added:{ADDED}".rstrip("\n")),
        (f"added: 2026-05-01\n{HEAD}", f"{LINES}added: 2026-05-01\n{HEAD}"),
        (
            f"{{{', '.join(PLAIN.splitlines())}}}\n",
            f"{{{', '.join(HEAD.splitlines())}, {FLOW}, added:{ADDED.rstrip()}}}\n",
        ),
        (PLAIN.replace("\n", "\r"), f"{HEAD}{LINES}added:{ADDED}".replace("\n", "\r")),
    ],
    ids=[
        "none-before", "comments", "block", "braces", "empty", "null", "windows", "mark",
        "no-last-break", "another-order", "all-in-braces", "old-macintosh",
    ],
)  # fmt: skip
def test_only_the_block_differs(tmp_path: Path, before: str, expected: str) -> None:
    """It stands above what follows it in the canonical form; comments stay with their fields."""
    assert after(tmp_path, before) == expected


@pytest.mark.parametrize("by", ["no", "2026-11-01", "rosa: the first", "[r]", "Ana # two", '"'])
def test_names_stay_what_they_are(tmp_path: Path, by: str) -> None:
    """A name that YAML would take for something else is quoted, in braces too."""
    block = "{date: 2025-01-02, by: joe, how: visit}"
    bed = entry("Bed", verified=block)
    root = make_root(tmp_path / "root", {PLOT: PLAIN, "content/resources/bed.yaml": bed})
    assert verify(root, "plot", "bed", by=by)[0] == 0
    done = alongside("check", "--root", root, "--today", DAY)
    assert done.returncode == 0, done.stdout


def test_canonical_files_stay_canonical(tmp_path: Path) -> None:
    """`fmt` finds nothing to do afterwards."""
    root = make_root(tmp_path / "root", {PLOT: PLAIN})
    assert alongside("fmt", "--root", root).returncode == 0
    assert verify(root, "plot", "long-meadow", "seed-post")[0] == 0
    assert alongside("fmt", "--check", "--root", root).returncode == 0


def test_crisis_help_is_verified_in_its_place(tmp_path: Path) -> None:
    """A number and a service of one file at once, beside whatever else stands there."""
    root = make_root(tmp_path / "root")
    before = (root / CRISIS).read_text("utf-8")
    braces = '      - {number: "112", confidence: high}\n'
    before = before.replace("    lines:\n", f"{braces}    lines:\n", 1).replace(
        "confidence: high\ncountries", "confidence: high # sure\ncountries"
    )
    put(root, {CRISIS: before})
    code, said = verify(root, "GB/112", "GB/samaritans", "directories/find-a-helpline")
    assert code == 0, said
    block = "".join(f"        {line}\n" for line in LINES.splitlines())
    expected = before.replace(
        braces, braces.replace("}", ", verified: {date: 2026-11-22, by: rosa, how: phone}}")
    ).replace(
        "languages: [en]\n        confidence: high\n",
        f"languages: [en]\n        confidence: high\n{block}",
    )
    expected = expected.replace("# sure\n", "# sure\n" + block.replace("        ", "    "))
    assert (root / CRISIS).read_text("utf-8") == expected
    assert alongside("check", "--root", root, "--today", DAY).returncode == 0


REFUSED: Files = {
    "content/resources/broken.yaml": "name: Broken\n",
    "content/resources/later.yaml": entry(
        "Later", verified="{date: 2026-11-20, by: joe, how: visit}"
    ),
}


@pytest.mark.parametrize(
    ("ids", "more", "message"),
    [
        (["long-medow"], (), "There is no entry “long-medow”. Did you mean “long-meadow”?"),
        (
            ["meadow-plot"],
            (),
            "“meadow-plot” is an old name. Its entry is called “long-meadow” now.",
        ),
        (["first-tomatoes"], (), "“first-tomatoes” is one of the stories."),
        (["broken"], (), "content/resources/broken.yaml cannot be read yet."),
        (["GB/998"], (), "There is no entry “GB/998”. Did you mean “GB/999”?"),
        (["later"], ("--date", "2026-11-19"), "“later” was verified later already, on 2026-11-20."),
        ([], ("--date", "2026-11-23"), "2026-11-23 is still to come; today is 2026-11-22."),
    ],
)
def test_nothing_is_written_when_anything_is_wrong(
    tmp_path: Path, ids: list[str], more: tuple[str, ...], message: str
) -> None:
    """Not even into the entries that could be; each mistake is said."""
    root = make_root(tmp_path / "root", REFUSED)
    before = contents(root)
    code, said = verify(root, "seed-post", *ids, "nobody-at-all", more=more)
    assert code == 1
    assert message in said
    assert ("“nobody-at-all”" in said) is bool(ids)
    assert said.endswith("Nothing was written.\n")
    assert contents(root) == before


def test_a_name_is_asked_for(tmp_path: Path) -> None:
    """Visitors see it, so it is taken from nowhere but what somebody said."""
    root = make_root(tmp_path / "root")
    code, said = verify(root, "seed-post", by="")
    assert (code, "Add --by" in said) == (1, True)
    args = ("--root", root, "--today", DAY, "--how", "visit")
    done = alongside("verify", "seed-post", *args, env={"ALONGSIDE_BY": "kim"})
    assert done.returncode == 0, done.stderr
    assert "is due again on 2027-11-22." in done.stdout
    assert "by: kim\n" in (root / "content/resources/seed-post.yaml").read_text("utf-8")


def test_files_are_written_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last of them cannot be put in its place, the others get their old words back."""
    files = {name: f"{name} was here".encode() for name in ("a", "b", "c")}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "c":
            raise OSError("no")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        replace_all(tmp_path, dict.fromkeys(files, b"new"))
    assert contents(tmp_path) == files
    monkeypatch.undo()
    replace_all(tmp_path, dict.fromkeys(files, b"new"))
    assert contents(tmp_path) == dict.fromkeys(files, b"new")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """All of them stay as they were."""
    root = make_root(tmp_path / "root")
    before = contents(root)
    (root / "content").chmod(0o500)
    try:
        code, said = verify(root, "seed-post", "GB/999")
    finally:
        (root / "content").chmod(0o700)
    assert (code, contents(root)) == (1, before)
    assert "Not allowed to write" in said
