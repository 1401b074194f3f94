"""The site's own settings, as `content/site.yaml` says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model import Model, Reviewed
from generator.values import Email, Line, Lines, Url, WholeNumber, Words

LOCAL_PREVIEW = "http://localhost:8000/"
"""Where `make serve` shows the site; used until a host says where it will live."""


Subject = Literal["resources", "stories", "guides", "pages", "crisis", "vocabularies"]


class Host(Model):
    """Who answers for this directory."""

    name: Line = Field(description="the person or organisation that runs this directory")
    url: Url | None = Field(None, description="their own site")
    email: Email | None = Field(None, description="where visitors can write")


class Door(Model):
    """A way into the directory from the home page, in plain words."""

    label: Words = Field(description="what a visitor might say: I'm not ready to talk")
    hint: Words | None = Field(None, description="a few words more")
    filters: Mapping[str, Lines] | None = Field(
        None, description="leads to the search page with these terms chosen, by field"
    )
    to: Line | None = Field(
        None,
        description="or where else it leads: a list as vocabulary/term, or crisis, stories, "
        "guides, or guides/id",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Door:
        if (self.filters is None) == (self.to is None):
            raise PydanticCustomError("one_door", "each door needs either filters or to, not both")
        return self


class Roles(Model):
    """Which facets a theme shows in a special way."""

    kind: Line = Field("kind", description="what an entry is")
    badge: Line | None = Field(
        None,
        description="shown as a badge on every card: sharing; its terms are listed from the one "
        "that asks least to the one that asks most",
    )
    card: Lines = Field((), description="facets shown on every card, in this order")
    glance: Lines = Field(
        (), description="facets shown first on an entry's page and printed with it, in this order"
    )
    form: Line | None = Field(None, description="how a story is told: to read, to hear, to watch")
    warnings: Line | None = Field(
        None, description="what may be hard to meet in a story; visitors can leave it out"
    )


class SiteConfig(Model):
    """The settings of one directory."""

    title: Words = Field(description="the directory's name")
    tagline: Words = Field(description="one short sentence under the name")
    description: Words = Field(description="one or two sentences for search engines")
    about: Words | None = Field(None, description="a short welcome on the home page")
    host: Host = Field(description="who answers for this directory")
    url: Url | None = Field(
        None, description="where the site will live, such as https://example.org/"
    )
    repository: Url | None = Field(None, description="where its files are kept and changed")
    theme: Line = Field("calm", description="the folder in themes/ that gives the site its looks")
    languages: Lines = Field(
        ("en",), min_length=1, description="BCP 47 tags; the first is the site's own language"
    )
    reviewed: Mapping[str, Reviewed] = Field(
        {},
        description="by language: which speaker checked the words of the site and of its "
        "vocabularies, and when; left out until one has",
    )
    stage: Literal["draft", "public"] = Field(
        "draft", description="draft: a banner and noindex on every page; public: neither"
    )
    countries: Lines = Field(
        (), description="the countries that this directory mainly serves; first in crisis help"
    )
    review_months: WholeNumber = Field(
        6, gt=0, description="after how many months an entry is due to be verified again"
    )
    page_size: WholeNumber = Field(24, gt=0, le=500, description="entries on one page of a list")
    reading_grade: WholeNumber = Field(
        8, gt=0, description="the US school grade above which check warns of an English text"
    )
    roles: Roles = Field(Roles(), description="which facets the theme shows in a special way")
    doors: tuple[Door, ...] = Field((), description="the ways in on the home page")
    checklist: Mapping[Subject, Lines] = Field(
        {},
        description="what a reviewer looks at before a change is merged, by what it touches: "
        "resources, stories, guides, pages, crisis, vocabularies; `alongside changes` asks it",
    )
    warn_words: Lines = Field(
        (), description="words that promise too much, such as cure; check warns of them"
    )

    @property
    def default_language(self) -> str:
        """The language at the site's root."""
        return self.languages[0]


UNKNOWN = SiteConfig.model_validate(
    {"title": "?", "tagline": "?", "description": "?", "host": {"name": "?"}}
)
"""What stands for the settings of a directory whose site.yaml cannot be read."""
