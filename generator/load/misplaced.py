"""Words that are well written but at the wrong place: fields within a text, lists without signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.fields import Field
from generator.nodes import Document, Scalar, Span
from generator.problem import Problem, Severity

_NAME = re.compile(r"\s*([a-z_]+):(\s|$|(?=\S))")


def misplaced(document: Document, known: Mapping[str, Field]) -> Iterator[Problem]:
    """Warn of what a text has taken in that was meant for a field, or for items of a list."""
    for key, value in document.root.pairs:
        field = known.get(key.text)
        if field is None or not isinstance(value, Scalar) or value.is_null:
            continue
        yield from _fields_within(document, key.text, value, known)
        if field.many and field.facet is None and not field.parts and not value.style:
            yield from _one_item(document, value)


def _fields_within(
    document: Document, name: str, value: Scalar, known: Mapping[str, Field]
) -> Iterator[Problem]:
    lines = document.text.split("\n")
    for number in range(value.span.line + 1, min(value.span.end_line + 1, len(lines))):
        found = _NAME.match(lines[number])
        if found is None or found[1] not in known or document.root.find(found[1]):
            continue
        if value.style and not found[2].strip() and found.end() == len(lines[number].rstrip()):
            continue
        yield Problem(
            document.place(Span(number, found.start(1), number, found.end(1))),
            "swallowed-words",
            f"“{found[1]}” stands within the text of “{name}”, so it is no field.",
            f"If it is one, write it at the start of its line: {found[1]}: …",
            Severity.WARNING,
        )


def _one_item(document: Document, value: Scalar) -> Iterator[Problem]:
    lines = document.text.split("\n")[value.span.line : value.span.end_line + 1]
    items = [item for item in re.split(r"\s*[,;]\s+", value.text) if item]
    if value.span.end_line > value.span.line and len([line for line in lines if line.strip()]) > 1:
        message = "These lines are read as one item of a list."
        hint = "Put “- ” before each of them if they are several."
    elif len(items) > 1 and "://" not in value.text:
        message = "This is read as one item of a list, with a comma in it."
        hint = f"Put brackets around several: [{', '.join(items)}]; put double quotes around one."
    else:
        return
    place = document.place(value.span)
    yield Problem(place, "swallowed-words", message, hint, Severity.WARNING)
