"""What differs between two states of a directory, for those who review a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.curate.differences import (
    Difference,
    differences,
    of_country,
    of_directories,
    of_facet,
    of_settings,
)
from generator.curate.in_words import field_in_words, in_words
from generator.curate.renames import Rename, name_of, renames_among
from generator.fields import COLLECTIONS
from generator.load import Catalogue
from generator.model import Item, Translation

TEXT = "body"
"""What stands among the fields of a change for the text below a Markdown file's fields."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One item that was added, changed, removed or renamed.

    `item` is what it says now, or what it said where it is gone, or None where that cannot be
    read. `differences` are by field, in canonical order, then by language those of translations.
    `was_at` is its old file where it has moved. `was` is its old id where it has been renamed,
    and `keeps_links` then says whether it names that id itself.
    """

    id: str
    name: str
    path: str
    item: Item | None = None
    differences: tuple[Difference, ...] = ()
    was_at: str | None = None
    was: str | None = None
    keeps_links: bool = False
    was_unreadable: bool = False

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.differences or self.was_at or self.was_unreadable)


@dataclass(frozen=True, slots=True)
class CollectionChanges:
    """What happened to one collection; `unreadable` are its files that cannot be read now."""

    collection: str
    added: tuple[Touched, ...]
    changed: tuple[Touched, ...]
    renamed: tuple[Touched, ...]
    removed: tuple[Touched, ...]
    unreadable: tuple[str, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Touched, ...]], ...]:
        """What was done, and to which items."""
        return (
            ("added", self.added),
            ("changed", self.changed),
            ("renamed", self.renamed),
            ("removed", self.removed),
        )

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.unreadable or any(items for _, items in self.groups))


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a directory.

    `crisis` are the differences by country, with “” for the services that list others;
    `vocabularies` by file, named by its stem; `settings` are those of site.yaml.
    """

    collections: tuple[CollectionChanges, ...]
    crisis: tuple[tuple[str, tuple[Difference, ...]], ...]
    vocabularies: tuple[tuple[str, tuple[Difference, ...]], ...]
    settings: tuple[Difference, ...]

    @property
    def moved(self) -> dict[str, str]:
        """From the new file of each item that has moved to its old one."""
        items = (item for each in self.collections for _, items in each.groups for item in items)
        return {item.path: item.was_at for item in items if item.was_at}

    def of(self, collection: str) -> CollectionChanges:
        """Return what happened to one collection."""
        return next(each for each in self.collections if each.collection == collection)


def compare(before: Catalogue, after: Catalogue) -> Changes:
    """Return what `after` says differently from `before`.

    What a file means is compared, not how it is written. Nothing is called removed or changed
    only because a file cannot be read on one of the two sides.
    """
    sides = _Sides(before, after)
    return Changes(
        collections=tuple(_collection(sides, each.name) for each in COLLECTIONS),
        crisis=tuple(_crisis(sides)),
        vocabularies=tuple(_vocabularies(sides)),
        settings=differences(*map(of_settings, sides.configs)) if sides.know_settings else (),
    )


