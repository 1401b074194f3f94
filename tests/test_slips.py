"""The commonest slips in real entries: each is told within a line of where it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import TREES
from sites import REPOSITORY

from generator.fields import COLLECTIONS, FieldTable
from generator.load.fences import split
from generator.load.folder import Folder
from generator.load.vocabularies import load_vocabularies
from generator.nodes.slips import slips_of
from generator.problem import Problem

Break = Callable[[list[str], int], list[str] | None]
"""From the lines of an entry and the number of one, to the lines with a slip in that one."""

ENTRIES = sorted((REPOSITORY / "content/resources").glob("*.yaml"))[7::11]
TABLE = FieldTable(load_vocabularies(REPOSITORY).facets)
FIELD = re.compile(r"(\s*(?:- )?)([a-z_]+):( \S.*)?$")


def _with(lines: list[str], number: int, *instead: str) -> list[str]:
    return [*lines[:number], *instead, *lines[number + 1 :]]


def _without_colon(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    return found and _with(lines, number, f"{found[1]}{found[2]}{found[3] or ''}")


def _without_space(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    if not found or not found[3]:
        return None
    return _with(lines, number, f"{found[1]}{found[2]}:{found[3].strip()}")


def _with_tab(lines: list[str], number: int) -> list[str] | None:
    if not FIELD.fullmatch(lines[number]) and not lines[number].startswith("  "):
        return None
    return _with(lines, number, "\t" + lines[number].removeprefix("  "))


def _further_right(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    above = FIELD.fullmatch(lines[number - 1]) if number else None
    if not found or found[1] or not above or not above[3] or above[3].strip() in {"|", ">-"}:
        return None
    return _with(lines, number, f"  {lines[number]}")


def _further_left(lines: list[str], number: int) -> list[str] | None:
    if not lines[number].startswith("  ") or not lines[number].strip():
        return None
    if lines[number].startswith("  - ") and not lines[number + 1].startswith(" "):
        return None  # the one item of a list may stand below the field's first letter
    return _with(lines, number, lines[number].lstrip(" "))


def _open_quote(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    if not found or not found[3] or not found[3].strip()[0].isalpha():
        return None
    return _with(lines, number, f'{found[1]}{found[2]}: "{found[3].strip()}')


def _second_colon(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    if not found or not found[3] or not found[3].strip()[0].isalpha():
        return None
    return _with(lines, number, f"{lines[number]}: and more")


def _open_bracket(lines: list[str], number: int) -> list[str] | None:
    return _with(lines, number, lines[number][:-1]) if lines[number].endswith("]") else None


def _star(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    if not found or not found[3] or not found[3].strip()[0].isalpha():
        return None
    return _with(lines, number, f"{found[1]}{found[2]}: *{found[3].strip()}*")


def _capital(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    return found and _with(lines, number, f"{found[1]}{found[2].title()}:{found[3] or ''}")


def _bullet(lines: list[str], number: int) -> list[str] | None:
    is_item = lines[number].startswith("  - ") and not FIELD.fullmatch(lines[number])
    return _with(lines, number, lines[number].replace("  - ", "  • ", 1)) if is_item else None


def _twice(lines: list[str], number: int) -> list[str] | None:
    found = FIELD.fullmatch(lines[number])
    return _with(lines, number, lines[number], lines[number]) if found and found[3] else None


BREAKS: tuple[Break, ...] = (
    _without_colon,
    _without_space,
    _with_tab,
    _further_right,
    _further_left,
    _open_quote,
    _second_colon,
    _open_bracket,
    _star,
    _capital,
    _bullet,
    _twice,
)


def _in_prose(lines: list[str]) -> set[int]:
    """Return the lines of texts of several lines, where few slips mean anything."""
    inside: set[int] = set()
    is_text = False
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith(" "):
            is_text = line.endswith(("|", ">-"))
        elif is_text:
            inside.add(number)
    return inside


def _broken(text: str, slip: Break) -> Iterator[tuple[int, str]]:
    """Yield the text with the slip in each line that can have it, and that line's number."""
    lines = text.split("\n")
    prose = _in_prose(lines) if slip not in {_with_tab, _further_left} else set()
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("#") and number not in prose:
            broken = slip(lines, number)
            if broken is not None and broken != lines:
                yield number + 1, "\n".join(broken)


