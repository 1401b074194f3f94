"""Codes of languages and countries, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.checks.finding import Finding
from generator.nodes import Loc
from generator.values import LocalText
from generator.vocabularies import code_hint, code_meant, is_code

LANGUAGES = "languages"
COUNTRIES = "territories"


def unknown_code(path: str, loc: Loc, standard: str, code: str) -> Iterator[Finding]:
    """Yield what is wrong with a code of a language or country, if anything."""
    if not is_code(standard, code):
        what = "country" if standard == COUNTRIES else "language"
        message = f"There is no {what} “{code}”."
        yield Finding(path, loc, "unknown-term", message, _hint(standard, code))


def _hint(standard: str, code: str) -> str:
    """Return what to write for a word, or for several that should be a list."""
    codes = [code_meant(standard, each) for each in re.split(r"\s*[,;/]\s*", code)]
    if len(codes) > 1 and all(codes):
        return f"A list stands in brackets, with commas: [{', '.join(codes)}]."
    return code_hint(standard, code)


def code_list_faults(path: str, loc: Loc, standard: str, codes: Sequence[str]) -> Iterator[Finding]:
    """Yield the codes of a list that there are not, and those that stand in it twice."""
    for index, code in enumerate(codes):
        yield from unknown_code(path, (*loc, index), standard, code)
        if code in codes[:index]:
            yield Finding(
                path,
                (*loc, index),
                "repeated-term",
                f"“{code}” stands in this list twice.",
                "Delete one of the two.",
            )


def tag_faults(
    path: str, loc: Loc, words: LocalText | Mapping[str, object] | None
) -> Iterator[Finding]:
    """Yield the languages of words in several languages that there are not."""
    tags = [tag for tag, _ in words.texts] if isinstance(words, LocalText) else list(words or ())
    for tag in tags:
        if tag and not is_code(LANGUAGES, tag):
            message = f"There is no language “{tag}”."
            hint = code_hint(LANGUAGES, tag)
            yield Finding(path, (*loc, tag), "unknown-term", message, hint, on_key=True)
