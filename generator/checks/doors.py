"""Rules on doors: each way in on the home page leads to a page with something on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.codes import tag_faults
from generator.checks.filters import filter_faults
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.load.catalogue import SITE
from generator.suggest import did_you_mean
from generator.vocabularies import Facet

Fault = tuple[str, str]
"""A message and a hint."""


def doors_lead_somewhere(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that every door leads to a page that there is, and to no empty list."""
    for index, door in enumerate(catalogue.config.doors):
        yield from tag_faults(SITE, ("doors", index, "label"), door.label)
        yield from tag_faults(SITE, ("doors", index, "hint"), door.hint)
        if door.to is not None and (dead := _fault(catalogue, door.to)):
            yield Finding(SITE, ("doors", index, "to"), "dead-door", *dead)
        if door.filters is not None:
            for fault in filter_faults(catalogue, door.filters):
                loc = ("doors", index, "filters", *fault.loc)
                yield Finding(
                    SITE, loc, "dead-door", fault.message, fault.hint, on_key=fault.on_key
                )


def _fault(catalogue: Catalogue, to: str) -> Fault | None:
    slug, _, id_ = to.partition("/")
    if slug == "crisis":
        return _crisis_fault(catalogue, id_)
    if slug in {"stories", "guides"}:
        return _collection_fault(catalogue, slug, id_)
    facet = catalogue.table.facet_by_slug(slug)
    if facet is not None:
        return _term_fault(catalogue, facet, id_)
    if not catalogue.knows_vocabularies:
        return None
    slugs = {facet.slug for facet in catalogue.table.facets}
    return f"There is no vocabulary “{slug}”.", did_you_mean(slug, slugs)


def _crisis_fault(catalogue: Catalogue, id_: str) -> Fault | None:
    if id_:
        return "The crisis lines of all countries are on one page.", "Write it as crisis."
    if not catalogue.has_crisis_file:
        return "There is no file content/crisis.yaml.", "Add the file, or take this door out."
    return None


def _collection_fault(catalogue: Catalogue, name: str, id_: str) -> Fault | None:
    known = catalogue.files[name]
    if id_ and id_ not in known:
        hint = did_you_mean(f"{name}/{id_}", [f"{name}/{each}" for each in known])
        return f"There is no file “{id_}” in content/{name}.", hint
    if not known:
        return f"There are no {name} yet.", "Add one, or take this door out."
    return None


def _term_fault(catalogue: Catalogue, facet: Facet, id_: str) -> Fault | None:
    slug = facet.slug
    ids = [term for term in facet.terms if not facet.terms[term].replaced_by]
    if not facet.lists:
        return f"The vocabulary “{slug}” has no lists to lead to.", ""
    if not id_:
        hint = f"Write it like {slug}/{ids[0]}." if ids else ""
        return f"A door to the vocabulary “{slug}” must name one of its terms.", hint
    if not facet.knows(id_):
        hint = did_you_mean(f"{slug}/{id_}", [f"{slug}/{each}" for each in ids])
        return f"The vocabulary “{slug}” has no term “{id_}”.", hint
    if better := facet.successor_of(id_):
        return f"The term “{id_}” is no longer used.", f"Use “{slug}/{better}” instead."
    if _is_empty(catalogue, facet, id_):
        return f"No entry has the term “{id_}” yet.", "Add one, or take this door out."
    return None


def _is_empty(catalogue: Catalogue, facet: Facet, id_: str) -> bool:
    """Say whether the list of a term stays empty; an entry that could not be read may be in it."""
    if len(catalogue.entries) < len(catalogue.files["resources"]):
        return False
    # What fits everybody stands in the lists of terms, not in one of each code that there is.
    fitting = {*facet.with_broader(id_), *facet.universal} if id_ in facet.terms else set()
    return not any(
        term in fitting or id_ in facet.with_broader(term)
        for entry in catalogue.entries
        if entry.status.status != "closed"
        for term in entry.facets.get(facet.field, ())
    )
