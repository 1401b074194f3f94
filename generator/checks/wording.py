"""Rules on words: nothing that promises too much, nothing too long to read when tired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Item
from generator.prose import count_words

LONGEST_DESCRIPTION = 250
_TEXTS = ("summary", "first_step", "description", "eligibility", "hours", "caution", "body")


def words_promise_nothing(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn of words that promise too much, in entries and stories."""
    words = catalogue.config.warn_words
    if not words:
        return
    pattern = re.compile(rf"\b({'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
    for path, field, text in _texts(catalogue):
        for match in pattern.finditer(text):
            yield warning(
                path,
                (field,),
                "promising-word",
                f"“{match[0]}” may promise more than anybody can keep.",
                "Say what happens there; leave it only where it cannot be misread.",
                sign=match.start(),
            )


def descriptions_are_short(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn of descriptions of more than 250 words."""
    for entry in catalogue.entries:
        count = count_words(entry.description or "")
        if count > LONGEST_DESCRIPTION:
            message = (
                f"This description has {count} words; {LONGEST_DESCRIPTION} are as much as a "
                "tired reader takes in."
            )
            yield warning(entry.path, ("description",), "long-description", message)


def texts_of(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the name and words of each text of an item that visitors read."""
    for field in _TEXTS:
        if text := getattr(item, field, None):
            yield field, text


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Yield file, field and words of the texts of entries and stories, translated ones too."""
    for item in (*catalogue.entries, *catalogue.stories):
        for field, text in texts_of(item):
            yield item.path, field, text
    for (collection, _, _), translation in catalogue.translations.items():
        if collection in {"resources", "stories"}:
            for field, text in translation.texts.items():
                yield translation.path, field, text
