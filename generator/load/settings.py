"""Reading the files that are no items: the site's settings, the crisis lines, a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.load.files import SETTINGS_LIMIT, read_text
from generator.load.messages import problems_from
from generator.nodes import Document, garbled, parse, plain, swallowed_words
from generator.problem import Place, Problem

Settings = TypeVar("Settings", bound=BaseModel)


def settings(
    root: Path, path: str, kind: type[Settings], problems: list[Problem]
) -> Settings | None:
    """Return what the file at `path` says, or None and the reasons in `problems`."""
    document = settings_document(root, path, problems)
    return as_settings(document, fields_of(document), kind, problems) if document else None


def settings_document(root: Path, path: str, problems: list[Problem]) -> Document | None:
    """Return the document at `path`, or None and the reason in `problems`."""
    if (root / path).is_symlink():
        problems.append(link_problem(path))
        return None
    text = read_text(root, path, SETTINGS_LIMIT)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    document, found = parse(path, text)
    problems += [*garbled(path, text), *found]
    if document:
        problems += swallowed_words(document)
    return document


def fields_of(document: Document) -> dict[str, object]:
    """Return the fields of a document as plain values."""
    value = plain(document.root)
    assert isinstance(value, dict)  # noqa: S101 - a document's root is a mapping
    return value


def as_settings(
    document: Document,
    fields: Mapping[str, object],
    kind: type[Settings],
    problems: list[Problem],
) -> Settings | None:
    """Return a document's fields as a `kind`, or None and the reasons in `problems`."""
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        problems += problems_from(error, document, kind)
        return None


def link_problem(path: str) -> Problem:
    """Return that a file or folder is only a link to another."""
    return Problem(
        Place(path),
        "not-a-file",
        "This is a link to another file or folder; links are not followed.",
        "Put the file or folder itself here.",
    )