@pytest.mark.parametrize("slip", BREAKS, ids=lambda slip: slip.__name__.strip("_"))
def test_a_slip_is_told_at_its_line(slip: Break, tmp_path: Path) -> None:
    """Whatever goes wrong in a real entry, what is told first is within a line of it."""
    folder = tmp_path / "content/resources"
    folder.mkdir(parents=True)
    tried = 0
    for entry in ENTRIES:
        for line, broken in _broken(entry.read_text("utf-8"), slip):
            (folder / entry.name).write_text(broken, "utf-8")
            reader = Folder(tmp_path, COLLECTIONS[0], TABLE, sure=True)
            list(reader.items())
            told = sorted(reader.problems)
            shown = "\n".join(broken.split("\n")[max(line - 3, 0) : line + 2])
            assert told, f"{entry.name}:{line} {slip.__name__} tells nothing:\n{shown}"
            first = told[0]
            assert abs(first.place.line - line) <= 1, f"{first.message}\n{line}:\n{shown}"
            assert first.hint or first.code == "duplicate-field", first.message
            tried += 1
        (folder / entry.name).unlink(missing_ok=True)
    assert tried >= 5


def test_sound_files_have_no_slips() -> None:
    """What is well written is never told as a slip, wherever else in the file the parser stops."""
    for collection in COLLECTIONS:
        names = TABLE.names_in(collection.name)
        for file in sorted(
            (REPOSITORY / "content" / collection.name).glob(f"*{collection.suffix}")
        ):
            text = file.read_text("utf-8")
            if collection.suffix == ".md":
                parts = split(file.name, text)
                assert not isinstance(parts, Problem)
                text = parts[0].removeprefix("---\n")
            assert slips_of(text, names) == [], file
    files = [*REPOSITORY.glob("content/*.yaml"), *REPOSITORY.glob("content/vocabularies/*.yaml")]
    for file in [*files, *TREES.glob("fmt/*/*.yaml")]:
        assert slips_of(file.read_text("utf-8")) == [], file


def test_every_problem_says_what_to_do() -> None:
    """A curator who is told a mistake is told what to do about it, too."""
    blocks = 0
    for file in sorted((TREES / "problems").glob("*/expected.txt")):
        for block in file.read_text("utf-8").removesuffix("\n").split("\n\n")[:-1]:
            last = block.split("\n")[-1]
            assert re.match(r"  (?! *\d* \| )\S", last), f"{file.parent.name}: {block}"
            blocks += 1
    assert blocks > 500


PARSERS_WORDS = re.compile(
    r"(?<![./])\b(pars\w*|scalars?|mappings?|tokens?|block|flow|key|keys|indentation level|null|schema|"
    r"syntax|validat\w*|anchor|alias|directive|node|stream|sequence|YAML)\b",
    re.IGNORECASE,
)
SAID = re.compile(r"^\S+:\d+:\d+: \w+\[[a-z0-9-]+\]: (.*)$|^  (?!\s*\d* \|)(.*)$", re.MULTILINE)


def test_no_message_speaks_like_a_parser() -> None:
    """No sentence that a curator meets holds a word of those who write parsers."""
    said = set()
    for file in sorted((TREES / "problems").glob("*/expected.txt")):
        for found in SAID.finditer(file.read_text("utf-8")):
            words = re.sub('“.*?”|".*?"', "", found[1] or found[2])
            said.add(words)
            assert not PARSERS_WORDS.search(words), f"{file.parent.name}: {words}"
    assert len(said) > 200
