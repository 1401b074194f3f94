"""When a meeting takes place. The IANA zone and the RRULE of an entry are the only source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from generator.model import Meeting

HORIZON = timedelta(days=10 * 366)
"""How far ahead of the first day that is asked for a meeting is looked for."""

CYCLE = 400
"""Years after which the calendar repeats itself, weekdays and leap days included."""


def starts_of(meeting: Meeting, after: date | None = None) -> Iterator[datetime]:
    """Yield the starts of a meeting from the day `after` on, on the wall clock of its zone.

    An hour that a day skips as its clocks change is moved on by as much; of one that comes twice
    the first is meant. Source: RFC 5545, section 3.3.5.

    A series ends at the latest ten years after `after` or after its first day, whichever is
    later. Raises ValueError where the RRULE cannot be followed.
    """
    first = meeting.starts.date()
    begin = max(after or first, first)
    for start in _series(meeting, begin):
        if start.date() > begin + HORIZON:
            return
        if start.date() >= begin and start.date() not in meeting.cancelled:
            yield _on_clock(start, meeting.zone)


def next_starts(meeting: Meeting, today: date, most: int) -> tuple[datetime, ...]:
    """Return at most `most` coming starts, today's included, within the next year."""
    horizon = today + timedelta(days=366)
    found: list[datetime] = []
    for start in starts_of(meeting, after=today):
        if start.date() > horizon or len(found) == most:
            break
        found.append(start)
    return tuple(found)


def last_day(meeting: Meeting, today: date) -> date | None:
    """Return the last day on which a meeting that still has coming days takes place.

    None where it goes on without end, or for more than ten years.
    """
    if meeting.repeats and not {"UNTIL", "COUNT"}.intersection(rule_of(meeting.repeats)):
        return None
    begin = max(today, meeting.starts.date())
    last = None
    for start in _series(meeting, begin):
        if start.date() > begin + HORIZON:
            return None
        if start.date() not in meeting.cancelled:
            last = start.date()
    return last


def first_start(meeting: Meeting) -> datetime | None:
    """Return the first start of a series, cancelled or not, on the wall clock of its zone.

    A series may begin later than `starts` says, which need not be a day of its rule.
    """
    return next(_series(meeting, meeting.starts.date()), None)


def rule_of(repeats: str) -> dict[str, str]:
    """Return the parts of an RRULE by their names."""
    return dict(part.split("=", 1) for part in repeats.split(";"))


def last_start(until: str, zone: str) -> datetime:
    """Return the last moment that an UNTIL lets through, on the wall clock of `zone`.

    A day counts to its end, as people mean it. Raises ValueError where there is no such day.
    Source: RFC 5545, section 3.3.10.
    """
    if "T" not in until:
        return datetime.strptime(f"{until}T235959", "%Y%m%dT%H%M%S")  # noqa: DTZ007 - wall clock
    moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - wall clock
    if until.endswith("Z"):
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return moment


def _series(meeting: Meeting, begin: date) -> Iterator[datetime]:
    """Yield the starts on the wall clock: seven stays seven when the clocks change."""
    if meeting.repeats is None:
        yield meeting.starts
        return
    # A rule that no day fulfils is followed to the year 9999; so that this is near, the search
    # takes place in the last cycle of the calendar that has room for it.
    shift = (MAXYEAR - (begin + HORIZON).year) // CYCLE * CYCLE
    parts = rule_of(meeting.repeats)
    if "UNTIL" in parts:
        last = _moved(last_start(parts["UNTIL"], meeting.zone), shift)
        parts["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    series = rrulestr(rule, dtstart=_moved(meeting.starts, shift))
    begin_there = _moved(datetime.combine(begin, datetime.min.time()), shift)
    for start in series.xafter(begin_there, inc=True):
        yield _moved(start, -shift)


def _on_clock(start: datetime, zone: str) -> datetime:
    # There and back, an hour that does not exist becomes the one that clocks show then.
    return start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))


def _moved(moment: datetime, years: int) -> datetime:
    # Whole cycles later the same day exists, 29 February too.
    year = moment.year + years
    return moment.replace(year=year) if year <= MAXYEAR else datetime(MAXYEAR, 12, 31)  # noqa: DTZ001
