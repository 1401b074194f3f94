"""From the cells of one row, or the fields of one JSON line, to a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.curate.draft import wrapped
from generator.exchange.cells import BLANK, split, split_groups, unguarded
from generator.exchange.mapping import ID, NEVER_TAKEN, TEXT_LANGUAGE, Target
from generator.exchange.records import Group, Record, Spot, problem_at
from generator.exchange.sources import Tree
from generator.exchange.words import (
    NO,
    YES,
    Terms,
    WordError,
    as_country,
    as_day,
    as_local_time,
    as_number,
    ensure_visible,
    ensure_whole,
    folded,
)
from generator.fields import Field, FieldTable, collection_named
from generator.model import Mark
from generator.problem import Problem
from generator.values import EMAIL, url_fault

LONG_LINE = 160
"""Prose with a longer line was never wrapped; it gets lines such as people write."""

LONGEST_LINE = 400
"""Fields that may have more characters than this may have several lines, too."""

WAYS = ("phone", "text", "email", "chat")
"""Parts of a way to reach somebody of which each stands alone."""


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
        """Prepare to read. `usual` are values, by target, for rows that do not say them."""
        self._collection = collection_named("resources")
        self.fields = table.of(self._collection.name)
        self._language = language
        self._usual = usual
        self.dropped: set[str] = set()
        """Fields that rows said and that no list may fill."""
        self.terms = {
            name: Terms(each.facet, language) for name, each in self.fields.items() if each.facet
        }

    def record(self, spot: Spot, said: Iterable[Said]) -> Record:
        """Return what a row says of an entry."""
        row = _Row()
        for each in said:
            self._take(row, spot, each)
        for name, value in self._usual.items():
            if name not in row.fields and name not in row.parts:
                self._take(row, spot, Said(Target(name), Spot(spot.place, f"--set {name}"), value))
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
        )

    def _take(self, row: _Row, whole: Spot, said: Said) -> None:
        target = said.target
        try:
            if target.name in NEVER_TAKEN:
                if said.value:
                    self.dropped.add(target.name)
                return
            if target.name in {ID, TEXT_LANGUAGE}:
                self._take_name(row, target, said.value)
                return
            known = self.fields[target.name]
            if target.term:
                value: Tree = self._checked(target, said.value)
            elif target.part:
                part = next(each for each in known.parts if each.name == target.part)
                value = self._value(part, said.value, is_exact=said.is_exact)
            else:
                value = self._value(known, said.value, is_exact=said.is_exact)
        except WordError as error:
            row.faults[str(target)] = problem_at(
                whole, said.spot, error.code, error.message, error.hint
            )
            return
        if value is None or value == []:
            return
        row.spots.setdefault(target.name, said.spot)
        before = row.fields.get(target.name)
        if target.part and not known.many:
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

    def _checked(self, target: Target, value: Tree) -> Tree:
        """Return the term of a column that says only yes or no to it."""
        words = folded(str(value or ""))
        if words in YES:
            return [target.term]
        if words in NO:
            return None
        raise WordError("not-yes-or-no", f"“{value}” is neither yes nor no.", "Write yes or no.")

    def _value(self, known: Field, value: Tree, *, is_exact: bool = False) -> Tree:
        if isinstance(value, str):
            return self._text(known, value, is_exact=is_exact)
        if isinstance(value, dict):
            group = self._group(known, value)
            return [group] if known.many and known.parts else group
        if isinstance(value, list):
            read = [self._value(known, each, is_exact=True) for each in value]
            flat = [
                inner
                for each in read
                for inner in (each if isinstance(each, list) else [each])
                if inner is not None
            ]
            if known.facet:
                flat = list(dict.fromkeys(str(term) for term in flat))
            return flat if known.many or len(flat) != 1 else flat[0]
        return None

    def _text(self, known: Field, cell: str, *, is_exact: bool) -> Tree:
        text, is_meant = (cell.strip(), True) if is_exact else unguarded(cell.strip())
        ensure_visible(text)
        if not text:
            return None
        if not is_meant:
            if text.casefold() in BLANK:
                return None
            ensure_whole(text)
        if known.facet:
            return self._terms(known, text)
        if known.parts:
            return self._groups_in(known, text)
        if known.many:
            items = [text] if is_exact else split(text)
            return [self._word(known, item) for item in items if item]
        return self._word(known, text)

    def _word(self, known: Field, text: str) -> str:
        if Mark.PROSE in known.marks:
            longest = max(len(line) for line in text.split("\n"))
            return wrapped(text) if longest > LONG_LINE else text
        if known.longest is None or known.longest <= LONGEST_LINE:
            text = " ".join(line.strip() for line in text.split("\n"))
        if not known.is_text:
            return as_day(as_local_time(text))
        if known.name in {"phone", "text"}:
            return as_number(text)
        if known.name == "country":
            return as_country(text, self._language)
        return text

    def _terms(self, known: Field, text: str) -> Tree:
        terms = self.terms[known.name]
        found = dict.fromkeys(
            terms.find(word)
            for item in split(text)
            for word in ([item] if terms.has(item) else _words_in(item, terms))
        )
        ids: list[Tree] = list(found)
        return ids if known.many or len(ids) != 1 else ids[0]

    def _group(self, known: Field, group: Mapping[str, Tree]) -> Group:
        parts = {part.name: part for part in known.parts}
        read = {
            name: self._value(parts[name], value, is_exact=True) if name in parts else value
            for name, value in group.items()
        }
        return {name: value for name, value in read.items() if value is not None}

    def _groups_in(self, known: Field, text: str) -> Tree:
        many = [part.name for part in known.parts if part.many]
        groups = split_groups(text, many)
        if groups is None or any(
            name not in {part.name for part in known.parts} for group in groups for name in group
        ):
            groups = self._loose_groups(known, text)
        read: list[Tree] = [self._group(known, group) for group in groups]
        return read if known.many else read[0]

    def _loose_groups(self, known: Field, text: str) -> list[Group]:
        names = [part.name for part in known.parts]
        if not known.many:
            return [{names[0]: text}]
        if set(WAYS) <= set(names):
            groups: list[Group] = [{_way(item): item} for item in split(text)]
            if "" not in {name for group in groups for name in group}:
                return groups
        example = " | ".join(f"{name}: …" for name in names[:3])
        raise WordError(
            "bad-group",
            f"“{text[:60]}” does not say which part of “{known.name}” it is.",
            f"Write {example}; or give each part a column of its own, such as "
            f"{known.name}.{names[0]}.",
        )

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


def _words_in(text: str, terms: Terms) -> list[str]:
    """Return the words of a list that commas or slashes separate; labels that hold some stay."""
    pieces = [piece.strip() for piece in re.split(r"[,/|]", text)]
    words: list[str] = []
    while pieces:
        lengths = range(len(pieces), 0, -1)
        length = next((n for n in lengths if terms.has(", ".join(pieces[:n]))), 1)
        words.append(", ".join(pieces[:length]))
        del pieces[:length]
    return [word for word in words if word]


def _way(text: str) -> str:
    """Return which way to reach somebody a text is; empty when it is none."""
    if EMAIL.fullmatch(text):
        return "email"
    if text.startswith(("http://", "https://")) and not url_fault(text):
        return "chat"
    return "phone" if len(re.findall(r"\d", text)) > 2 and len(text) < 40 else ""
