"""What else may suit whoever reads of an entry: a few like it, in groups that say how they differ.

Likeness is counted in shared terms. A term that fits every visitor says nothing; any other counts
the more, the fewer entries have it: log2(1 + all entries / entries of the term). The likeness of
two entries is what their shared terms count, divided by what all terms of both count: from 0 to 1.

Candidates come from the lists of an entry's own terms, the rarest first, and only so many of them,
so that the work for one page does not grow with the directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log2
from operator import itemgetter
from typing import Literal

from generator.model import Entry
from generator.relate import Site
from generator.views.cards import Card, card_of
from generator.views.parts import Text, label_of
from generator.vocabularies import Facet

IN_A_GROUP = 3
IN_COMMON = 3
"""How many shared terms are shown."""
CANDIDATES = 300
"""How many entries are compared with one."""
LEAST_LIKENESS = 0.25
"""Below this, what two entries share is mere chance."""

Reason = Literal["asks-less", "no-travel", "similar"]
Fit = tuple[str, str]
"""A facet's field and the id of one of its terms."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """An entry to look at instead; `why` are the terms that speak for it."""

    card: Card
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives for one reason; there is at least one."""

    reason: Reason
    entries: tuple[Alternative, ...]


def alternatives_to(site: Site, entry: Entry) -> tuple[Group, ...]:
    """Return active entries like `entry`, each in the first group to which it belongs.

    - `asks-less`: the facet of badges lists its terms from least to most, and the other's least
      stands before this one's least;
    - `no-travel`: the other has a remote term, and this one has none;
    - `similar`: both are of the same kind.

    In each group those of the same kind come first, then the most alike.
    """
    found: dict[Reason, list[Alternative]] = {"asks-less": [], "no-travel": [], "similar": []}
    for other in _most_alike(site, entry):
        for reason, why in _reasons(site, entry, other):
            if len(found[reason]) < IN_A_GROUP:
                found[reason].append(Alternative(card_of(site, other), _labels(site, why)))
                break
        if all(len(group) == IN_A_GROUP for group in found.values()):
            break
    return tuple(Group(reason, tuple(group)) for reason, group in found.items() if group)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is compared of an entry."""

    fits: frozenset[Fit]
    """Its terms that count, and those that hold them."""
    total: int
    """What these count together."""
    kinds: frozenset[str]
    least: int
    """The place of its first badge in the vocabulary."""
    remote: tuple[Fit, ...]
    near: bool
    """Whether we know how one takes part, and it is never from afar."""
    helps: tuple[frozenset[str], ...]
    """By each facet that says for whom it is, its own terms."""
    suit: tuple[frozenset[str], ...]
    """By each of these facets, the terms of what suits its visitors; empty where all does."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """What entries are compared with. Whole numbers, because their sums keep in any order."""

    facets: tuple[Facet, ...]
    for_whom: tuple[Facet, ...]
    """Those of them that say for whom or what an entry is, rather than how one takes part."""
    weights: Mapping[Fit, int]
    traits: Mapping[str, _Traits]


@lru_cache(maxsize=8)
def _measure(site: Site) -> _Measure:
    facets = tuple(facet for facet in site.table.facets_of("resources") if facet.filter)
    weights = {
        fit: round(1000 * log2(1 + len(site.entries) / max(len(listing.specific), 1)))
        for fit, listing in site.by_term.items()
    }
    for_whom = tuple(
        facet
        for facet in facets
        if facet.many and facet.field != site.config.roles.badge and not _has_remote(facet)
    )
    traits = {
        entry.id: _traits(site, facets, for_whom, weights, entry)
        for entry in (*site.entries, *site.unlisted)
    }
    return _Measure(facets, for_whom, weights, traits)


def _traits(
    site: Site,
    facets: Iterable[Facet],
    for_whom: Iterable[Facet],
    weights: Mapping[Fit, int],
    entry: Entry,
) -> _Traits:
    facets = [facet for facet in facets if _own(facet, entry)]
    fits = frozenset(
        (facet.field, wide)
        for facet in facets
        for term in _own(facet, entry)
        if term not in facet.universal
        for wide in facet.with_broader(term)
        if (facet.field, wide) in weights
    )
    badge = site.table.facet(site.config.roles.badge or "")
    ways = [facet for facet in facets if _has_remote(facet)]
    remote = tuple(
        (facet.field, id_)
        for facet in ways
        for id_, term in facet.terms.items()
        if term.remote and id_ in _own(facet, entry)
    )
    return _Traits(
        fits,
        sum(weights[fit] for fit in fits),
        frozenset(entry.facets.get(site.config.roles.kind, ())),
        _least(badge, entry) if badge and badge.sort == "listed" else 0,
        remote,
        bool(ways) and not remote,
        tuple(frozenset(_own(facet, entry)) for facet in for_whom),
        tuple(_suiting(facet, entry) for facet in for_whom),
    )


def _has_remote(facet: Facet) -> bool:
    return any(term.remote for term in facet.terms.values())


def _least(facet: Facet, entry: Entry) -> int:
    own = _own(facet, entry)
    return next((place for place, term in enumerate(facet.terms) if term in own), len(facet.terms))


def _own(facet: Facet, entry: Entry) -> tuple[str, ...]:
    return entry.facets.get(facet.field, ())


def _most_alike(site: Site, entry: Entry) -> Iterator[Entry]:
    """Yield the entries that may stand beside `entry`, in the same order on every run."""
    measure = _measure(site)
    mine = measure.traits[entry.id]
    rated = []
    for place, other in enumerate(_candidates(site, entry)):
        theirs = measure.traits[other.id]
        shared = sum(measure.weights[fit] for fit in mine.fits & theirs.fits)
        likeness = shared / (mine.total + theirs.total - shared)
        if likeness >= LEAST_LIKENESS:
            rated.append((mine.kinds.isdisjoint(theirs.kinds), -likeness, place, other))
    for *_, other in sorted(rated, key=itemgetter(0, 1, 2)):
        helps = measure.traits[other.id].helps
        # Nothing follows from what is not known.
        if not any(
            suit and its and suit.isdisjoint(its)
            for suit, its in zip(mine.suit, helps, strict=True)
        ):
            yield other


def _candidates(site: Site, entry: Entry) -> Iterable[Entry]:
    fits = _measure(site).traits[entry.id].fits
    lists = [site.by_term[fit].specific for fit in sorted(fits)]
    others = (
        other
        for listed in sorted(lists, key=len)
        for other in listed
        if other.id != entry.id and other.status.status == "active"
    )
    return {other.id: other for other in islice(others, CANDIDATES)}.values()


def _suiting(facet: Facet, entry: Entry) -> frozenset[str]:
    """Return the terms of which another entry must have one to answer what `entry` answers.

    Any will do where there are none: where nothing is known, and where most entries serve some
    languages or places only. Else what is for everybody is not answered by what is for some.
    """
    mine = _own(facet, entry)
    if facet.universal.intersection(mine):
        return frozenset() if facet.codes else facet.universal
    return facet.fitting(mine) | facet.universal if mine else frozenset()


def _reasons(site: Site, entry: Entry, other: Entry) -> Iterator[tuple[Reason, Iterable[Fit]]]:
    """Yield each reason to offer `other`, with the terms that speak for it."""
    measure, badge = _measure(site), site.config.roles.badge or ""
    mine, theirs = measure.traits[entry.id], measure.traits[other.id]
    if theirs.least < mine.least:
        yield "asks-less", [(badge, term) for term in other.facets.get(badge, ())]
    if mine.near and theirs.remote:
        yield "no-travel", theirs.remote
    if not mine.kinds.isdisjoint(theirs.kinds):
        yield "similar", _in_common(site, entry, other)


def _in_common(site: Site, entry: Entry, other: Entry) -> list[Fit]:
    """Return terms that both entries have, the rarest first, which say something by themselves."""
    measure = _measure(site)
    both = [
        (facet.field, term)
        for facet in measure.for_whom
        if facet.lists and not facet.codes
        for term in _own(facet, entry)
        if term in _own(facet, other) and term not in facet.universal
    ]
    return sorted(both, key=lambda fit: -measure.weights[fit])[:IN_COMMON]


def _labels(site: Site, fits: Iterable[Fit]) -> tuple[Text, ...]:
    found = ((site.table.facet(field), term) for field, term in fits)
    return tuple(label_of(site, facet, term) for facet, term in found if facet)
