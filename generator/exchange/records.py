"""What a list from elsewhere says, entry by entry, with the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.exchange.sources import Tree
from generator.fields import Collection
from generator.problem import Place, Problem, Severity

Group = dict[str, Tree]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: the place in the file, and what a person calls it there."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one row, line or service says of one file.

    `fields` are what it says of whole fields; `additions` are groups to add to a field's list,
    where the row says only parts of it, such as one phone number. A field that is None is to be
    left empty. `spots` are the places of both by field; `spot` is that of the whole record.
    `language` is set where the words are a translation, `path` and `body` only where the list
    is one of our own files. `faults` are by field what is wrong with values that are left out;
    `usual` are the fields that the list itself does not say, and that are meant for new files.
    """

    collection: Collection
    spot: Spot
    id: str | None
    fields: Mapping[str, Tree]
    additions: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    spots: Mapping[str, Spot] = field(default_factory=dict)
    language: str | None = None
    path: str | None = None
    body: str | None = None
    faults: Mapping[str, Problem] = field(default_factory=dict)
    usual: frozenset[str] = frozenset()

    def spot_of(self, name: str) -> Spot:
        """Return where a field stands; the record's own place where the file says none."""
        return self.spots.get(name, self.spot)

    def problem(
        self,
        name: str,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """Return a problem at the place of a field (or of the record, for an empty name)."""
        return problem_at(self.spot, self.spots.get(name), code, message, hint, severity)


def problem_at(
    whole: Spot,
    part: Spot | None,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return a problem that first says where it is, in a person's words."""
    where = f"{whole.name}, {part.name}" if part else whole.name
    return Problem((part or whole).place, code, f"{where}: {message}", hint, severity)


@dataclass(slots=True)
class Reading:
    """What was read of a list: its records, what is wrong with it, and what to tell of it.

    `wrong` counts the rows that have no record because of a problem.
    """

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrong: int = 0
