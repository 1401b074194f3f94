"""Rules on ways to reach a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Entry

DIALLED = re.compile(r"[+*#]?[\dA-Za-z()\s./*#–-]+?(\s*(ext\.?|x)\s*\d{1,6})?")
MOST_DIGITS = 15
"""The most digits that an international number can have. Source: ITU-T E.164."""


def numbers_can_be_dialled(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a phone or text number is one that somebody could dial."""
    for entry in catalogue.entries:
        for index, contact in enumerate(entry.contact):
            for way in ("phone", "text"):
                if number := getattr(contact, way):
                    fault = number_fault(number)
                    loc = ("contact", index, way)
                    if fault:
                        yield Finding(entry.path, loc, "bad-number", fault)
                    elif way == "phone" and not _possible_somewhere(number, entry):
                        yield warning(
                            entry.path,
                            loc,
                            "odd-number",
                            f"“{number}” does not look like a phone number of a country that "
                            "this entry serves.",
                            "Check its digits, or write it with + and the country's code.",
                        )


def crisis_numbers_can_be_dialled(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that crisis numbers are digits, written as one dials them in their country."""
    if catalogue.crisis is None:
        return
    path = "content/crisis.yaml"
    for index, country in enumerate(catalogue.crisis.countries):
        for place, emergency in enumerate(country.emergency):
            if not re.fullmatch(r"[\d *#-]{2,}", emergency.number):
                yield Finding(
                    path,
                    ("countries", index, "emergency", place, "number"),
                    "bad-number",
                    "Only digits can be dialled here.",
                )
        for place, line in enumerate(country.lines):
            for way in ("number", "sms"):
                number = getattr(line, way)
                if number and (fault := number_fault(number)):
                    where = ("countries", index, "lines", place, way)
                    yield Finding(path, where, "bad-number", fault)
            if not (line.number or line.sms or line.chat or line.url):
                loc = ("countries", index, "lines", place)
                message = f"“{line.name}” has neither a number nor a page, so nobody can reach it."
                yield Finding(path, loc, "no-way", message)


def number_fault(number: str) -> str:
    """Say in a sentence why nobody could dial `number`; empty when somebody could.

    Numbers are kept as one dials them where they are used: short codes such as 988 or *4141 are
    no international numbers, and letters as in 1-800-4-CANCER are dialled by many.
    """
    digits = re.sub(r"\D", "", number)
    if not DIALLED.fullmatch(number):
        return f"“{number}” has signs that cannot be dialled; put words into “label” or “hours”."
    if not digits or (len(digits) < 3 and not number.startswith("*")):
        return f"“{number}” has too few digits for a number."
    if len(digits) > MOST_DIGITS + 6:
        return f"“{number}” has too many digits for one number."
    if number.startswith("+") and not _is_possible(number, None):
        return f"“{number}” is no possible international number."
    return ""


def _possible_somewhere(number: str, entry: Entry) -> bool:
    if number.startswith("+"):
        return True
    terms = {term[:2] for terms in entry.facets.values() for term in terms if term[:2].isupper()}
    countries = terms | {place.country for place in entry.places}
    return not countries or any(_is_possible(number, country) for country in sorted(countries))


def _is_possible(number: str, country: str | None) -> bool:
    import phonenumbers  # its tables cost a tenth of a second, and few commands need them

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_possible_number(parsed):
        return True
    return country is not None and phonenumbers.is_possible_short_number_for_region(parsed, country)
