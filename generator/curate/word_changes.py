"""Two states of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

AROUND = 8
"""How many words that stay are shown on each side of a change."""

MOST_WORDS = 1200
"""Longer paragraphs are shown whole, as they were and as they are: comparing them takes long."""

MOST_PARAGRAPHS = 1000
GAP = "…"
_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+#]|\d+[.)])[\s#])")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay, go or come."""

    fate: Literal["same", "gone", "new"]
    words: str


Paragraph = tuple[Piece, ...]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs, headings and items of lists of a Markdown text, each on one line."""
    return [" ".join(part.split()) for part in _BETWEEN.split(text) if part.strip()]


def changed_paragraphs(before: str, after: str) -> Iterator[Paragraph]:
    """Yield every paragraph that differs, with a few of the words around each change."""
    old, new = paragraphs(before), paragraphs(after)
    # Of very many the frequent ones are not looked for: thousands of equal ones would take minutes.
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > MOST_PARAGRAPHS)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            for was, now in zip_longest(old[a:b], new[c:d], fillvalue=""):
                yield _shortened(_pieces(was.split(), now.split()))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Paragraph:
    if max(len(old), len(new)) > MOST_WORDS:
        return _replaced(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return _replaced(old, new)  # hardly a word has stayed: mixing the two reads badly
    found: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("same", " ".join(old[a:b])))
        else:
            found += _replaced(old[a:b], new[c:d])
    return tuple(found)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Paragraph:
    gone = (Piece("gone", " ".join(old)),) if old else ()
    return (*gone, Piece("new", " ".join(new))) if new else gone


def _shortened(pieces: Paragraph) -> Paragraph:
    """Return the pieces with long stretches that stay cut down to what stands beside a change."""
    last = len(pieces) - 1
    return tuple(
        Piece("same", _near(piece.words.split(), first=number == 0, last=number == last))
        if piece.fate == "same"
        else piece
        for number, piece in enumerate(pieces)
    )


def _near(words: list[str], *, first: bool, last: bool) -> str:
    before = [] if first else words[:AROUND]
    behind = [] if last else words[-AROUND:]
    if len(words) <= len(before) + len(behind) + 1:
        return " ".join(words)
    return " ".join([*before, GAP, *behind])
