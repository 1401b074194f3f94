"""The text of one file, new or changed: what a list says goes in, all else stays as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from generator.curate.canonical import canonical
from generator.curate.comments import comments_of
from generator.curate.fmt import fields_in, format_text
from generator.exchange.plain_json import as_yaml
from generator.exchange.sources import Tree, tree
from generator.fields import Collection, Field, FieldTable
from generator.load.fences import FENCE
from generator.load.items import read_document
from generator.model import Mark
from generator.nodes import Document, parse
from generator.problem import Problem

BODY = "body"
"""What stands among changed fields for the text below a Markdown file's fields."""


@dataclass(frozen=True, slots=True)
class File:
    """One file that a list speaks of, and how its fields are written."""

    collection: Collection
    path: str
    language: str | None
    table: FieldTable

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields that it may have, in canonical order."""
        return fields_in(self.collection, self.language, self.table)


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's new text and which fields say something else in it."""

    text: str
    changed: tuple[str, ...]


def written(file: File, fields: Mapping[str, Tree], body: str | None) -> str | list[Problem]:
    """Return the canonical text of a new file, or what cannot stand in any file."""
    raw = as_yaml(dict(fields))
    if file.collection.suffix == ".md":
        raw = f"---\n{raw}\n---\n\n{body or ''}\n"
    formatted = format_text(file.path, raw, file.collection, file.table)
    return list(formatted.problems) or formatted.after


def edited(
    file: File, text: str, fields: Mapping[str, Tree], body: str | None
) -> Edited | list[Problem]:
    """Return a file's text with other values for some fields; comments stay.

    A field that is None is taken away. The fields of `text` must be readable.
    """
    document, old_body, problems = read_document(file.collection, file.path, text)
    if document is None or problems:
        return problems
    other = {name: value for name, value in fields.items() if not _is_said(document, name, value)}
    has_new_body = body is not None and body.strip("\n") != old_body
    if not other and not has_new_body:
        return Edited(text, ())
    text = format_text(file.path, text, file.collection, file.table).after
    document, _, problems = read_document(file.collection, file.path, text)
    if document is None or problems:
        return problems
    new: dict[str, list[str]] = {}
    for name, value in other.items():
        lines = _lines(file, name, value)
        if isinstance(lines, Problem):
            return [lines]
        if _differs(file, document, name, value):
            new[name] = lines
    after = _with(document, new)
    changed = [name for name in file.fields if name in new]
    changed += [name for name in new if name not in file.fields]
    if file.collection.suffix == ".md":
        below = text[list(FENCE.finditer(text))[1].end() :]
        if has_new_body:
            changed.append(BODY)
            below = f"\n\n{body}\n"
        after = f"{after}---{below}"
    formatted = format_text(file.path, after, file.collection, file.table)
    return list(formatted.problems) or Edited(formatted.after, tuple(changed))


def _with(document: Document, new: Mapping[str, list[str]]) -> str:
    """Return the text of a canonical document with other lines for some fields."""
    lines = document.text.rstrip("\n").split("\n")
    end = len(lines) - _count_of_tail(lines)
    missing = [line for name in new if not document.root.find(name) for line in new[name]]
    lines[end:end] = missing
    for start, stop, name in reversed(_blocks(document)):
        if name in new:
            lines[start:stop] = [*_comments_in(document, start, stop), *new[name]]
    return "\n".join(lines) + "\n"


def _lines(file: File, name: str, value: Tree) -> list[str] | Problem:
    """Return the canonical lines of one field; none for a field that is taken away."""
    if value is None:
        return []
    document, problems = parse(file.path, as_yaml({name: value}))
    if document is None or problems:
        return problems[0]
    return canonical(document, file.fields).rstrip("\n").split("\n")


def _is_said(document: Document, name: str, value: Tree) -> bool:
    """Say whether a field has a value already, in these very words."""
    pair = document.root.find(name)
    return pair is not None and tree(pair[1]) == value


def _differs(file: File, document: Document, name: str, value: Tree) -> bool:
    pair = document.root.find(name)
    if pair is None:
        return value is not None
    old = tree(pair[1])
    field = file.fields.get(name)
    if field and Mark.PROSE in field.marks and isinstance(old, str) and isinstance(value, str):
        # Where the lines of a paragraph end means nothing.
        return _paragraphs(old) != _paragraphs(value)
    return _lines(file, name, old) != _lines(file, name, value)


def _paragraphs(text: str) -> list[list[str]]:
    return [paragraph.split() for paragraph in re.split(r"\n[ \t]*\n", text.strip())]


def _blocks(document: Document) -> list[tuple[int, int, str]]:
    """Return the lines of each field, without the comments that belong to the next one."""
    keys = sorted((key.span.line, key.text) for key, _ in document.root.pairs)
    lines = document.text.rstrip("\n").split("\n")
    blocks = []
    for number, (start, name) in enumerate(keys):
        end = keys[number + 1][0] if number + 1 < len(keys) else len(lines)
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        blocks.append((start, end, name))
    return blocks


def _comments_in(document: Document, start: int, end: int) -> list[str]:
    """Return the comments within a field, which will stand above it from now on."""
    found = comments_of(document)
    kept = [
        (position, words)
        for held in (found.before, found.beside, found.after)
        for position, each in held.items()
        for words in each
        if start <= position[0] < end
        # What stands above the field's name is no part of its lines.
        and not (held is found.before and position[0] == start)
    ]
    return [words for _, words in sorted(kept)]


def _count_of_tail(lines: list[str]) -> int:
    """Return how many lines at the end belong to no field."""
    tail = takewhile(lambda line: not line.strip() or line.startswith("#"), reversed(lines))
    return len(list(tail))
