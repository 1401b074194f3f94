"""The two lines “---” between which the fields of a Markdown file stand."""

from __future__ import annotations

import re

from generator.nodes import Span, place_in
from generator.problem import Problem

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NEARLY = re.compile(r"\s*([-—–_*=+~]{1,}|-{1,}\s*yaml)\s*", re.IGNORECASE)
_FIELD = re.compile(r"[^\W\d][\w-]*:( |$)")
_BOTH = "Begin the file with a line “---”, then the fields, then another “---”."


def split(path: str, text: str) -> tuple[str, str] | Problem:
    """Return a file's fields, their opening fence with them, and its body; or why it has none.

    With the fence, which begins a YAML document, the numbers of lines hold.
    """
    fences = list(FENCE.finditer(text))[:2]
    above = text[: fences[0].start()] if fences else text
    if len(fences) == 2 and not above.strip():
        return text[: fences[1].start()], text[fences[1].end() :].strip("\n")
    return _fault(path, text)


def _fault(path: str, text: str) -> Problem:
    """Return where the first of the two fences is missing or written in another way."""
    lines = text.split("\n")
    said = [number for number, line in enumerate(lines) if line.strip()]
    first = said[0] if said else 0
    if said and FENCE.fullmatch(lines[first]):
        return _without_end(path, text, lines, first)
    if said and _NEARLY.fullmatch(lines[first]):
        return _problem(path, text, first, "This line must be “---”: three hyphens, nothing else.")
    if said and lines[first].startswith(("```", "~~~")):
        return _problem(path, text, first, "This line says nothing.", "Delete it.")
    if said and _FIELD.match(lines[first]):
        message = "The line “---” is missing above the fields."
        return _problem(path, text, first, message, "Put it above this line.")
    message = "The fields of this file must stand at its top, between two lines “---”."
    return _problem(path, text, first, message)


def _without_end(path: str, text: str, lines: list[str], first: int) -> Problem:
    for number, line in enumerate(lines[first + 1 :], first + 1):
        if line.strip() and _NEARLY.fullmatch(line):
            message = "This line must be “---”: three hyphens, nothing else."
            return _problem(path, text, number, message)
        if line.strip() and not line.startswith((" ", "\t", "-", "#")) and not _FIELD.match(line):
            message = "The line “---” that ends the fields is missing."
            return _problem(path, text, number, message, "Put it above this line, if it is text.")
    message = "The line “---” that ends the fields is missing."
    return _problem(path, text, first, message, "Put it below the last field.")


def _problem(path: str, text: str, line: int, message: str, hint: str = _BOTH) -> Problem:
    end = max(len(text.split("\n")[line].rstrip()), 1)
    return Problem(place_in(path, text, Span(line, 0, line, end)), "no-front-matter", message, hint)
