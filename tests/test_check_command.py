"""`alongside check` from outside: its formats, its exit codes, its independence of where it runs."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import alongside
from conftest import TODAY, Tree
from sites import entry, put

COMMAND = re.compile(
    r"::(?P<severity>error|warning) file=(?P<file>[^,:]+),line=(?P<line>\d+),col=(?P<col>\d+),"
    r"endColumn=(?P<end>\d+),title=(?P<title>[^,:]+)::(?P<message>.+)"
)

MANY = (
    "problems/promising-word-in-body",
    "problems/term-repeated",
    "problems/guide-names-unknown-entry",
    "problems/door-to-unknown-vocabulary",
    "problems/crisis-confidence-unknown",
    "problems/same-entry",
)
"""Overlays with errors and warnings in many files; a later one may lie over an earlier one."""


def problems(root: Path, *more: str | Path) -> list[dict[str, Any]]:
    """Return the problems of a root as its JSON names them."""
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "json", *more)
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return found


def write(root: Path, path: str, text: str) -> None:
    """Write one file below `root`."""
    (root / path).write_text(text, "utf-8")


def marked(root: Path, problem: dict[str, Any]) -> str:
    """Return the stretch of the file that a problem names."""
    lines = (root / str(problem["path"])).read_text("utf-8").split("\n")
    line = lines[int(problem["line"]) - 1]
    return line[int(problem["column"]) - 1 : int(problem["end_column"]) - 1]


def unescaped(text: str) -> str:
    """Undo GitHub's escapes, as its runner does."""
    for escape, sign in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def commands(printed: str) -> Iterator[dict[str, str]]:
    """Yield the workflow commands in `printed`, as the runner reads them; each has one line."""
    for line in printed.splitlines():
        command = COMMAND.fullmatch(line)
        assert command, line
        yield {name: unescaped(value) for name, value in command.groupdict().items()}


@pytest.mark.parametrize(
    ("overlays", "code"),
    [
        ((), 0),
        (("problems/term-suggests",), 0),
        (("problems/term-near",), 1),
        (("problems/site-broken",), 1),
        (MANY, 1),
    ],
    ids=["clean", "warning", "error", "no settings", "both"],
)
@pytest.mark.parametrize("format_", ["text", "github", "json"])
def test_exit_code_is_the_same_in_every_format(
    overlays: tuple[str, ...], code: int, format_: str, tree: Tree
) -> None:
    """Errors give 1; warnings and no problems give 0."""
    done = alongside("check", "--root", tree(*overlays), "--today", TODAY, "--format", format_)
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["check", "--frobnicate"], "--frobnicate"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--today", "yesterday"], "yesterday"),
        (["check", "--today", "2026-02-30"], "2026-02-30"),
        (["check", "--root"], "--root"),
        (["check", "somewhere"], "somewhere"),
        (["chekc"], "chekc"),
    ],
)
def test_wrong_use_gives_two(args: list[str], named: str, tree: Tree) -> None:
    """What was typed wrongly is named, and nothing is checked."""
    done = alongside(*args, cwd=tree())
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("format_", ["text", "github", "json"])
def test_missing_folder_is_a_sentence(format_: str, tmp_path: Path) -> None:
    """No content, no traceback: one sentence, and what to do."""
    for root in (tmp_path, tmp_path / "nowhere"):
        done = alongside("check", "--root", root, "--format", format_)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.splitlines() == [
            f"alongside: There is no folder “content” in {root}.",
            "  Run this where your directory lies, or name it with --root.",
        ]


