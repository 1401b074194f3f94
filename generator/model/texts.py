"""Stories, guides and pages, which are mostly text, and the translation of any item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Item, Mark, Model, Reviewed
from generator.values import (
    Date,
    Line,
    Lines,
    LocalLines,
    PartialDate,
    Text,
    Url,
    Urls,
    WholeNumber,
    YesOrNo,
)


class Story(Item):
    """A personal story, published elsewhere or told here with its teller's consent."""

    title: Line = Field(description="The title, as its publisher gives it.")
    person: Line | None = Field(None, description="Who tells it. Only a name that is public.")
    publisher: Line | None = Field(None, description="Who published it.")
    url: Url | None = Field(None, description="Where it can be read, heard or watched.")
    link_is_index: YesOrNo = Field(
        False, description="true when the link leads to the publisher's index, not to the story."
    )
    published: PartialDate | None = Field(None, description="When it was published.")
    consent: Literal["published-elsewhere", "given-to-us"] = Field(
        description="published-elsewhere, or given-to-us in writing."
    )
    summary: Annotated[Line, Mark.TRANSLATED] = Field(
        max_length=240, description="One sentence in our own words."
    )
    resources: Lines = Field((), description="Ids of entries that the story names.")
    language: Line = Field("en", description="The language it is told in (BCP 47).")
    noindex: YesOrNo = Field(
        True, description="Keep search engines away. Stays true for stories of private people."
    )
    added: Date = Field(description="The day on which it was added.")
    changed: Date | None = Field(None, description="The day on which its text changed.")
    sources: Urls = Field((), description="The web addresses where the facts were found.")
    curator_notes: Annotated[Text | None, Mark.PRIVATE] = Field(
        None, description="Notes for other curators. Never published."
    )
    body: Annotated[str, Mark.TRANSLATED, Mark.PROSE] = ""


class Guide(Item):
    """A practical guide. Its citations are Markdown footnotes."""

    title: Annotated[Line, Mark.TRANSLATED] = Field(description="The title.")
    summary: Annotated[Line, Mark.TRANSLATED] = Field(
        max_length=240, description="One sentence: what a reader will know afterwards."
    )
    also: LocalLines = Field(
        {}, description="What people type who need this guide: a list, or one for each language."
    )
    order: WholeNumber = Field(100, description="Its place in lists; smaller comes first.")
    resources: Lines = Field((), description="Ids of entries to offer as next steps.")
    added: Date = Field(description="The day on which it was added.")
    changed: Date | None = Field(None, description="The day on which its text changed.")
    curator_notes: Annotated[Text | None, Mark.PRIVATE] = Field(
        None, description="Notes for other curators. Never published."
    )
    body: Annotated[str, Mark.TRANSLATED, Mark.PROSE] = ""


class Page(Item):
    """A page about the directory itself: about, privacy, what we list …"""

    title: Annotated[Line, Mark.TRANSLATED] = Field(description="The title.")
    summary: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, max_length=240, description="One sentence."
    )
    menu: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, description="Its name in the page's foot, when shorter than the title."
    )
    order: WholeNumber = Field(100, description="Its place in the foot; smaller comes first.")
    body: Annotated[str, Mark.TRANSLATED, Mark.PROSE] = ""


class Translation(Model):
    """The texts of one item in another language."""

    language: str
    path: str
    texts: Mapping[str, str]
    lists: Mapping[str, Lines] = {}
    reviewed: Reviewed | None = None
