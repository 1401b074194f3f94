"""Rows of a table as spreadsheets save it: any encoding, any separator, every cell with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.exchange.jsonl import LONGEST_SHOWN
from generator.load.files import decode
from generator.problem import Place, Problem

_SEPARATORS = ",;\t"
_TOLD = re.compile(r"sep=(.)\n", re.IGNORECASE)
_FOREIGN = (
    (b"PK\x03\x04", "This is a spreadsheet or another packed file, not CSV."),
    (b"\xd0\xcf\x11\xe0", "This is an old spreadsheet or document, not CSV."),
    (b"%PDF", "This is a PDF, not CSV."),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, without outer spaces, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is what a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]
    place: Place

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.text for cell in self.cells)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of its cells, without the empty ones at its end."""
        texts = [cell.text for cell in self.cells]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)


def text_in(name: str, data: bytes) -> tuple[str, str] | Problem:
    """Return the text of a list with `\\n` line ends, and a note where its encoding was guessed."""
    for start, message in _FOREIGN:
        if data.startswith(start):
            hint = "In your spreadsheet, choose “Save as” and “CSV UTF-8”."
            return Problem(Place(name), "not-text", message, hint)
    encoding = _wide_encoding(data)
    note = ""
    try:
        if encoding:
            text = data.decode(encoding).removeprefix("\ufeff")
        elif b"\0" in data:
            raise ValueError  # no text has it
        else:
            text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except ValueError:
        found = _old_text(name, data)
        if isinstance(found, Problem):
            return found
        text = found
        note = "The file is not UTF-8; it was read as Windows-1252. Look at its accents."
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def rows_of(name: str, text: str, rows: list[Row]) -> Problem | None:
    """Add every row of a table to `rows`, also empty ones; return what ends it too early, if any."""
    separator = None
    line = 1
    if told := _TOLD.match(text):
        separator, text, line = told[1], text[told.end() :], 2
    if text.lstrip().startswith("“"):
        text = _with_straight_quotes(text)
    return _Rows(name, text, separator or _separator(text), line).read(rows)


class _Rows:
    def __init__(self, name: str, text: str, separator: str, line: int) -> None:
        self._name = name
        self._text = text
        self._lines = text.split("\n")
        self._first_line = line
        self._separator = separator
        within = re.escape(separator)
        self._quoted = re.compile(rf'[ ]*"([^"]*(?:""[^"]*)*)"[^\S\n{within}]*')
        self._plain = re.compile(rf"[^\n{within}]*")
        self._line, self._line_start = 0, 0

    def read(self, rows: list[Row]) -> Problem | None:
        at, number = 0, 1
        while at < len(self._text):
            start = self._place(at, at + 1)
            cells: list[Cell] = []
            while True:
                match = self._quoted.match(self._text, at)
                end = match.end() if match else at
                if match and (end == len(self._text) or self._text[end] in f"\n{self._separator}"):
                    text = match[1].replace('""', '"')
                elif match is None and self._text.startswith('"', at):
                    return self._never_closed(at)
                else:
                    match = self._plain.match(self._text, at)
                    assert match  # noqa: S101 - it matches nothing, too
                    text, end = match[0], match.end()
                cells.append(Cell(text.strip(), self._place(at, end)))
                self._step_to(end)
                at = end + 1
                if end >= len(self._text) or self._text[end] == "\n":
                    break
            rows.append(Row(number, tuple(cells), start))
            number += 1
        return None

    def _never_closed(self, at: int) -> Problem:
        return Problem(
            self._place(at, at + 1),
            "open-quote",
            "A quotation mark that opens here is never closed.",
            "Close it, or take it away.",
        )

    def _step_to(self, at: int) -> None:
        passed = self._text.count("\n", self._line_start, at)
        if passed:
            self._line += passed
            self._line_start = self._text.rfind("\n", 0, at) + 1

    def _place(self, at: int, end: int) -> Place:
        self._step_to(at)
        source = self._lines[self._line]
        column = at - self._line_start + 1
        end_column = min(end - self._line_start, len(source)) + 1
        shown = source if len(source) <= LONGEST_SHOWN else ""
        line = self._line + self._first_line
        return Place(self._name, line, column, max(end_column, column + 1), shown)


class Lines:
    """The lines of a long text, for finding the places of characters in it."""

    def __init__(self, name: str, text: str) -> None:
        """Prepare to find places in the text of the file `name`."""
        self._name = name
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, at: int) -> Place:
        """Return the place of the character at an index of the text."""
        line = bisect_right(self._starts, at)
        start = self._starts[line - 1]
        end = self._text.find("\n", start)
        source = self._text[start : end if end >= 0 else len(self._text)]
        shown = source if len(source) <= LONGEST_SHOWN else ""
        return Place(self._name, line, at - start + 1, at - start + 2, shown)


def _wide_encoding(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    start = data[:200]
    if len(start) < 4 or b"\0" not in start:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even > 4 * odd and even * 4 > len(start):
        return "utf-16-be"
    return "utf-16-le" if odd > 4 * even and odd * 4 > len(start) else ""


def _old_text(name: str, data: bytes) -> str | Problem:
    if b"\0" not in data:
        try:
            return data.decode("windows-1252")
        except UnicodeDecodeError:
            pass
    found = decode(name, data)
    if isinstance(found, Problem):
        return found
    hint = "In your spreadsheet, choose “Save as” and “CSV UTF-8”."
    return Problem(Place(name), "not-text", "This file is no text.", hint)


def _separator(text: str) -> str:
    """Return the sign that stands most often in the first line with any, outside of quotes."""
    for line in text.split("\n")[:20]:
        bare = re.sub(r'"[^"]*"', "", line)
        counts = {sign: bare.count(sign) for sign in _SEPARATORS}
        if any(counts.values()):
            return max(counts, key=lambda sign: counts[sign])
    return ","


def _with_straight_quotes(text: str) -> str:
    """Return a table whose cells stand in curly quotes with straight ones around them."""
    ends = rf"[{_SEPARATORS}\n]"
    text = re.sub(rf"(^|{ends})[“”]", r'\1"', text)
    return re.sub(rf"[“”](?={ends}|$)", '"', text)


def without_repeats(rows: Sequence[Row], heading: Row) -> Iterator[Row]:
    """Yield the rows below the heading that say something and do not repeat it."""
    told = [text.casefold() for text in heading.texts]
    for row in rows:
        texts = [text.casefold() for text in row.texts]
        if row.number > heading.number and texts and texts != told:
            yield row
