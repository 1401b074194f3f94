"""Quotation marks that do not hold together, or that only look like quotation marks."""

from __future__ import annotations

import re

from generator.nodes.lines import Line, closed_at
from generator.nodes.slip import Slip, like_this, quoted, slip_at

CURLY = "“”„‟«»‘’‚‹›"
_STRAIGHT = "\"'"


def quote_slip(line: Line, below: str | None) -> Slip | None:
    """Return what is wrong with the quotation marks of a line, or None.

    `below` is the text of the next lines that belong to its value, if there are any.
    """
    words = line.words
    if words[:1] in {*_STRAIGHT} and words:
        return _straight(line, below)
    if words[:1] in {*CURLY} and words and is_curly(words):
        bare = words.strip(CURLY + _STRAIGHT)
        message = (
            f"This quotation mark is curly ({words[0]}); only straight ones hold a text together."
        )
        return slip_at(line, words[0], message, like_this(line, quoted(bare)), start=line.column)
    return None


def is_curly(words: str) -> bool:
    """Say whether a text stands in curly quotation marks as if they were straight ones."""
    return bool(re.fullmatch(f"[{CURLY}].*[{CURLY}{_STRAIGHT}]", words)) and not re.search(
        f"[{CURLY}].*[{CURLY}]", words[1:-1]
    )


def _straight(line: Line, below: str | None) -> Slip | None:
    words, sign = line.words, line.words[0]
    closing = closed_at(words)
    if closing is None:
        return _never_closed(line) if below is None else None
    rest = words[closing + 1 :].strip()
    if not rest or rest.startswith("#"):
        return None
    column = line.source.index(sign, line.column) + closing
    if sign == "'":
        message = "An apostrophe within single quotation marks ends the text."
        bare = words[1:-1] if words.endswith("'") else words
    elif words.endswith('"'):
        message = "A quotation mark within the text ends it; the words behind it have no place."
        bare = words[1:-1]
    else:
        message = "The text goes on behind its closing quotation mark."
        bare = words
    return Slip(line.number, column, column + 1, message, like_this(line, quoted(bare)))


def _never_closed(line: Line) -> Slip:
    words, sign = line.words, line.words[0]
    bare = words[1:].rstrip()
    if sign == "'" and re.match(r"\w{1,4}\b", bare):
        hint = like_this(line, quoted(words))
        message = "An apostrophe at the start of a text opens a quotation that is never closed."
        return slip_at(line, sign, message, hint, start=line.column)
    hint = like_this(line, quoted(bare.rstrip(CURLY + _STRAIGHT)))
    message = "A quotation mark that opens here is never closed."
    if bare[-1:] in {*CURLY}:
        message = f"This text begins with a straight quotation mark and ends with a curly one ({bare[-1]})."
    return slip_at(line, sign, message, hint, start=line.column)
