"""Rules on repetition: one programme, one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from generator.checks.doubles import ADDRESS, doubles_among, tells_apart
from generator.checks.finding import Finding, warning
from generator.checks.likeness import address_of
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
            elif entry is not sharing[0] and not tells_apart(entry, sharing[0]):
                yield warning(
                    entry.path,
                    ("url",),
                    "same-address",
                    f"{sharing[0].path} has the same web address.",
                    "Make them one entry. If these are two programmes, name "
                    f"“{sharing[0].id}” in “curator_notes”.",
                )


def entries_are_unlike(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn where two entries at different addresses are likely one programme."""
    for double in doubles_among(catalogue.entries, catalogue.table.facets):
        if ADDRESS in double.reasons:
            continue
        old, new = sorted((double.first, double.second), key=lambda entry: (entry.added, entry.id))
        yield warning(
            new.path,
            ("name",),
            "like-entry",
            f"This may be the same programme as “{old.name}” in {old.path}: both have "
            f"{in_words(double.reasons)}.",
            "If so, keep one entry and put what the other knows into it. If these are two "
            f"programmes, name “{old.id}” in “curator_notes”.",
        )


def in_words(reasons: Sequence[str]) -> str:
    """Return what speaks for a double as a part of a sentence."""
    *most, last = reasons
    return f"{', '.join(most)} and {last}" if most else last
