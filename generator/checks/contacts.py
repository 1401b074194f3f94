"""Rules on ways to reach a programme, and on where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.codes import COUNTRIES, unknown_code
from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Entry

DIALLED = re.compile(r"[+*#]*[0-9(][0-9A-Z()\s./*#–-]*?(\s*(ext\.?|x)\s*[0-9]{1,6})?")
_NUMBER = re.compile(r"[+*(]?\d[\d\s().–-]*\d")
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
                        yield Finding(entry.path, loc, "bad-number", fault, number_hint(number))
                    elif way == "phone" and not _possible_somewhere(number, entry):
                        yield warning(
                            entry.path,
                            loc,
                            "odd-number",
                            f"“{number}” does not look like a phone number of a country that "
                            "this entry serves.",
                            "Check its digits, or write it with + and the country's code.",
                        )


def places_are_on_the_map(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that a place lies in a country that there is, with both coordinates or none."""
    for entry in catalogue.entries:
        for index, place in enumerate(entry.places):
            loc = ("places", index)
            yield from unknown_code(entry.path, (*loc, "country"), COUNTRIES, place.country)
            if (place.latitude is None) != (place.longitude is None):
                message = "A place needs both “latitude” and “longitude”, or neither."
                hint = "Add the other one, or take this one out."
                yield Finding(entry.path, loc, "half-a-place", message, hint)


def number_fault(number: str, elsewhere: str = "“label” or “hours”") -> str:
    """Say in a sentence why nobody could dial `number`; empty when somebody could.

    Numbers are kept as one dials them where they are used: short codes such as 211 or *4141 are
    no international numbers, and letters as in 1-800-4-GARDEN are dialled by many. `elsewhere`
    names the fields in which words belong.
    """
    digits = re.sub("[^0-9]", "", number)
    if not digits:
        return f"“{number}” has too few digits for a number."
    if not DIALLED.fullmatch(number):
        return f"“{number}” has signs that cannot be dialled; put words into {elsewhere}."
    if len(digits) < 3 and not number.startswith("*"):
        return f"“{number}” has too few digits for a number."
    if len(digits) > MOST_DIGITS + 6:
        return f"“{number}” has too many digits for one number."
    if number.startswith("+") and not _is_possible(number, None):
        return f"“{number}” is no possible international number."
    return ""


def number_hint(number: str) -> str:
    """Return what to write for a number that nobody could dial, where we know it."""
    inside = [each.strip(" .-–/") for each in _NUMBER.findall(number)]
    if not inside:
        return "Write the number as one dials it, or leave this line out."
    if len(inside) > 1:
        return "Make an item of its own of each number."
    if inside[0] != number and not number_fault(inside[0]):
        return f"Write the number alone: {inside[0]}"
    return "Check its digits and its area code."


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
    # Behind a + nobody can leave out the area code, as one may within a country.
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
        return True
    if country and reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return True
    return country is not None and phonenumbers.is_possible_short_number_for_region(parsed, country)
