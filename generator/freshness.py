"""How fresh an entry is: whether, and until when, somebody's check of it holds.

An edit or a test of its links is no verification.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from generator.model import Entry, Verified


class Freshness(StrEnum):
    """Whether somebody has checked an entry with the programme itself."""

    FRESH = "fresh"
    OVERDUE = "overdue"
    NEVER = "never"


def freshness_of(entry: Entry, review_months: int, today: date) -> Freshness:
    """Say how fresh an entry is on the day `today`."""
    return freshness(entry.verified, review_months, today)


def freshness(verified: Verified | None, review_months: int, today: date) -> Freshness:
    """Say whether a check, if there was one, holds on the day `today`."""
    if verified is None:
        return Freshness.NEVER
    is_over = today > due_after(verified.date, review_months)
    return Freshness.OVERDUE if is_over else Freshness.FRESH


def overdue_among(entries: Iterable[Entry], review_months: int, today: date) -> frozenset[str]:
    """Return the ids of the entries whose check no longer holds on the day `today`."""
    states = ((entry.id, freshness_of(entry, review_months, today)) for entry in entries)
    return frozenset(id_ for id_, state in states if state is Freshness.OVERDUE)


def due_after(verified: date, review_months: int) -> date:
    """Return the last day on which a check made on the day `verified` holds."""
    return verified + relativedelta(months=review_months)
