"""Rules on stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.vocabularies import is_code


def stories_can_be_read(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a story is either published elsewhere, with its address, or told here."""
    for story in catalogue.stories:
        if story.consent == "published-elsewhere" and story.url is None:
            message = "A story that was published elsewhere needs the “url” where it can be found."
            yield Finding(story.path, ("consent",), "missing-for-term", message)
        if story.url is None and not story.body:
            message = "This story has neither an address nor a text of its own."
            yield Finding(story.path, (), "missing-field", message)
        if not is_code("languages", story.language):
            message = f"There is no language “{story.language}”."
            yield Finding(story.path, ("language",), "unknown-term", message)
