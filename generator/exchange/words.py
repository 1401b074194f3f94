"""What people write for a term, a day or a number, in the words that a file wants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from generator.curate.choices import Choices, choices_of_facet
from generator.exchange.cells import BROKEN, SCIENTIFIC
from generator.nodes.hidden import HIDDEN
from generator.suggest import did_you_mean
from generator.vocabularies import Facet, is_code

YES = frozenset({"yes", "y", "true", "x", "✓", "✔", "1"})
NO = frozenset({"no", "n", "false", "0", ""})

_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DAY_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(:00(\.0+)?)?Z?")
_LOCAL_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:00(\.0+)?)?")
_SERIAL_DAY = re.compile(r"[2-7]\d{4}(\.0)?")
_WRITTEN_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")
_QUOTES = str.maketrans("‘’ʼ“”–—_", "'''\"\"-- ")


class WordError(ValueError):
    """Why words cannot be taken over: a stable code, a sentence, and what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        """Say what is wrong."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def folded(words: str) -> str:
    """Return words without case, and with the same quotes, hyphens and spaces everywhere."""
    plain = unicodedata.normalize("NFKC", words).translate(_QUOTES).casefold()
    return " ".join(plain.replace("-", " ").split())


def ensure_visible(text: str) -> None:
    """Refuse signs that nobody sees; a tab and a line break may stand in a text."""
    if found := HIDDEN.search(text):
        raise WordError(
            "hidden-character",
            f"There is an invisible character here (U+{ord(found[0]):04X}).",
            "Delete it; it often comes along when text is pasted from another program.",
        )


def ensure_whole(text: str) -> None:
    """Refuse what a spreadsheet leaves of a broken formula or of a long number."""
    if BROKEN.fullmatch(text):
        raise WordError(
            "broken-formula",
            f"“{text}” is what a spreadsheet shows where a formula fails.",
            "Write the value itself into the cell.",
        )
    if SCIENTIFIC.fullmatch(text):
        raise WordError(
            "long-number",
            f"“{text}” is what a spreadsheet makes of a long number; some of its digits are lost.",
            "Format the column as text and write the number again.",
        )


def as_day(text: str) -> str:
    """Return a day as year-month-day, where it can mean only one; other words as they are."""
    if match := _DAY_WITH_TIME.fullmatch(text):
        return match[1]
    if _SERIAL_DAY.fullmatch(text):
        raise WordError(
            "bad-date",
            f"“{text}” is how a spreadsheet counts days.",
            "Format the column as text and write the day like 2026-11-22.",
        )
    if match := _NUMERIC_DAY.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        days = {_iso(year, first, second), _iso(year, second, first)} - {""}
        if len(days) > 1:
            raise WordError(
                "ambiguous-date",
                f"“{text}” may be {' or '.join(sorted(days))}.",
                "Write the one that is meant.",
            )
        return days.pop() if days else text
    for form in _WRITTEN_DAYS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return text


def as_local_time(text: str) -> str:
    """Return a day and hour as 2026-12-01T19:00; other words as they are."""
    match = _LOCAL_TIME.fullmatch(text)
    return f"{match[1]}T{match[2]}" if match else text


def as_number(text: str) -> str:
    """Return a telephone number without the “.0” that a spreadsheet adds."""
    return text[:-2] if re.fullmatch(r"\d{5,}\.0", text) else text


def as_country(text: str, language: str) -> str:
    """Return the code of a country that is named; other words as they are."""
    if is_code("territories", text):
        return text
    found = Choices((), "territories", language).find(text)
    return found.ids[0] if found.is_sure else text


@dataclass(frozen=True)
class Terms:
    """The terms of a facet, by all the words that people have for them."""

    facet: Facet
    language: str
    _known: dict[str, str | WordError] = field(default_factory=dict)

    def find(self, words: str) -> str:
        """Return the id that words mean. Raises WordError where that is not sure."""
        if words not in self._known:
            try:
                self._known[words] = self._find(words)
            except WordError as error:
                self._known[words] = error
        found = self._known[words]
        if isinstance(found, WordError):
            raise found
        return found

    def has(self, words: str) -> bool:
        """Say whether words mean one of the terms for sure."""
        try:
            self.find(words)
        except WordError:
            return False
        return True

    def _find(self, words: str) -> str:
        if self.facet.knows(words):
            return words
        wanted = folded(words)
        for known in (self._named, self._also):
            ids = known.get(wanted, ())
            if len(ids) == 1:
                return ids[0]
            if ids:
                raise WordError(
                    "unsure-term",
                    f"“{words}” may be {' or '.join(ids)}.",
                    "Write the one that is meant.",
                )
        found = self._choices.find(words) if self.facet.codes and not wanted.isdecimal() else None
        if found and found.is_sure:
            return found.ids[0]
        label = self.facet.label.said_in(self.language)[0]
        raise WordError(
            "unknown-term",
            f"“{words}” is none of the terms of “{label}”.",
            did_you_mean(words, {*self.facet.terms, *self._labels})
            or f"Its terms are in content/vocabularies/{self.facet.slug}.yaml.",
        )

    @cached_property
    def _choices(self) -> Choices:
        return choices_of_facet(self.facet, self.language)

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(option.label for option in self._choices.options)

    @cached_property
    def _named(self) -> Mapping[str, tuple[str, ...]]:
        known: dict[str, dict[str, None]] = {}
        for id_, term in self.facet.terms.items():
            words = (id_, *(text for _, text in term.label.texts))
            for word in words if not term.replaced_by else (id_,):
                known.setdefault(folded(word), {})[id_] = None
        return {word: tuple(ids) for word, ids in known.items()}

    @cached_property
    def _also(self) -> Mapping[str, tuple[str, ...]]:
        known: dict[str, dict[str, None]] = {}
        for option in self._choices.options:
            for word in option.also:
                known.setdefault(folded(word), {})[option.id] = None
        return {word: tuple(ids) for word, ids in known.items()}


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
