"""The meetings of an entry: how they repeat, and when they take place next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_timezone_gmt,
    get_timezone_location,
)

from generator.meetings import last_day, next_starts, starts_of
from generator.model import Entry, Meeting
from generator.relate import Site
from generator.views.parts import day_of
from generator.views.rhythm import Rhythm, rhythm_of

SHOWN = 4
"""How many coming days are shown."""

AHEAD = timedelta(weeks=8)
ENOUGH = 12
MOST = 60
"""A page is read long after it was made, so it holds more days than it shows: all of the next
weeks, and some more of a meeting that is rarer. The visitor's browser leaves out the past ones."""


@dataclass(frozen=True, slots=True)
class DayView:
    """A day, in words."""

    iso: str
    weekday: str
    day: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting: how it repeats, on the clock of which place, and its coming days.

    `begins` and `ends` are set where that is still to come. `is_whole` says that there is no day
    behind the last of `coming`.
    """

    title: str
    repeats: bool
    rhythm: Rhythm
    time: str
    city: str
    minutes: int
    coming: tuple[DayView, ...]
    shown: int
    cancelled: tuple[DayView, ...]
    begins: str
    ends: str
    is_over: bool
    is_whole: bool


def meetings_of(site: Site, entry: Entry) -> tuple[MeetingView, ...]:
    """Return the meetings of an entry; those of one that is paused or closed do not take place."""
    if entry.status.status != "active":
        return ()
    return tuple(_meeting(site, meeting) for meeting in entry.meetings)


def has_calendar(entry: Entry, today: date) -> bool:
    """Say whether visitors can put meetings of an entry into their calendars."""
    return entry.status.status == "active" and any(
        not is_over(meeting, today) for meeting in entry.meetings
    )


def is_over(meeting: Meeting, today: date) -> bool:
    """Say whether a meeting has no day left."""
    return next(starts_of(meeting, after=today), None) is None


def _meeting(site: Site, meeting: Meeting) -> MeetingView:
    locale = site.language.replace("-", "_")
    coming = _coming(meeting, site.today)
    first = next(starts_of(meeting, after=site.today), None)
    last = last_day(meeting, site.today) if first else None
    return MeetingView(
        title=meeting.title,
        repeats=meeting.repeats is not None,
        rhythm=rhythm_of(meeting, locale),
        time=format_time(meeting.starts, "short", locale=locale),
        city=_city(meeting.zone, locale),
        minutes=meeting.minutes or 0,
        coming=tuple(_day(start, site.today, locale) for start in coming),
        shown=SHOWN,
        cancelled=tuple(
            _day(day, site.today, locale)
            for day in sorted(meeting.cancelled)
            if first and day >= site.today
        ),
        begins=day_of(site, first.date()) if first and meeting.starts.date() > site.today else "",
        ends=day_of(site, last),
        is_over=first is None,
        is_whole=bool(coming) and last == coming[-1].date(),
    )


def _coming(meeting: Meeting, today: date) -> Sequence[datetime]:
    starts = next_starts(meeting, today, MOST)
    soon = sum(1 for start in starts if start.date() <= today + AHEAD)
    return starts[: max(soon, ENOUGH)]


def _day(day: date, today: date, locale: str) -> DayView:
    """Say a day, with its year where that is not this one, and its hour where it has one."""
    this_year = day.year == today.year
    return DayView(
        iso=day.isoformat(),
        weekday=format_date(day, "EEEE", locale),
        day=format_skeleton("MMMMd", day, locale=locale)
        if this_year
        else format_date(day, "long", locale),
        time=format_time(day, "short", locale=locale) if isinstance(day, datetime) else "",
    )


def _city(zone: str, locale: str) -> str:
    """Return the city by whose clock a zone goes; of a zone without one, what it adds to UTC."""
    if zone.startswith("Etc/"):
        return get_timezone_gmt(datetime(_ANY_YEAR, 1, 1, tzinfo=ZoneInfo(zone)), locale=locale)
    city = get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True)
    return city.rpartition("/")[2]


_ANY_YEAR = 2000
