"""Rules on crisis help: each country once, and every service within reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.codes import COUNTRIES, LANGUAGES, code_list_faults, unknown_code
from generator.checks.contacts import number_fault, number_hint
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.load.catalogue import CRISIS
from generator.model import CrisisHelp, CrisisLine, EmergencyNumber
from generator.nodes import Loc

EMERGENCY = re.compile("(?=.*[0-9])[0-9 *#-]{2,}")


def crisis_help_is_in_order(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that each country stands in the crisis lines once, under its code."""
    seen: set[str] = set()
    for index, country in enumerate(catalogue.crisis.countries if catalogue.crisis else ()):
        loc: Loc = ("countries", index, "country")
        yield from unknown_code(CRISIS, loc, COUNTRIES, country.country)
        if country.country in seen:
            message = f"“{country.country}” stands here already."
            hint = "Put all lines of a country below one another, under one “country”."
            yield Finding(CRISIS, loc, "same-id", message, hint)
        seen.add(country.country)
    for loc, line in lines_of(catalogue.crisis):
        yield from code_list_faults(CRISIS, (*loc, "languages"), LANGUAGES, line.languages)


def crisis_lines_can_be_reached(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that crisis numbers can be dialled in their country, and that each line has a way."""
    for loc, emergency in emergency_numbers_of(catalogue.crisis):
        if not EMERGENCY.fullmatch(emergency.number):
            message = "Only digits can be dialled here."
            hint = number_hint(emergency.number)
            yield Finding(CRISIS, (*loc, "number"), "bad-number", message, hint)
    for loc, line in lines_of(catalogue.crisis):
        for way in ("number", "sms"):
            number = getattr(line, way)
            if number and (fault := number_fault(number, "“note” or “hours”")):
                yield Finding(CRISIS, (*loc, way), "bad-number", fault, number_hint(number))
        if not line.can_be_reached:
            message = f"“{line.name}” has neither a number nor a page, so nobody can reach it."
            hint = "Add “number”, “sms”, “chat” or “url”."
            yield Finding(CRISIS, loc, "no-way", message, hint)


def lines_of(crisis: CrisisHelp | None) -> Iterator[tuple[Loc, CrisisLine]]:
    """Yield every line and directory of lines with its place in the file."""
    if crisis is None:
        return
    for index, line in enumerate(crisis.directories):
        yield ("directories", index), line
    for number, country in enumerate(crisis.countries):
        for index, line in enumerate(country.lines):
            yield ("countries", number, "lines", index), line


def emergency_numbers_of(crisis: CrisisHelp | None) -> Iterator[tuple[Loc, EmergencyNumber]]:
    """Yield every emergency number with its place in the file."""
    for number, country in enumerate(crisis.countries if crisis else ()):
        for index, emergency in enumerate(country.emergency):
            yield ("countries", number, "emergency", index), emergency
