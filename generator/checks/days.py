"""Rules on days: what is said to have happened has happened, and in its order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.checks.crisis import emergency_numbers_of, lines_of
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.load.catalogue import CRISIS
from generator.model import Verified
from generator.nodes import Loc

LOOK = "Look at the year and the month; write the day on which it happened."
GRACE = timedelta(days=1)
"""It may be tomorrow already where a curator lives."""


def days_have_come(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Ensure that nothing is said to have happened later than tomorrow."""
    for item in catalogue.every_item():
        for field in ("added", "changed", "published"):
            yield from _early(item.path, (field,), getattr(item, field, None), today)
    for entry in catalogue.entries:
        yield from _early(entry.path, ("status", "since"), entry.status.since, today)
        yield from _verified_early(entry.path, (), entry.verified, today)
    for loc, emergency in emergency_numbers_of(catalogue.crisis):
        yield from _verified_early(CRISIS, loc, emergency.verified, today)
    for loc, line in lines_of(catalogue.crisis):
        yield from _verified_early(CRISIS, loc, line.verified, today)
    for translation in catalogue.translations.values():
        reviewed = translation.reviewed
        if reviewed and reviewed.date > today + GRACE:
            message = f"Nobody can have reviewed this on {reviewed.date}; today is {today}."
            yield Finding(translation.path, ("reviewed", "date"), "future-date", message, LOOK)


def days_are_in_order(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that nothing changed before it was added."""
    for item in catalogue.every_item():
        changed, added = getattr(item, "changed", None), getattr(item, "added", None)
        if changed and added and changed < added:
            message = f"“changed” ({changed}) lies before “added” ({added})."
            yield Finding(item.path, ("changed",), "date-order", message, "Correct one of the two.")


def _early(path: str, loc: Loc, day: date | str | None, today: date) -> Iterator[Finding]:
    """Yield that a day, or a month or year as a text, is still to come."""
    said = str(day or "")
    if said > (today + GRACE).isoformat()[: len(said)]:
        message = f"“{loc[-1]}” is {said}, which is still to come; today is {today}."
        yield Finding(path, loc, "future-date", message, LOOK)


def _verified_early(
    path: str, loc: Loc, verified: Verified | None, today: date
) -> Iterator[Finding]:
    if verified and verified.date > today + GRACE:
        message = f"Nobody can have verified this on {verified.date}; today is {today}."
        yield Finding(path, (*loc, "verified", "date"), "future-date", message, LOOK)
