"""What was found out about each address, with every place that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.links.mentions import Mention
from generator.links.moves import Move, move_of
from generator.links.verdicts import Answer, Kind, Record, Verdict, suspicion, verdict_of


class Group(StrEnum):
    """What there is to do about an address, most urgent first."""

    DEAD = "dead"
    SUSPECT = "suspect"
    REFUSED = "refused"
    MOVED = "moved"
    FAILING = "failing"
    BLOCKED = "blocked"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Finding:
    """One address: what is known of it, why, and where it stands.

    `failures` are the days on which it failed since it was last fine.
    """

    url: str
    group: Group
    verdict: Verdict
    words: str
    failures: tuple[date, ...]
    move: Move | None
    mentions: tuple[Mention, ...]

    @property
    def is_source(self) -> bool:
        """Whether it only says where something was found, so that no visitor needs it."""
        return all(mention.field == "sources" for mention in self.mentions)

    @property
    def key(self) -> str:
        """What tells this finding from another."""
        return f"{self.group}@{self.url}"


def by_page(found: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions of each address, by the address that a server is asked for."""
    pages: dict[str, list[Mention]] = {}
    for mention in found:
        pages.setdefault(mention.page, []).append(mention)
    return {page: tuple(pages[page]) for page in sorted(pages)}


def findings_of(
    pages: Mapping[str, tuple[Mention, ...]], records: Mapping[str, Record], today: date
) -> list[Finding]:
    """Return what is known of all addresses that were ever asked, most urgent first.

    What visitors are sent to comes before mere sources.
    """
    found = [
        _finding(url, mentions, records[url], answer, today)
        for url, mentions in pages.items()
        if url in records and (answer := records[url].last)
    ]
    order = {group: place for place, group in enumerate(Group)}
    return sorted(
        found,
        key=lambda each: (order[each.group], each.is_source, each.mentions[0].path, each.url),
    )


def _finding(
    url: str, mentions: tuple[Mention, ...], record: Record, answer: Answer, today: date
) -> Finding:
    verdict = verdict_of(url, record, today)
    move = move_of(url, answer)
    doubt = suspicion(url, answer) if answer.kind is Kind.FINE else ""
    if verdict is Verdict.DEAD:
        group = Group.DEAD
    elif doubt:
        group = Group.SUSPECT
    elif answer.kind is Kind.REFUSED:
        group = Group.REFUSED
    elif move:
        group = Group.MOVED
    elif answer.failed:
        group = Group.FAILING
    else:
        group = Group.BLOCKED if verdict is Verdict.UNKNOWN else Group.FINE
    days = tuple(record.failures(today))
    return Finding(url, group, verdict, doubt or answer.words, days, move, mentions)
