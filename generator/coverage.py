"""What a directory covers, and where its gaps are: counts of entries by every facet.

A gap is no fault: it is an invitation to contribute.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.freshness import Freshness, freshness_of
from generator.relate import Site
from generator.vocabularies import Facet, ordered


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many entries there are for a term.

    `made_for` counts those that name the term or one that it holds, `fitting` also those that fit
    it among others.
    """

    term: str
    made_for: int
    fitting: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """The counts of one facet; `unknown` entries say nothing of it."""

    facet: Facet
    terms: tuple[TermCount, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a directory covers. Closed programmes do not count."""

    entries: int
    closed: int
    stories: int
    guides: int
    facets: tuple[FacetCount, ...]
    unused: tuple[tuple[Facet, tuple[str, ...]], ...]
    """By facet the terms that no entry, story or guide has, but for those that are replaced."""
    freshness: tuple[tuple[Freshness, int], ...]


def coverage_of(site: Site) -> Coverage:
    """Return the counts of a site's listed entries, by the facets that describe them."""
    states = Counter(
        freshness_of(entry, site.config.review_months, site.today) for entry in site.entries
    )
    return Coverage(
        entries=len(site.entries),
        closed=len(site.unlisted),
        stories=len(site.stories),
        guides=len(site.guides),
        facets=tuple(_count(site, facet) for facet in site.table.facets_of("resources")),
        unused=tuple(
            (facet, terms)
            for facet in ordered(site.table.facets)
            if (terms := _unused(site, facet))
        ),
        freshness=tuple((state, states[state]) for state in Freshness),
    )


def _unused(site: Site, facet: Facet) -> tuple[str, ...]:
    items = (*site.entries, *site.unlisted, *site.stories, *site.guides)
    given = {term for item in items for term in item.facets.get(facet.field, ())}
    used = {wide for term in given for wide in facet.with_broader(term)}
    return tuple(id_ for id_, term in facet.terms.items() if not (id_ in used or term.replaced_by))


def _count(site: Site, facet: Facet) -> FacetCount:
    listings = ((term, site.listing(facet, term)) for term in site.terms_of(facet))
    terms = (TermCount(term, len(each.specific), len(each)) for term, each in listings)
    unknown = sum(not entry.facets.get(facet.field) for entry in site.entries)
    return FacetCount(facet, tuple(terms), unknown)
