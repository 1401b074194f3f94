"""Rules on stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.codes import LANGUAGES, unknown_code
from generator.checks.finding import Finding
from generator.load import Catalogue


def stories_can_be_read(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a story is either published elsewhere, with its address, or told here."""
    for story in catalogue.stories:
        if story.consent == "published-elsewhere" and story.url is None:
            message = "A story that was published elsewhere needs the “url” where it can be found."
            yield Finding(
                story.path, ("consent",), "missing-for-term", message, "Add “url: https://…”."
            )
        elif story.url is None and not story.body.strip():
            message = "This story has neither an address nor a text of its own."
            hint = "Add “url”, or tell the story below the fields."
            yield Finding(story.path, (), "missing-field", message, hint)
        yield from unknown_code(story.path, ("language",), LANGUAGES, story.language)