def test_content_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    """A file called content is no folder."""
    (tmp_path / "content").write_text("x", "utf-8")
    done = alongside("check", "--root", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no folder “content”" in done.stderr


@pytest.mark.parametrize("format_", ["text", "json"])
def test_output_does_not_depend_on_where_it_runs(format_: str, tree: Tree, tmp_path: Path) -> None:
    """Paths are relative to the root, wherever one stands and however the root is named."""
    root = tree(*MANY)
    args = ("check", "--today", TODAY, "--format", format_)
    here = alongside(*args, cwd=root)
    assert here.stdout.count("content/") >= 6
    assert str(tmp_path) not in here.stdout
    ways = ((str(root), tmp_path), (root.name, tmp_path), ("..", root / "content"))
    for named, cwd in ways:
        there = alongside(*args, "--root", named, cwd=cwd)
        assert (there.stdout, there.returncode) == (here.stdout, here.returncode), named


def test_output_is_the_same_every_time(tree: Tree) -> None:
    """Problems come sorted by place, whatever order a set has today."""
    root = tree(*MANY)
    runs = {
        alongside("check", "--root", root, "--today", TODAY, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    places = [(p["path"], p["line"], p["column"]) for p in problems(root)]
    assert places == sorted(places)


def test_today_decides_what_is_future(tree: Tree) -> None:
    """The day is passed in, so that a test of today holds tomorrow."""
    root = tree()
    assert alongside("check", "--root", root, "--today", TODAY).stdout == "No problems.\n"
    before = alongside("check", "--root", root, "--today", "2026-05-30")
    assert before.returncode == 1
    assert "“added” is 2026-06-15, which is still to come; today is 2026-05-30." in before.stdout


def test_text_ends_with_a_count(tree: Tree) -> None:
    """The last line says how much there is to do."""
    done = alongside("check", "--root", tree(*MANY), "--today", TODAY)
    heads = re.findall(r"^content/\S+:\d+:\d+: (error|warning)\[", done.stdout, re.MULTILINE)
    errors, warnings = heads.count("error"), heads.count("warning")
    assert min(errors, warnings) >= 2
    assert done.stdout.endswith(f"\n\n{errors} errors and {warnings} warnings.\n")


def test_caret_stands_under_wide_signs_and_tabs(tree: Tree) -> None:
    """A Chinese sign takes two cells, an accent none, and a tab stays a tab."""
    root = tree()
    text = (root / "content/resources/seed-post.yaml").read_text("utf-8")
    line = 'also_known_as: ["種子", "e\u0301te\u0301",\t[x]]\n'
    write(root, "content/resources/seed-post.yaml", text + line)
    done = alongside("check", "--root", root, "--today", TODAY)
    assert "\n     | " + " " * 16 + " " * 6 + "  " + " " * 5 + " \t^^^\n" in done.stdout


def test_json_names_each_problem_once(tree: Tree) -> None:
    """The object holds counts and problems with all that text shows."""
    root = tree(*MANY)
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "json")
    report = json.loads(done.stdout)
    assert set(report) == {"errors", "warnings", "problems"}
    severities = [problem["severity"] for problem in report["problems"]]
    assert (report["errors"], report["warnings"]) == (
        severities.count("error"),
        severities.count("warning"),
    )
    text = alongside("check", "--root", root, "--today", TODAY).stdout
    for p in report["problems"]:
        where = f"{p['path']}:{p['line']}:{p['column']}"
        assert f"{where}: {p['severity']}[{p['code']}]: {p['message']}\n" in text
        assert p["hint"] in text


def test_json_without_problems_is_json_too(tree: Tree) -> None:
    """A program need not treat a clean directory as something special."""
    done = alongside("check", "--root", tree(), "--today", TODAY, "--format", "json")
    assert json.loads(done.stdout) == {"errors": 0, "warnings": 0, "problems": []}


def test_github_says_nothing_without_problems(tree: Tree) -> None:
    """No problem, no annotation."""
    assert alongside("check", "--root", tree(), "--today", TODAY, "--format", "github").stdout == ""


def test_github_and_json_agree(tree: Tree) -> None:
    """Each problem is one workflow command with the same place, code and words."""
    root = tree(*MANY)
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "github")
    assert list(commands(done.stdout)) == [
        {
            "severity": p["severity"],
            "file": p["path"],
            "line": str(p["line"]),
            "col": str(p["column"]),
            "end": str(p["end_column"]),
            "title": p["code"],
            "message": f"{p['message']} {p['hint']}".strip(),
        }
        for p in problems(root)
    ]


ODD = "content/resources/a,b%3A.yaml"


def test_github_escapes_what_would_end_a_property(tree: Tree) -> None:
    """A file's name with commas, percent signs and colons stays one property."""
    root = tree()
    name = ODD if os.name == "nt" else ODD.replace("%3A", "%3A:c")
    write(root, name, "name: x\n")
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "github")
    (command,) = commands(done.stdout)
    assert (command["file"], command["title"]) == (name, "bad-file-name")
    assert (
        "file=" + name.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    ) in done.stdout


