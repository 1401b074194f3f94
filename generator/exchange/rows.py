"""From the cells of one row, or the fields of one JSON line, to a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.exchange.cells import split
from generator.exchange.mapping import ID, NEVER_TAKEN, TEXT_LANGUAGE, Target, Targets
from generator.exchange.records import Group, Record, Spot, problem_at
from generator.exchange.sources import Tree
from generator.exchange.values import WAYS, Values
from generator.exchange.words import WordError
from generator.fields import FieldTable, collection_named
from generator.model import Mark
from generator.problem import Problem


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a row: what it is meant for, where it stands, and what it says.

    An exact one was not typed into a cell: no list has to be taken apart, nothing was guarded.
    """

    target: Target
    spot: Spot
    value: Tree
    is_exact: bool = False


@dataclass(slots=True)
class _Row:
    """What gathers while a row is read."""

    fields: dict[str, Tree] = field(default_factory=dict)
    parts: dict[str, list[tuple[str, Tree]]] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    faults: dict[str, Problem] = field(default_factory=dict)
    id: str | None = None
    language: str | None = None


class Rows:
    """The reader of rows for one directory; it knows its fields and terms."""

    def __init__(self, table: FieldTable, language: str, usual: Mapping[str, str]) -> None:
        """Prepare to read. `usual` are values, by field, for rows that do not say them.

        Raises Failure when there is no such field.
        """
        self._collection = collection_named("resources")
        self.fields = table.of(self._collection.name)
        self.targets = Targets(self.fields)
        self._language = language
        self._values = Values(self.fields.values(), language)
        self.terms = self._values.terms
        self._usual = [
            (self.targets.said(name), f"--set {name}", value) for name, value in usual.items()
        ]
        self.dropped: set[str] = set()
        """Fields that rows said and that no list may fill."""

    def record(self, spot: Spot, said: Iterable[Said]) -> Record:
        """Return what a row says of an entry."""
        row = _Row()
        for each in said:
            self._take(row, spot, each)
        told = {*row.fields, *row.parts, *(name.partition(".")[0] for name in row.faults)}
        for target, name, value in self._usual:
            if _is_open(row, target, told):
                self._take(row, spot, Said(target, Spot(spot.place, name), value))
        additions = {name: groups for name in row.parts if (groups := self._groups(row, name))}
        language = row.language if row.language != self._language else None
        fields = row.fields
        if language:
            fields = {
                name: value
                for name, value in fields.items()
                if Mark.TRANSLATED in self.fields[name].marks
            }
            additions = {}
        return Record(
            self._collection,
            spot,
            row.id,
            fields,
            additions,
            row.spots,
            language=language,
            faults=row.faults,
            usual=frozenset({*row.fields, *row.parts} - told),
        )

    def _take(self, row: _Row, whole: Spot, said: Said) -> None:
        target = said.target
        if target.name in NEVER_TAKEN:
            self.dropped |= {target.name} if said.value else set()
        elif target.name in {ID, TEXT_LANGUAGE}:
            self._take_name(row, target, said.value)
        else:
            try:
                value = self._value(target, said)
            except WordError as error:
                row.faults[str(target)] = problem_at(
                    whole, said.spot, error.code, error.message, error.hint
                )
                return
            if value is not None and value != []:
                row.spots.setdefault(target.name, said.spot)
                self._put(row, target, value)

    def _value(self, target: Target, said: Said) -> Tree:
        known = self.fields[target.name]
        if target.term:
            return self._values.checked(target.term, said.value)
        if target.part:
            known = next(each for each in known.parts if each.name == target.part)
        return self._values.value(known, said.value, is_exact=said.is_exact)

    def _put(self, row: _Row, target: Target, value: Tree) -> None:
        before = row.fields.get(target.name)
        if target.part and not self.fields[target.name].many:
            group = before if isinstance(before, dict) else {}
            row.fields[target.name] = {**group, target.part: value}
        elif target.part:
            row.parts.setdefault(target.name, []).append((target.part, value))
        elif isinstance(before, list) and isinstance(value, list):
            row.fields[target.name] = [*before, *(each for each in value if each not in before)]
        else:
            row.fields[target.name] = value

    def _take_name(self, row: _Row, target: Target, value: Tree) -> None:
        text = value.strip() if isinstance(value, str) else ""
        if target.name == ID:
            row.id = text or None
        else:
            row.language = text or None

    def _groups(self, row: _Row, name: str) -> tuple[Group, ...]:
        """Return the groups of which a row says single parts."""
        said = row.parts[name]
        shared = {part: value for part, value in said if part not in WAYS}
        ways: list[Group] = [
            {**shared, part: item}
            for part, value in said
            if part in WAYS and isinstance(value, str)
            for item in split(value)
        ]
        has_ways = any(part.name in WAYS for part in self.fields[name].parts)
        return tuple(ways) if has_ways else (dict(shared),)


def _is_open(row: _Row, target: Target, told: set[str]) -> bool:
    """Say whether a row leaves open what is usual; a part needs a group that the row speaks of."""
    if not target.part:
        return target.name not in told
    return target.name in row.parts and all(
        part != target.part for part, _ in row.parts[target.name]
    )
