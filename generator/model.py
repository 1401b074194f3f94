"""What a directory is made of: entries, stories, guides, pages and crisis lines.

Each class is what one kind of file says, once it has been read. The order of the fields is the
canonical order in a file; their descriptions are what curators read in their editor and in
CONTRIBUTING. Facets (kind, languages …) are no fields here: the vocabularies declare
them, and an item holds `{field: terms}`. Absent means unknown, never no.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

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
    YesOrNo,
)


class Mark(Enum):
    """What else is true of a field, for those who read the field table."""

    TRANSLATED = "a translation beside the file may say it in another language"
    PROSE = "Markdown"
    PRIVATE = "never published"


class Model(BaseModel):
    """A frozen value that accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
        if len(ways) != 1:
            raise PydanticCustomError(
                "one_way", "each contact needs exactly one of phone, text, email or chat"
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
        description="Up to 250 words of Markdown in plain language: who it is for, how it works, "
        "what it costs, its limits.",
    )
    eligibility: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, description="Who may use it, in words: ages, patients of one hospital, …"
    )
    places: tuple[Location, ...] = Field((), description="Where people meet.")
    contact: tuple[Contact, ...] = Field(
        (),
        description="Ways to reach it: a label and one of phone, text, email or chat, as one "
        "dials or writes it.",
    )
    hours: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, description="When it is open or meets, in words, with “as of” and a date."
    )
    meetings: tuple[Meeting, ...] = Field(
        (), description="Only where the zone, the weekday and the hour are known."
    )
    caution: Annotated[Line | None, Mark.TRANSLATED] = Field(
        None, max_length=400, description="Shown to visitors: a thing to know before going there."
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
    sources: Urls = Field((), description="Where the facts were found.")
    curator_notes: Annotated[Text | None, Mark.PRIVATE] = Field(
        None, description="Notes for other curators. Never published."
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
    sources: Urls = Field((), description="Where the facts were found.")
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
    reviewed: Reviewed | None = None


Confidence = Literal["high", "medium", "low"]


class EmergencyNumber(Model):
    """The number that a country's people call when life is in danger."""

    number: Line = Field(description="as one dials it there")
    label: Line | None = Field(None, description="which service answers, when several do")
    confidence: Confidence = Field(description="high, medium or low; only high is shown")
    verified: Verified | None = Field(None, description="who checked it, when and how")


class CrisisLine(Model):
    """A crisis or distress service. Its numbers are stored as one dials them in its country."""

    name: Line = Field(description="the service's own name")
    for_whom: Line | None = Field(None, description="whom it is for, when not for everybody")
    number: Line | None = Field(None, description="as one dials it there: 988, 116 123, *4141")
    sms: Line | None = Field(None, description="the number for text messages")
    sms_words: Line | None = Field(None, description="what to write, such as HOME")
    chat: Url | None = Field(None, description="the address of an online chat")
    url: Url | None = Field(None, description="the service's own page")
    hours: Line | None = Field(None, description="when somebody answers, in words")
    languages: Lines = Field((), description="BCP 47 tags")
    note: Line | None = Field(None, description="a sentence for visitors")
    confidence: Confidence = Field(
        description="high, medium or low; only high is shown as a number"
    )
    verified: Verified | None = Field(None, description="who checked it, when and how")
    sources: Urls = Field((), description="where it was read")
    curator_notes: Text | None = Field(None, description="never published")

    @property
    def can_be_reached(self) -> bool:
        """Whether there is any way to this line, a number or a page."""
        return any((self.number, self.sms, self.chat, self.url))

    @property
    def shows_number(self) -> bool:
        """Whether visitors see this line's numbers rather than only a link to the service."""
        return self.confidence == "high"


class CrisisCountry(Model):
    """What there is in one country when somebody cannot go on."""

    country: Country = Field(description="the country's two letters")
    emergency: tuple[EmergencyNumber, ...] = Field((), description="when life is in danger")
    lines: tuple[CrisisLine, ...] = Field((), description="services that listen")


class CrisisHelp(Model):
    """The file of crisis lines."""

    directories: tuple[CrisisLine, ...] = Field(
        (), description="services that list crisis lines for many countries"
    )
    countries: tuple[CrisisCountry, ...] = Field(description="one for each country")
