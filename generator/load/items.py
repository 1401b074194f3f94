"""From a file's text to an item: an entry, story, guide or page, or the problems that prevent it."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.fields import Collection, Field, FieldTable
from generator.load.messages import problems_from
from generator.model import Item, Mark, Reviewed, Translation
from generator.nodes import Document, Mapping, Scalar, Sequence, Span, parse, place_in, plain
from generator.problem import Place, Problem
from generator.suggest import did_you_mean
from generator.values import SLUG

LONGEST_ID = 80
LANGUAGE_SUFFIX = re.compile(r"\.([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def name_parts(collection: Collection, path: str) -> tuple[str, str | None] | Problem:
    """Return the id and, for a translation, the language that a file's name says."""
    name = PurePosixPath(path).name
    if not name.endswith(collection.suffix):
        return Problem(
            Place(path),
            "unexpected-file",
            f"Files in {collection.name}/ end in “{collection.suffix}”; this one does not.",
            "Rename it, or take it out of the folder.",
        )
    stem = name.removesuffix(collection.suffix)
    language = None
    if match := LANGUAGE_SUFFIX.search(stem):
        stem, language = stem[: match.start()], match[1]
    if not SLUG.fullmatch(stem) or len(stem) > LONGEST_ID:
        return Problem(
            Place(path),
            "bad-file-name",
            f"The file's name becomes the page's address, and “{stem}” cannot be one.",
            f"Use small letters a–z, digits and single hyphens, {LONGEST_ID} at the most: "
            f"“{_as_slug(stem)}{collection.suffix}”.",
        )
    return stem, language


def read_document(
    collection: Collection, path: str, text: str
) -> tuple[Document | None, str, list[Problem]]:
    """Return a file's fields and, for Markdown, the body below its front matter."""
    if collection.suffix != ".md":
        document, problems = parse(path, text)
        return document, "", problems
    fences = list(FENCE.finditer(text))[:2]
    if len(fences) < 2 or text[: fences[0].start()].strip():
        problem = Problem(
            place_in(path, text, Span(0, 0, 0, 1)),
            "no-front-matter",
            "The fields of this file must stand at its top, between two lines “---”.",
            "Begin the file with a line “---”, then the fields, then another “---”.",
        )
        return None, "", [problem]
    # The opening fence stays, as the start of a YAML document, so that line numbers hold.
    document, problems = parse(path, text[: fences[1].start()])
    return document, text[fences[1].end() :].strip("\n"), problems


def item_from(
    collection: Collection,
    document: Document,
    body: str,
    id_: str,
    table: FieldTable,
    *,
    sure: bool,
) -> tuple[Item | None, list[Problem]]:
    """Turn a document into an item of `collection`.

    With `sure` false some vocabulary could not be read, so an unknown field may well be one of
    its facets and is let pass.
    """
    known = table.of(collection.name)
    problems = list(_unknown_fields(document, known)) if sure else []
    values: dict[str, Any] = {}
    facets: dict[str, tuple[str, ...]] = {}
    raw = plain(document.root)
    assert isinstance(raw, dict)  # noqa: S101 - a document's root is a mapping
    for name, value in raw.items():
        field = known.get(name)
        if field is None:
            continue
        if field.facet is None:
            values[name] = value
        elif terms := _terms(document, field, problems):
            facets[name] = terms
    problems += _missing_facets(document, known, raw)
    try:
        item = collection.item.model_validate(
            {**values, "id": id_, "path": document.path, "facets": facets}
            | ({"body": body} if "body" in collection.item.model_fields else {})
        )
    except ValidationError as error:
        return None, [*problems, *problems_from(error, document, tuple(known))]
    return (None if any(p.is_error for p in problems) else item), problems


def translation_from(
    collection: Collection, document: Document, body: str, language: str, table: FieldTable
) -> tuple[Translation | None, list[Problem]]:
    """Turn a document into the translation of an item: its texts in another language."""
    known = {
        name: field
        for name, field in table.of(collection.name).items()
        if Mark.TRANSLATED in field.marks
    }
    problems: list[Problem] = []
    texts: dict[str, str] = {"body": body} if body else {}
    reviewed: Reviewed | None = None
    for key, value in document.root.pairs:
        if key.text == "reviewed":
            try:
                reviewed = Reviewed.model_validate(plain(value))
            except ValidationError as error:
                problems += problems_from(error, document, base=("reviewed",))
        elif key.text not in known:
            problems.append(
                Problem(
                    document.place(key.span),
                    "not-translated",
                    f"A translation has no field “{key.text}”.",
                    did_you_mean(key.text, known) or "It holds only: " + ", ".join(known) + ".",
                )
            )
        elif not isinstance(value, Scalar):
            problems.append(
                Problem(document.place(value.span), "bad-value", f"“{key.text}” must be text.")
            )
        elif not value.is_null:
            texts[key.text] = value.text.strip()
            problems += _too_long(document, known[key.text], value)
    if problems:
        return None, problems
    return (
        Translation(language=language, path=document.path, texts=texts, reviewed=reviewed),
        problems,
    )


def _too_long(document: Document, field: Field, value: Scalar) -> list[Problem]:
    length = len(value.text.strip())
    if field.longest is None or length <= field.longest:
        return []
    message = f"“{field.name}” has {length} characters; {field.longest} is the most."
    return [Problem(document.place(value.span), "too-long", message)]


def _unknown_fields(document: Document, known: MappingType[str, Field]) -> list[Problem]:
    return [
        Problem(
            document.place(key.span),
            "unknown-field",
            f"There is no field called “{key.text}”.",
            did_you_mean(key.text, known) or "CONTRIBUTING lists the fields that there are.",
        )
        for key, _ in document.root.pairs
        if key.text not in known
    ]


def _missing_facets(
    document: Document, known: MappingType[str, Field], raw: MappingType[str, object]
) -> list[Problem]:
    return [
        Problem(
            document.locate(()),
            "missing-field",
            f"The field “{field.name}” is missing.",
            f"Add a line “{field.name}: …”.",
        )
        for field in known.values()
        if field.facet is not None and field.required and raw.get(field.name) in (None, [])
    ]


def _terms(document: Document, field: Field, problems: list[Problem]) -> tuple[str, ...]:
    pair = document.root.find(field.name)
    assert pair is not None  # noqa: S101 - the caller read the name from this mapping
    value = pair[1]
    items = value.items if isinstance(value, Sequence) else (value,)
    if not field.many and len(items) > 1:
        problems.append(
            Problem(
                document.place(value.span),
                "one-term",
                f"“{field.name}” takes a single term, not a list.",
                "Keep the one that fits best.",
            )
        )
    terms: list[str] = []
    for item in items:
        if isinstance(item, Mapping | Sequence):
            problems.append(
                Problem(document.place(item.span), "bad-value", "A single word belongs here.")
            )
        elif item.text in terms:
            problems.append(
                Problem(
                    document.place(item.span),
                    "repeated-term",
                    f"“{item.text}” stands in this list twice.",
                    "Delete one of the two.",
                )
            )
        elif not item.is_null:
            terms.append(item.text)
    return tuple(terms)


def _as_slug(stem: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:LONGEST_ID].strip("-")
    return slug or "a-name"
