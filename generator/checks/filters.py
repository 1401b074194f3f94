"""Whether filters that somebody set beforehand lead to anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.load import Catalogue
from generator.nodes import Loc
from generator.suggest import did_you_mean

Filters = Mapping[str, tuple[str, ...]]
"""The terms that are chosen, by field."""


@dataclass(frozen=True, slots=True)
class FilterFault:
    """What is wrong with pre-set filters; `loc` is relative to them."""

    loc: Loc
    message: str
    hint: str
    on_key: bool = False


def filter_faults(catalogue: Catalogue, filters: Filters) -> Iterator[FilterFault]:
    """Yield what is wrong with `filters`: unknown fields or terms, or nothing that fits them."""
    found = False
    for field, terms in filters.items():
        for fault in _field_faults(catalogue, field, terms):
            found = True
            yield fault
    if not found and catalogue.knows_vocabularies and not _anything_fits(catalogue, filters):
        message = "No entry fits all of these, so this would lead to nothing."
        yield FilterFault((), message, "Take a term away, or add an entry.")


def _field_faults(
    catalogue: Catalogue, field: str, terms: tuple[str, ...]
) -> Iterator[FilterFault]:
    facet = catalogue.table.facet(field)
    if facet is None:
        if catalogue.knows_vocabularies:
            known = [each.field for each in catalogue.table.facets if each.filter]
            message = f"No vocabulary fills “{field}”."
            yield FilterFault((field,), message, did_you_mean(field, known), on_key=True)
        return
    if not facet.filter:
        hint = f"Set “filter: true” in content/vocabularies/{facet.slug}.yaml."
        yield FilterFault((field,), f"Visitors cannot filter by “{field}”.", hint, on_key=True)
    for index, term in enumerate(terms):
        if better := facet.successor_of(term):
            message = f"The term “{term}” is no longer used."
            yield FilterFault((field, index), message, f"Use “{better}” instead.")
        elif not facet.knows(term):
            message = f"The vocabulary “{facet.slug}” has no term “{term}”."
            yield FilterFault((field, index), message, did_you_mean(term, facet.terms))


def _anything_fits(catalogue: Catalogue, filters: Filters) -> bool:
    """Say whether any entry fits; one that could not be read may well do so."""
    if len(catalogue.entries) < len(catalogue.files["resources"]):
        return True
    wanted = [
        (facet, frozenset().union(*(facet.asked_by(term) for term in terms)))
        for field, terms in filters.items()
        if (facet := catalogue.table.facet(field))
    ]
    return any(
        all(facet.fitting(entry.facets.get(facet.field, ())) & asked for facet, asked in wanted)
        for entry in catalogue.entries
        if entry.status.status != "closed"
    )
