"""What the model refuses, in a curator's words, at the value's own place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.nodes import Document, Loc, Mapping, Node
from generator.nodes import Sequence as NodeSequence
from generator.problem import Problem
from generator.suggest import did_you_mean

_TEMPLATES = {
    "missing": "The field “{field}” is missing.",
    "extra_forbidden": "There is no field called “{field}” here.",
    "string_too_short": "“{field}” is empty.",
    "string_too_long": "“{field}” has {length} characters; {max_length} is the most.",
    "greater_than": "“{field}” must be more than {gt}.",
    "greater_than_equal": "“{field}” must be at least {ge}.",
    "less_than_equal": "“{field}” must be at most {le}.",
    "literal_error": "“{field}” must be {expected}.",
    "tuple_type": "“{field}” must be a list: one item a line, each after “- ”.",
    "model_type": "“{field}” must be a group of fields, each as “name: value”.",
    "model_attributes_type": "“{field}” must be a group of fields, each as “name: value”.",
    "mapping_type": "“{field}” must be a group of fields, each as “name: value”.",
    "dict_type": "“{field}” must be a group of fields, each as “name: value”.",
    "string_pattern_mismatch": "“{field}” is not written in the form that it needs.",
    "too_short": "“{field}” needs at least {min_length}.",
}

_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "string_too_short": "empty",
    "string_too_long": "too-long",
    "literal_error": "unknown-value",
    "bad_url": "bad-url",
    "bad_email": "bad-email",
    "not_date": "bad-date",
    "no_such_date": "bad-date",
    "not_time": "bad-time",
    "one_way": "contact-way",
}


def problems_from(
    error: ValidationError,
    document: Document,
    known: Sequence[str] = (),
    base: Loc = (),
) -> Iterator[Problem]:
    """Yield a problem for each thing that the model refused in `document`.

    `known` are the names of the fields at the top, for suggestions; `base` is where in the
    document the validated value lies.
    """
    for detail in error.errors(include_url=False):
        yield _problem(detail, document, known, base)


def _problem(detail: ErrorDetails, document: Document, known: Sequence[str], base: Loc) -> Problem:
    loc: Loc = (*base, *detail["loc"])
    kind = detail["type"]
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    values = {**detail.get("ctx", {}), "field": name, "length": len(str(detail["input"]))}
    message = _TEMPLATES.get(kind, "“{field}”: " + detail["msg"] + ".").format_map(values)
    hint = ""
    if kind == "extra_forbidden":
        hint = did_you_mean(name, known) if len(loc) == len(base) + 1 else ""
    elif kind == "literal_error":
        hint = did_you_mean(str(detail["input"]), _words(str(values.get("expected", ""))))
    elif kind == "missing":
        hint = f"Add a line “{name}: …”."
    on_key = kind == "extra_forbidden"
    where = loc if kind != "missing" else loc[:-1]
    place = document.locate(_existing(document.root, where), key=on_key)
    return Problem(place, _CODES.get(kind, "bad-value"), message, hint)


def _existing(node: Node, loc: Loc) -> Loc:
    """Return the part of `loc` that stands in the file; pydantic may name steps of its own."""
    found: list[str | int] = []
    for step in loc:
        if isinstance(node, Mapping) and (pair := node.find(str(step))):
            node = pair[1]
        elif isinstance(node, NodeSequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif step == 0 and not isinstance(node, NodeSequence):
            continue
        else:
            break
        found.append(step)
    return tuple(found)


def _words(expected: str) -> list[str]:
    return [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
