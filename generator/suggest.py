"""“Did you mean …?”: the likeliest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

LIKE_ENOUGH = 70
"""Likeness from 0 to 100 below which a suggestion would only confuse."""


def nearest(word: str, known: Iterable[str], like_enough: int = LIKE_ENOUGH) -> str | None:
    """Return the one of `known` that is most like `word`, or None when none is like it."""
    best = process.extractOne(
        word,
        sorted(set(known) - {word}),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=like_enough,
    )
    return best[0] if best else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the question as a hint, or nothing."""
    best = nearest(word, known)
    return f"Did you mean “{best}”?" if best else ""


def nearest_named(word: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the one whose id, or one of whose names, is most like `word`; None if none is."""
    named = {name: id_ for id_, others in reversed(tuple(names.items())) for name in (*others, id_)}
    best = nearest(word, named)
    return named[best] if best else None
