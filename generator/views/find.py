"""The search page: what can be chosen, and how many entries each choice would give."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses
from generator.relate import Site
from generator.views.cards import Card, card_of
from generator.views.lists import FacetLists, facet_lists, listed_facets
from generator.views.parts import Chrome, Text, View, head_of, label_of, said
from generator.vocabularies import Facet

LARGE = 2000
"""With so many entries a search takes long enough to be worth a worker of its own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A term that visitors can choose, with the number of entries that it would give."""

    id: str
    label: Text
    count: int
    narrower: tuple[Choice, ...]
    """The terms that this one holds."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet by which visitors can filter. Choosing a term asks for what fits everybody, too."""

    field: str
    label: Text
    question: Text
    choices: tuple[Choice, ...]

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one term to choose."""
        return len(self.choices) > 1 or any(choice.narrower for choice in self.choices)


@dataclass(frozen=True, slots=True)
class FindPage(View):
    """The search page, as it is before its script has run."""

    index: str
    """Where the search index lies."""
    program: str
    """Where the program lies that searches the index; empty where there is nothing to search."""
    is_large: bool
    """Whether the index is searched in a worker."""
    table: str
    """Where the search table lies."""
    words: str
    """Where the parts lie of what people say."""
    parts: int
    """How many of them there are."""
    count: int
    kind: str
    """The field that says what a result is."""
    card: tuple[tuple[str, Text], ...]
    """The other fields whose terms a result shows, each with what it is called."""
    step: int
    """How many results are shown at a time."""
    first: tuple[Card, ...]
    """The first results when nothing is asked for."""
    badges: tuple[tuple[str, Text], ...]
    """Every badge that a result may carry: a term's id and its label."""
    kinds: tuple[str, ...]
    """The ids of every kind of entry, whose drawings results show."""
    filters: tuple[Filter, ...]
    facets: tuple[FacetLists, ...]


def find_page(site: Site, chrome: Chrome) -> FindPage:
    """Return all that the search page shows."""
    index = f"{site.addresses.base_path}{addresses.INDEX}/"
    filters = (_filter(site, f) for f in site.table.facets_of("resources") if f.filter)
    return FindPage(
        chrome=chrome,
        head=head_of(site, addresses.FIND, ""),
        index=index,
        program=f"{index}{addresses.search_program(site.language)}" if site.entries else "",
        is_large=len(site.entries) >= LARGE,
        table=f"{site.addresses.base_path}{site.addresses.data(addresses.SEARCH_TABLE)}",
        words=f"{site.addresses.base_path}{site.addresses.data(addresses.SEARCH_WORDS)}",
        parts=addresses.SEARCH_PARTS,
        count=len(site.entries),
        step=site.config.page_size,
        first=tuple(card_of(site, entry) for entry in site.entries[: site.config.page_size]),
        kind=site.config.roles.kind,
        card=_card(site),
        badges=_badges(site),
        kinds=_kinds(site),
        filters=tuple(each for each in filters if each.has_choice),
        facets=tuple(facet_lists(site, facet) for facet in listed_facets(site)),
    )


def _card(site: Site) -> tuple[tuple[str, Text], ...]:
    facets = (site.table.facet(field) for field in site.config.roles.card)
    return tuple((facet.field, said(site, facet.label)) for facet in facets if facet)


def _badges(site: Site) -> tuple[tuple[str, Text], ...]:
    facet = site.table.facet(site.config.roles.badge or "")
    if facet is None:
        return ()
    return tuple((term, label_of(site, facet, term)) for term in site.terms_of(facet))


def _kinds(site: Site) -> tuple[str, ...]:
    facet = site.table.facet(site.config.roles.kind)
    return tuple(site.terms_of(facet)) if facet else ()


def _filter(site: Site, facet: Facet) -> Filter:
    offered = [term for term in site.terms_of(facet) if len(site.listing(facet, term))]

    def below(broader: str | None) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                term,
                label_of(site, facet, term),
                len(site.listing(facet, term)),
                below(term),
            )
            for term in offered
            if next((wide for wide in facet.with_broader(term)[1:] if wide in offered), None)
            == broader
        )

    return Filter(
        field=facet.field,
        label=said(site, facet.label),
        question=said(site, facet.question or facet.label),
        choices=below(None),
    )
