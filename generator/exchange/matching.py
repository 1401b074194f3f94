"""Is it here already? By its id, by web address and name, by a name that is almost the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process, utils

from generator.checks.likeness import address_of
from generator.curate.draft import ALIKE, id_fault, names_of, slug_of
from generator.exchange.records import Record
from generator.load import Catalogue
from generator.model import Entry
from generator.problem import Problem, Severity

_HINT = "Write the id of the one that is meant into a column “id”, or a new id for another one."


@dataclass(frozen=True, slots=True)
class Match:
    """The id of the file that a record speaks of, and whether that file is here already."""

    id: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be compared of an entry that is here."""

    id: str
    names: tuple[str, ...]


class Matcher:
    """Finds the file of each record, and remembers which records it has seen."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Prepare to compare with what is in the catalogue."""
        self._catalogue = catalogue
        self._former = {old: entry.id for entry in catalogue.entries for old in entry.formerly}
        self._by_address: dict[str, list[_Known]] = defaultdict(list)
        self._by_host: dict[str, list[_Known]] = defaultdict(list)
        self._said: dict[tuple[str, str, str | None], str] = {}
        for entry in catalogue.entries:
            known = _Known(entry.id, tuple(map(_folded, names_of(entry))))
            address, host = _address(entry.url)
            self._by_address[address].append(known)
            self._by_host[host].append(known)

    def find(self, record: Record) -> Match | Problem:
        """Return the record's file, or why none is sure; that is a warning.

        An id that cannot name a file is an error.
        """
        found = self._named(record) if record.id else self._alike(record)
        if isinstance(found, Problem):
            return found
        key = (record.collection.name, found.id, record.language)
        if earlier := self._said.get(key):
            message = f"{earlier} speaks of the entry “{found.id}” already."
            return _unsure(record, "repeated-row", message, "Keep one of the two.")
        self._said[key] = record.spot.name
        return found

    def _named(self, record: Record) -> Match | Problem:
        id_ = str(record.id)
        files = self._catalogue.files[record.collection.name]
        if record.path is None and record.collection.item is Entry and id_ not in files:
            id_ = self._former.get(id_, id_)
        if id_ in files or record.language is not None:
            return Match(id_, is_here=id_ in files)
        fault, hint = id_fault(record.collection, id_, self._catalogue)
        if fault:
            return record.problem("id", "bad-id", fault, hint)
        return Match(id_, is_here=False)

    def _alike(self, record: Record) -> Match | Problem:
        name, url = str(record.fields.get("name", "")), str(record.fields.get("url", ""))
        if not name:
            hint = "Without a name or an id nobody knows which entry is meant."
            return record.problem("", "missing-field", "It has no name.", hint)
        wanted = _folded(name)
        address, host = _address(url)
        there = self._by_address.get(address, []) if address else []
        beside = self._by_host.get(host, []) if host else []
        sure = {known.id for known in _close(wanted, there)}
        sure |= {known.id for known in beside if wanted in known.names}
        if len(sure) == 1:
            return Match(sure.pop(), is_here=True)
        may_be = sorted({known.id for known in (*there, *_close(wanted, beside))})
        if may_be:
            called = " or ".join(f"“{id_}”" for id_ in may_be)
            message = f"“{name}” may be {called}: almost the same name, or the same web address."
            return _unsure(record, "unsure-match", message, _HINT)
        id_ = slug_of(name)
        if not id_:
            hint = "Write one of small letters, digits and hyphens into a column “id”."
            return record.problem("name", "bad-id", f"“{name}” gives no id.", hint)
        fault, _ = id_fault(record.collection, id_, self._catalogue)
        if fault:
            return _unsure(record, "unsure-match", fault, _HINT)
        return Match(id_, is_here=False)


def _close(wanted: str, known: list[_Known]) -> list[_Known]:
    """Return those that have almost this name."""
    names = [(name, each) for each in known for name in each.names]
    found = process.extract(
        wanted,
        [name for name, _ in names],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
        limit=None,
    )
    return list({names[at][1].id: names[at][1] for _, _, at in found}.values())


def _folded(name: str) -> str:
    return utils.default_process(name)


def _address(url: str) -> tuple[str, str]:
    """Return what tells a web address from others, and its host; nothing where it is none."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return (address_of(url), host) if host else ("", "")
    except ValueError:
        return "", ""


def _unsure(record: Record, code: str, message: str, hint: str) -> Problem:
    return record.problem("", code, message, hint, Severity.WARNING)
