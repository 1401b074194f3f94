"""The texts of a directory's items, for the rules that look at words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.load import Catalogue

MARKDOWN = ("description", "body")
READ_ALOUD = ("summary", "first_step", *MARKDOWN, "eligibility", "hours", "caution")
"""The fields that visitors read as sentences, in the order in which a page has them."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one field: of which collection and file, and in what language (BCP 47)."""

    collection: str
    path: str
    field: str
    words: str
    language: str


def texts(catalogue: Catalogue, fields: Sequence[str]) -> Iterator[Text]:
    """Yield what all items say in `fields`, file by file, then what their translations say."""
    default = catalogue.config.default_language
    for collection, items in catalogue.items.items():
        for item in items:
            for field in fields:
                if words := getattr(item, field, None):
                    yield Text(collection, item.path, field, words, default)
    for (collection, _, language), translation in catalogue.translations.items():
        for field in fields:
            if words := translation.texts.get(field):
                yield Text(collection, translation.path, field, words, language)
