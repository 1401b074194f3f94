"""What is wrong with an RRULE, in words. Source: RFC 5545, section 3.3.10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.meetings import last_start, starts_of
from generator.model import Meeting
from generator.suggest import did_you_mean
from generator.values import FIRST_YEAR, LAST_YEAR

Fault = tuple[str, str]
"""A message and a hint."""

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
EXAMPLE = "Write it like FREQ=WEEKLY;BYDAY=TU."
_DAY = "(MO|TU|WE|TH|FR|SA|SU)"
_DAYS_HINT = (
    "Its days are MO, TU, WE, TH, FR, SA and SU; in a month, 2TU is the second Tuesday and -1TU "
    "the last."
)
_YEAR = "(36[0-6]|3[0-5][0-9]|[12][0-9]{2}|[1-9][0-9]?)"
_VALUES = {
    "FREQ": ("[A-Z]+", ""),
    "UNTIL": (r"\d{8}(T\d{6}Z?)?", "Write a day such as 20270630."),
    "BYDAY": (f"([+-]?([1-4][0-9]|5[0-3]|[1-9]))?{_DAY}", _DAYS_HINT),
    "BYMONTHDAY": ("-?(3[01]|[12][0-9]|[1-9])", "Its days are 1 to 31; -1 is the last."),
    "BYMONTH": ("(1[0-2]|[1-9])", "Its months are 1 to 12."),
    "BYWEEKNO": ("-?(5[0-3]|[1-4][0-9]|[1-9])", "Its weeks are 1 to 53."),
    "BYYEARDAY": (f"-?{_YEAR}", "Its days are 1 to 366; -1 is the last."),
    "BYSETPOS": (f"-?{_YEAR}", "Its numbers are 1 to 366; -1 is the last."),
    "WKST": (_DAY, "Its days are MO, TU, WE, TH, FR, SA and SU."),
}
"""For each part the form of one of its values, and what to say of others."""

_WEEKDAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}
_COUNTS = ("INTERVAL", "COUNT")
PARTS = frozenset({*_VALUES, *_COUNTS})


def rule_fault(meeting: Meeting) -> Fault | None:
    """Say what is wrong with how a meeting repeats; None when nothing is."""
    if meeting.repeats is None:
        return None
    if meeting.repeats.upper().startswith("RRULE"):
        return "A rule begins with FREQ=, without “RRULE:”.", EXAMPLE
    if fault := _in_words(meeting):
        return fault
    pairs = [part.partition("=")[::2] for part in meeting.repeats.split(";")]
    if fault := next(_part_faults(pairs), None):
        return fault
    rule = dict(pairs)
    if fault := next(_whole_faults(rule, meeting.zone), None):
        return fault
    try:
        first = next(starts_of(meeting), None)
    except (ValueError, IndexError, OverflowError) as error:
        return f"This rule cannot be followed: {error}.", EXAMPLE
    if first is None:
        return (
            "This rule gives no day at all.",
            "Look for an end before the beginning, or for a day that no month has.",
        )
    return None


def _in_words(meeting: Meeting) -> Fault | None:
    """Say that a rule is written in words or in small letters; None when it is a rule."""
    said = meeting.repeats or ""
    if said != said.upper() and "FREQ=" in said.upper().replace(" ", ""):
        capitals = meeting.model_copy(update={"repeats": said.upper().replace(" ", "")})
        if rule_fault(capitals) is None:
            return "A rule stands in capital letters, without spaces.", f"Write {capitals.repeats}."
    if "=" in said or not said.strip():
        return None
    day = next((code for word, code in _WEEKDAYS.items() if word in said.casefold()), "TU")
    return (
        f"“{said}” is no rule that a calendar could follow.",
        f"Write it like FREQ=WEEKLY;BYDAY={day} for every {_named(day)}.",
    )


def _named(day: str) -> str:
    return next(word.capitalize() for word, code in _WEEKDAYS.items() if code == day)


def _part_faults(pairs: list[tuple[str, str]]) -> Iterator[Fault]:
    """Yield what is wrong with each part by itself."""
    for index, (name, value) in enumerate(pairs):
        if not name and not value and index == len(pairs) - 1:
            yield "There is nothing behind the last “;”.", "Take it away."
        elif name not in PARTS:
            yield f"A rule has no part “{name}”.", did_you_mean(name, PARTS) or EXAMPLE
        elif name in dict(pairs[:index]):
            yield f"“{name}” stands in this rule twice.", "Join the two by a comma."
        elif not value:
            yield f"“{name}” has no value.", f"Write {name}=…, or take it out."
        elif name in _COUNTS:
            if not re.fullmatch("[1-9][0-9]{0,3}", value):
                yield f"{name} is a whole number from 1 on.", f"Write it like {name}=2."
        else:
            form, hint = _VALUES[name]
            for one in [value] if name in {"UNTIL", "WKST"} else value.split(","):
                if not re.fullmatch(form, one):
                    yield f"{name} cannot be “{one}”.", hint


def _whole_faults(rule: Mapping[str, str], zone: str) -> Iterator[Fault]:
    """Yield what is wrong with the parts together."""
    frequency = rule.get("FREQ")
    if frequency not in FREQUENCIES:
        yield "A rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.", EXAMPLE
    if "UNTIL" in rule:
        if "COUNT" in rule:
            yield "A rule ends by UNTIL or by COUNT, not by both.", "Keep one of the two."
        if not _is_near(rule["UNTIL"], zone):
            yield f"UNTIL cannot be “{rule['UNTIL']}”.", _VALUES["UNTIL"][1]
    in_month = frequency == "MONTHLY" or "BYMONTH" in rule
    for day in rule.get("BYDAY", "").split(","):
        number = abs(int(day[:-2] or 0))
        if number and frequency not in {"MONTHLY", "YEARLY"}:
            hint = f"Write FREQ=MONTHLY;BYDAY={day}"
            yield f"BYDAY={day} counts within a month, so it needs FREQ=MONTHLY or YEARLY.", hint
        elif number > 5 and in_month:
            yield f"BYDAY cannot be “{day}”.", _DAYS_HINT


def _is_near(until: str, zone: str) -> bool:
    try:
        return FIRST_YEAR <= last_start(until, zone).year <= LAST_YEAR
    except (ValueError, OverflowError):
        return False
