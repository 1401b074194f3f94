"""What a field says, as words for those who review a change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from generator.model import Item, Model
from generator.values import LocalText


def field_in_words(item: Item, field: str) -> str:
    """Return what `item` says in `field`, or nothing where it says nothing."""
    if field in type(item).model_fields:
        return in_words(getattr(item, field))
    return in_words(item.facets.get(field, ()))


def in_words(value: object) -> str:
    """Return any value of a content file as words; texts keep their lines."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case LocalText():
            return "; ".join(f"{tag}: {text}" if tag else text for tag, text in value.texts)
        case Model():
            return _parts({name: getattr(value, name) for name in type(value).model_fields})
        case Mapping():
            return _parts(value)
        case tuple() | list() | frozenset():
            whole = [in_words(each) for each in value]
            return ("; " if any(", " in each for each in whole) else ", ").join(whole)
    return str(value)


def _parts(parts: Mapping[str, object]) -> str:
    said = ((name, in_words(value)) for name, value in parts.items() if value not in (None, ()))
    return ", ".join(f"{name} {words}".strip() for name, words in said if words)
