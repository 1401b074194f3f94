"""Characters that nobody sees and that no text needs: they come along when text is pasted."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.nodes.document import place_in
from generator.nodes.tree import Span
from generator.problem import CONTROL, INVISIBLE, REPLACEMENT, Place, Problem

HIDDEN = re.compile(f"[{CONTROL}{INVISIBLE}]")
CONTROL_ONLY = re.compile(f"[{CONTROL}]")
ODD_INDENT = re.compile("^[ -]*([\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])", re.MULTILINE)
"""A space that is none to YAML, where only spaces and dashes stand before it on the line."""


def hidden_character(path: str, text: str) -> Problem | None:
    """Return the first hidden character of `text` as a problem, or None."""
    found = HIDDEN.search(text)
    return hidden_at(path, text, found.start()) if found else None


def odd_indent(path: str, text: str) -> Problem | None:
    """Return the first odd space that indents a line of `text` as a problem, or None."""
    found = ODD_INDENT.search(text)
    return hidden_at(path, text, found.start(1)) if found else None


def hidden_in_value(place: Place, value: str) -> Problem | None:
    """Return the control sign that a value at `place` has by an escape such as `\\x1b`, or None.

    Any other invisible character can be seen where it is written so, and was meant; a carriage
    return is a line break.
    """
    found = CONTROL_ONLY.search(value.replace("\r", "\n"))
    return _problem(place, found[0]) if found else None


def hidden_at(path: str, text: str, index: int) -> Problem:
    """Return the character at `index` of `text` as a problem; its line shows where it stands."""
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    place = place_in(path, text, Span(line, column, line, column + 1))
    shown = place.source[:column] + REPLACEMENT + place.source[column + 1 :]
    return _problem(replace(place, source=shown), text[index])


def _problem(place: Place, sign: str) -> Problem:
    return Problem(
        place,
        "hidden-character",
        f"There is an invisible character here (U+{ord(sign):04X}).",
        "Delete it; it often comes along when text is pasted from another program.",
    )
