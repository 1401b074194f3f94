"""Lists: every term's entries, and the page from which all lists can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from generator import addresses
from generator.model import Entry
from generator.relate import Site
from generator.views.cards import Card, card_of
from generator.views.parts import Chrome, Link, Text, View, head_of, label_of, said
from generator.vocabularies import Facet

WIDER_PAGES = 2
"""How many pages a list gives to entries that fit among others. Most entries fit most terms so: a
list that repeated all of them would grow with the directory, and so would every list."""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link to the list of a term that says how many entries it holds."""

    id: str
    label: Text
    href: str
    count: int
    hint: Text | None = None
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

    facet_label: Text
    term_label: Text
    description: Text | None
    sections: tuple[Section, ...]
    count: int
    """How many entries fit, here or in the lists of `elsewhere`."""
    closest: int
    """How many of them are made for the term."""
    left: int
    """How many of them this list leaves to other lists."""
    elsewhere: tuple[CountedLink, ...]
    """The lists that hold these, on the last page."""
    search: str
    """Where the search page lies with the term chosen; empty where it offers no such choice."""
    page: int
    last: int
    pages: tuple[Link, ...]
    """The pages that the pager links to: not all of a long list."""
    previous: str
    next: str
    broader: tuple[CountedLink, ...]
    narrower: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class FacetLists:
    """The lists of one facet."""

    slug: str
    label: Text
    question: Text
    terms: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class BrowsePage(View):
    """All lists."""

    facets: tuple[FacetLists, ...]


def list_length(site: Site, facet: Facet, term: str) -> int:
    """Return how many pages the list of a term has; an empty list has one, too."""
    specific, wider = _shown(site, facet, term)
    return max(ceil((len(specific) + len(wider)) / site.config.page_size), 1)


def term_page(site: Site, chrome: Chrome, facet: Facet, term: str, number: int) -> TermPage:
    """Return one page of a term's list; `number` counts from 1."""
    listing = site.listing(facet, term)
    specific, wider = _shown(site, facet, term)
    begin, end = (number - 1) * site.config.page_size, number * site.config.page_size
    among = wider[max(begin - len(specific), 0) : max(end - len(specific), 0)]
    sections = (
        Section(is_wider, tuple(card_of(site, entry) for entry in entries))
        for is_wider, entries in ((False, specific[begin:end]), (True, among))
        if entries
    )
    last = list_length(site, facet, term)
    left = len(listing.wider) - len(wider) if number == last else 0
    known = facet.terms.get(term)
    label = label_of(site, facet, term)
    description = said(site, known.description) if known and known.description else None
    path = addresses.term_path(facet.slug, term, number)

    def href(page: int) -> str:
        return site.addresses.href(addresses.term_path(facet.slug, term, page))

    return TermPage(
        chrome=chrome,
        head=head_of(
            site,
            path,
            label.words,
            description.words if description else "",
            hidden=not len(listing),
        ),
        facet_label=said(site, facet.label),
        term_label=label,
        description=description,
        sections=tuple(sections),
        count=len(listing),
        closest=len(specific),
        left=left,
        elsewhere=tuple(_wider_lists(site, facet, term)) if left else (),
        search=(
            site.addresses.href(addresses.FIND) + addresses.fragment_of({facet.field: (term,)})
            if facet.filter
            else ""
        ),
        page=number,
        last=last,
        pages=tuple(
            Link(str(page), href(page), current=page == number) for page in _near(number, last)
        ),
        previous=href(number - 1) if number > 1 else "",
        next=href(number + 1) if number < last else "",
        broader=tuple(counted_link(site, facet, wide) for wide in facet.with_broader(term)[1:]),
        narrower=tuple(
            counted_link(site, facet, id_)
            for id_ in site.terms_of(facet)
            if id_ in facet.terms and facet.terms[id_].broader == term
        ),
    )


def _shown(site: Site, facet: Facet, term: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries that a term's list shows: made for it, and fitting among others."""
    listing = site.listing(facet, term)
    return listing.specific, listing.wider[: WIDER_PAGES * site.config.page_size]


def _wider_lists(site: Site, facet: Facet, term: str) -> Iterator[CountedLink]:
    """Yield the links to the lists of what fits a term among others."""
    for wide in (*facet.with_broader(term)[1:], *sorted(facet.universal - {term})):
        if site.listing(facet, wide).specific:
            yield counted_link(site, facet, wide)


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
        label=said(site, facet.label),
        question=said(site, facet.question or facet.label),
        terms=tuple(link for link in links if link.count),
    )


def counted_link(site: Site, facet: Facet, term: str) -> CountedLink:
    """Return the link to a term's list."""
    known = facet.terms.get(term)
    return CountedLink(
        term,
        label_of(site, facet, term),
        site.addresses.href(addresses.term_path(facet.slug, term)),
        len(site.listing(facet, term)),
        said(site, known.description) if known and known.description else None,
        len(facet.with_broader(term)) - 1,
    )


def _near(number: int, last: int) -> list[int]:
    """Return the pages that a pager links to: the first, the last and those around `number`."""
    if last == 1:
        return []
    return sorted({1, last, *range(max(number - 2, 1), min(number + 2, last) + 1)})
