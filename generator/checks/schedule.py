"""Rules on time: days that can be, zones that exist, repetitions that end up somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import available_timezones

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.meetings import starts_of
from generator.model import Meeting
from generator.suggest import did_you_mean

RRULE_PARTS = frozenset({
    "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS",
    "BYYEARDAY", "BYWEEKNO", "WKST",
})  # fmt: skip
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


def days_have_come(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Ensure that what is said to have happened is not in the future, and in its order."""
    for collection in catalogue.items.values():
        for item in collection:
            for field in ("added", "changed"):
                day = getattr(item, field, None)
                if day and day > today:
                    message = f"“{field}” is {day}, which is still to come; today is {today}."
                    yield Finding(item.path, (field,), "future-date", message)
            changed, added = getattr(item, "changed", None), getattr(item, "added", None)
            if changed and added and changed < added:
                message = f"“changed” ({changed}) lies before “added” ({added})."
                yield Finding(item.path, ("changed",), "date-order", message)
    for entry in catalogue.entries:
        if entry.verified and entry.verified.date > today:
            message = f"Nobody can have verified this on {entry.verified.date}; today is {today}."
            yield Finding(entry.path, ("verified", "date"), "future-date", message)
        since = entry.status.since
        if since and since > today.isoformat()[: len(since)]:
            message = f"“since” is {since}, which is still to come; today is {today}."
            yield Finding(entry.path, ("status", "since"), "future-date", message)


def meetings_can_be_kept(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Ensure that every meeting has a zone that exists and a rule that can be followed."""
    for entry in catalogue.entries:
        for index, meeting in enumerate(entry.meetings):
            loc = ("meetings", index)
            if meeting.zone not in available_timezones() or "/" not in meeting.zone:
                yield Finding(
                    entry.path,
                    (*loc, "zone"),
                    "unknown-zone",
                    f"There is no time zone “{meeting.zone}”.",
                    did_you_mean(meeting.zone, available_timezones())
                    or "Write it as continent/city, such as America/New_York.",
                )
            elif fault := _rule_fault(meeting):
                yield Finding(entry.path, (*loc, "repeats"), "bad-rrule", fault)
            elif not _has_coming(meeting, today):
                message = f"“{meeting.title}” has no meeting left after {today}."
                yield warning(
                    entry.path, loc, "past-meeting", message, "Update it, or take it out."
                )


def _rule_fault(meeting: Meeting) -> str:
    if meeting.repeats is None:
        return ""
    if meeting.repeats.upper().startswith("RRULE"):
        return "Leave out “RRULE:”; begin with FREQ=."
    parts = [part.partition("=") for part in meeting.repeats.split(";")]
    for name, _, value in parts:
        if name not in RRULE_PARTS:
            hint = did_you_mean(name, RRULE_PARTS)
            return f"An RRULE has no part “{name}”." + (f" {hint}" if hint else "")
        if not value:
            return f"“{name}” has no value; write {name}=…."
    rule = {name: value for name, _, value in parts}
    if rule.get("FREQ") not in FREQUENCIES:
        return "An RRULE needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."
    if "UNTIL" in rule and not re.fullmatch(r"\d{8}(T\d{6}Z?)?", rule["UNTIL"]):
        return "UNTIL is a day such as 20270630."
    try:
        first = next(starts_of(meeting), None)
    except ValueError as error:
        return f"This RRULE cannot be followed: {error}."
    if first is None:
        return "This RRULE gives no day at all; look at “starts” and UNTIL."
    return ""


def _has_coming(meeting: Meeting, today: date) -> bool:
    return any(start.date() >= today for start in starts_of(meeting, after=today))
