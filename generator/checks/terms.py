"""Rules on terms: what the vocabularies know, and what each term asks of an entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.choices import term_hint
from generator.checks.finding import Finding, warning
from generator.fields import FieldTable
from generator.load import Broken, Catalogue
from generator.model import Entry, Item


def terms_are_known(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that every term stands in its vocabulary, also where a file has other mistakes."""
    universal = frozenset(term for facet in catalogue.table.facets for term in facet.universal)
    items: list[Item | Broken] = [*catalogue.every_item(), *catalogue.broken]
    for item in items:
        for field, terms in item.facets.items():
            facet = catalogue.table.facet(field)
            if facet is None:
                continue
            for index, id_ in enumerate(terms):
                if not facet.knows(id_):
                    yield Finding(
                        item.path,
                        (field, index),
                        "unknown-term",
                        f"“{id_}” is not one of the words that “{facet.field}” takes.",
                        term_hint(facet, id_, universal),
                    )
                elif better := facet.successor_of(id_):
                    yield Finding(
                        item.path,
                        (field, index),
                        "replaced-term",
                        f"The term “{id_}” is no longer used.",
                        f"Use “{better}” instead.",
                    )


def terms_ask_for_fields(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that an entry has the fields that its terms require, or should have."""
    known = catalogue.table.of("resources")
    for entry in catalogue.entries:
        for field, terms in entry.facets.items():
            facet = catalogue.table.facet(field)
            for index, id_ in enumerate(terms):
                term = facet.terms.get(id_) if facet else None
                if term is None:
                    continue
                loc = (field, index)
                for wanted in term.requires:
                    if wanted in known and not has_field(entry, wanted):
                        yield Finding(
                            entry.path,
                            loc,
                            "missing-for-term",
                            f"An entry with “{field}: {id_}” needs the field “{wanted}”.",
                            f"Add “{wanted}: …”.",
                        )
                for wanted in term.suggests:
                    lacks = wanted in known and not has_field(entry, wanted)
                    if lacks and entry.status.status == "active":
                        yield warning(
                            entry.path,
                            loc,
                            "wanted-for-term",
                            f"An entry with “{field}: {id_}” should say its “{wanted}”; visitors "
                            "now read “We do not know yet”.",
                            "Add it when you know it.",
                        )


def wanted_by(table: FieldTable, entry: Entry) -> Iterator[str]:
    """Yield the fields that an entry's terms suggest and that it lacks."""
    known = table.of("resources")
    for field, terms in entry.facets.items():
        facet = table.facet(field)
        for term in (facet.terms.get(id_) for id_ in terms) if facet else ():
            for wanted in term.suggests if term else ():
                if wanted in known and not has_field(entry, wanted):
                    yield wanted


def has_field(entry: Entry, field: str) -> bool:
    """Say whether `entry` has a value in a field of the model or in a facet."""
    return bool(entry.facets.get(field) or getattr(entry, field, None))
