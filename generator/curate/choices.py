"""What can be chosen where a field takes known words, and which of them somebody means.

People do not know ids. They type a number from the list, a label, or a word of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale
from rapidfuzz import fuzz, utils

from generator.suggest import LIKE_ENOUGH
from generator.vocabularies import Facet, code_name, is_code

MOST_CANDIDATES = 3
NEARLY_AS_LIKE = 8
"""By how much less like than the best one a candidate may be, from 0 to 100."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `also` are other words for it."""

    id: str
    label: str
    description: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody may mean; `is_sure` when there is nothing to ask back."""

    ids: tuple[str, ...] = ()
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A numbered list of options and, with a `standard`, all of that standard's codes.

    `language` is that of the labels.
    """

    options: tuple[Option, ...]
    standard: str | None = None
    language: str = "en"

    @property
    def are_explained(self) -> bool:
        """Whether there is more to say of the options than their labels."""
        return any(option.description for option in self.options)

    def label_of(self, id_: str) -> str:
        """Return what people read for a choice."""
        option = next((option for option in self.options if option.id == id_), None)
        if option:
            return option.label
        return code_name(self.standard, id_, self.language) if self.standard else id_

    def number_of(self, id_: str) -> int | None:
        """Return a choice's number in the list, from 1; None for a code outside of it."""
        return next((n for n, option in enumerate(self.options, 1) if option.id == id_), None)

    def find(self, word: str) -> Found:
        """Return which choices `word` means: by number, id, label, other word or likeness."""
        wanted = _folded(word)
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.options):
            return Found((self.options[int(wanted) - 1].id,), is_sure=True)
        named = [o.id for o in self.options if wanted in (_folded(o.id), _folded(o.label))]
        if named:
            return Found((named[0],), is_sure=True)
        if others := tuple(o.id for o in self.options if wanted in map(_folded, o.also)):
            return Found(others)
        if code := self._code(wanted):
            return Found((code,), is_sure=True)
        return Found(self._alike(wanted))

    def split(self, answer: str) -> tuple[str, ...]:
        """Return the single words of an answer such as `1, 3` or `free, by phone`.

        A label that holds commas itself stays whole.
        """
        if re.fullmatch(r"\d+(\s+\d+)+", answer.strip()):
            return tuple(answer.split())
        pieces = [piece.strip() for piece in answer.split(",")]
        most = max((option.label.count(",") + 1 for option in self.options), default=1)
        words: list[str] = []
        while pieces:
            lengths = range(min(most, len(pieces)), 1, -1)
            length = next((n for n in lengths if self.find(_joined(pieces[:n])).is_sure), 1)
            words.append(_joined(pieces[:length]))
            del pieces[:length]
        return tuple(word for word in words if word)

    def _code(self, wanted: str) -> str | None:
        """Return the standard's code that `wanted` is or names."""
        if self.standard is None:
            return None
        code = wanted.upper() if self.standard == "territories" else wanted
        if is_code(self.standard, code):
            return code
        locale = Locale.parse(self.language, sep="-")
        names = locale.territories if self.standard == "territories" else locale.languages
        found = (key.replace("_", "-") for key, name in names.items() if _folded(name) == wanted)
        return next((code for code in found if is_code(self.standard, code)), None)

    def _alike(self, wanted: str) -> tuple[str, ...]:
        scores = {option.id: _likeness(wanted, option) for option in self.options}
        best = max(scores.values(), default=0)
        if best < LIKE_ENOUGH:
            return ()
        near = [id_ for id_, score in scores.items() if score >= best - NEARLY_AS_LIKE]
        return tuple(sorted(near, key=lambda id_: -scores[id_])[:MOST_CANDIDATES])


def choices_of_facet(facet: Facet, language: str) -> Choices:
    """Return the terms of a facet that may be used today, with their words in `language`."""
    options = tuple(
        Option(
            id_,
            term.label.said_in(language)[0],
            term.description.said_in(language)[0] if term.description else "",
            term.also_anywhere,
        )
        for id_, term in facet.terms.items()
        if not term.replaced_by
    )
    return Choices(options, facet.codes, language)


def choices_of_words(words: Iterable[str]) -> Choices:
    """Return choices that are their own labels."""
    return Choices(tuple(Option(word, word.replace("-", " ")) for word in words))


def _joined(pieces: Sequence[str]) -> str:
    return ", ".join(pieces)


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _likeness(wanted: str, option: Option) -> float:
    """Return from 0 to 100 how much like an option's words `wanted` is."""
    names = (option.id, option.label)
    whole = max(fuzz.ratio(wanted, w, processor=utils.default_process) for w in names)
    part = max(fuzz.token_set_ratio(wanted, w, processor=utils.default_process) for w in names)
    other = max(
        (fuzz.ratio(wanted, w, processor=utils.default_process) for w in option.also), default=0
    )
    said = set(wanted.split())
    held = any(said.issuperset(_folded(w).split()) for w in option.also)
    # One word of a label, as in “breast” for “Breast cancer”, is a good sign, not a certain one.
    # So is another word within what was typed, as “buddy” in “phone buddy”.
    return max(whole, other, 90 if part == 100 or held else 0)
