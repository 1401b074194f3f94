"""The field table: every field of every collection, once, for all who need to know.

Loading, the JSON Schema for editors, the formatter and CONTRIBUTING's reference all read this
table; it is made from the model's classes and the vocabularies, so neither can drift from it.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model import OURS, Entry, Guide, Item, Mark, Page, Story
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class Collection:
    """One folder of content: its name, what its files hold, and how they end."""

    name: str
    item: type[Item]
    suffix: str
    largest: int
    """The most bytes that one of its files may have; more is refused unread."""


COLLECTIONS = (
    Collection("resources", Entry, ".yaml", 64 * 1024),
    Collection("stories", Story, ".md", 128 * 1024),
    Collection("guides", Guide, ".md", 256 * 1024),
    Collection("pages", Page, ".md", 256 * 1024),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one collection.

    `parts` are the fields inside each of its values, for a field such as `contact` whose values
    are groups; `facet` is set when the field holds terms of a vocabulary.
    """

    name: str
    required: bool
    description: str
    examples: tuple[object, ...] = ()
    many: bool = False
    marks: frozenset[Mark] = frozenset()
    parts: tuple[Field, ...] = ()
    is_text: bool = True
    """Whether its values are words, not numbers, dates or true and false."""
    facet: Facet | None = None
    longest: int | None = None
    """The most characters, where there is a limit."""
    options: tuple[str, ...] = ()
    """The only words that it takes, where it is neither free text nor a facet."""


class FieldTable:
    """The fields of every collection, in canonical order."""

    def __init__(self, facets: Iterable[Facet]) -> None:
        """Make the table for one directory's vocabularies."""
        self.facets = tuple(facets)

    @cached_property
    def _by_collection(self) -> Mapping[str, Mapping[str, Field]]:
        return {
            collection.name: {field.name: field for field in _fields(collection, self.facets)}
            for collection in COLLECTIONS
        }

    def of(self, collection: str) -> Mapping[str, Field]:
        """Return a collection's fields by name, in canonical order."""
        return self._by_collection[collection]

    def names_in(self, collection: str) -> frozenset[str]:
        """Return the names of a collection's fields and of the fields inside these."""
        fields = self.of(collection).values()
        return frozenset(name for each in fields for name in (each.name, *_names(each.parts)))

    def facet(self, field: str) -> Facet | None:
        """Return the facet that declares `field`."""
        return next((facet for facet in self.facets if facet.field == field), None)

    def facet_by_slug(self, slug: str) -> Facet | None:
        """Return the facet of the vocabulary file `slug`."""
        return next((facet for facet in self.facets if facet.slug == slug), None)

    def facets_of(self, collection: str) -> tuple[Facet, ...]:
        """Return the facets that a collection's files use, in the visitors' order."""
        return tuple(facet for facet in self.facets if collection in facet.used_by)


def collection_named(name: str) -> Collection:
    """Return the collection that `name` names."""
    return next(collection for collection in COLLECTIONS if collection.name == name)


def _fields(collection: Collection, facets: tuple[Facet, ...]) -> list[Field]:
    fields = [
        _from_model(name, info)
        for name, info in collection.item.model_fields.items()
        if name not in OURS
    ]
    waiting = [facet for facet in facets if collection.name in facet.used_by]
    behind = "summary"
    while waiting:
        rest = [facet for facet in waiting if not _insert(fields, facet, facet.after, collection)]
        if len(rest) == len(waiting):
            # Behind a field that this collection lacks: where such things are said of it.
            facet = rest.pop(0)
            _insert(fields, facet, behind, collection)
            behind = facet.field
        waiting = rest
    return fields


def _names(parts: Iterable[Field]) -> tuple[str, ...]:
    return tuple(part.name for part in parts)


def _insert(fields: list[Field], facet: Facet, after: str, collection: Collection) -> bool:
    names = [field.name for field in fields]
    if after not in names:
        return False
    fields.insert(names.index(after) + 1, _from_facet(facet, collection.name))
    return True


def _from_facet(facet: Facet, collection: str) -> Field:
    words = facet.description or facet.label
    return Field(
        name=facet.field,
        required=collection in facet.required_by,
        description=words.said_in("en")[0],
        many=facet.many,
        facet=facet,
    )


def _from_model(name: str, info: FieldInfo) -> Field:
    marks = frozenset(mark for mark in info.metadata if isinstance(mark, Mark))
    group = group_in(info.annotation)
    return Field(
        name=name,
        required=info.is_required(),
        description=info.description or "",
        examples=tuple(info.examples or ()),
        many=get_origin(info.annotation) is tuple,
        marks=marks,
        parts=tuple(_from_model(part, each) for part, each in group.model_fields.items())
        if group
        else (),
        is_text=not (_types_in(info.annotation) & {bool, int, float, date, datetime}),
        longest=_longest(info),
        options=_options(info.annotation),
    )


def _longest(info: FieldInfo) -> int | None:
    limits = [m.max_length for m in info.metadata if getattr(m, "max_length", None) is not None]
    return min(limits) if limits else None


def _types_in(annotation: Any) -> set[object]:  # noqa: ANN401 - any type form
    inside = get_args(annotation)
    return {annotation}.union(*(_types_in(part) for part in inside)) if inside else {annotation}


def _options(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type form
    inside = get_args(annotation)
    if get_origin(annotation) is Literal:
        return inside
    return next((options for part in inside if (options := _options(part))), ())


def group_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type form
    """Return the class of the groups that values of a type are or hold, if they are groups."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, Mapping, Annotated, Union, types.UnionType}:
        groups = (group_in(part) for part in get_args(annotation))
        return next((group for group in groups if group), None)
    return None
