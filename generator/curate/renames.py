"""Which of the items that came are those that went, by another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.curate.in_words import field_in_words
from generator.model import Entry, Guide, Item, Page, Story

TELLING = ("name", "title", "url", "body", "summary")
"""One of these at least must have stayed the same."""

SILENT = frozenset({"id", "path", "facets", "added", "changed", "formerly", "verified"})
"""What says nothing about whether two items are one."""

MANY = 50
"""What more items say tells none of them from the others."""

ENOUGH = 0.6
"""The part of all fields that must say the same."""


@dataclass(frozen=True, slots=True)
class Rename:
    """An item under its old and its new id; `keeps_links` where the new one names the old id."""

    old: Item
    new: Item
    keeps_links: bool


def renames_among(gone: Sequence[Item], added: Sequence[Item]) -> list[Rename]:
    """Return the renames, each item in one of them at most, in the order of `added`."""
    left = {item.id: item for item in gone}
    found = {}
    for item in added:
        said = [old for old in _formerly(item) if old in left]
        if said:
            found[item.id] = Rename(left.pop(said[0]), item, keeps_links=True)
    by_value: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for old in left.values():
        for value in _telling(old):
            by_value[value].append(old)
    for item in added:
        if item.id in found:
            continue
        groups = (by_value.get(value, ()) for value in _telling(item))
        near = {each.id: each for group in groups if len(group) <= MANY for each in group}
        likely = [(_likeness(near[id_], item), id_) for id_ in sorted(near) if id_ in left]
        best = max(likely, default=(0.0, ""), key=lambda pair: pair[0])
        if best[0] >= ENOUGH:
            found[item.id] = Rename(left.pop(best[1]), item, keeps_links=False)
    return [found[item.id] for item in added if item.id in found]


def name_of(item: Item) -> str:
    """Return how visitors know an item."""
    match item:
        case Entry():
            return item.name
        case Story() | Guide() | Page():
            return item.title
    return item.id


def _formerly(item: Item) -> Sequence[str]:
    return item.formerly if isinstance(item, Entry) else ()


def _telling(item: Item) -> list[tuple[str, str]]:
    values = ((field, str(getattr(item, field, None) or "").strip()) for field in TELLING)
    return [(field, value) for field, value in values if value]


def _likeness(one: Item, other: Item) -> float:
    """Return which part of what either says both say."""
    fields = {*type(one).model_fields, *one.facets, *other.facets} - SILENT
    said = [(field_in_words(one, field), field_in_words(other, field)) for field in sorted(fields)]
    said = [pair for pair in said if any(pair)]
    return sum(was == now for was, now in said) / len(said) if said else 0.0
