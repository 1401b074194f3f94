"""How a meeting repeats, as far as one short sentence can say it.

The sentence itself is the template's; this says which one it is, and what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_skeleton, get_day_names, get_month_names

from generator.meetings import rule_of
from generator.model import Meeting

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_WEEK = WEEK[:5]
LAST = -1
NUMBERS = frozenset({1, 2, 3, 4, 5, LAST})
"""Which days of a month have a name: the first to the fifth Tuesday, and the last."""

RUN = 3
"""From how many months in a row on one says only the first and the last of them."""

_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which a meeting takes place.

    With a weekday and a number it is, say, the third Tuesday of a month, with a weekday alone each
    Tuesday, with a number alone a day of the month. -1 is the last.
    """

    number: int = 0
    weekday: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A sentence on how a meeting repeats.

    `shape` is `daily`, `stretch` (every day from the first of `days` to the last), `weekly`,
    `monthly` or `yearly`, or empty where no short sentence says it. `months` are the only ones in
    which it meets, if it does not in all; with `run` from the first of them to the last.
    """

    shape: str = ""
    every: int = 1
    days: tuple[Day, ...] = ()
    day: str = ""
    months: tuple[str, ...] = ()
    run: bool = False


def rhythm_of(meeting: Meeting, locale: str) -> Rhythm:
    """Return how `meeting` repeats, with the names of days and months as `locale` has them."""
    if meeting.repeats is None:
        return Rhythm()
    rule = _simpler(rule_of(meeting.repeats))
    found = _of_frequency(rule, meeting, locale)
    if not found.shape or found.shape == "yearly":
        return found
    return _in_months(found, rule, locale)


def _simpler(rule: dict[str, str]) -> dict[str, str]:
    """Return the same rule by another name where that one is easier to say."""
    if rule["FREQ"] == "YEARLY" and rule.get("INTERVAL", "1") == "1" and "BYMONTH" in rule:
        rule = {**rule, "FREQ": "MONTHLY"} if {"BYDAY", "BYMONTHDAY"} & rule.keys() else rule
    places, day = rule.get("BYSETPOS"), rule.get("BYDAY", "")
    if places and rule["FREQ"] == "MONTHLY" and day in WEEK and "BYMONTHDAY" not in rule:
        rule = {name: value for name, value in rule.items() if name != "BYSETPOS"}
        rule["BYDAY"] = ",".join(f"{place}{day}" for place in places.split(","))
    return rule


def _of_frequency(rule: Mapping[str, str], meeting: Meeting, locale: str) -> Rhythm:
    if {"BYSETPOS", "BYWEEKNO", "BYYEARDAY"} & rule.keys():
        return Rhythm()
    every = int(rule.get("INTERVAL", "1"))
    if rule["FREQ"] == "YEARLY":
        return _yearly(rule, meeting.starts.date(), every, locale)
    if rule["FREQ"] == "MONTHLY":
        return _monthly(rule, meeting.starts.date(), every, locale)
    if "BYMONTHDAY" in rule:
        return Rhythm()
    if rule["FREQ"] == "DAILY":
        if "BYDAY" not in rule:
            return Rhythm("daily", every)
        if every > 1:
            return Rhythm()
    days = rule["BYDAY"].split(",") if "BYDAY" in rule else [WEEK[meeting.starts.weekday()]]
    return _weekly(days, every, locale)


def _weekly(days: Sequence[str], every: int, locale: str) -> Rhythm:
    ordered = tuple(day for day in WEEK if day in days)
    named = tuple(Day(weekday=_weekday(day, locale)) for day in ordered)
    if every == 1 and ordered == WEEK:
        return Rhythm("daily")
    if every == 1 and ordered == WORKING_WEEK:
        return Rhythm("stretch", days=named)
    return Rhythm("weekly", every, named)


def _monthly(rule: Mapping[str, str], starts: date, every: int, locale: str) -> Rhythm:
    if "BYDAY" not in rule:
        numbers = sorted(int(day) for day in rule.get("BYMONTHDAY", str(starts.day)).split(","))
        days = [Day(number) for number in numbers if number > 0]
        days += [Day(LAST)] if LAST in numbers else []
        return Rhythm("monthly", every, tuple(days)) if len(days) == len(numbers) else Rhythm()
    if "BYMONTHDAY" in rule:
        return Rhythm()
    written = rule["BYDAY"].split(",")
    if every == 1 and set(written) <= set(WEEK):
        return _weekly(written, every, locale)
    found = [(int(day[:-2] or 0), WEEK.index(day[-2:])) for day in written]
    if not {number for number, _ in found} <= NUMBERS:
        return Rhythm()
    found.sort(key=lambda each: (each[0] == LAST, each))
    days = [Day(number, _weekday(WEEK[weekday], locale)) for number, weekday in found]
    return Rhythm("monthly", every, tuple(days))


def _yearly(rule: Mapping[str, str], starts: date, every: int, locale: str) -> Rhythm:
    if "BYDAY" in rule or "BYMONTHDAY" in rule or not re.fullmatch(r"\d*", rule.get("BYMONTH", "")):
        return Rhythm()
    month = int(rule.get("BYMONTH", starts.month))
    if month != starts.month:
        return Rhythm()
    day = date(_LEAP_YEAR, starts.month, starts.day)
    return Rhythm("yearly", every, day=format_skeleton("MMMMd", day, locale=locale))


def _in_months(rhythm: Rhythm, rule: Mapping[str, str], locale: str) -> Rhythm:
    months = sorted({int(month) for month in rule.get("BYMONTH", "").split(",") if month})
    if not months or len(months) == 12:
        return rhythm
    begins = [month for month in months if (month - 2) % 12 + 1 not in months]
    run = len(begins) == 1 and len(months) >= RUN
    if run:
        months = [(begins[0] - 1 + step) % 12 + 1 for step in range(len(months))]
    names = get_month_names("wide", locale=locale)
    return replace(rhythm, months=tuple(names[month] for month in months), run=run)


def _weekday(day: str, locale: str) -> str:
    return str(get_day_names("wide", locale=locale)[WEEK.index(day)])
