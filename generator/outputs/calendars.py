"""Files with the meetings of entries, for the calendars on people's phones and computers.

Source: RFC 5545.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator import addresses
from generator.clocks import changes_of
from generator.meetings import first_start, last_start, rule_of
from generator.model import Entry, Location, Meeting
from generator.publish import Output
from generator.relate import Site
from generator.views.meetings import has_calendar, is_over
from generator.vocabularies import code_name

if TYPE_CHECKING:
    # Few directories have meetings, and the library takes a tenth of a second to load.
    from icalendar import Calendar, Event, Timezone, vRecur

MAKER = "-//Alongside//Meetings//EN"

LAST_CHANGE = date(2050, 1, 1)
"""Until when a file tells how clocks go, for those few calendars that do not know the zones."""


def calendars(site: Site) -> Iterator[Output]:
    """Yield a calendar for every entry that has meetings to come."""
    for entry in site.entries:
        if has_calendar(entry, site.today):
            path = site.addresses.data(addresses.calendar_path(entry.id))
            yield Output(path, _calendar(site, entry).to_ical())


def _calendar(site: Site, entry: Entry) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    meetings = [meeting for meeting in entry.meetings if not is_over(meeting, site.today)]
    begins: dict[str, int] = {}
    for meeting in meetings:
        year = meeting.starts.year
        begins[meeting.zone] = min(year, begins.get(meeting.zone, year))
    for zone, year in sorted(begins.items()):
        calendar.add_component(_timezone(zone, year))
    uids: set[str] = set()
    for meeting in meetings:
        event = _event(site, entry, meeting)
        event.add("uid", _uid(site, entry, meeting, uids))
        calendar.add_component(event)
    return calendar


def _event(site: Site, entry: Entry, meeting: Meeting) -> Event:
    from icalendar import Event

    first = first_start(meeting)
    assert first is not None  # noqa: S101 - a meeting without any day is over
    start = first.replace(tzinfo=ZoneInfo(meeting.zone))
    event = Event()
    event.add("dtstamp", datetime.combine(entry.changed or entry.added, time(), UTC))
    event.add("dtstart", start)
    if meeting.minutes:
        event.add("duration", timedelta(minutes=meeting.minutes))
    if meeting.repeats:
        event.add("rrule", _rule(meeting))
    if meeting.cancelled:
        event.add("exdate", [_on(day, start) for day in sorted(meeting.cancelled)])
    event.add("summary", _summary(entry, meeting))
    event.add("description", _description(site, entry))
    event.add("url", entry.url)
    if place := _only_place(site, entry):
        event.add("location", _place_words(site, place))
    return event


def _rule(meeting: Meeting) -> vRecur:
    """Return how a meeting repeats; its end is told in UTC, as the standard asks."""
    from icalendar import vRecur

    parts = rule_of(meeting.repeats or "")
    if "UNTIL" in parts:
        last = last_start(parts["UNTIL"], meeting.zone).replace(tzinfo=ZoneInfo(meeting.zone))
        parts["UNTIL"] = last.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    rule: vRecur = vRecur.from_ical(";".join(f"{name}={value}" for name, value in parts.items()))
    return rule


def _on(day: date, start: datetime) -> datetime:
    return datetime.combine(day, start.timetz())


def _uid(site: Site, entry: Entry, meeting: Meeting, taken: set[str]) -> str:
    """Return a name by which a calendar knows a meeting again, whatever else becomes of it."""
    begin = f"{entry.id}-{meeting.starts:%Y%m%dT%H%M}"
    host = site.addresses.origin.partition("://")[2]
    uid, number = f"{begin}@{host}", 1
    while uid in taken:
        number += 1
        uid = f"{begin}-{number}@{host}"
    taken.add(uid)
    return uid


def _summary(entry: Entry, meeting: Meeting) -> str:
    said = meeting.title.casefold()
    return meeting.title if entry.name.casefold() in said else f"{meeting.title} ({entry.name})"


def _description(site: Site, entry: Entry) -> str:
    page = site.addresses.absolute(addresses.item_path("resources", entry.id))
    return "\n\n".join(part for part in (entry.summary, entry.first_step, page) if part)


def _only_place(site: Site, entry: Entry) -> Location | None:
    """Return the place where all meetings must be; None where that cannot be told."""
    if len(entry.places) != 1:
        return None
    for field, terms in entry.facets.items():
        facet = site.table.facet(field)
        if facet and any(id_ in facet.terms and facet.terms[id_].remote for id_ in terms):
            return None
    place = entry.places[0]
    return place if place.name or place.address else None


def _place_words(site: Site, place: Location) -> str:
    country = code_name("territories", place.country, site.language)
    parts = (place.name, place.address, place.city, place.region, country)
    return ", ".join(part for part in parts if part)


@cache
def _timezone(zone: str, year: int) -> Timezone:
    """Return how the clocks of a zone go from before a year on.

    The library's own search for changes misses short ones, such as a Ramadan's in Morocco.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    found: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for change in changes_of(zone, date(year - 1, 1, 1), LAST_CHANGE):
        kind = (change.before, change.after, change.name, change.is_summer)
        found.setdefault(kind, []).append(change.at)
    timezone = Timezone()
    timezone.add("tzid", zone)
    for (before, after, name, is_summer), (first, *others) in found.items():
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        part.add("dtstart", first)
        if others:
            part.add("rdate", others)
        timezone.add_component(part)
    return timezone
