"""A file's lines as they were written, for those that the parser could make no sense of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = frozenset({"---", "..."})
"""Lines that begin and end a YAML document and say nothing of its fields."""

_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_FIELD = re.compile(r"([^\s:\"'#\[\]{}&*!|>%@`,?][^:#]*?|\"[^\"]*\"|'[^']*')[ ]?:(?:[ \t]+|$)")
BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?")
"""What announces text on the lines below."""

_NEARLY_BLOCK = re.compile(r"[\s:][|>][-+0-9]*\s*$")
"""What was meant to announce such text, behind a colon that is missing or has no space."""

NAME = re.compile(r"[^\W\d][\w-]*")
"""What the name of a field looks like; one of more words is rather a text with a colon."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is neither blank nor a comment nor within a text of several lines.

    `indent` is the column of its first word, behind spaces and dashes; `dash` that of its last
    dash, or None. `name` is what stands before its first colon, or empty; `words` is what
    follows, or the whole line where it has no colon, and `column` where that begins.
    """

    number: int
    source: str
    indent: int
    dash: int | None
    name: str
    words: str
    column: int

    @property
    def lead(self) -> str:
        """What stands before its first word: spaces and dashes."""
        return self.source[: self.indent]

    @property
    def announces(self) -> bool:
        """Whether its value may stand on the lines below."""
        return bool(self.name) and (not self.words or bool(BLOCK.fullmatch(self.words)))


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that say something by themselves."""
    sources = text.split("\n")
    until = -1
    for number, source in enumerate(sources):
        bare = source.strip()
        if number <= until or not bare or bare.startswith("#") or bare in _MARKS:
            continue
        line = line_in(number, source)
        yield line
        until = _last_of(line, sources)


def line_in(number: int, source: str) -> Line:
    """Return one line, taken by itself."""
    lead = _LEAD.match(source)
    indent = lead.end() if lead else 0
    dash = source.rfind("-", 0, indent)
    found = _FIELD.match(source, indent)
    column = found.end() if found else indent
    words = source[column:].strip()
    return Line(
        number,
        source,
        indent,
        None if dash < 0 else dash,
        found[1].strip("\"'") if found else "",
        "" if words.startswith("#") else words,
        column,
    )


def closed_at(words: str) -> int | None:
    """Return where the quotation mark that `words` begin with is closed, or None."""
    pattern = r'"(?:[^"\\]|\\.)*"' if words.startswith('"') else r"'(?:[^']|'')*'"
    found = re.match(pattern, words)
    return found.end() - 1 if found else None


def _last_of(line: Line, sources: list[str]) -> int:
    """Return the number of the last line that the value of `line` takes."""
    outer = line.indent if line.name else (line.dash or 0)
    if BLOCK.fullmatch(line.words) or _NEARLY_BLOCK.search(line.source):
        below = _below(line, sources)
        return max((n for n, source in below if _indent(source) > outer), default=line.number)
    first = line.words[:1]
    if first in {'"', "'"} and closed_at(line.words) is None:
        return _closing_line(line, sources, first)
    if first in {"[", "{"} and line.words.count("[") + line.words.count("{") > (
        line.words.count("]") + line.words.count("}")
    ):
        return _closing_line(line, sources, "]" if first == "[" else "}")
    return line.number


def _below(line: Line, sources: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines below `line` up to the first that is not indented deeper than its field."""
    outer = line.indent if line.name else (line.dash or 0)
    for number, source in enumerate(sources[line.number + 1 :], line.number + 1):
        if not source.strip():
            continue
        if _indent(source) <= outer and source.strip() not in {"]", "}", "],", "},"}:
            return
        yield number, source


def _closing_line(line: Line, sources: list[str], sign: str) -> int:
    """Return on which line `sign` closes what opens on `line`: on its own where it never does."""
    return next(
        (number for number, source in _below(line, sources) if source.rstrip(" ,").endswith(sign)),
        line.number,
    )


def _indent(source: str) -> int:
    return len(source) - len(source.lstrip(" "))
