"""Rules on vocabularies: what they say of terms and fields must be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.addresses import RESERVED
from generator.checks.codes import tag_faults
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.suggest import did_you_mean
from generator.values import SLUG
from generator.vocabularies import Facet

CODE = re.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
"""What may be a term where codes are terms, too."""


def vocabularies_fit_the_site(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a vocabulary has an address of its own and a place among the fields."""
    for facet in catalogue.table.facets:
        path = catalogue.vocabularies[facet.slug]
        if facet.slug in {*RESERVED, *catalogue.config.languages}:
            message = f"A vocabulary cannot be called “{facet.slug}”; the site uses that address."
            yield Finding(path, (), "reserved-name", message, "Rename the file.")
        for index, name in enumerate(facet.required_by):
            if name not in facet.used_by:
                message = f"“required_by” names {name}, but “used_by” does not."
                hint = f"Add {name} to “used_by”."
                yield Finding(path, ("required_by", index), "unknown-value", message, hint)
        fields = {field for name in facet.used_by for field in catalogue.table.of(name)}
        if catalogue.knows_vocabularies and facet.after not in fields - {facet.field}:
            message = f"There is no other field “{facet.after}” that this one could follow."
            others = fields - {facet.field}
            hint = did_you_mean(facet.after, others) or "CONTRIBUTING lists the fields."
            yield Finding(path, ("after",), "unknown-field", message, hint)
        for said in ("label", "question", "description"):
            yield from tag_faults(path, (said,), getattr(facet, said))


def terms_hold_together(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that terms refer to terms of their vocabulary and to fields that there are."""
    for facet in catalogue.table.facets:
        path = catalogue.vocabularies[facet.slug]
        addresses: dict[str, str] = {}
        for id_, term in facet.terms.items():
            yield from _id_faults(facet, id_, path)
            if (other := addresses.setdefault(id_.lower(), id_)) != id_:
                message = f"“{other}” and “{id_}” would have the same address."
                hint = "Keep one of the two."
                yield Finding(path, ("terms", id_), "same-id", message, hint, on_key=True)
            yield from _reference_faults(facet, id_, path)
            yield from _field_faults(catalogue, facet, id_, path)
            yield from tag_faults(path, ("terms", id_, "label"), term.label)
            yield from tag_faults(path, ("terms", id_, "description"), term.description)
            yield from tag_faults(path, ("terms", id_, "also"), term.also)


def _id_faults(facet: Facet, id_: str, path: str) -> Iterator[Finding]:
    if not (CODE if facet.codes else SLUG).fullmatch(id_):
        message = f"“{id_}” cannot be part of an address."
        hint = "Use a–z, digits and hyphens."
        yield Finding(path, ("terms", id_), "bad-id", message, hint, on_key=True)


def _reference_faults(facet: Facet, id_: str, path: str) -> Iterator[Finding]:
    term = facet.terms[id_]
    for reference in ("broader", "replaced_by"):
        loc = ("terms", id_, reference)
        other = getattr(term, reference)
        if other and not facet.knows(other):
            message = f"There is no term “{other}”."
            hint = did_you_mean(other, facet.terms) or "Add it to the terms, or take this line out."
            yield Finding(path, loc, "unknown-term", message, hint)
        if _leads_back(facet, id_, reference):
            message = (
                f"“{id_}” is broader than itself, by way of its own terms."
                if reference == "broader"
                else f"“{id_}” is replaced by itself."
            )
            yield Finding(path, loc, "circle", message, "Name another term, or take this line out.")


def _field_faults(catalogue: Catalogue, facet: Facet, id_: str, path: str) -> Iterator[Finding]:
    if not catalogue.knows_vocabularies:
        return
    known = catalogue.table.of("resources")
    for name in ("requires", "suggests", "asks"):
        for index, field in enumerate(getattr(facet.terms[id_], name)):
            if field not in known:
                loc = ("terms", id_, name, index)
                message = f"Entries have no field “{field}”."
                hint = did_you_mean(field, known) or "Take it out; CONTRIBUTING lists the fields."
                yield Finding(path, loc, "unknown-field", message, hint)


def _leads_back(facet: Facet, id_: str, reference: str) -> bool:
    """Say whether the references that begin at a term come back to it."""
    seen = {id_}
    current = getattr(facet.terms[id_], reference)
    while current in facet.terms:
        if current in seen:
            return bool(current == id_)
        seen.add(current)
        current = getattr(facet.terms[current], reference)
    return False
