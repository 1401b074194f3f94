"""Rules on repetition: one programme, one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Entry


def entries_are_no_twins(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that no two entries share address and name; warn where they share an address."""
    by_address: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        by_address[address_of(entry.url)].append(entry)
    for sharing in by_address.values():
        names: dict[str, Entry] = {}
        for entry in sharing:
            twin = names.setdefault(entry.name.casefold(), entry)
            if twin is not entry:
                yield Finding(
                    entry.path,
                    ("name",),
                    "same-entry",
                    f"{twin.path} has the same name and the same web address.",
                    "Keep one entry, and put what the other knows into it.",
                )
            elif entry is not sharing[0]:
                yield warning(
                    entry.path,
                    ("url",),
                    "same-address",
                    f"{sharing[0].path} has the same web address.",
                    "Fine when these are two programmes; else make them one entry.",
                )


def address_of(url: str) -> str:
    """Return what tells two web addresses apart: no scheme, no “www.”, no closing slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}".lower()
