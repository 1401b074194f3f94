"""Lists: every term's entries, and the page from which all lists can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import addresses
from generator.model import Entry
from generator.relate import Site
from generator.views.cards import Card, card_of
from generator.views.parts import Chrome, Link, View, head_of, words_of
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link to a list that says how many entries it holds."""

    label: str
    href: str
    count: int
    hint: str = ""
    depth: int = 0
    """How many broader terms hold this one."""


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of a list that belong together; `wider` fit among others."""

    wider: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TermPage(View):
    """One page of the list of a term."""

    path: str
    facet_label: str
    term_label: str
    description: str
    sections: tuple[Section, ...]
    count: int
    page: int
    pages: tuple[Link, ...]
    previous: str
    next: str
    broader: tuple[CountedLink, ...]
    narrower: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class FacetLists:
    """The lists of one facet."""

    slug: str
    label: str
    question: str
    terms: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class BrowsePage(View):
    """All lists."""

    facets: tuple[FacetLists, ...]


def term_pages(site: Site, chrome: Chrome, facet: Facet, term: str) -> Iterator[TermPage]:
    """Yield the pages of a term's list; an empty list has one page, too."""
    listing = site.listing(facet, term)
    entries = [*((entry, False) for entry in listing.specific)]
    entries += [*((entry, True) for entry in listing.wider)]
    size = site.config.page_size
    chunks = [entries[start : start + size] for start in range(0, len(entries), size)] or [[]]
    hrefs = [
        site.addresses.href(addresses.term_path(facet.slug, term, number))
        for number in range(1, len(chunks) + 1)
    ]
    label = site.label(facet, term)
    known = facet.terms.get(term)
    description = words_of(site, known.description) if known else ""
    for number, chunk in enumerate(chunks, start=1):
        path = addresses.term_path(facet.slug, term, number)
        yield TermPage(
            chrome=chrome,
            head=head_of(site, path, label, description, hidden=not entries),
            path=path,
            facet_label=words_of(site, facet.label),
            term_label=label,
            description=description,
            sections=tuple(_sections(site, chunk)),
            count=len(entries),
            page=number,
            pages=tuple(
                Link(str(place), href, current=place == number)
                for place, href in enumerate(hrefs, start=1)
            )
            if len(chunks) > 1
            else (),
            previous=hrefs[number - 2] if number > 1 else "",
            next=hrefs[number] if number < len(hrefs) else "",
            broader=tuple(counted_link(site, facet, wide) for wide in facet.with_broader(term)[1:]),
            narrower=tuple(
                counted_link(site, facet, id_)
                for id_ in site.terms_of(facet)
                if id_ in facet.terms and facet.terms[id_].broader == term
            ),
        )


def browse_page(site: Site, chrome: Chrome) -> BrowsePage:
    """Return the page of all lists."""
    facets = (facet_lists(site, facet) for facet in listed_facets(site))
    return BrowsePage(
        chrome=chrome,
        head=head_of(site, addresses.BROWSE, ""),
        facets=tuple(facet for facet in facets if facet.terms),
    )


def listed_facets(site: Site) -> tuple[Facet, ...]:
    """Return the facets whose terms have lists of entries."""
    return tuple(facet for facet in site.table.facets_of("resources") if facet.lists)


def facet_lists(site: Site, facet: Facet) -> FacetLists:
    """Return the lists of one facet that hold anything."""
    links = (counted_link(site, facet, term) for term in site.terms_of(facet))
    return FacetLists(
        slug=facet.slug,
        label=words_of(site, facet.label),
        question=words_of(site, facet.question) or words_of(site, facet.label),
        terms=tuple(link for link in links if link.count),
    )


def counted_link(site: Site, facet: Facet, term: str) -> CountedLink:
    """Return the link to a term's list."""
    known = facet.terms.get(term)
    return CountedLink(
        site.label(facet, term),
        site.addresses.href(addresses.term_path(facet.slug, term)),
        len(site.listing(facet, term)),
        words_of(site, known.description) if known else "",
        len(facet.with_broader(term)) - 1,
    )


def _sections(site: Site, chunk: list[tuple[Entry, bool]]) -> Iterator[Section]:
    for wider in (False, True):
        cards = tuple(card_of(site, entry) for entry, wide in chunk if wide is wider)
        if cards:
            yield Section(wider, cards)
