"""From what somebody wrote for a field to the value that a file would have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.curate.draft import wrapped
from generator.exchange.cells import BLANK, split, split_groups, unguarded
from generator.exchange.records import Group
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
from generator.fields import Field
from generator.model import Mark
from generator.values import EMAIL, url_fault

LONG_LINE = 160
"""Prose with a longer line was never wrapped; it gets lines such as people write."""

MOST_PIECES = 6
"""How many pieces between commas a single label may have."""

WAYS = ("phone", "text", "email", "chat")
"""Parts of a way to reach somebody of which each stands alone."""


class Values:
    """Reads the values of fields; each method raises WordError for what cannot be taken."""

    def __init__(self, fields: Iterable[Field], language: str) -> None:
        """Prepare to read values of some fields, in the directory's own language."""
        self._language = language
        self.terms = {each.name: Terms(each.facet, language) for each in fields if each.facet}

    def checked(self, term: str, value: Tree) -> Tree:
        """Return a term that is only said yes or no to."""
        words = folded(str(value or ""))
        if words in YES:
            return [term]
        if words in NO:
            return None
        raise WordError("not-yes-or-no", f"“{value}” is neither yes nor no.", "Write yes or no.")

    def value(self, known: Field, value: Tree, *, is_exact: bool = False) -> Tree:
        """Return what a value says of a field; None where it says nothing.

        An exact one was not typed into a cell: no list has to be taken apart, nothing was guarded.
        """
        if isinstance(value, str):
            return self._text(known, value, is_exact=is_exact)
        if isinstance(value, dict):
            group = self._group(known, value)
            return [group] if known.many and known.parts else group
        if isinstance(value, list):
            read = [self.value(known, each, is_exact=True) for each in value]
            flat: list[Tree] = []
            for each in read:
                inner = each if isinstance(each, list) else [each]
                flat += [one for one in inner if one is not None]
            if known.facet:
                flat = [one for at, one in enumerate(flat) if one not in flat[:at]]
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
        if Mark.PRIVATE not in known.marks:
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
            name: self.value(parts[name], value, is_exact=True) if name in parts else value
            for name, value in group.items()
        }
        return {name: value for name, value in read.items() if value is not None}

    def _groups_in(self, known: Field, text: str) -> Tree:
        names = {part.name for part in known.parts}
        groups = split_groups(text, [part.name for part in known.parts if part.many])
        if groups is None or any(name not in names for group in groups for name in group):
            if not known.many:
                return text
            groups = self._loose_groups(known, text)
        read: list[Tree] = [self._group(known, group) for group in groups]
        return read if known.many else read[0]

    def _loose_groups(self, known: Field, text: str) -> list[Group]:
        names = [part.name for part in known.parts]
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


def _words_in(text: str, terms: Terms) -> list[str]:
    """Return the words of a list that commas or slashes separate; labels that hold some stay."""
    pieces = [piece.strip() for piece in re.split(r"[,/|]", text)]
    words: list[str] = []
    while pieces:
        lengths = range(min(len(pieces), MOST_PIECES), 0, -1)
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