@dataclass(frozen=True)
class _Sides:
    """Both states, and what is known of both."""

    before: Catalogue
    after: Catalogue

    @property
    def both(self) -> tuple[Catalogue, Catalogue]:
        return self.before, self.after

    @property
    def configs(self) -> Iterator[object]:
        return (side.config for side in self.both)

    @property
    def know_settings(self) -> bool:
        return all(side.knows_settings for side in self.both)

    @property
    def know_vocabularies(self) -> bool:
        return all(side.knows_vocabularies for side in self.both)

    @property
    def know_crisis(self) -> bool:
        return all(side.crisis is not None or not side.has_crisis_file for side in self.both)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of all translations."""
        return tuple(sorted({key[2] for side in self.both for key in side.translations}))

    def fields(self, collection: str) -> tuple[str, ...]:
        """Return the fields that can be compared, in canonical order."""
        old, new = (side.table.of(collection) for side in self.both)
        names = [*new, *(name for name in old if name not in new), TEXT]
        if self.know_vocabularies:
            return tuple(names)
        # A facet that only one side has may be one whose file the other side cannot read.
        return tuple(name for name in names if (name in old and name in new) or name == TEXT)


def _collection(sides: _Sides, name: str) -> CollectionChanges:
    old, new = ({item.id: item for item in side.items[name]} for side in sides.both)
    were, files = (side.files[name] for side in sides.both)
    fields = sides.fields(name)
    seen = (_change(sides, name, fields, old.get(id_), new[id_]) for id_ in new if id_ in were)
    added = [item for id_, item in new.items() if id_ not in were]
    gone = sorted(were.keys() - files.keys())
    renames = renames_among([old[id_] for id_ in gone if id_ in old], added)
    here, away = {each.new.id for each in renames}, {each.old.id for each in renames}
    return CollectionChanges(
        name,
        added=tuple(_added(sides, name, item) for item in added if item.id not in here),
        changed=tuple(each for each in seen if each.differs),
        renamed=tuple(_renamed(sides, name, fields, each) for each in renames),
        removed=tuple(
            _touched(old[id_]) if id_ in old else Touched(id_, id_, were[id_])
            for id_ in gone
            if id_ not in away
        ),
        unreadable=tuple(files[id_] for id_ in sorted(files.keys() - new.keys())),
    )


def _renamed(sides: _Sides, collection: str, fields: tuple[str, ...], rename: Rename) -> Touched:
    touched = _change(sides, collection, fields, rename.old, rename.new)
    return replace(touched, was=rename.old.id, keeps_links=rename.keeps_links)


def _change(
    sides: _Sides, collection: str, fields: tuple[str, ...], old: Item | None, new: Item
) -> Touched:
    if old is None:
        return replace(_touched(new), was_unreadable=True)
    was, now = ({field: field_in_words(item, field) for field in fields} for item in (old, new))
    found = (*differences(was, now), *_translated(sides, collection, old.id, new.id))
    moved = old.path if old.path != new.path else None
    return replace(_touched(new), differences=found, was_at=moved)


def _added(sides: _Sides, collection: str, item: Item) -> Touched:
    found = tuple(_translated(sides, collection, item.id, item.id))
    return replace(_touched(item), differences=found)


def _translated(sides: _Sides, collection: str, old: str, new: str) -> Iterator[Difference]:
    """Yield what the translations of an item say differently; `old` and `new` are its ids."""
    for language in sides.languages:
        was = sides.before.translations.get((collection, old, language))
        now = sides.after.translations.get((collection, new, language))
        for each in differences(_spoken(was), _spoken(now)):
            yield replace(each, language=language)


def _spoken(translation: Translation | None) -> dict[str, str]:
    if translation is None:
        return {}
    lists = {name: in_words(words) for name, words in translation.lists.items()}
    return {**translation.texts, **lists, "reviewed": in_words(translation.reviewed)}


def _touched(item: Item) -> Touched:
    return Touched(item.id, name_of(item), item.path, item)


def _crisis(sides: _Sides) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    if not sides.know_crisis:
        return
    helps = [side.crisis for side in sides.both]
    was, now = (
        {each.country: each for each in help_.countries} if help_ else {} for help_ in helps
    )
    for country in sorted({*was, *now}):
        found = differences(of_country(was.get(country)), of_country(now.get(country)))
        if found:
            yield country, found
    if found := differences(*map(of_directories, helps)):
        yield "", found


def _vocabularies(sides: _Sides) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    if not sides.know_vocabularies:
        return
    was, now = ({facet.slug: facet for facet in side.table.facets} for side in sides.both)
    for slug in sorted({*was, *now}):
        if found := differences(of_facet(was.get(slug)), of_facet(now.get(slug))):
            yield slug, found
