"""What differs between two states of a directory, for those who review a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.config import SiteConfig
from generator.fields import COLLECTIONS
from generator.load import Catalogue
from generator.model import Entry, Guide, Item, Page, Story, Translation

TEXT = "body"
"""What stands among the fields of a change for the text below a Markdown file's fields."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One item that was added, changed or removed.

    `fields` are those that say something else than before, in canonical order; `translations`
    are the languages whose texts do. `was_at` is its old file where it has moved.
    """

    name: str
    path: str
    fields: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    was_at: str | None = None
    was_unreadable: bool = False

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.fields or self.translations or self.was_at or self.was_unreadable)


@dataclass(frozen=True, slots=True)
class CollectionChanges:
    """What happened to one collection; `unreadable` are its files that cannot be read now."""

    collection: str
    added: tuple[Touched, ...]
    changed: tuple[Touched, ...]
    removed: tuple[Touched, ...]
    unreadable: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.added or self.changed or self.removed or self.unreadable)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a directory.

    `countries` are those whose crisis help differs; `vocabularies` are files, by their stem;
    `settings` are fields of site.yaml.
    """

    collections: tuple[CollectionChanges, ...]
    countries: tuple[str, ...]
    directories: bool
    vocabularies: tuple[str, ...]
    settings: tuple[str, ...]


def compare(before: Catalogue, after: Catalogue) -> Changes:
    """Return what `after` says differently from `before`.

    What a file means is compared, not how it is written. Nothing is called removed or changed
    only because a file cannot be read on one of the two sides.
    """
    sides = _Sides(before, after)
    return Changes(
        collections=tuple(_collection(sides, each.name) for each in COLLECTIONS),
        countries=_countries(sides),
        directories=sides.know_crisis and _directories(before) != _directories(after),
        vocabularies=_vocabularies(sides),
        settings=_settings(sides),
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
    return CollectionChanges(
        name,
        added=tuple(_touched(item) for id_, item in new.items() if id_ not in were),
        changed=tuple(each for each in seen if each.differs),
        removed=tuple(
            _touched(old[id_]) if id_ in old else Touched(id_, were[id_])
            for id_ in sorted(were.keys() - files.keys())
        ),
        unreadable=tuple(files[id_] for id_ in sorted(files.keys() - new.keys())),
    )


def _change(
    sides: _Sides, collection: str, fields: tuple[str, ...], old: Item | None, new: Item
) -> Touched:
    if old is None:
        return replace(_touched(new), was_unreadable=True)
    was, says = (
        {
            language: side.translations.get((collection, new.id, language))
            for language in sides.languages
        }
        for side in sides.both
    )
    return Touched(
        _name(new),
        new.path,
        tuple(field for field in fields if _value(old, field) != _value(new, field)),
        tuple(each for each in sides.languages if _said(was[each]) != _said(says[each])),
        old.path if old.path != new.path else None,
    )


def _touched(item: Item) -> Touched:
    return Touched(_name(item), item.path)


def _name(item: Item) -> str:
    match item:
        case Entry():
            return item.name
        case Story() | Guide() | Page():
            return item.title
    return item.id


def _value(item: Item, field: str) -> object:
    if field in type(item).model_fields:
        return getattr(item, field)
    return item.facets.get(field, ())


def _said(translation: Translation | None) -> object:
    return translation and (translation.texts, translation.reviewed)


def _countries(sides: _Sides) -> tuple[str, ...]:
    if not sides.know_crisis:
        return ()
    was, now = (
        {each.country: each for each in side.crisis.countries} if side.crisis else {}
        for side in sides.both
    )
    return _differing(was, now)


def _directories(catalogue: Catalogue) -> object:
    return catalogue.crisis.directories if catalogue.crisis else ()


def _vocabularies(sides: _Sides) -> tuple[str, ...]:
    if not sides.know_vocabularies:
        return ()
    was, now = ({facet.slug: facet for facet in side.table.facets} for side in sides.both)
    return _differing(was, now)


def _settings(sides: _Sides) -> tuple[str, ...]:
    if not sides.know_settings:
        return ()
    was, now = (side.config for side in sides.both)
    return tuple(
        name for name in SiteConfig.model_fields if getattr(was, name) != getattr(now, name)
    )


def _differing(was: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(key for key in sorted({*was, *now}) if was.get(key) != now.get(key))
