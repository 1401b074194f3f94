"""A slip of the pen: what one line does not say as YAML wants it, and how it should be written."""

from __future__ import annotations

from dataclasses import dataclass

from generator.nodes.document import place_in
from generator.nodes.lines import Line
from generator.nodes.tree import Span
from generator.problem import Problem

LONGEST_SHOWN = 90
"""How many characters of a corrected line are shown; of longer ones the beginning and the end."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong on one line from `column` to `end`, both counted from 0."""

    line: int
    column: int
    end: int
    message: str
    hint: str = ""

    def as_problem(self, path: str, text: str) -> Problem:
        """Return this slip with its place in the file at `path`."""
        place = place_in(path, text, Span(self.line, self.column, self.line, self.end))
        return Problem(place, "syntax", self.message, self.hint)


def slip_at(line: Line, words: str, message: str, hint: str = "", *, start: int = 0) -> Slip:
    """Return a slip at the first `words` of `line`, from column `start` on."""
    column = max(line.source.find(words, start), 0)
    return Slip(line.number, column, column + max(len(words), 1), message, hint)


def like_this(line: Line, words: str, name: str = "") -> str:
    """Return as a hint how `line` should be written: its field with `words` for its value."""
    name = name or line.name
    dash = "- " if line.dash is not None else ""
    return f"Write it like this: {shown(f'{dash}{name}: {words}' if name else f'{dash}{words}')}"


def shown(text: str) -> str:
    """Return a corrected line, of a long one its beginning and its end."""
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[: LONGEST_SHOWN - 30].rstrip()} … {text[-25:].lstrip()}"


def quoted(words: str) -> str:
    """Return a text in straight double quotes; those within it become curly."""
    parts = words.replace("\\", "\\\\").split('"')
    within = "".join(part + "“”"[index % 2] for index, part in enumerate(parts[:-1]))
    return f'"{within}{parts[-1]}"'
