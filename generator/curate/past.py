"""What was still to come when somebody last looked at an entry, and is over now."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

from generator.freshness import due_after
from generator.meetings import last_day, starts_of
from generator.model import Entry, Meeting
from generator.nodes import Loc

TIMELY = ("summary", "first_step", "description", "eligibility", "caution")
"""Texts in which a day may be named that comes and goes. `hours` say as of when they hold."""

_ISO = r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?![\w-])"


@dataclass(frozen=True, slots=True)
class Past:
    """Something that is over: where it stands, since when, and what to say of it."""

    loc: Loc
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a month that a text names, in its own words."""

    words: str
    first: date
    last: date


def past_in(entry: Entry, language: str, review_months: int, today: date) -> Iterator[Past]:
    """Yield what is over in an entry whose texts are in `language`.

    A day counts only where it was still to come when somebody last wrote or checked the entry:
    “since June 2020” is a story, not a promise. Hours count once what they say of themselves is
    older than a check would hold, and nobody has checked them since. The entry's meetings must
    have zones and rules that can be followed.
    """
    checked = entry.verified.date if entry.verified else date.min
    touched = max(entry.added, entry.changed or entry.added, checked)
    for index, meeting in enumerate(entry.meetings):
        yield from _ended(index, meeting, today)
    hours: list[tuple[Loc, str | None]] = [(("hours",), entry.hours)]
    hours += [(("contact", i, "hours"), each.hours) for i, each in enumerate(entry.contact)]
    for loc, words in hours:
        for period in periods(words or "", language):
            if due_after(max(period.last, checked), review_months) < today:
                yield Past(loc, period.last, f"The hours are those of {period.words}.")
    for field in TIMELY:
        for period in periods(getattr(entry, field) or "", language):
            if touched < period.first and period.last < today:
                said = f"“{field}” names {period.words}, which was still to come then."
                yield Past((field,), period.last, said)


def periods(text: str, language: str) -> Iterator[Period]:
    """Yield the days and months with a year that a text names: 2026-06-15, 15 June 2026, …"""
    names, pattern = _months(language)
    for match in pattern.finditer(text):
        month = match["month"] or str(names[match["name"].casefold()])
        year, day = (
            int(match["year"] or match["of"]),
            match["day"] or match["before"] or match["behind"],
        )
        try:
            first = date(year, int(month), int(day or 1))
        except ValueError:
            continue
        last = first if day else first.replace(day=monthrange(first.year, first.month)[1])
        yield Period(" ".join(match[0].split()), first, last)


def ends_of(entry: Entry, today: date) -> Iterator[tuple[Meeting, date]]:
    """Yield the series of meetings that still go on and have an end, with their last day."""
    for meeting in entry.meetings:
        if meeting.repeats and next(starts_of(meeting, after=today), None):
            last = last_day(meeting, today)
            if last:
                yield meeting, last


def _ended(index: int, meeting: Meeting, today: date) -> Iterator[Past]:
    if next(starts_of(meeting, after=today), None) is not None:
        return
    first = meeting.starts.date()
    last = last_day(meeting, first) or first
    yield Past(("meetings", index), last, f"“{meeting.title}” met for the last time on {last}.")


@cache
def _months(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return the months by their names in a language, and what finds days in its texts."""
    names: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for context in ("format", "stand-alone"):
            said = get_month_names(width, context, locale=language.replace("-", "_"))
            names |= {name.casefold(): number for number, name in said.items()}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # Between day, month and year many languages put a short word: 15 de junio de 2026.
    link = r"(?:\s+(?-i:[a-zà-ÿ]{1,3}))?"
    worded = (
        rf"(?<![\w-])(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th|\.|º)?{link}\s+)?(?P<name>{listed})"
        rf"(?:\.|(?:\s+(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?,?{link})\s+(?P<of>\d{{4}})"
        r"(?![\w-])"
    )
    return names, re.compile(rf"{_ISO}|{worded}", re.IGNORECASE)
