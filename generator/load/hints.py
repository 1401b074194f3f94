"""What to do about a value that the model refused, as far as we can know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.fields import Field, group_in
from generator.load.called import field_meant
from generator.load.meant import MEANT
from generator.nodes import Document, Loc, Scalar
from generator.nodes import Mapping as Group
from generator.nodes import Sequence as NodeSequence
from generator.suggest import did_you_mean
from generator.values import COUNTRY_PATTERN, EMAIL, FIELD_PATTERN
from generator.vocabularies import code_hint

_NUMBER = re.compile(r"[+(]?\d[\d\s()./–-]{4,}\d")
ON_ONE_LINE = "Put it on one line, or begin it with “>-” instead of “|”."
_NUMBER_HINT = "Look at the number again."
_HINTS = {
    "string_too_short": "Write what belongs there, or take the field out; text below it is indented.",
    "too_short": "Write at least one item.",
    "string_too_long": "Shorten it.",
    "too_long": "Shorten it.",
    "no_such_date": "Look at a calendar; it is written year-month-day: 2026-11-22",
    "many_lines": ON_ONE_LINE,
    "far_date": "Correct the year.",
    "not_words": "Write words behind the colon, or behind each language.",
    "one_door": "Give it one of the two: “to” leads to a page, “filters” to a search.",
    "greater_than": _NUMBER_HINT,
    "greater_than_equal": _NUMBER_HINT,
    "less_than_equal": _NUMBER_HINT,
    "no_way": "Add one; what stands below after a dash of its own is another contact.",
    "many_ways": "Make an item of its own of each, after “- ”.",
}
_OTHERWISE = {
    "not_date": "Write the year, the month and the day in this order, with hyphens.",
    "not_partial_date": "Write the year first; leave out what is not known.",
    "not_time": "Write the day, a “T”, then hours and minutes.",
    "not_true_or_false": "Write true or false.",
    "not_whole_number": "Write digits only.",
    "not_number": "Write digits, with a point where there is a fraction.",
    "bad_url": "Copy the address from the browser.",
    "bad_email": "Write the whole address, with its “@”.",
}
"""What to do where nobody knows what was meant."""

_NOT_ON_THE_WEB = (
    "Copy the address from the browser. What is not on the web, such as a leaflet, belongs in "
    "“curator_notes”."
)
_FIELD_PATTERN_HINT = "Use small letters a–z and “_”."


def hint_for(
    detail: ErrorDetails, document: Document, model: type[BaseModel], loc: Loc, options: str
) -> str:
    """Return what to do about what `model` refused at `loc`; empty where we do not know.

    `options` are the only words that the value may have, as our message names them.
    """
    kind, given = detail["type"], detail["input"]
    said = given if isinstance(given, str) else ""
    if kind in _HINTS:
        return _HINTS[kind]
    if kind in MEANT:
        otherwise = _NOT_ON_THE_WEB if loc[0] == "sources" else _OTHERWISE[kind]
        return MEANT[kind](said) or otherwise
    match kind:
        case "literal_error":
            return did_you_mean(said, re.findall("“(.*?)”", options)) or "Write one of these words."
        case "string_pattern_mismatch":
            pattern = str(detail.get("ctx", {}).get("pattern"))
            if pattern == COUNTRY_PATTERN:
                return code_hint("territories", said)
            return _FIELD_PATTERN_HINT if pattern == FIELD_PATTERN else ""
        case "not_text":
            return _text_hint(given, document, loc)
        case "tuple_type":
            return _list_hint(given, _group_at(model, detail["loc"]))
        case "model_type" | "model_attributes_type" | "mapping_type" | "dict_type":
            return _group_hint(given, _group_at(model, detail["loc"]), loc)
    return ""


def unknown_hint(
    name: str,
    beside: Mapping[str, object],
    document: Document,
    loc: Loc,
    fields: Mapping[str, Field] | None = None,
) -> str:
    """Return what to do about a field that is not one of those `beside` which it stands.

    `fields` are those at the top of such a file, where the field table knows them.
    """
    if meant := field_meant(name, beside, fields):
        return f"Did you mean “{meant}”?"
    if len(loc) > 1:
        if fields and name in fields and not document.root.find(name):
            return "It is a field of its own: take away the spaces before it."
        return f"Here there may be: {', '.join(beside)}."
    if fields is None:
        return f"Here there may be: {', '.join(beside)}."
    above = _names_above(document, name)
    holders = [each for each in fields.values() if name in [p.name for p in each.parts]]
    for holder in holders:
        if holder.name in above:
            return (
                f"If it belongs to “{holder.name}” above, put as many spaces before it as its "
                "neighbours have."
            )
    if holders:
        return f"It belongs inside “{holders[0].name}”, two spaces further right."
    return "CONTRIBUTING lists the fields that there are."


def _names_above(document: Document, name: str) -> list[str]:
    """Return the fields above one whose value is missing or a group."""
    found = []
    for key, value in document.root.pairs:
        if key.text == name:
            break
        if not isinstance(value, Scalar) or value.is_null:
            found.append(key.text)
    return found


def _text_hint(given: object, document: Document, loc: Loc) -> str:
    node = document.find(loc)
    if isinstance(given, dict):
        if isinstance(node, Group) and len(node.pairs) == 1 and not _in_braces(document, node):
            key, value = node.pairs[0]
            words = f"{key.text}: {value.text}" if isinstance(value, Scalar) else key.text
            return f'A colon makes a field; put the whole text in double quotes: "{words}"'
        if isinstance(node, Group) and _in_braces(document, node):
            return "Take away the braces; in double quotes they may be part of the text."
        return "A colon makes a field; put the whole text in double quotes."
    if isinstance(given, list) and isinstance(node, NodeSequence):
        if node.flow and len(node.items) == 1 and isinstance(only := node.items[0], Scalar):
            return f"Write it without brackets: {only.text}"
        if node.flow:
            return "Take away the brackets; in double quotes they may be part of the text."
        return "Write it behind the colon, without a dash."
    return "Write something behind the dash, or delete the line." if given is None else ""


def _in_braces(document: Document, node: Group) -> bool:
    line = document.text.split("\n")[node.span.line]
    return line[node.span.column : node.span.column + 1] == "{"


def _list_hint(given: object, group: type[BaseModel] | None) -> str:
    if group is None:
        return "Write it in brackets: [one, two]." if isinstance(given, str) else ""
    if isinstance(given, dict):
        return "Put “- ” before its first line and two spaces before each of the others."
    first = _first_field(given, group)
    return f"Write it on a line of its own below, such as: - {first}" if first else ""


def _group_hint(given: object, group: type[BaseModel] | None, loc: Loc) -> str:
    if group is None:
        return ""
    names = list(group.model_fields)
    if loc[-1] in names:
        return "Put two more spaces before it if it belongs to what stands above it."
    if isinstance(given, list):
        return "Take away the dashes, so that its fields stand below one another."
    said = str(given)
    glued = re.match(r"([^\W\d][\w-]*)(:?)\s*(.*)", said)
    dash = "- " if isinstance(loc[-1], int) else ""
    if glued and glued[1] in names and glued[3]:
        return f"Write it like this: {dash}{glued[1]}: {glued[3]}"
    if dash and (first := _first_field(given, group)):
        return f"Write it like this: - {first}"
    needed = {
        name: _example(info.annotation)
        for name, info in group.model_fields.items()
        if info.is_required()
    }
    if needed:
        inside = ", ".join(f"{name}: {value}" for name, value in needed.items())
        return f"Write it like this: {dash or f'{loc[-1]}: '}{{{inside}}}"
    return f"It may have: {', '.join(names)}."


def _first_field(given: object, group: type[BaseModel]) -> str:
    """Return a text as the field of `group` that it can only be, or the first ones without it."""
    said = str(given).strip()
    for name, pattern in (("email", EMAIL), ("phone", _NUMBER)):
        if name in group.model_fields and pattern.fullmatch(said):
            return f"{name}: {said}"
    needed = [name for name, info in group.model_fields.items() if info.is_required()]
    return f"{(needed or list(group.model_fields))[0]}: …"


def _example(annotation: object) -> str:
    """Return a value of a type as somebody might write it."""
    if annotation is date:
        return "2026-11-22"
    if get_origin(annotation) is Literal:
        return str(get_args(annotation)[0])
    return "…"


def _group_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the class of the group that stands at `loc`, which begins in `model`."""
    group: type[BaseModel] | None = model
    is_key = False
    for step in loc:
        if isinstance(step, str) and group is not None and not is_key:
            info = group.model_fields.get(step)
            is_key = info is not None and get_origin(info.annotation) is Mapping
            group = group_in(info.annotation) if info else group
        else:
            is_key = False
    return group if group is not model else None
