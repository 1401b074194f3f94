"""Crisis help: the numbers and services of each country."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.base import Model, Verified
from generator.values import Country, Line, Lines, Text, Url, Urls, Words

Confidence = Literal["high", "medium", "low"]


class EmergencyNumber(Model):
    """The number that a country's people call when life is in danger."""

    number: Line = Field(description="as one dials it there")
    label: Words | None = Field(None, description="which service answers, when several do")
    confidence: Confidence = Field(description="high, medium or low; only high is shown")
    verified: Verified | None = Field(None, description="who checked it, when and how")


class CrisisLine(Model):
    """A crisis or distress service. Its numbers are stored as one dials them in its country."""

    name: Line = Field(description="the service's own name")
    for_whom: Words | None = Field(None, description="whom it is for, when not for everybody")
    number: Line | None = Field(None, description="as one dials it there: 988, 116 123, *4141")
    sms: Line | None = Field(None, description="the number for text messages")
    sms_words: Line | None = Field(None, description="what to write, such as HOME")
    chat: Url | None = Field(None, description="the address of an online chat")
    url: Url | None = Field(None, description="the service's own page")
    hours: Words | None = Field(None, description="when somebody answers, in words")
    languages: Lines = Field((), description="BCP 47 tags")
    note: Words | None = Field(None, description="a sentence for visitors")
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
