"""Rules on meetings: zones that exist, repetitions that end up somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from generator.checks.finding import Finding, warning
from generator.checks.repetition import rule_fault
from generator.load import Catalogue
from generator.meetings import first_start, starts_of
from generator.model import Meeting
from generator.nodes import Loc
from generator.suggest import did_you_mean

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def meetings_can_be_kept(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Ensure that every meeting has a zone that exists and a rule that can be followed."""
    for entry in catalogue.entries:
        for index, meeting in enumerate(entry.meetings):
            loc = ("meetings", index)
            if meeting.zone not in _zones():
                yield Finding(
                    entry.path,
                    (*loc, "zone"),
                    "unknown-zone",
                    f"There is no time zone “{meeting.zone}”.",
                    _zone_hint(meeting.zone),
                )
            elif fault := rule_fault(meeting):
                yield Finding(entry.path, (*loc, "repeats"), "bad-rrule", *fault)
            elif next(starts_of(meeting, after=today), None) is None:
                message = f"“{meeting.title}” has no meeting left after {today}."
                yield warning(
                    entry.path, loc, "past-meeting", message, "Update it, or take it out."
                )
            else:
                yield from _idle_start(entry.path, loc, meeting)
                yield from _idle_days(entry.path, loc, meeting, today)


def _idle_start(path: str, loc: Loc, meeting: Meeting) -> Iterator[Finding]:
    """Yield that a series begins on a day on which its own rule lets nothing take place."""
    first = first_start(meeting)
    if first is None or first == meeting.starts:
        return
    begins, meets = meeting.starts.date(), first.date()
    message = (
        f"“{meeting.title}” starts on {_named(begins)}, which is no day of its own rule; it first "
        f"meets on {_named(meets)}."
    )
    hint = f"Write {first:%Y-%m-%dT%H:%M}, or correct “repeats”."
    yield warning(path, (*loc, "starts"), "idle-start", message, hint)


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day}"


def _idle_days(path: str, loc: Loc, meeting: Meeting, today: date) -> Iterator[Finding]:
    """Yield the coming days that are cancelled although nothing would take place on them.

    Whoever meant another day sends people to a closed door.
    """
    planned = meeting.model_copy(update={"cancelled": ()})
    for index, day in enumerate(meeting.cancelled):
        start = next(starts_of(planned, after=day), None)
        if day >= today and (start is None or start.date() != day):
            message = f"“{meeting.title}” does not meet on {day} anyway."
            hint = "Write the day on which it would have met."
            yield warning(path, (*loc, "cancelled", index), "idle-cancelled", message, hint)


def _zone_hint(zone: str) -> str:
    """Return the zone that somebody means who writes a city, or a name that is nearly right."""
    city = zone.strip().replace(" ", "_").casefold()
    # The signs of names such as Etc/GMT+1 are the wrong way round.
    cities = sorted(each for each in _zones() if not each.startswith("Etc/"))
    named = [each for each in cities if each.rpartition("/")[2].casefold() == city]
    if named:
        return f"Write {named[0]}."
    return did_you_mean(zone, cities) or "Write it as continent/city, such as America/New_York."


@cache
def _zones() -> frozenset[str]:
    # Names without a place, such as EST, say nothing of summer time.
    return frozenset(zone for zone in available_timezones() if "/" in zone)
