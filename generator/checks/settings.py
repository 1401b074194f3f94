"""Rules on the settings: the site, its vocabularies and its crisis lines agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.addresses import RESERVED
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.load.catalogue import CRISIS, SITE, VOCABULARIES
from generator.model import CrisisLine, EmergencyNumber
from generator.nodes import Loc
from generator.suggest import did_you_mean
from generator.values import SLUG
from generator.vocabularies import Facet, is_code


def site_names_what_exists(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that site.yaml names facets, terms, languages and countries that there are."""
    config = catalogue.config
    fields = {facet.field for facet in catalogue.table.facets}
    codes = [("languages", "languages", config.languages)]
    codes += [("countries", "territories", config.countries)]
    for name, standard, listed in codes:
        for index, code in enumerate(listed):
            if not is_code(standard, code):
                message = f"“{code}” is no code of {standard}."
                yield Finding(SITE, (name, index), "unknown-term", message)
    roles = config.roles
    named: list[tuple[Loc, str]] = [(("roles", "kind"), roles.kind)]
    named += [(("roles", "badge"), roles.badge)] if roles.badge else []
    named += [(("roles", "card", index), field) for index, field in enumerate(roles.card)]
    named += [(("roles", "glance", index), field) for index, field in enumerate(roles.glance)]
    for loc, field in named:
        if field not in fields:
            hint = did_you_mean(field, fields)
            yield Finding(SITE, loc, "unknown-term", f"No vocabulary fills “{field}”.", hint)
    for index, door in enumerate(config.doors):
        if fault := _door_fault(catalogue, door.to):
            yield Finding(SITE, ("doors", index, "to"), "dead-door", fault)


def vocabularies_hold_together(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that vocabularies refer to their own terms and to fields that there are."""
    for facet in catalogue.table.facets:
        path = f"{VOCABULARIES}/{facet.slug}.yaml"
        if facet.slug in RESERVED:
            message = f"A vocabulary cannot be called “{facet.slug}”; the site uses that address."
            yield Finding(path, (), "reserved-name", message, "Rename the file.")
        for id_ in facet.terms:
            yield from _term_faults(catalogue, facet, id_, path)


def crisis_help_is_in_order(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that each country stands in the crisis lines once, under its code."""
    if catalogue.crisis is None:
        return
    seen: set[str] = set()
    for index, country in enumerate(catalogue.crisis.countries):
        loc = ("countries", index, "country")
        if not is_code("territories", country.country):
            message = f"There is no country “{country.country}”."
            yield Finding(CRISIS, loc, "unknown-term", message)
        elif country.country in seen:
            yield Finding(CRISIS, loc, "same-id", f"“{country.country}” stands here already.")
        seen.add(country.country)
        for place, line in enumerate(country.lines):
            for position, language in enumerate(line.languages):
                if not is_code("languages", language):
                    where = ("countries", index, "lines", place, "languages", position)
                    message = f"There is no language “{language}”."
                    yield Finding(CRISIS, where, "unknown-term", message)


def public_sites_are_ready(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a public site knows its address and shows no crisis number unverified."""
    config = catalogue.config
    if config.stage != "public":
        return
    if config.url is None:
        message = "A public site needs “url”, the address where it lives."
        yield Finding(SITE, ("stage",), "not-ready", message)
    if catalogue.crisis is None:
        return
    for index, country in enumerate(catalogue.crisis.countries):
        shown: list[tuple[str, int, CrisisLine | EmergencyNumber]] = []
        shown += [("emergency", place, each) for place, each in enumerate(country.emergency)]
        shown += [("lines", place, each) for place, each in enumerate(country.lines)]
        for name, place, number in shown:
            if number.confidence == "high" and number.verified is None:
                yield Finding(
                    CRISIS,
                    ("countries", index, name, place),
                    "not-ready",
                    "The site cannot be public while this number is not verified.",
                    "Call or look it up, then add “verified”; or set “stage: draft”.",
                )


def _term_faults(catalogue: Catalogue, facet: Facet, id_: str, path: str) -> Iterator[Finding]:
    term, loc = facet.terms[id_], ("terms", id_)
    if not SLUG.fullmatch(id_) and not facet.codes:
        message = f"“{id_}” cannot be part of an address."
        yield Finding(path, loc, "bad-id", message, "Use a–z, digits and hyphens.")
    for reference in ("broader", "replaced_by"):
        other = getattr(term, reference)
        if other and not facet.knows(other):
            hint = did_you_mean(other, facet.terms)
            message = f"There is no term “{other}”."
            yield Finding(path, (*loc, reference), "unknown-term", message, hint)
    if _circles(facet, id_):
        message = f"“{id_}” is broader than itself, by way of its own terms."
        yield Finding(path, (*loc, "broader"), "circle", message)
    known = catalogue.table.of("resources")
    wanted = [("requires", index, field) for index, field in enumerate(term.requires)]
    wanted += [("suggests", index, field) for index, field in enumerate(term.suggests)]
    for name, index, field in wanted:
        if field not in known:
            hint = did_you_mean(field, known)
            message = f"Entries have no field “{field}”."
            yield Finding(path, (*loc, name, index), "unknown-field", message, hint)


def _circles(facet: Facet, id_: str) -> bool:
    seen = {id_}
    current = facet.terms[id_].broader
    while current and current in facet.terms:
        if current in seen:
            return current == id_
        seen.add(current)
        current = facet.terms[current].broader
    return False


def _door_fault(catalogue: Catalogue, to: str) -> str:
    slug, _, id_ = to.partition("/")
    if slug in {"crisis", "stories", "guides"}:
        if id_ and id_ not in catalogue.ids.get(slug, frozenset()):
            return f"There is no file “{id_}” in content/{slug}."
        return ""
    facet = catalogue.table.facet_by_slug(slug)
    if facet is None:
        return f"There is no vocabulary “{slug}”."
    if not facet.knows(id_):
        return f"The vocabulary “{slug}” has no term “{id_}”."
    if not facet.lists:
        return f"The vocabulary “{slug}” has no lists to lead to."
    return ""
