"""What every item has, whatever collection it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.values import Date, Line


class Mark(Enum):
    """What else is true of a field, for those who read the field table."""

    TRANSLATED = "a translation beside the file may say it in another language"
    PROSE = "Markdown"
    PRIVATE = "never published"


class Model(BaseModel):
    """A frozen value that accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Verified(Model):
    """Who checked an entry against the programme itself, when and how."""

    date: Date = Field(description="the day of the check")
    by: Line = Field(description="the name or handle of the person who checked")
    how: Literal["website", "phone", "email", "visit"] = Field(description="how it was checked")


class Reviewed(Model):
    """Which speaker of the language checked a translation, and when."""

    date: Date = Field(description="the day of the check")
    by: Line = Field(description="the name or handle of the person who checked")


class Item(Model):
    """What every item of every collection has from its file rather than from a field."""

    id: str
    path: str
    facets: Mapping[str, tuple[str, ...]]


OURS = frozenset(Item.model_fields) | {"body"}
"""Fields that no curator writes as a field: they come from the file's name, place and text."""
