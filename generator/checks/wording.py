"""Rules on words: nothing that promises too much, nothing too long to read when tired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding, warning
from generator.checks.texts import READ_ALOUD, texts
from generator.load import Catalogue
from generator.prose import count_words

LONGEST_DESCRIPTION = 250


def words_promise_nothing(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn of words that promise too much, in entries and stories."""
    words = catalogue.config.warn_words
    if not words:
        return
    pattern = re.compile(rf"\b({'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
    for text in texts(catalogue, READ_ALOUD):
        if text.collection not in {"resources", "stories"}:
            continue
        for match in pattern.finditer(text.words):
            yield warning(
                text.path,
                (text.field,),
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
            hint = "Shorten it; what matters less stands on the programme's own page."
            yield warning(entry.path, ("description",), "long-description", message, hint)
