"""`alongside import`: others' lists with all their quirks, and what is here already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import alongside
from conftest import TREES, Tree
from sites import DAY, contents, put

from generator.examine import examine
from generator.exchange.planning import plan
from generator.exchange.plans import Plan
from generator.exchange.reading import read_list
from generator.exchange.records import Reading

TODAY = date.fromisoformat(DAY)
CATALOGUE, _ = examine(TREES / "base", TODAY)
assert CATALOGUE

HEADING = "name,url,kind,summary,plants,cost,serves,languages,phone,added"
ROW = "Café Zinnia,https://zinnia.example.org/,seed-swap,Tea among the beds.,roots; herbs,free,GB,en,020 7946 0123,2026-01-31"  # noqa: E501 - a row is a line
TABLE = f"{HEADING}\n{ROW}\n"
FILE = """\
# yaml-language-server: $schema=../schema/entry.json
name: Café Zinnia
kind: seed-swap
url: https://zinnia.example.org/
summary: Tea among the beds.
plants: [roots, herbs]
cost: free
serves: [GB]
languages: [en]
contact:
  - phone: "020 7946 0123"
added: 2026-01-31
"""


def taken(
    data: str | bytes, form: str = "csv", said: Mapping[str, str] | None = None, **usual: str
) -> tuple[Reading, Plan]:
    """Return what a list says and what importing it into the base tree would do."""
    assert CATALOGUE
    raw = data.encode() if isinstance(data, str) else data
    reading = read_list("list", raw, form, CATALOGUE, said or {}, usual)
    result = plan(reading.records, CATALOGUE, TODAY, update=True, skip_wrong=False)
    return reading, result


def mistakes(data: str | bytes, form: str = "csv") -> list[tuple[int, int, str, str]]:
    """Return line, column, code and message of everything that is wrong with a list."""
    reading, result = taken(data, form)
    found = sorted([*reading.problems, *result.problems])
    return [(p.place.line, p.place.column, p.code, p.message) for p in found if p.is_error]


QUIRKS: Mapping[str, str | bytes] = {
    "plain": TABLE,
    "byte order mark": "\ufeff" + TABLE,
    "utf-16": TABLE.encode("utf-16"),
    "utf-16 without a mark": TABLE.encode("utf-16-le"),
    "windows-1252": TABLE.encode("windows-1252"),
    "windows line ends": TABLE.replace("\n", "\r\n"),
    "old mac line ends": TABLE.replace("\n", "\r"),
    "semicolons": TABLE.replace(";", " /").replace(",", ";"),
    "semicolons that are told": "sep=;\n" + TABLE.replace(";", " /").replace(",", ";"),
    "tabs": TABLE.replace(",", "\t"),
    "a title above": f"Our list{',' * 9}\n{',' * 9}\n{TABLE}",
    "empty rows and cells": TABLE.replace("\n", ",,,\n") + ",,,,\n\n \n",
    "a repeated heading": f"{HEADING}\n{HEADING.upper()}\n{ROW}\n",
    "capitals and spaces": TABLE.replace("name,url", " Name , URL "),
    "usual headings": TABLE.replace("name,url", "Program Name,Web site")
    .replace("phone", "Telephone")
    .replace("plants", "What grows there?")
    .replace("languages", "Language(s)"),
    "labels": TABLE.replace("seed-swap", "Seed swap")
    .replace("roots; herbs", "Herbs; Root vegetables")
    .replace("GB,en", "United Kingdom,English"),
    "their own words": TABLE.replace("roots; herbs", "carrots; herbs")
    .replace(",free,", ",No Charge,")
    .replace("GB,en", "britain,in English"),
    "merged values": TABLE.replace("roots; herbs", '"Root vegetables, Herbs"'),
    "slashes": TABLE.replace("roots; herbs", "carrots/herbs"),
    "line breaks in a cell": TABLE.replace("roots; herbs", '"roots\nherbs"'),
    "quotes around all": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in TABLE.splitlines()
    ),
    "curly quotes around all": "\n".join(
        ",".join(f"“{cell}”" for cell in line.split(",")) for line in TABLE.splitlines()
    ),
    "day first": TABLE.replace("2026-01-31", "31/01/2026"),
    "month first": TABLE.replace("2026-01-31", "1/31/2026"),
    "a day in words": TABLE.replace("2026-01-31", "31 January 2026"),
    "a day with an hour": TABLE.replace("2026-01-31", "2026-01-31 00:00:00"),
    "nothing known": TABLE.replace("\n", ",hours\n", 1).replace("31\n", "31,N/A\n"),
    "an apostrophe": TABLE.replace("020 7946", "'020 7946").replace("'020", "020"),
    "no closing line break": TABLE.rstrip("\n"),
}


@pytest.mark.parametrize("quirk", QUIRKS)
def test_quirks_of_spreadsheets_are_understood(quirk: str) -> None:
    """However a table is saved, the same file comes of it."""
    reading, result = taken(QUIRKS[quirk])
    assert [*reading.problems, *result.problems] == []
    assert [step.after for step in result.steps] == [FILE]
    assert any("Windows-1252" in note for note in reading.notes) == (quirk == "windows-1252")


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("020 7946 0123", "2.07946E+10", "long-number", "some of its digits are lost"),
        ("roots; herbs", "#REF!", "broken-formula", "where a formula fails"),
        ("2026-01-31", "03/04/2026", "ambiguous-date", "2026-03-04 or 2026-04-03"),
        ("2026-01-31", "46348", "bad-date", "how a spreadsheet counts days"),
        ("2026-01-31", "2026-02-30", "bad-date", "there is no such day"),
        ("roots; herbs", "roots; zinnias", "unknown-term", "“zinnias” is none of the terms"),
        ("https://zinnia.example.org/", "zinnia", "bad-url", "must begin with https://"),
        ("020 7946 0123", "call\u200b us", "hidden-character", "U+200B"),
        (",free,", ",free; small fee,", "one-term", "takes a single term"),
        ("Tea among the beds.", "", "missing-field", "“summary” is missing"),
        (",free,", ',"free,', "open-quote", "never closed"),
    ],
)
def test_wrong_cells_are_named(old: str, new: str, code: str, words: str) -> None:
    """A wrong cell gets a sentence with its row and column, at its place in the file."""
    found = mistakes(TABLE.replace(old, new))
    at = ROW.index(old.lstrip(",")) + 1 if new else 1
    assert [(line, column, kind) for line, column, kind, _ in found] == [(2, at, code)]
    assert words in found[0][3]
    assert found[0][3].startswith("Row 2" if code != "open-quote" else "A quotation mark")


def test_all_that_is_wrong_is_told_at_once() -> None:
    """One wrong row hides no other, and one wrong cell hides no other cell."""
    row = "Bad,nowhere,seed-swap,,roses,free,GB,en,1E+9,yesterday"
    found = mistakes(f"{TABLE}{row}\n{row.replace('Bad', 'Worse')}\n")
    codes = ["missing-field", "bad-url", "unknown-term", "long-number", "bad-date"]
    assert [code for line, _, code, _ in found if line == 3] == codes
    assert [code for line, _, code, _ in found if line == 4] == codes


def test_one_mistake_of_all_rows_is_told_once(tree: Tree, tmp_path: Path) -> None:
    """A list that says nothing of a field, or has its own word for a term, is no wall of words."""
    rows = [f"Plot {letter},https://{letter}.example.org/,Beds.,GB,plots" for letter in "abcdef"]
    rows[5] = rows[5].replace("plots", "herbs").replace("https", "ftp")
    put(tmp_path, {"list.csv": "\n".join(["name,url,summary,serves,plants", *rows])})
    done = alongside("import", tmp_path / "list.csv", "--root", tree(), "--today", DAY)
    unknown = "“plots” is none of the terms of “What grows there”."
    no_scheme = "a web address must begin with https:// (or http://)."
    told = [line for line in done.stderr.splitlines() if "error[" in line]
    assert [line.partition("error[")[2] for line in told] == [
        "missing-field]: Row 2: The field “kind” is missing. It is the same in 5 others.",
        "missing-field]: Row 2: The field “languages” is missing. It is the same in 5 others.",
        f"unknown-term]: Row 2, column “plants”: {unknown} It is the same in 4 others.",
        f"bad-url]: Row 7, column “url”: “url”: {no_scheme}",
    ]


def test_a_row_that_spans_lines_keeps_its_number() -> None:
    """Rows are counted as a spreadsheet does, lines as an editor does."""
    table = TABLE.replace("Tea among", '"Tea\namong').replace("beds.", 'beds."')
    assert mistakes(f"{table}Bad,https://bad.example.org/\n")[0][:3] == (4, 1, "missing-field")
    assert mistakes(f"{table}Bad,https://bad.example.org/\n")[0][3].startswith("Row 3:")


def test_what_columns_mean_can_be_said(tree: Tree, tmp_path: Path) -> None:
    """`--map` names fields, parts and terms; a file may say the same; `--set` fills the rest."""
    root = tree()
    put(tmp_path, {"list.csv": "Wer,Wo,Tee?,Kräuter\nZinnia,https://z.example.org/,yes,x\n"})
    put(tmp_path, {"map.yaml": "Wer: name\nWo: url\nTee?:\n"})
    done = alongside(
        *("import", tmp_path / "list.csv", "--root", root, "--today", DAY),
        *("--map", tmp_path / "map.yaml", "--map", "Kräuter=plants.herbs"),
        *("--set", "kind=Seed swap", "--set", "serves=worldwide", "--set", "languages=en"),
        *("--set", "summary=A place."),
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = (root / "content/resources/zinnia.yaml").read_text("utf-8")
    assert "plants: [herbs]\nserves: [worldwide]\n" in text
    assert "added: 2026-11-22\n" in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--map", "Nmae=name"], "The list has no column “Nmae”.\n  Did you mean “name”?"),
        (["--map", "name=nmae"], "There is no field “nmae”.\n  Did you mean “name”?"),
        (["--set", "prize=free"], "There is no field “prize”."),
    ],
)
def test_names_that_nobody_knows(
    tree: Tree, tmp_path: Path, options: list[str], words: str
) -> None:
    """A column or field that is not there stops the import with a suggestion."""
    put(tmp_path, {"list.csv": TABLE})
    done = alongside("import", tmp_path / "list.csv", "--root", tree(), *options)
    assert done.returncode == 1
    assert done.stderr.startswith(f"alongside: {words}")


def test_nothing_is_written_while_a_row_is_wrong(tree: Tree, tmp_path: Path) -> None:
    """A wrong row stops all; `--skip-wrong` takes the others; a dry run only shows."""
    root = tree()
    before = contents(root)
    put(tmp_path, {"list.csv": f"{TABLE}Bad,nowhere\n"})
    command = ("import", tmp_path / "list.csv", "--root", root, "--today", DAY)
    done = alongside(*command)
    assert (done.returncode, contents(root)) == (1, before)
    assert "list.csv:3:5: error[bad-url]: Row 3, column “url”: " in done.stderr
    assert "Nothing was written." in done.stderr
    done = alongside(*command, "--skip-wrong", "--dry-run")
    assert (done.returncode, contents(root)) == (1, before)
    assert "\n--- (new)\n+++ content/resources/cafe-zinnia.yaml\n" in done.stdout
    assert "\n+name: Café Zinnia\n" in done.stdout
    done = alongside(*command, "--skip-wrong")
    assert done.returncode == 1
    new = contents(root).items() - before.items()
    assert new == {("content/resources/cafe-zinnia.yaml", FILE.encode())}
    assert "1 file added, 0 changed, 1 wrong row." in done.stdout


ENTRY = """\
# yaml-language-server: $schema=../schema/entry.json
# Rosa knows them.
name: Seed Post
kind: seed-swap
url: https://seeds.example.org/
summary: Send an envelope of seeds and get another one back.
plants: [roots]  # for now
# Said on their page.
cost: free
serves: [worldwide]
languages: [en]
contact:
  - phone: "020 7946 0999"  # mornings
  - email: seeds@example.org
