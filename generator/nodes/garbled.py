"""Letters that were lost, or came out as others, when a text went from program to program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.nodes.document import place_in
from generator.nodes.tree import Span
from generator.problem import REPLACEMENT, Problem

MOST = 25
"""How many of such places of one file are told."""

_MISREAD = re.compile(
    "(?:[ÃÅ][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|Â[\xa0-\xbf]|â€[\x80-\xbf˜™œ“”¦¢\x9d]?)+"
)


def garbled(path: str, text: str) -> Iterator[Problem]:
    """Yield up to `MOST` places where signs stand that nobody wrote."""
    for found in islice(re.finditer(f"{_MISREAD.pattern}|{REPLACEMENT}+", text), MOST):
        line = text.count("\n", 0, found.start())
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
        place = place_in(path, text, Span(line, column, line, column + len(found[0])))
        if REPLACEMENT in found[0]:
            message, hint = "A letter got lost here.", "Type the word again."
        else:
            message = f"“{found[0]}” stands where another sign was meant."
            meant = _meant(found[0])
            hint = f"Type “{meant}” in its place." if meant else "Type the word again."
        yield Problem(place, "garbled", message, hint)


def _meant(signs: str) -> str:
    """Return what `signs` were before UTF-8 was read as Windows-1252."""
    try:
        return signs.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return "’" if signs.startswith("â€") else ""
