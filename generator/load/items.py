"""From a file's text to an item: an entry, story, guide or page, or the problems that prevent it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from collections.abc import Mapping as MappingType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.fields import Collection, Field, FieldTable
from generator.load.called import field_meant
from generator.load.fences import split
from generator.load.hints import ON_ONE_LINE, unknown_hint
from generator.load.messages import missing_field, problems_from
from generator.model import Item, Mark, Reviewed, Translation
from generator.nodes import (
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    conflict,
    hidden_character,
    parse,
    plain,
    scalars,
)
from generator.problem import Problem
from generator.suggest import did_you_mean
from generator.values import Lines

_LINES: TypeAdapter[tuple[str, ...]] = TypeAdapter(Lines)


def read_document(
    collection: Collection, path: str, text: str, names: Container[str] = ()
) -> tuple[Document | None, str, list[Problem]]:
    """Return a file's fields and, for Markdown, the body below its front matter.

    With the `names` of its fields, what is said of a file that cannot be read is surer.
    """
    if collection.suffix != ".md":
        document, problems = parse(path, text, names)
        return document, "", problems
    for first in (conflict, hidden_character):
        if problem := first(path, text):
            return None, "", [problem]
    parts = split(path, text)
    if isinstance(parts, Problem):
        return None, "", [parts]
    front, body = parts
    document, problems = parse(path, front, names)
    return document, body, problems


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
    problems = _unknown_fields(document, known) if sure else []
    strangers = _strangers(document, known) if sure else []
    meant = {field_meant(key.text, known, known) for key in strangers}
    raw = plain(document.root)
    assert isinstance(raw, dict)  # noqa: S101 - a document's root is a mapping
    values: dict[str, Any] = {
        name: value for name, value in raw.items() if name in known and known[name].facet is None
    }
    facets = facets_in(document, known, problems)
    problems += [
        missing_field(document, (name,))
        for name in _missing_facets(document, known)
        if name not in meant
    ]
    try:
        item = collection.item.model_validate(
            {**values, "id": id_, "path": document.path, "facets": facets}
            | ({"body": body} if "body" in collection.item.model_fields else {})
        )
    except ValidationError as error:
        astray = [key.text for key in strangers]
        refused = problems_from(error, document, collection.item, known, told=meant, astray=astray)
        return None, [*problems, *refused]
    return (None if any(p.is_error for p in problems) else item), problems


def facets_in(
    document: Document, known: MappingType[str, Field], problems: list[Problem]
) -> dict[str, tuple[str, ...]]:
    """Return the terms that a document names, by field, and what is wrong with how it does so."""
    facets: dict[str, tuple[str, ...]] = {}
    for key, _ in document.root.pairs:
        field = known.get(key.text)
        if field and field.facet and (terms := _terms(document, field, problems)):
            facets[field.name] = terms
    return facets


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
    lists: dict[str, tuple[str, ...]] = {}
    reviewed: Reviewed | None = None
    for key, value in document.root.pairs:
        if isinstance(value, Scalar) and value.is_null and key.text in {"reviewed", *known}:
            continue
        if key.text == "reviewed":
            try:
                reviewed = Reviewed.model_validate(plain(value))
            except ValidationError as error:
                problems += problems_from(error, document, Reviewed, base=("reviewed",))
        elif key.text not in known:
            problems.append(
                Problem(
                    document.place(key.span),
                    "not-translated",
                    f"A translation has no field “{key.text}”.",
                    did_you_mean(key.text, known) or "It holds only: " + ", ".join(known) + ".",
                )
            )
        elif known[key.text].many:
            try:
                lists[key.text] = _LINES.validate_python(plain(value))
            except ValidationError as error:
                problems += problems_from(error, document, collection.item, base=(key.text,))
        elif not isinstance(value, Scalar):
            problems.append(
                Problem(
                    document.place(value.span),
                    "bad-value",
                    f"“{key.text}” must be text.",
                    "Write it behind the colon, without brackets and dashes.",
                )
            )
        else:
            texts[key.text] = value.text.strip()
            problems += _ill_fitting(document, known[key.text], value)
    if problems:
        return None, problems
    found = Translation(
        language=language, path=document.path, texts=texts, lists=lists, reviewed=reviewed
    )
    return found, problems


def _ill_fitting(document: Document, field: Field, value: Scalar) -> Iterator[Problem]:
    """Yield what makes a text too long for its field, by its length or by its lines."""
    text = value.text.strip()
    if field.longest is not None and len(text) > field.longest:
        message = f"“{field.name}” has {len(text)} characters; {field.longest} is the most."
        yield Problem(document.place(value.span), "too-long", message, "Shorten it.")
    if "\n" in text and Mark.PROSE not in field.marks:
        message = f"“{field.name}”: this must fit on one line, without a line break."
        yield Problem(document.place(value.span), "bad-value", message, ON_ONE_LINE)


def _unknown_fields(document: Document, known: MappingType[str, Field]) -> list[Problem]:
    return [
        Problem(
            document.place(key.span),
            "unknown-field",
            f"There is no field called “{key.text}”.",
            unknown_hint(key.text, known, document, (key.text,), known),
        )
        for key in _strangers(document, known)
    ]


def _strangers(document: Document, known: Container[str]) -> list[Scalar]:
    """Return the names of the fields at the top that nobody knows."""
    return [key for key, _ in document.root.pairs if key.text not in known]


def _missing_facets(document: Document, known: MappingType[str, Field]) -> list[str]:
    return [
        field.name
        for field in known.values()
        if field.facet is not None and field.required and _says_nothing(document, field.name)
    ]


def _says_nothing(document: Document, name: str) -> bool:
    pair = document.root.find(name)
    if pair is None:
        return True
    items: tuple[Node, ...] = pair[1].items if isinstance(pair[1], Sequence) else (pair[1],)
    return all(isinstance(item, Scalar) and item.is_null for item in items)


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
                Problem(
                    document.place(item.span),
                    "bad-value",
                    f"“{field.name}” takes single words.",
                    f"Write it like this: [{', '.join(each.text for each in scalars(item))}]"
                    if isinstance(item, Sequence)
                    else f"Write it like this: [{', '.join(key.text for key, _ in item.pairs)}]",
                )
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
            terms.append(item.text.strip())
    return tuple(terms)