verified:
  date: 2026-10-01
  by: rosa
  how: phone
added: 2026-06-15
# The end.
"""


def test_what_a_person_wrote_stays(tree: Tree, tmp_path: Path) -> None:
    """Without `--update` nothing changes; with it, only what the list says; comments stay."""
    root = tree()
    put(root, {"content/resources/seed-post.yaml": ENTRY})
    before = contents(root)
    row = "seed post,http://www.seeds.example.org,,herbs; roots,+44 20 7946 0111,2026-11-01,rex"
    heading = "name,url,summary,plants,phone,added,verified"
    put(tmp_path, {"list.csv": f"{heading}\n{row}\n"})
    command = ("import", tmp_path / "list.csv", "--root", root, "--today", DAY)
    done = alongside(*command)
    assert (done.returncode, contents(root)) == (0, before)
    assert "left as it is: content/resources/seed-post.yaml" in done.stdout
    done = alongside(*command, "--update")
    assert (done.returncode, done.stderr) == (0, "")
    after = (root / "content/resources/seed-post.yaml").read_text("utf-8")
    assert after == ENTRY.replace("name: Seed Post", "name: seed post").replace(
        "plants: [roots]  # for now", "# for now\nplants: [roots, herbs]"
    ).replace(
        'contact:\n  - phone: "020 7946 0999"  # mornings',
        '# mornings\ncontact:\n  - phone: "020 7946 0999"',
    ).replace(
        "  - email: seeds@example.org\n",
        '  - email: seeds@example.org\n  - phone: "+44 20 7946 0111"\n',
    ).replace("added: 2026-06-15\n", "added: 2026-06-15\nchanged: 2026-11-22\n")
    assert "“verified” is not taken over: an import is no verification." in done.stdout
    done = alongside(*command, "--update")
    assert "0 files added, 0 changed, 1 the same already." in done.stdout


def test_notes_change_no_date() -> None:
    """What no visitor sees does not count as a change for visitors."""
    _, result = taken("id,curator_notes\nseed-post,Ask again in May.\n")
    assert [step.fields for step in result.steps] == [("curator_notes",)]
    assert "changed:" not in result.steps[0].after


def test_a_part_is_usual_where_there_is_a_group() -> None:
    """`--set` fills a part of a place that a row names, and makes up no place."""
    table = f"{HEADING},city\n{ROW},Leeds\n{ROW.replace('innia', 'inna')},\n"
    usual = {"places.country": "United Kingdom"}
    _, result = taken(table, "csv", {}, **usual)
    assert ["country: GB" in step.after for step in result.steps] == [True, False]
    (problem,) = taken(table)[1].problems
    assert problem.message == "Row 2, column “city”: The field “country” is missing."
    assert "--set places.country=…" in problem.hint


def test_no_file_grows_larger_than_can_be_read() -> None:
    """What `check` would refuse for its size is refused here."""
    sources = "; ".join(f"https://a.example.org/{number:080}" for number in range(800))
    assert [c for _, _, c, _ in mistakes(f"{HEADING},sources\n{ROW},{sources}\n")] == ["too-large"]


def test_only_what_the_list_says_changes() -> None:
    """`--set` is for new entries; days that a spreadsheet rewrote are not read for old ones."""
    table = "id,name,summary,added\nseed-post,Seed Post,New words.,01/02/2026\n"
    _, result = taken(table, cost="small-fee", languages="cy")
    assert result.problems == []
    assert [step.fields for step in result.steps] == [("summary",)]


@pytest.mark.parametrize("form", ["csv", "jsonl", "hsds"])
def test_an_export_says_what_is_here(form: str, tmp_path: Path, tree: Tree) -> None:
    """Importing an export where it comes from changes nothing."""
    root = tree()
    list_ = tmp_path / f"list.{form}"
    command = ("--root", root, "--today", DAY, "--format", form)
    assert alongside("export", *command, "--out", list_).returncode == 0
    before = contents(root)
    done = alongside("import", list_, *command, "--update")
    assert (done.returncode, contents(root)) == (0, before)
    assert "0 files added, 0 changed" in done.stdout


def test_texts_of_stories_change_too(tree: Tree, tmp_path: Path) -> None:
    """A line of ours with another text or field updates a Markdown file."""
    root = tree()
    list_ = tmp_path / "list.jsonl"
    alongside("export", "--root", root, "--today", DAY, "--format", "jsonl", "--out", list_)
    text = list_.read_text("utf-8").replace("She asked at", "She did ask at")
    put(tmp_path, {"list.jsonl": text.replace('"person": "Rosa", ', '"person": null, ')})
    done = alongside("import", list_, "--root", root, "--today", DAY, "--update")
    assert "changed: content/stories/first-tomatoes.md: person, body" in done.stdout
    after = (root / "content/stories/first-tomatoes.md").read_text("utf-8")
    assert "person" not in after
    assert after.endswith(
        "She did ask at\n[Long Meadow](../resources/long-meadow.yaml) and went "
        "home with three small plants.\n"
    )


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("long-meadow,New name,", "content/resources/long-meadow.yaml"),
        ("meadow-plot,New name,", "content/resources/long-meadow.yaml"),
        (",Long Meadow Gardens,http://meadow.example.org", "content/resources/long-meadow.yaml"),
        (",The Meadow,https://meadow.example.org/here", "content/resources/long-meadow.yaml"),
        (",Seed Post,https://elsewhere.example.org/", "unsure-match"),
        (",Another,https://meadow.example.org/", "unsure-match"),
        (",Long Meadow Gardens,https://meadow.example.org/here", "unsure-match"),
        ("Bad Id,New,https://new.example.org/", "bad-id"),
        (",花园,https://new.example.org/", "bad-id"),
        (",,https://new.example.org/", "missing-field"),
    ],
)
def test_what_is_here_is_found(row: str, found: str) -> None:
    """By id, old id, address and name; what is only almost so is left to a person."""
    _, result = taken(f"id,name,url\n{row}\n")
    paths = [step.path for step in result.steps]
    assert [*paths, *(problem.code for problem in result.problems)] == [found]


@pytest.mark.parametrize(
    ("id_", "language", "code"),
    [
        ("long-meadow", "fr", "unknown-language"),
        ("long-meadow", "../../x", "unknown-language"),
        ("../../x", "cy", "bad-path"),
        ("../../x", "", "bad-id"),
        ("nothing", "cy", "no-original"),
    ],
)
def test_no_name_leads_out_of_the_content(id_: str, language: str, code: str) -> None:
    """Ids and languages name files of the directory, and nothing else."""
    assert CATALOGUE
    config = CATALOGUE.config.model_copy(update={"languages": ("en", "cy")})
    catalogue = replace(CATALOGUE, config=config)
    table = f"id,text language,name,url,summary\n{id_},{language},A,https://a.example.org/,B\n"
    reading = read_list("list", table.encode(), "csv", catalogue, {}, {})
    result = plan(reading.records, catalogue, TODAY, update=True, skip_wrong=False)
    assert [problem.code for problem in result.problems] == [code]
    assert result.steps == []


def test_a_list_may_repeat_itself() -> None:
    """The second row of one entry is listed and skipped."""
    _, result = taken(f"{TABLE}{ROW}\n")
    assert len(result.steps) == 1
    assert [problem.code for problem in result.problems] == ["repeated-row"]
    assert result.problems[0].message.startswith("Row 3: Row 2 ")


def test_rows_may_name_each_other() -> None:
    """A row may refer to another; a row that is wrong is no second mistake in others."""
    row = "Bee House,https://bees.example.org/,seed-swap,Bees.,herbs,free,GB,en,,2026-01-31"
    closed = '"status: closed | instead: cafe-zinnia"'
    table = f"id,status,{HEADING}\ncafe-zinnia,,{ROW}\nbees,{closed},{row}\n"
    assert [step.id for step in taken(table)[1].steps] == ["cafe-zinnia", "bees"]
    codes = [code for _, _, code, _ in mistakes(table.replace("https://zinnia", "zinnia"))]
    assert codes == ["bad-url"]


LINE: dict[str, Any] = {
    "collection": "resources",
    "id": "plot",
    "path": "content/resources/plot.yaml",
    "fields": {
        "name": "Plot",
        "kind": "seed-swap",
        "url": "https://plot.example.org/",
        "summary": "A plot.",
        "serves": ["GB"],
        "languages": ["en"],
        "added": "2026-01-01",
        "verified": {"date": "2026-02-01", "by": "rosa", "how": "visit"},
    },
}


def line(**changes: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return a line of our own, with other values."""
    return json.dumps({**LINE, **changes}) + "\n"


