"""The packet: what a visitor keeps of an entry on the own device, and the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

import segno

from generator import addresses
from generator.model import Entry
from generator.relate import Site
from generator.views.cards import Verification, card_of
from generator.views.entry import (
    ContactView,
    calendar_of,
    contact_of,
    host_of,
    wanted_fields,
)
from generator.views.parts import Chrome, Text, View, head_of, joined, text_of

MARGIN = 4
"""The empty units that a reader of QR codes needs around one. Source: ISO/IEC 18004."""

MASK = 3
"""The pattern that covers every QR code. Any of the eight can be read; to try all of them for the
most even one takes four times as long."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as a path, drawn one unit thick, in a drawing that is `size` units wide."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class LeafFact:
    """One thing known of an entry, such as what it costs."""

    label: Text
    words: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a packet keeps of an entry, enough for a leaf of paper.

    `unknown` are the fields that an entry of this kind should have and this one lacks; `short` is
    the address of its page as one types it; `calendar` is the file with its meetings to come, empty
    where there are none.
    """

    id: str
    language: str
    name: str
    kind: str
    organization: str
    status: str
    summary: Text | None
    first_step: Text | None
    hours: Text | None
    caution: Text | None
    unknown: tuple[str, ...]
    facts: tuple[LeafFact, ...]
    contacts: tuple[ContactView, ...]
    url: str
    url_words: str
    verification: Verification
    href: str
    short: str
    calendar: str
    qr: QrCode


@dataclass(frozen=True, slots=True)
class LeafPage(View):
    """The file that holds a leaf."""

    leaf: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PacketPage(View):
    """The visitor's packet; what is in it only the visitor's device knows."""


@dataclass(frozen=True, slots=True)
class OfflinePage(View):
    """Shown in place of a page that cannot be fetched."""


def packet_page(site: Site, chrome: Chrome) -> PacketPage:
    """Return the page of the packet."""
    return PacketPage(chrome, head_of(site, addresses.PACKET, "", hidden=True))


def offline_page(site: Site, chrome: Chrome) -> OfflinePage:
    """Return the page for those who have no connection."""
    return OfflinePage(chrome, head_of(site, addresses.OFFLINE, "", hidden=True))


def leaf_page(site: Site, chrome: Chrome, entry: Entry) -> LeafPage:
    """Return the file with what a packet keeps of `entry`."""
    head = head_of(site, addresses.item_path("resources", entry.id), entry.name, hidden=True)
    return LeafPage(chrome, head, asdict(leaf_of(site, entry)))


def leaf_of(site: Site, entry: Entry) -> Leaf:
    """Return what a packet keeps of `entry`."""
    card = card_of(site, entry)
    address = site.addresses.absolute(addresses.item_path("resources", entry.id))
    wanted = wanted_fields(site, entry)

    def text(field: str, words: str | None) -> Text | None:
        return text_of(site, "resources", entry.id, field, words)

    return Leaf(
        id=entry.id,
        language=site.language,
        name=card.name,
        kind=joined(term.label for term in card.kind),
        organization=card.organization,
        status=card.status,
        summary=card.summary,
        first_step=text("first_step", entry.first_step),
        hours=text("hours", entry.hours),
        caution=text("caution", entry.caution),
        unknown=tuple(
            field
            for field in ("first_step", "hours", "contact")
            if field in wanted and not getattr(entry, field)
        ),
        facts=tuple(
            LeafFact(fact.label, joined(term.label for term in fact.terms)) for fact in card.facts
        ),
        contacts=tuple(contact_of(contact) for contact in entry.contact),
        url=entry.url,
        url_words=host_of(entry.url),
        verification=card.verification,
        href=card.href,
        short=address.partition("://")[2],
        calendar=calendar_of(site, entry),
        qr=qr_code(address),
    )


def qr_code(address: str) -> QrCode:
    """Return the QR code of `address`, with its margin."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=MASK)
    return QrCode(len(code.matrix) + 2 * MARGIN, "".join(_runs(code.matrix)))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[str]:
    """Yield every row's runs of dark units as lines that are one unit thick."""
    for y, row in enumerate(matrix, start=MARGIN):
        x = MARGIN
        for dark, units in groupby(row):
            width = len(list(units))
            if dark:
                yield f"M{x} {y}.5h{width}"
            x += width