def test_github_escapes_what_would_end_a_command(tree: Tree) -> None:
    """Somebody's content cannot begin a workflow command of its own."""
    root = tree()
    path = "content/resources/seed-post.yaml"
    text = (root / path).read_text("utf-8")
    evil = '"100%\\n::error file=x::gotcha\\r::stop-commands::y"'
    write(root, path, text.replace("cost: free", f"cost: {evil}"))
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "github")
    assert re.findall(r"(?m)^::", done.stdout) == ["::"]
    assert "\r" not in done.stdout
    assert "100%25" in done.stdout
    (command,) = commands(done.stdout)
    assert command["title"] == "unknown-term"


NETTLE = """\
# A comment, and an empty line

naem: Nettle
name: Nettle
kind: 'tool-library'
url: nettle.example
summary: >-
  Words
  and words.
serves:
- GB
-   GB
languages: [en, {cy: 1}, "en"]
added: 2026-11-31
contact:
  - {label: Shed, phone: 020 7946 0123, email: a@example.org}
  - email: nobody
status: {status: shut, since: 2024}
"""
CONTACT = "{label: Shed, phone: 020 7946 0123, email: a@example.org}"
OOZE = """\
name: "Ooze é"
kind: 'tool-libary'
url: https://ooze.example.org/
summary: Ooze.
serves: [GB, GBR, uk]
languages: [en]
added: 2027-01-01
meetings:
  - title: Walk
    zone: Mars/Base
    starts: 2026-12-01T10:00
formerly: [meadow-plot]
"""
MOSS = """\
---
title: Moss
consent: published-elsewhere
summary: Moss.
resources: [seed-post, moss]
added: 2026-06-01
language: mossy
---

See [the peat](peat.md).
"""


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        (
            "content/resources/nettle.yaml",
            NETTLE,
            [
                "naem",
                "nettle.example",
                "GB",
                "{cy: 1}",
                '"en"',
                "2026-11-31",
                CONTACT,
                "nobody",
                "shut",
            ],
        ),
        (
            "content/resources/ooze.yaml",
            OOZE,
            ["'tool-libary'", "GBR", "uk", "2027-01-01", "Mars/Base", "meadow-plot"],
        ),
        ("content/stories/moss.md", MOSS, ["published-elsewhere", "moss", "mossy", "p"]),
    ],
    ids=["what the model refuses", "what the rules refuse", "a Markdown file"],
)
def test_every_place_is_the_very_value(path: str, text: str, wanted: list[str], tree: Tree) -> None:
    """Line, column and end mark just what is wrong, in the order of the file."""
    root = tree()
    write(root, path, text)
    assert [marked(root, problem) for problem in problems(root)] == wanted


def test_warnings_of_before_are_left_out(tree: Tree, tmp_path: Path) -> None:
    """Whoever changes one file reads of nobody else's; an error is shown in any case."""
    root, base = tree(), tmp_path / "before"
    loud, odd = entry("Loud", summary="A miracle."), entry("Odd", kind="seed-swop")
    put(root, {"content/resources/loud.yaml": loud, "content/resources/odd.yaml": odd})
    args = ("--base", base)
    base.mkdir()
    assert {each["code"] for each in problems(root, *args)} == {"unknown-term", "promising-word"}
    shutil.copytree(root / "content", base / "content")
    assert [each["code"] for each in problems(root, *args)] == ["unknown-term"]
    put(root, {"content/resources/new.yaml": entry("New", summary="Guaranteed.")})
    found = [(each["path"], each["code"]) for each in problems(root, *args)]
    assert found == [
        ("content/resources/new.yaml", "promising-word"),
        ("content/resources/odd.yaml", "unknown-term"),
    ]


def test_errors_alone(tree: Tree) -> None:
    """Before a commit nobody looks for one error among many warnings."""
    root = tree()
    put(root, {"content/resources/loud.yaml": entry("Loud", summary="A miracle.")})
    args = ("check", "--root", root, "--today", TODAY, "--errors")
    done = alongside(*args)
    assert (done.returncode, done.stdout) == (0, "No errors.\n")
    put(root, {"content/resources/odd.yaml": entry("Odd", kind="seed-swop")})
    done = alongside(*args)
    assert done.returncode == 1
    assert "seed-swop" in done.stdout
    assert "miracle" not in done.stdout
    assert done.stdout.endswith("\n1 error.\n")
