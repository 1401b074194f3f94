"""What the model refuses, in a curator's words, at the value's own place."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from collections.abc import Mapping as MappingType

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.fields import Field, group_in
from generator.load.called import field_meant
from generator.load.hints import hint_for, unknown_hint
from generator.nodes import Document, Loc, Mapping, Node
from generator.nodes import Sequence as NodeSequence
from generator.problem import Problem
from generator.values import COUNTRY_PATTERN

_A_GROUP = "“{field}” must be a group of fields, each as “name: value”."
_EMPTY = "“{field}” is empty."
_TOO_LONG = "“{field}” has {length} characters; {max_length} is the most."

_TEMPLATES = {
    "extra_forbidden": "There is no field called “{field}” here.",
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
    "string_too_long": _TOO_LONG,
    "too_long": _TOO_LONG,
    "greater_than": "“{field}” must be more than {gt}.",
    "greater_than_equal": "“{field}” must be at least {ge}.",
    "less_than_equal": "“{field}” must be at most {le}.",
    "literal_error": "“{field}” must be {expected}.",
    "tuple_type": "“{field}” must be a list: one item a line, each after “- ”.",
    "model_type": _A_GROUP,
    "model_attributes_type": _A_GROUP,
    "mapping_type": _A_GROUP,
    "dict_type": _A_GROUP,
    "no_way": "This contact has no phone, text, email or chat.",
    "many_ways": "This contact has more than one of phone, text, email and chat.",
    "string_pattern_mismatch": "“{field}” is not written in the form that it needs.",
}

_CODES = {
    "extra_forbidden": "unknown-field",
    "string_too_short": "empty",
    "too_short": "empty",
    "string_too_long": "too-long",
    "too_long": "too-long",
    "literal_error": "unknown-value",
    "bad_url": "bad-url",
    "bad_email": "bad-email",
    "not_date": "bad-date",
    "not_partial_date": "bad-date",
    "no_such_date": "bad-date",
    "far_date": "bad-date",
    "not_time": "bad-time",
    "no_way": "contact-way",
    "many_ways": "contact-way",
    "one_door": "dead-door",
}


def problems_from(
    error: ValidationError,
    document: Document,
    model: type[BaseModel],
    known: MappingType[str, Field] | None = None,
    base: Loc = (),
    told: Container[str] = (),
    astray: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for each thing that `model` refused in `document`.

    `known` are the fields at the top, where they are not the model's own; `base` is where in the
    document the validated value lies. A field that is missing because its name is written
    wrongly is told once; of those at the top `told` were told already, and `astray`
    are unknown ones there, which some group may lack.
    """
    details = error.errors(include_url=False)
    meant = {
        (
            *detail["loc"][:-1],
            field_meant(_field_in(detail["loc"]), _names_at(model, detail["loc"])),
        )
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        name = _field_in(detail["loc"])
        is_top = len(detail["loc"]) == 1
        follows = detail["loc"] in meant or name in (told if is_top else astray)
        if detail["type"] == "no_way":
            follows = not {*astray}.isdisjoint(_names_at(model, (*detail["loc"], "")))
        elif detail["type"] != "missing":
            follows = False
        if not follows:
            yield _problem(detail, document, model, known, base)


def missing_field(document: Document, loc: Loc) -> Problem:
    """Return that the field at `loc` is missing, or is there and says nothing."""
    *parent, name = loc
    where = _existing(document.root, tuple(parent))
    group = document.find(where)
    if isinstance(group, Mapping) and group.find(str(name)):
        return Problem(
            document.locate((*where, name)),
            "missing-field",
            f"The field “{name}” has no value.",
            "Write it behind the colon.",
        )
    return Problem(
        document.locate(where),
        "missing-field",
        f"The field “{name}” is missing.",
        f"Add a line “{name}: …”.",
    )


def _problem(
    detail: ErrorDetails,
    document: Document,
    model: type[BaseModel],
    known: MappingType[str, Field] | None,
    base: Loc,
) -> Problem:
    loc: Loc = (*base, *detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        return missing_field(document, loc)
    values = {**detail.get("ctx", {}), "field": _field_in(loc)}
    values["length"] = values.get("actual_length") or len(str(detail["input"]).strip())
    values["expected"] = _in_our_quotes(str(values.get("expected", "")))
    template = _template(detail, values)
    message = template.format_map(values)
    where = _existing(document.root, loc)
    if kind == "extra_forbidden":
        names = _names_at(model, detail["loc"])
        hint = unknown_hint(_field_in(loc), dict.fromkeys(names), document, detail["loc"], known)
    else:
        hint = hint_for(detail, document, model, where, values["expected"])
    place = document.locate(where, key=kind == "extra_forbidden")
    return Problem(place, _CODES.get(kind, "bad-value"), message, hint)


def _template(detail: ErrorDetails, values: MappingType[str, object]) -> str:
    kind, given = detail["type"], detail["input"]
    if kind == "string_pattern_mismatch" and str(values.get("pattern")) == COUNTRY_PATTERN:
        return "“{field}” must be the two capital letters of a country."
    if kind == "not_text" and isinstance(given, list):
        return "“{field}” takes one text, not a list."
    if kind == "not_text" and isinstance(given, dict):
        return "“{field}” takes one text, without fields in it."
    if kind == "not_text":
        return "“{field}” has an item without words."
    return _TEMPLATES.get(kind, "“{field}”: " + detail["msg"].replace("{", "{{") + ".")


def _field_in(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")


def _names_at(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Return the names of the fields beside the one at `loc`, which begins in `model`."""
    for step in loc[:-1]:
        info = model.model_fields.get(str(step))
        model = (group_in(info.annotation) if info else None) or model
    return tuple(model.model_fields)


def _existing(node: Node, loc: Loc) -> Loc:
    """Return the part of `loc` that stands in the file; pydantic may name steps of its own."""
    found: list[str | int] = []
    for step in loc:
        if isinstance(node, Mapping) and (pair := node.find(str(step))):
            node = pair[1]
        elif isinstance(node, NodeSequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif step == "" or (step == 0 and not isinstance(node, NodeSequence)):
            continue
        else:
            break
        found.append(step)
    return tuple(found)


def _in_our_quotes(expected: str) -> str:
    return re.sub("'(.*?)'", r"“\1”", expected)
