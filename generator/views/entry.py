"""The page of an entry: what it is, whom it is for, what it asks, what happens first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from generator import addresses
from generator.model import Contact, Entry, Location
from generator.prose import to_html
from generator.relate import Site
from generator.views.alternatives import Group, alternatives_to
from generator.views.cards import Card, Fact, StoryCard, card_of, fact_of, story_card_of
from generator.views.meetings import MeetingView, has_calendar, meetings_of
from generator.views.parts import (
    Chrome,
    Link,
    Text,
    View,
    day_of,
    edit_link,
    head_of,
    resolver,
    text_of,
    time_of,
    translation_of,
)
from generator.vocabularies import code_name


@dataclass(frozen=True, slots=True)
class ContactView:
    """A way to reach a programme; `way` is phone, text, email or chat."""

    way: str
    label: str
    words: str
    href: str
    hours: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place where people meet, in lines."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Where one can tell of a mistake, and what to begin with; all quoted, as in an address.

    `issue` and `mail` are empty where there is no such way.
    """

    issue: str
    mail: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class EntryPage(View):
    """The page of an entry.

    `glance` are the facts that visitors ask for first, `facts` all others but kind and badge;
    `unknown` are the fields that an entry of this kind should have and this one lacks.
    """

    card: Card
    url: str
    url_words: str
    also_known_as: tuple[str, ...]
    first_step: Text | None
    description: Text | None
    eligibility: Text | None
    hours: Text | None
    caution: Text | None
    status_since: str
    status_note: str
    instead: tuple[Link, ...]
    glance: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    unknown: frozenset[str]
    contacts: tuple[ContactView, ...]
    places: tuple[PlaceView, ...]
    meetings: tuple[MeetingView, ...]
    calendar: str
    """Where the file with its meetings lies; empty where none of them is still to come."""
    stories: tuple[StoryCard, ...]
    sources: tuple[Link, ...]
    added: str
    changed: str
    alternatives: tuple[Group, ...]
    report: Report | None
    edit: str
    translation: str
    """How it came into the site's language; see `translation_of`."""


def entry_page(site: Site, chrome: Chrome, entry: Entry) -> EntryPage:
    """Return all that the page of `entry` shows."""
    path = addresses.item_path("resources", entry.id)
    description = text_of(site, "resources", entry.id, "description", entry.description)
    if description:
        html = to_html(description.words, resolver(site, entry.path), deepen=1)
        description = Text(html, description.language)

    def text(field: str, words: str | None) -> Text | None:
        return text_of(site, "resources", entry.id, field, words)

    roles = site.config.roles
    wanted = wanted_fields(site, entry)
    others = (facet.field for facet in site.table.facets_of("resources"))
    elsewhere = {roles.kind, roles.badge, *roles.glance}

    def facts(fields: Iterable[str]) -> tuple[Fact, ...]:
        found = (fact_of(site, entry, field) for field in fields)
        return tuple(fact for fact in found if fact.terms or fact.field in wanted)

    return EntryPage(
        chrome=chrome,
        head=head_of(site, path, entry.name, entry.summary),
        card=card_of(site, entry),
        url=entry.url,
        url_words=host_of(entry.url),
        also_known_as=entry.also_known_as,
        first_step=text("first_step", entry.first_step),
        description=description,
        eligibility=text("eligibility", entry.eligibility),
        hours=text("hours", entry.hours),
        caution=text("caution", entry.caution),
        status_since=time_of(site, entry.status.since),
        status_note=entry.status.note or "",
        instead=_entry_links(site, entry.status.instead),
        glance=facts(roles.glance),
        facts=facts(field for field in others if field not in elsewhere),
        unknown=frozenset(
            field
            for field in wanted
            if not (entry.facets.get(field) or getattr(entry, field, None))
        ),
        contacts=tuple(contact_of(contact) for contact in entry.contact),
        places=tuple(_place(site, place) for place in entry.places),
        meetings=meetings_of(site, entry),
        calendar=_calendar_link(site, entry),
        stories=tuple(
            story_card_of(site, story) for story in site.stories_naming.get(entry.id, ())
        ),
        sources=tuple(Link(host_of(url), url) for url in entry.sources),
        added=day_of(site, entry.added),
        changed=day_of(site, entry.changed),
        alternatives=alternatives_to(site, entry),
        report=_report(site, entry.name, site.addresses.absolute(path)),
        edit=edit_link(site, entry.path),
        translation=translation_of(site, "resources", entry.id),
    )


def dialled(number: str) -> str:
    """Return what a phone dials for a number as written, letters turned into their digits."""
    keys = {letter: key for key, letters in _KEYS.items() for letter in letters}
    number = re.split(r"(?i)\s*(?:ext\.?|x)\s*(?=\d)", number)[0]
    if number.startswith("+"):
        # The zero in “+44 (0)20 …” is for callers within the country; from abroad it is wrong.
        number = number.replace("(0)", "")
    return "".join(keys.get(sign.lower(), sign) for sign in number if re.match(r"[\w+*#]", sign))


_KEYS = {
    "2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz",
}  # fmt: skip


def contact_of(contact: Contact) -> ContactView:
    """Return a way to reach a programme, as a page shows it."""
    label, hours = contact.label or "", contact.hours or ""
    if contact.phone:
        return ContactView("phone", label, contact.phone, f"tel:{dialled(contact.phone)}", hours)
    if contact.text:
        return ContactView("text", label, contact.text, f"sms:{dialled(contact.text)}", hours)
    if contact.email:
        return ContactView("email", label, contact.email, f"mailto:{contact.email}", hours)
    return ContactView("chat", label, host_of(contact.chat or ""), contact.chat or "", hours)


def _place(site: Site, place: Location) -> PlaceView:
    country = code_name("territories", place.country, site.language)
    town = ", ".join(part for part in (place.city, place.region) if part)
    lines = tuple(line for line in (place.address, town, country) if line)
    return PlaceView(place.name or "", lines)


def _calendar_link(site: Site, entry: Entry) -> str:
    if not has_calendar(entry, site.today):
        return ""
    return site.addresses.href(addresses.calendar_path(entry.id))


def wanted_fields(site: Site, entry: Entry) -> frozenset[str]:
    """Return the fields that an entry of this kind should have."""
    wanted: set[str] = set()
    for field, terms in entry.facets.items():
        facet = site.table.facet(field)
        for id_ in terms:
            if facet and (term := facet.terms.get(id_)):
                wanted |= {*term.requires, *term.suggests}
    return frozenset(wanted)


def _entry_links(site: Site, ids: tuple[str, ...]) -> tuple[Link, ...]:
    entries = (site.entry(id_) for id_ in ids)
    return tuple(
        Link(entry.name, site.addresses.href(addresses.item_path("resources", entry.id)))
        for entry in entries
    )


def host_of(url: str) -> str:
    """Return the host of a web address, as people say it."""
    return re.sub(r"^https?://(www\.)?", "", url).split("/")[0]


def _report(site: Site, name: str, address: str) -> Report | None:
    repository, email = site.config.repository, site.config.host.email
    if not (repository or email):
        return None
    return Report(
        issue=f"{repository.rstrip('/')}/issues/new" if repository else "",
        mail=f"mailto:{quote(email, safe='@')}" if email else "",
        name=quote(name, safe=""),
        address=quote(address, safe=""),
    )
