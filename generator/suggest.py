"""“Did you mean …?”: the likeliest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

LIKE_ENOUGH = 70
"""Likeness from 0 to 100 below which a suggestion would only confuse."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that is most like `word`, or None when none is like it."""
    best = process.extractOne(
        word,
        sorted(set(known) - {word}),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=LIKE_ENOUGH,
    )
    return best[0] if best else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the question as a hint, or nothing."""
    best = nearest(word, known)
    return f"Did you mean “{best}”?" if best else ""
