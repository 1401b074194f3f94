"""What can be verified: every entry, and every number and service of the crisis file.

An entry goes by its id. Crisis help goes by its country and name: `GB/samaritans`, `GB/112`, and
`directories/find-a-helpline` for a service that lists others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.crisis import emergency_numbers_of, lines_of
from generator.curate.draft import slug_of
from generator.load import Catalogue
from generator.load.catalogue import CRISIS
from generator.model import CrisisLine, EmergencyNumber, Verified
from generator.nodes import Loc
from generator.suggest import did_you_mean

UNLISTED = "directories"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that can be verified: its id, its name, and where its fields stand."""

    id: str
    name: str
    path: str
    loc: Loc
    verified: Verified | None


@dataclass(frozen=True, slots=True)
class CrisisTarget(Target):
    """A crisis service or an emergency number; `shown` is what visitors dial or open."""

    country: str
    shown: tuple[str, ...]


def crisis_targets(catalogue: Catalogue) -> Iterator[CrisisTarget]:
    """Yield all crisis help, in the order of the file, each under an id of its own."""
    taken: set[str] = set()
    for loc, each in _crisis(catalogue):
        country = _country(catalogue, loc)
        name, shown = _said(each)
        stem = f"{country}/{slug_of(name) or 'service'}"
        number, id_ = 1, stem
        while id_ in taken:
            number += 1
            id_ = f"{stem}-{number}"
        taken.add(id_)
        yield CrisisTarget(id_, name, CRISIS, loc, each.verified, country, shown)


def _crisis(catalogue: Catalogue) -> Iterator[tuple[Loc, EmergencyNumber | CrisisLine]]:
    yield from emergency_numbers_of(catalogue.crisis)
    yield from lines_of(catalogue.crisis)


def targets_of(catalogue: Catalogue) -> Mapping[str, Target]:
    """Return everything that can be verified by its id."""
    entries = (Target(e.id, e.name, e.path, (), e.verified) for e in catalogue.entries)
    return {target.id: target for target in (*entries, *crisis_targets(catalogue))}


def fault_of(catalogue: Catalogue, id_: str, known: Mapping[str, Target]) -> tuple[str, str]:
    """Say why nothing can be verified under `id_`, as a sentence and a hint."""
    unread = catalogue.files["resources"].get(id_)
    if unread:
        return (f"{unread} cannot be read yet.", "`alongside check` shows what is wrong there.")
    later = next((entry for entry in catalogue.entries if id_ in entry.formerly), None)
    if later:
        return f"“{id_}” is an old name.", f"Its entry is called “{later.id}” now."
    for collection, files in catalogue.files.items():
        if id_ in files and collection != "resources":
            return (
                f"“{id_}” is one of the {collection}.",
                "Only entries and crisis help are verified.",
            )
    return f"There is no entry “{id_}”.", did_you_mean(id_, known)


def _country(catalogue: Catalogue, loc: Loc) -> str:
    if loc[0] == UNLISTED or catalogue.crisis is None:
        return UNLISTED
    return catalogue.crisis.countries[int(loc[1])].country


def _said(each: EmergencyNumber | CrisisLine) -> tuple[str, tuple[str, ...]]:
    if isinstance(each, EmergencyNumber):
        return each.number, (each.number,)
    ways = (each.number, each.sms, each.chat, each.url)
    return each.name, tuple(dict.fromkeys(way for way in ways if way))
