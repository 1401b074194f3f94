"""When the clocks of a time zone change. Source: the IANA time zone database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A moment from which on clocks are another span ahead of UTC.

    `at` is what they show then, as if they had not been changed yet.
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def changes_of(zone: str, first: date, last: date) -> Iterator[Change]:
    """Yield how the clocks of `zone` go on the day `first`, then every change before `last`."""
    info = ZoneInfo(zone)
    day = datetime.combine(first, time(), UTC)
    begin = day.astimezone(info)
    yield _change(begin, begin)
    while day.date() < last:
        if day.astimezone(info).utcoffset() != (day + _DAY).astimezone(info).utcoffset():
            moment = _change_after(day, info)
            yield _change((moment - _MINUTE).astimezone(info), moment.astimezone(info))
        day += _DAY


def _change_after(day: datetime, info: ZoneInfo) -> datetime:
    """Return the first minute of the 24 hours behind `day` that has not the same offset."""
    low, high = 0, 24 * 60
    offset = day.astimezone(info).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        same = (day + middle * _MINUTE).astimezone(info).utcoffset() == offset
        low, high = (middle, high) if same else (low, middle)
    return day + high * _MINUTE


def _change(last: datetime, first: datetime) -> Change:
    before, after = last.utcoffset() or timedelta(), first.utcoffset() or timedelta()
    at = (first.astimezone(UTC) + before).replace(tzinfo=None)
    return Change(at, before, after, first.tzname() or "", bool(first.dst()))
