"""What somebody should look at next, so that a directory stays right: soonest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from generator.curate.past import Past, ends_of, past_in
from generator.curate.targets import UNLISTED, CrisisTarget, crisis_targets
from generator.freshness import due_after
from generator.load import Catalogue
from generator.load.catalogue import CRISIS
from generator.model import Contact, Entry, Meeting, Verified
from generator.nodes import Loc
from generator.vocabularies import code_name


class Group(StrEnum):
    """Why things are looked at, in the order in which they should be."""

    PAST = "past"
    DUE = "due"
    CRISIS = "crisis"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at, which takes some minutes.

    `ids` are what `alongside verify` takes. `day` is since when, or from when on, it should be
    looked at; `place` is the value that most needs it; `checks` are what to compare.
    """

    group: Group
    ids: tuple[str, ...]
    name: str
    path: str
    place: Loc
    url: str
    day: date
    verified: Verified | None
    reasons: tuple[str, ...]
    checks: tuple[str, ...]
    notes: str = ""

    @property
    def key(self) -> str:
        """What tells this item from the same one the next time round."""
        last = self.verified.date.isoformat() if self.verified else "never"
        return f"{self.ids[0].partition('/')[0] if self.path == CRISIS else self.ids[0]}@{last}"


def review(
    catalogue: Catalogue, today: date, within: timedelta, broken: frozenset[str] = frozenset()
) -> list[Item]:
    """Return everything that is to be looked at on the day `today`, in its order.

    `within` is how long before its day something counts as due. The dates of the files in
    `broken`, which have mistakes, are left out. Closed programmes need no look.
    """
    items = list(_crisis(catalogue, today, within))
    for entry in catalogue.entries:
        items += _entry(catalogue, entry, today, within, broken)
    order = {group: place for place, group in enumerate(Group)}
    return sorted(items, key=lambda item: (order[item.group], item.day))


def _entry(
    catalogue: Catalogue, entry: Entry, today: date, within: timedelta, broken: frozenset[str]
) -> Iterator[Item]:
    if entry.status.status == "closed":
        return
    config, until = catalogue.config, today + within
    over: list[Past] = []
    ending: list[tuple[Meeting, date]] = []
    if entry.path not in broken:
        over += past_in(entry, config.default_language, config.review_months, today)
        ending += ((meeting, day) for meeting, day in ends_of(entry, today) if day < until)
    due = due_after(entry.verified.date, config.review_months) if entry.verified else None
    coming = [day for day in (due, *(day for _, day in ending)) if day and day < until]
    if over:
        group, day = Group.PAST, min(each.day for each in over)
    elif coming:
        group, day = Group.DUE, min(coming)
    elif due is None:
        group, day = Group.NEVER, entry.added
    else:
        return
    reasons = [each.words for each in over]
    reasons += [f"“{meeting.title}” meets for the last time on {day}." for meeting, day in ending]
    reasons += _due_words(due, today, within)
    yield Item(
        group,
        (entry.id,),
        entry.name,
        entry.path,
        min(over, key=lambda each: each.day).loc if over else (),
        entry.url,
        day,
        entry.verified,
        tuple(reasons),
        tuple(_checks(entry, today)),
        entry.curator_notes or "",
    )


def _due_words(due: date | None, today: date, within: timedelta) -> list[str]:
    if due is None:
        return ["Nobody has verified it yet."]
    if due < today:
        return [f"Its check has been due since {due}."]
    return [f"Its check is due on {due}."] if due < today + within else []


def _checks(entry: Entry, today: date) -> Iterator[str]:
    yield "the page opens and says the same"
    if entry.first_step:
        yield "what happens first"
    yield from map(_way, entry.contact)
    if entry.hours or any(contact.hours for contact in entry.contact):
        yield "the hours"
    for meeting in entry.meetings:
        yield f"“{meeting.title}”"
        if meeting.cancelled and max(meeting.cancelled) < today:
            yield "cancelled days that are over can go"
    if entry.places:
        yield "where people meet"
    if entry.status.status == "paused":
        yield "whether it is still paused"


def _way(contact: Contact) -> str:
    return f"{contact.phone or contact.text or contact.email or contact.chat}"


def _crisis(catalogue: Catalogue, today: date, within: timedelta) -> Iterator[Item]:
    """Yield what is due, or was never verified, of each country; the site's own come first."""
    months, own = catalogue.config.review_months, catalogue.config.countries
    targets = sorted(
        crisis_targets(catalogue),
        key=lambda each: (
            own.index(each.country) if each.country in own else len(own),
            each.country == UNLISTED,
            each.country,
        ),
    )
    for country, those in groupby(targets, key=lambda each: each.country):
        everything = tuple(those)
        never = [each for each in everything if each.verified is None]
        late = [
            (due, each)
            for each in everything
            if each.verified and (due := due_after(each.verified.date, months)) < today + within
        ]
        if late:
            due = min(day for day, _ in late)
            due_ones = [each for _, each in late]
            reasons = _due_words(due, today, within)
            yield _country(catalogue, Group.DUE, country, due_ones, due, reasons)
        if never:
            reasons = [f"Nobody has verified {_all(len(never), len(everything))} yet."]
            yield _country(catalogue, Group.CRISIS, country, never, date.min, reasons)


def _all(part: int, whole: int) -> str:
    return "any of it" if part == whole else f"{part} of {whole}"


def _country(
    catalogue: Catalogue,
    group: Group,
    country: str,
    targets: list[CrisisTarget],
    day: date,
    reasons: list[str],
) -> Item:
    name = code_name("territories", country, catalogue.config.default_language)
    name = "services that list others" if country == UNLISTED else name
    checks = (", ".join(dict.fromkeys((each.name, *each.shown))) for each in targets)
    verified = min(
        (each.verified for each in targets if each.verified),
        key=lambda each: each.date,
        default=None,
    )
    return Item(
        group,
        tuple(each.id for each in targets),
        name,
        CRISIS,
        targets[0].loc,
        "",
        day,
        verified,
        tuple(reasons),
        tuple(checks),
    )
