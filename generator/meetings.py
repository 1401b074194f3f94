"""When a meeting takes place. The IANA zone and the RRULE of an entry are the only source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from generator.model import Meeting


def starts_of(meeting: Meeting, after: date | None = None) -> Iterator[datetime]:
    """Yield the starts of a meeting from the day `after` on, on the wall clock of its zone.

    An endless series yields without end. Raises ValueError where the RRULE cannot be followed.
    """
    if meeting.repeats is None:
        series: Iterator[datetime] = iter((meeting.starts,))
    else:
        # Wall-clock arithmetic: seven in the evening stays seven when the clocks change.
        rule = rrulestr(_naive_until(meeting.repeats), dtstart=meeting.starts)
        begin = datetime.combine(after, datetime.min.time()) if after else meeting.starts
        series = iter(rule.xafter(begin, inc=True))
    for start in series:
        if after is not None and start.date() < after:
            continue
        if start.date() not in meeting.cancelled:
            yield start.replace(tzinfo=ZoneInfo(meeting.zone))


def next_starts(meeting: Meeting, today: date, most: int) -> tuple[datetime, ...]:
    """Return at most `most` coming starts, today's included, within the next year."""
    horizon = today + timedelta(days=366)
    found: list[datetime] = []
    for start in starts_of(meeting, after=today):
        if start.date() > horizon or len(found) == most:
            break
        found.append(start)
    return tuple(found)


def _naive_until(rule: str) -> str:
    # dateutil wants UNTIL in the form of DTSTART, which has no zone here.
    return ";".join(
        part.rstrip("Z") if part.startswith("UNTIL=") else part for part in rule.split(";")
    )
