"""Rules on site.yaml: what it names must be there, and a public site must be ready."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.codes import COUNTRIES, LANGUAGES, code_list_faults, tag_faults
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.load.catalogue import CRISIS, SITE
from generator.model import CrisisLine, EmergencyNumber
from generator.nodes import Loc
from generator.suggest import did_you_mean


def site_names_what_exists(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that site.yaml names languages, countries and facets that there are."""
    config = catalogue.config
    yield from code_list_faults(SITE, ("languages",), LANGUAGES, config.languages)
    yield from code_list_faults(SITE, ("countries",), COUNTRIES, config.countries)
    for name in ("title", "tagline", "description", "about"):
        yield from tag_faults(SITE, (name,), getattr(config, name))
    if catalogue.knows_settings:
        yield from _theme_faults(catalogue)
    if not (catalogue.knows_settings and catalogue.knows_vocabularies):
        return
    fields = {facet.field for facet in catalogue.table.facets}
    roles = config.roles
    single = {role: getattr(roles, role) for role in ("kind", "badge", "form", "warnings")}
    named: list[tuple[Loc, str]] = [
        (("roles", role), field) for role, field in single.items() if field
    ]
    for role in ("card", "glance"):
        several = enumerate(getattr(roles, role))
        named += [(("roles", role, place), field) for place, field in several]
    for loc, field in named:
        if field not in fields:
            hint = did_you_mean(field, fields) or f"There is: {', '.join(sorted(fields))}."
            yield Finding(SITE, loc, "unknown-term", f"No vocabulary fills “{field}”.", hint)


def _theme_faults(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield that there is no theme of the name that site.yaml says, where there are themes."""
    name = catalogue.config.theme
    known = sorted(file.parent.name for file in (catalogue.root / "themes").glob("*/theme.yaml"))
    if known and name not in known:
        hint = did_you_mean(name, known) or f"There is: {', '.join(known)}."
        yield Finding(SITE, ("theme",), "unknown-theme", f"There is no theme “{name}”.", hint)


def public_sites_are_ready(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a public site knows its address and shows no crisis number unverified."""
    config = catalogue.config
    if config.stage != "public":
        return
    if config.url is None:
        message = "A public site needs “url”, the address where it lives."
        hint = "Add “url: https://…”; or set “stage: draft”."
        yield Finding(SITE, ("stage",), "not-ready", message, hint)
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
