"""Pairs of entries that are likely one programme, and why.

Among thousands of entries only those are compared that have something in common: an address, a
host, a number, a rare word of a name, or names that stand beside each other in the alphabet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from generator.checks.likeness import (
    NameLikeness,
    address_of,
    digits_of,
    host_of,
    same_number,
    words_of,
)
from generator.model import Entry
from generator.vocabularies import Facet

SAME_NAME = 0.93
"""Likeness of names from which these alone speak for one programme."""

LIKE_NAME = 0.7
"""Likeness of names that speaks for one programme when the host or the number is the same, too."""

LARGEST_GROUP = 24
"""A word or a host that more entries share tells nothing; comparing all of them would take long."""

NEIGHBOURS = 3
"""With how many of those behind it in the alphabet a name is compared."""

ADDRESS = "the same web address"
NUMBER = "the same phone number"
NAME = "the same name"
NAMES = "names that are alike"
HOST = "the same website"


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries, the one with the earlier id first, and what speaks for their being one."""

    first: Entry
    second: Entry
    reasons: tuple[str, ...]


def doubles_among(entries: Sequence[Entry], facets: Iterable[Facet]) -> Iterator[Double]:
    """Yield every likely double once, by the ids of both.

    Two entries of which one names the other's id in its notes for curators are known to differ.
    """
    places = tuple(facet for facet in facets if facet.codes == "territories")
    known = [_Known(entry, places) for entry in sorted(entries, key=lambda entry: entry.id)]
    likeness = NameLikeness(name for each in known for name in each.said)
    pairs = {
        pair
        for group in _groups(known, likeness.frequency)
        for pair in combinations(sorted(group), 2)
    }
    for first, second in sorted(pairs):
        one, other = known[first], known[second]
        reasons = tuple(_reasons(one, other, likeness))
        if reasons and not tells_apart(one.entry, other.entry):
            yield Double(one.entry, other.entry, reasons)


@dataclass(frozen=True)
class _Known:
    """What is compared of an entry."""

    entry: Entry
    places: tuple[Facet, ...]

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Its names: its own, the same without what stands in brackets, and its others."""
        entry = self.entry
        short = re.sub(r"\s*\([^)]*\)", "", entry.name)
        own = dict.fromkeys((entry.name, short or entry.name))
        return (*own, *entry.also_known_as)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The words of its own name, with and without what stands in brackets."""
        own = self.said[: len(self.said) - len(self.others)]
        return tuple(dict.fromkeys(map(words_of, own)))

    @cached_property
    def body(self) -> frozenset[str]:
        """The words of its organisation."""
        return frozenset(words_of(self.entry.organization or ""))

    def names_without(self, body: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        """Return its names without the words of an organisation, which some write before them."""
        found = (tuple(word for word in name if word not in body) for name in self.names)
        return tuple(dict.fromkeys(name for name in found if len(name) > 1))

    @cached_property
    def others(self) -> tuple[tuple[str, ...], ...]:
        """The words of its other names."""
        return tuple(map(words_of, self.entry.also_known_as))

    @cached_property
    def address(self) -> str:
        return address_of(self.entry.url)

    @cached_property
    def host(self) -> str:
        return host_of(self.entry.url)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        found = (digits_of(contact.phone) for contact in self.entry.contact if contact.phone)
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries where it is, or nothing where it may be anywhere."""
        found = {place.country for place in self.entry.places}
        for facet in self.places:
            terms = self.entry.facets.get(facet.field, ())
            if not facet.universal.isdisjoint(terms):
                return frozenset()
            found |= {term[:2] for term in terms}
        return frozenset(found)


def _reasons(one: _Known, other: _Known, likeness: NameLikeness) -> Iterator[str]:
    """Yield what speaks for two entries being one, or nothing where too little does."""
    alike = _names_alike(one, other, likeness)
    address = one.address == other.address
    number = any(same_number(mine, its) for mine in one.numbers for its in other.numbers)
    host = one.host == other.host
    elsewhere = one.countries and other.countries and not one.countries & other.countries
    # One number may serve all that a body offers; of two bodies one has the other's.
    strange = number and not _are_one_body(one, other)
    if not (address or strange) and (
        alike < LIKE_NAME
        or (alike < SAME_NAME and not number and not host)
        or (elsewhere and not number)
    ):
        return
    if address:
        yield ADDRESS
    if alike >= LIKE_NAME:
        yield NAME if alike == 1 else NAMES
    if number:
        yield NUMBER
    if host and not address:
        yield HOST


def _names_alike(one: _Known, other: _Known, likeness: NameLikeness) -> float:
    """Return how alike two entries are by name.

    Other names, and names without those of the organisation, count only where they are the same:
    “support groups” and an organisation's short name stand for many programmes.
    """
    own = max(likeness.of(mine, its) for mine in one.names for its in other.names)
    rest = (
        likeness.of(mine, its)
        for left, right in ((one, other), (other, one))
        for mine in {
            *left.names_without(left.body),
            *left.names_without(right.body),
            *left.others,
        }.difference(left.names)
        for its in right.names
    )
    best = max(rest, default=0.0)
    return max(own, best if best >= SAME_NAME else 0.0)


def _are_one_body(one: _Known, other: _Known) -> bool:
    short, long = sorted((one.host, other.host), key=len)
    return long == short or long.endswith(f".{short}") or bool(one.body & other.body)


def tells_apart(one: Entry, other: Entry) -> bool:
    """Say whether the notes for curators of one of two entries name the other."""
    return _names(one, other) or _names(other, one)


def _names(entry: Entry, other: Entry) -> bool:
    notes = entry.curator_notes or ""
    return re.search(rf"(?<![\w-]){re.escape(other.id)}(?![\w-])", notes) is not None


def _groups(known: Sequence[_Known], frequency: Mapping[str, int]) -> Iterator[Iterable[int]]:
    """Yield sets of entries, by their number, that have something in common."""
    shared: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, each in enumerate(known):
        shared["address", each.address].add(number)
        shared["host", each.host].add(number)
        for digits in each.numbers:
            shared["number", digits[-_LAST:]].add(number)
        for word in {word for name in (*each.names, *each.others) for word in name}:
            if frequency[word] <= LARGEST_GROUP:
                shared["word", word].add(number)
    for (what, _), group in shared.items():
        if len(group) <= LARGEST_GROUP:
            yield group
        elif what == "address":
            yield from ((min(group), each) for each in group - {min(group)})
    yield from _neighbours(known)


_LAST = 7
"""The last digits of a number, which all its spellings share."""


def _neighbours(known: Sequence[_Known]) -> Iterator[set[int]]:
    """Yield names that stand beside each other in the alphabet, read either way."""
    keys = [("".join(name), number) for number, each in enumerate(known) for name in each.names]
    for way in (1, -1):
        near = sorted((key[::way], number) for key, number in keys)
        for place, (_, number) in enumerate(near):
            for _, other in near[place + 1 : place + 1 + NEIGHBOURS]:
                if other != number:
                    yield {number, other}
