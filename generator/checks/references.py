"""Rules on references: whatever one file says of another must be true."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from datetime import date

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Entry, Item
from generator.nodes import Loc
from generator.prose import links
from generator.suggest import did_you_mean
from generator.values import url_fault

_OTHER_FILES = ("content/crisis.yaml",)


def references_lead_somewhere(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that every id that a file names has a file."""
    for story in catalogue.stories:
        yield from _unknown_ids(catalogue, story, ("resources",), story.resources)
    for guide in catalogue.guides:
        yield from _unknown_ids(catalogue, guide, ("resources",), guide.resources)
    for entry in catalogue.entries:
        yield from _unknown_ids(catalogue, entry, ("status", "instead"), entry.status.instead)


def old_ids_are_free(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that an old id belongs to one entry only."""
    taken = {entry.id: entry for entry in catalogue.entries}
    for entry in catalogue.entries:
        for index, old in enumerate(entry.formerly):
            other = taken.setdefault(old, entry)
            if other is not entry:
                message = f"The old id “{old}” belongs to {other.path} already."
                yield Finding(entry.path, ("formerly", index), "same-id", message)


def links_in_texts_are_sound(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that every link in a Markdown text leads to a page of ours or to the web."""
    for collection in catalogue.items.values():
        for item in collection:
            for field, text in _texts(item):
                for link in links(text):
                    fault = _link_fault(catalogue, item.path, link.target)
                    if fault:
                        sign = link.sign if field == "body" else None
                        yield Finding(item.path, (field,), "bad-link", *fault, sign=sign)


def translations_have_originals(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a translation stands beside its original, in a language of the site."""
    config = catalogue.config
    for (collection, id_, language), translation in catalogue.translations.items():
        if id_ not in catalogue.ids[collection]:
            yield Finding(
                translation.path,
                (),
                "no-original",
                f"There is no file “{id_}” that this one could translate.",
                did_you_mean(id_, catalogue.ids[collection]),
            )
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
    known = catalogue.ids["resources"]
    for index, id_ in enumerate(ids):
        if id_ not in known:
            yield Finding(
                item.path,
                (*loc, index),
                "unknown-id",
                f"There is no entry “{id_}” in content/resources.",
                did_you_mean(id_, known),
            )
        elif id_ == item.id and isinstance(item, Entry):
            yield Finding(item.path, (*loc, index), "unknown-id", "An entry cannot replace itself.")


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    for field in ("description", "body"):
        if text := getattr(item, field, None):
            yield field, text


def _link_fault(catalogue: Catalogue, path: str, target: str) -> tuple[str, str] | None:
    """Say what is wrong with a link as (message, hint)."""
    if target.startswith(("#", "mailto:", "tel:", "sms:")):
        return None
    if ":" in target.split("/")[0]:
        fault = url_fault(target)
        return (f"The link “{target}” cannot be followed: {fault}.", "") if fault else None
    file, _, _ = target.partition("#")
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    known = {item.path for items in catalogue.items.values() for item in items} | set(_OTHER_FILES)
    if wanted in known or _is_failed_file(catalogue, wanted):
        return None
    hint = did_you_mean(wanted, known) or (
        "Link to the file of an entry, story, guide or page: ../resources/name.yaml."
    )
    return f"The link “{target}” leads to no file of this directory.", hint


def _is_failed_file(catalogue: Catalogue, wanted: str) -> bool:
    folder, _, name = wanted.removeprefix("content/").partition("/")
    return name.rsplit(".", 1)[0] in catalogue.ids.get(folder, frozenset())
