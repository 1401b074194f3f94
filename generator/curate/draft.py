"""A new file while it is being written: from answers to its canonical text, and what is wrong."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, utils

from generator.checks import RULES
from generator.checks.likeness import address_of
from generator.curate.fmt import format_text
from generator.fields import COLLECTIONS, Collection, Field, FieldTable
from generator.load import Catalogue
from generator.load.filenames import LONGEST_ID, name_parts
from generator.load.items import item_from, read_document
from generator.model import Entry, Item, Mark
from generator.nodes import Document, Loc
from generator.problem import Place, Problem

Group = Mapping[str, object]
Answer = str | tuple[str, ...] | tuple[Group, ...]
"""A text, several of them, or groups of fields such as a way to reach somebody."""

BODY = "body"
"""The name under which the text below a Markdown file's fields is answered."""

LINE_WIDTH = 86
ALIKE = 85
"""Likeness of two names, from 0 to 100, from which they may be those of one thing."""

_OF_OTHER_FIELDS = frozenset({"missing-field", "missing-for-term", "wanted-for-term"})
"""Codes of problems that the answers to later questions may solve."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers for one new file of a collection."""

    collection: Collection
    id: str
    answers: Mapping[str, Answer]

    @property
    def path(self) -> str:
        """Where the file will lie, relative to the root."""
        return path_of(self.collection, self.id)

    def answered(self, field: str, answer: Answer) -> Draft:
        """Return the draft with one more answer; an empty one leaves the field out."""
        rest = {name: value for name, value in self.answers.items() if name != field}
        return replace(self, answers=rest | ({field: answer} if answer else {}))


def path_of(collection: Collection, id_: str) -> str:
    """Return where a new file of a collection lies, relative to the root."""
    return f"content/{collection.name}/{id_}{collection.suffix}"


def text_of(draft: Draft, table: FieldTable) -> str | tuple[Problem, ...]:
    """Return the canonical text of a draft's file, or what cannot stand in any file."""
    fields = table.of(draft.collection.name)
    said = {
        name: wrapped(answer) if _is_prose(fields.get(name)) and isinstance(answer, str) else answer
        for name, answer in draft.answers.items()
        if name != BODY
    }
    # JSON is YAML, too; the canonical form is what people will see.
    raw = json.dumps(said, ensure_ascii=False)
    if draft.collection.suffix == ".md":
        raw = f"---\n{raw}\n---\n\n{wrapped(str(draft.answers.get(BODY, '')))}\n"
    formatted = format_text(draft.path, raw, draft.collection, table)
    return formatted.problems or formatted.after


def faults(draft: Draft, loc: Loc, catalogue: Catalogue, today: date) -> tuple[Problem, ...]:
    """Return what `check` would find wrong with the answer at `loc`, and with that alone.

    Questions that are still open count as answered well.
    """
    table, collection = catalogue.table, draft.collection
    whole = replace(draft, answers={**_stand_ins(draft, table), **draft.answers})
    text = text_of(whole, table)
    if not isinstance(text, str):
        return text
    document, body, problems = read_document(collection, draft.path, text)
    if document is None or problems:
        return tuple(problems)
    item, problems = item_from(collection, document, body, draft.id, table, sure=True)
    found = [problem for problem in problems if _stands_at(problem, document, loc)]
    if item is not None:
        found += _broken_rules(item, collection, loc, catalogue, today)
    return tuple(problem for problem in found if problem.code not in _OF_OTHER_FIELDS)


def slug_of(name: str) -> str:
    """Return the id that a name suggests; empty when it has no letter from a to z, no digit."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’ʼ]", "", plain)).strip("-")
    if len(slug) > LONGEST_ID:
        slug = slug[: LONGEST_ID + 1].rpartition("-")[0] or slug[:LONGEST_ID]
    return slug


def id_fault(collection: Collection, id_: str, catalogue: Catalogue) -> tuple[str, str]:
    """Say why `id_` cannot name a new file, as a sentence and a hint; both empty when it can."""
    path = path_of(collection, id_)
    named = name_parts(collection, path)
    if isinstance(named, Problem):
        return named.message, named.hint
    if named != (id_, None):
        return f"“{id_}” would be a translation.", "Use small letters, digits and hyphens."
    taken = catalogue.files[collection.name].get(id_)
    if taken or (catalogue.root / path).exists():
        return (
            f"There is a file {taken or path} already.",
            "Take another name, or change that file.",
        )
    if collection.item is Entry:
        before = next((entry for entry in catalogue.entries if id_ in entry.formerly), None)
        if before:
            return f"“{id_}” is an old name of {before.path}.", "Take another name."
    return "", ""


def named_alike(collection: Collection, name: str, catalogue: Catalogue) -> tuple[Item, ...]:
    """Return the items of a collection that have almost this name, now or formerly."""
    return tuple(
        item
        for item in catalogue.items[collection.name]
        if any(
            fuzz.token_sort_ratio(name, each, processor=utils.default_process) >= ALIKE
            for each in names_of(item)
        )
    )


def same_address(collection: Collection, url: str, catalogue: Catalogue) -> tuple[Item, ...]:
    """Return the items of a collection that lead to the same web address."""
    items = catalogue.items[collection.name]
    urls = ((item, getattr(item, "url", None)) for item in items)
    return tuple(item for item, other in urls if other and address_of(other) == address_of(url))


def names_of(item: Item) -> tuple[str, ...]:
    """Return the names of an item, its own first."""
    own = getattr(item, "name", None) or getattr(item, "title", item.id)
    return (own, *getattr(item, "also_known_as", ()))


def _is_prose(field: Field | None) -> bool:
    return field is not None and Mark.PROSE in field.marks


def wrapped(text: str) -> str:
    """Return Markdown with its long lines broken, where a break cannot change what it means."""
    return "\n".join(each for line in text.split("\n") for each in _broken(line)).strip("\n")


def _broken(line: str) -> Sequence[str]:
    if len(line) <= LINE_WIDTH or not line[:1].isalpha() or "|" in line or "`" in line:
        return [line]
    lines = textwrap.wrap(line, LINE_WIDTH, break_long_words=False, break_on_hyphens=False)
    return lines if all(each[0].isalpha() for each in lines) else [line]


def _stand_ins(draft: Draft, table: FieldTable) -> dict[str, Answer]:
    """Return an answer that is right for each required field, so that the others can be judged."""
    found: dict[str, Answer] = {}
    for field in table.of(draft.collection.name).values():
        if not field.required:
            continue
        if field.facet:
            found[field.name] = next(iter(field.facet.terms), "")
        elif field.options:
            found[field.name] = field.options[0]
        else:
            found[field.name] = str(next(iter(field.examples), "Words"))
    return found


def _stands_at(problem: Problem, document: Document, loc: Loc) -> bool:
    node = document.find(loc)
    if node is None:
        return False
    line, column = problem.place.line - 1, problem.place.column - 1
    return (node.span.line, node.span.column) <= (line, column) and line <= node.span.end_line


def _broken_rules(
    item: Item, collection: Collection, loc: Loc, catalogue: Catalogue, today: date
) -> Iterator[Problem]:
    alone = {each.name: () for each in COLLECTIONS} | {collection.name: (item,)}
    small = replace(catalogue, items=alone, translations={})
    for finding in (finding for rule in RULES for finding in rule(small, today)):
        if finding.path == item.path and finding.loc[: len(loc)] == loc:
            yield Problem(
                Place(item.path), finding.code, finding.message, finding.hint, finding.severity
            )
