"""Entries: programmes, groups, services and places that support people."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import Item, Mark, Model, Verified
from generator.values import (
    Country,
    Date,
    Dates,
    Email,
    Line,
    Lines,
    LocalTime,
    Number,
    PartialDate,
    Text,
    Url,
    Urls,
    WholeNumber,
)


class Status(Model):
    """Whether a programme is running."""

    status: Literal["active", "paused", "closed"] = Field(description="active, paused or closed")
    since: PartialDate | None = Field(None, description="when it paused or closed")
    instead: Lines = Field((), description="ids of entries to use instead")
    note: Line | None = Field(None, description="a sentence for visitors")


def _status(value: object) -> object:
    if isinstance(value, str):
        return {"status": value}
    if isinstance(value, list):
        raise PydanticCustomError("not_text", "one word belongs here, not a list")
    return value


class Location(Model):
    """A place where people meet. Coordinates only for a stated, fixed place."""

    name: Line | None = Field(None, description="what the place is called")
    address: Line | None = Field(None, description="street and number")
    city: Line | None = Field(None, description="town or city")
    region: Line | None = Field(None, description="state, province or county")
    country: Country = Field(description="the country's two letters, such as US")
    latitude: Number | None = Field(None, ge=-90, le=90, description="degrees north")
    longitude: Number | None = Field(None, ge=-180, le=180, description="degrees east")
    precision: Literal["exact", "street", "city", "region"] | None = Field(
        None, description="how exact the coordinates are"
    )


class Contact(Model):
    """One way to reach a programme: a label, and one of phone, text, e-mail or chat."""

    label: Line | None = Field(None, description="who answers, such as Helpline")
    phone: Line | None = Field(None, description="a number as one dials it")
    text: Line | None = Field(None, description="a number for text messages")
    email: Email | None = Field(None, description="an e-mail address")
    chat: Url | None = Field(None, description="the address of an online chat")
    hours: Line | None = Field(None, description="when somebody answers, in words")

    @model_validator(mode="after")
    def _one_way(self) -> Contact:
        ways = [way for way in (self.phone, self.text, self.email, self.chat) if way]
        if not ways:
            raise PydanticCustomError("no_way", "this contact has no phone, text, email or chat")
        if len(ways) > 1:
            raise PydanticCustomError(
                "many_ways", "this contact has more than one of phone, text, email and chat"
            )
        return self


class Meeting(Model):
    """A meeting with a known hour, or a series of them."""

    title: Line = Field(description="what the meeting is called")
    starts: LocalTime = Field(
        description="the first one, on the clock of its zone: 2026-12-01T19:00"
    )
    zone: Line = Field(description="an IANA time zone, such as America/New_York")
    repeats: Line | None = Field(
        None, description="an RRULE, such as FREQ=WEEKLY;BYDAY=TU; it may end with UNTIL or COUNT"
    )
    minutes: WholeNumber | None = Field(None, gt=0, le=1440, description="how long it lasts")
    cancelled: Dates = Field((), description="days on which it does not meet")


class Entry(Item):
    """A resource: a programme, group, service or place that supports people."""

    name: Line = Field(
        description="The programme's own name, as visitors know it.",
        examples=["Long Meadow Garden"],
    )
    organization: Line | None = Field(None, description="Who runs it, when that is another body.")
    also_known_as: Lines = Field((), description="Old and other names that people search for.")
    status: Annotated[Status, BeforeValidator(_status)] = Field(
        Status(status="active"),
        description="active, paused or closed. For a closed one: "
        "{status: closed, since: 2024-05, instead: [another-id], note: …}.",
        examples=["active"],
    )
    url: Url = Field(
        description="The best page to start from.", examples=["https://meadow.example.org/"]
    )
    summary: Annotated[Line, Mark.TRANSLATED] = Field(
        max_length=240,
        description="One sentence: what it is and who it is for. At most 240 characters.",
        examples=["A garden behind the railway where neighbours share beds, tools and tea."],
    )
    first_step: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None,
        max_length=300,
        description="One sentence: what happens after you click or call.",
        examples=["Come by on a Saturday; whoever is there shows you round."],
    )
    description: Annotated[Text | None, Mark.TRANSLATED, Mark.PROSE] = Field(
        None,
        description="Up to 250 words in plain language: who it is for, how it works, what it "
        "costs, its limits. Markdown works.",
    )
    eligibility: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, description="Who may use it, in words: ages, one town, patients of one hospital, …"
    )
    places: tuple[Location, ...] = Field((), description="Where people meet.")
    contact: tuple[Contact, ...] = Field(
        (),
        description="Ways to reach it: a label and one of phone, text, email or chat, as one "
        "dials or writes it.",
    )
    hours: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None,
        description="When it is open or meets, in words, with “as of” and a date.",
        examples=["Saturdays, 10 to 12 (as of November 2026)"],
    )
    meetings: tuple[Meeting, ...] = Field(
        (), description="Only where the zone, the weekday and the hour are known."
    )
    caution: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, max_length=400, description="Shown to visitors: a thing to know before going there."
    )
    also: Annotated[Lines, Mark.TRANSLATED] = Field(
        (),
        description="What people type who need just this, in their own words, where neither its "
        "texts nor its terms say so. Search knows them; nobody reads them.",
        examples=["somewhere to grow tomatoes"],
    )
    verified: Verified | None = Field(
        None,
        description="Who checked this entry with the programme itself, when and how. Leave it "
        "out until somebody has.",
    )
    added: Date = Field(description="The day on which the entry was added.")
    changed: Date | None = Field(
        None, description="The day on which something that matters to a visitor changed."
    )
    formerly: Lines = Field((), description="Old ids of this entry; each keeps working as a link.")
    sources: Urls = Field((), description="The web addresses where the facts were found.")
    curator_notes: Annotated[Text | None, Mark.PRIVATE] = Field(
        None, description="Notes for other curators. Never published."
    )