def fields(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """Return the line's fields, with other values."""
    return {**LINE["fields"], **changes}


def test_only_our_own_lines_say_who_verified() -> None:
    """A line of ours restores a file; a line of others is a row, and verifies nothing."""
    _, result = taken(line(), "jsonl")
    assert "verified:\n  date: 2026-02-01\n" in result.steps[0].after
    reading, result = taken(json.dumps(LINE["fields"]), "jsonl")
    assert result.problems == []
    assert "verified" not in result.steps[0].after
    assert "“verified” is not taken over" in reading.notes[-1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (line(path="content/resources/../../../evil.yaml"), "bad-path"),
        (line(path="/etc/evil.yaml"), "bad-path"),
        (line(path="content/resources/.hidden.yaml"), "bad-file-name"),
        (line(path="content/resources//plot.yaml"), "bad-path"),
        (line(path="content/resources/a\\..\\..\\b/plot.yaml"), "bad-path"),
        (line(path="content/resources/C:/plot.yaml"), "bad-path"),
        (line(path="content/vocabularies/plants.yaml"), "bad-path"),
        (line(path="content/resources/plot.md"), "unexpected-file"),
        (line(path="content/resources/Plot.yaml"), "bad-file-name"),
        (line(path="content/resources/other.yaml"), "bad-path"),
        (line(path=7), "bad-path"),
        (line(extra=1), "unknown-field"),
        (line(fields=fields(colour="red")), "unknown-field"),
        (line(fields=fields(url="javascript:alert(1)")), "bad-url"),
        (line(fields=fields(name="a\x1bb")), "hidden-character"),
        (line(fields=fields(name="\ud800")), "bad-json"),
        (line(fields=fields(name=["a"])), "bad-value"),
        (line(fields=fields(contact={"phone": {"a": "b"}})), "bad-value"),
        (line(fields=fields(serves=[["GB"]])), "bad-value"),
        (line(fields={}), "missing-field"),
        ("[1]\n", "bad-json"),
        ("{\n", "bad-json"),
        ('{"name": NaN}\n', "bad-json"),
        ('{"name": "a", "name": "b"}\n', "bad-json"),
        ("[" * 100_000 + "\n", "bad-json"),
        ('{"name": ' + "[" * 50 + "]" * 50 + "}\n", "bad-json"),
        ('{"name": ' + "9" * 5000 + "}\n", "bad-json"),
    ],
)
def test_hostile_lines_are_refused(text: str, code: str) -> None:
    """A line that is no line of ours is refused in words; none leads out of the content."""
    found = mistakes(text, "jsonl")
    assert {kind for _, _, kind, _ in found} == {code}
    assert all(message.startswith("Line 1") for _, _, _, message in found)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"\0" * 50,
        b"\xd0\xcf\x11\xe0" + b"\0" * 50,
        b"name,url\n\0\0\0\n",
        b"\x81\x8d\x8f,\x90\n",
    ],
)
def test_files_that_are_no_table_are_refused(data: bytes) -> None:
    """A spreadsheet's own file, or no text at all, is named as that."""
    (only,) = mistakes(data)
    assert only[2] in {"not-text", "not-utf8"}


def test_links_are_not_followed(tree: Tree, tmp_path: Path) -> None:
    """A link among the content leads no import out of it."""
    root = tree()
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "content/resources/more").symlink_to(outside)
    put(tmp_path, {"list.jsonl": line(path="content/resources/more/plot.yaml")})
    done = alongside("import", tmp_path / "list.jsonl", "--root", root, "--today", DAY)
    assert done.returncode == 1
    assert "links are not followed" in done.stderr
    assert list(outside.iterdir()) == []
