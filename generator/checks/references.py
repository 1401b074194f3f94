"""Rules on references: whatever one file says of another must be true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Entry, Item
from generator.nodes import Loc
from generator.suggest import did_you_mean


def references_lead_somewhere(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that every id that a file names has a file."""
    for story in catalogue.stories:
        yield from _unknown_ids(catalogue, story, ("resources",), story.resources)
    for guide in catalogue.guides:
        yield from _unknown_ids(catalogue, guide, ("resources",), guide.resources)
    for entry in catalogue.entries:
        yield from _unknown_ids(catalogue, entry, ("status", "instead"), entry.status.instead)


def translations_have_originals(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a translation stands beside its original, in a language of the site."""
    config = catalogue.config
    for (collection, id_, language), translation in catalogue.translations.items():
        if id_ not in catalogue.files[collection]:
            yield Finding(
                translation.path,
                (),
                "no-original",
                f"There is no file “{id_}” that this one could translate.",
                did_you_mean(id_, catalogue.files[collection]),
            )
        if not catalogue.knows_settings:
            continue
        if language == config.default_language:
            message = f"“{language}” is the site's own language: its texts belong in the original."
            yield Finding(translation.path, (), "bad-language", message)
        elif language not in config.languages:
            yield warning(
                translation.path,
                (),
                "bad-language",
                f"The site has no “{language}” yet, so nobody will see this file.",
                "Add the language to “languages” in content/site.yaml.",
            )


def _unknown_ids(
    catalogue: Catalogue, item: Item, loc: Loc, ids: Iterable[str]
) -> Iterator[Finding]:
    known = catalogue.files["resources"]
    for index, id_ in enumerate(ids):
        if id_ not in known and id_ in catalogue.renamed:
            new = catalogue.renamed[id_]
            message = f"The entry “{id_}” has another name now."
            yield Finding(item.path, (*loc, index), "unknown-id", message, f"Write “{new}”.")
        elif id_ not in known:
            yield Finding(
                item.path,
                (*loc, index),
                "unknown-id",
                f"There is no entry “{id_}” in content/resources.",
                did_you_mean(id_, known),
            )
        elif id_ == item.id and isinstance(item, Entry):
            yield Finding(item.path, (*loc, index), "unknown-id", "An entry cannot replace itself.")
