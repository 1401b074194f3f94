"""Pages that are read: stories, guides, and pages about the directory."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses
from generator.model import Guide, Page, Story
from generator.prose import headings, to_html
from generator.relate import Site
from generator.views.cards import (
    Card,
    Fact,
    card_of,
    fact_of,
    story_card_of,
)
from generator.views.parts import (
    Chrome,
    Link,
    Text,
    View,
    day_of,
    edit_link,
    foreign,
    head_of,
    resolver,
    text_of,
    time_of,
    translation_of,
)


@dataclass(frozen=True, slots=True)
class StoryPage(View):
    """The page of a story."""

    title: str
    language: str
    spoken: str
    person: str
    publisher: str
    published: str
    minutes: int
    form: tuple[Link, ...]
    url: str
    link_is_index: bool
    consent: str
    translation: str
    summary: Text | None
    body: Text | None
    warnings: tuple[Link, ...]
    facts: tuple[Fact, ...]
    resources: tuple[Card, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class GuidePage(View):
    """The page of a guide."""

    title: Text | None
    translation: str
    summary: Text | None
    body: Text | None
    contents: tuple[Link, ...]
    resources: tuple[Card, ...]
    added: str
    changed: str


@dataclass(frozen=True, slots=True)
class GuidesPage(View):
    """The list of all guides."""

    guides: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TextPage(View):
    """A page about the directory."""

    title: Text | None
    translation: str
    summary: Text | None
    body: Text | None


def story_page(site: Site, chrome: Chrome, story: Story) -> StoryPage:
    """Return all that the page of `story` shows."""
    path = addresses.item_path("stories", story.id)
    elsewhere = {site.config.roles.form, site.config.roles.warnings}
    facets = [f for f in site.table.facets_of("stories") if f.field not in elsewhere]
    shown = (fact_of(site, story, facet.field) for facet in facets)
    card = story_card_of(site, story)
    return StoryPage(
        chrome=chrome,
        head=head_of(site, path, story.title, story.summary, hidden=story.noindex),
        title=story.title,
        language=card.language,
        spoken=card.spoken,
        person=card.person,
        publisher=card.publisher,
        published=time_of(site, story.published),
        minutes=card.minutes,
        form=card.form,
        url=story.url or "",
        link_is_index=story.link_is_index,
        consent=story.consent,
        translation=translation_of(site, "stories", story.id),
        summary=card.summary,
        body=_body(site, "stories", story),
        warnings=card.warnings,
        facts=tuple(fact for fact in shown if fact.terms),
        resources=_cards(site, story.resources),
        edit=edit_link(site, story.path),
    )


def guide_page(site: Site, chrome: Chrome, guide: Guide) -> GuidePage:
    """Return all that the page of `guide` shows."""
    path = addresses.item_path("guides", guide.id)
    return GuidePage(
        chrome=chrome,
        head=head_of(site, path, guide.title, guide.summary),
        title=text_of(site, "guides", guide.id, "title", guide.title),
        translation=translation_of(site, "guides", guide.id),
        summary=text_of(site, "guides", guide.id, "summary", guide.summary),
        body=_body(site, "guides", guide),
        contents=tuple(Link(words, f"#{anchor}") for anchor, words in headings(guide.body)),
        resources=_cards(site, guide.resources),
        added=day_of(site, guide.added),
        changed=day_of(site, guide.changed),
    )


def guides_page(site: Site, chrome: Chrome) -> GuidesPage:
    """Return the list of all guides."""
    return GuidesPage(
        chrome=chrome, head=head_of(site, addresses.GUIDES, ""), guides=guide_links(site)
    )


def guide_links(site: Site) -> tuple[Link, ...]:
    """Return a link to each guide."""
    return tuple(
        Link(
            guide.title,
            site.addresses.href(addresses.item_path("guides", guide.id)),
            guide.summary,
            language=foreign(site, site.spoken["guides", guide.id].of("title")),
            hint_language=foreign(site, site.spoken["guides", guide.id].of("summary")),
        )
        for guide in site.guides
    )


def text_page(site: Site, chrome: Chrome, page: Page) -> TextPage:
    """Return all that a page about the directory shows."""
    path = addresses.item_path("pages", page.id)
    return TextPage(
        chrome=chrome,
        head=head_of(site, path, page.title, page.summary or ""),
        title=text_of(site, "pages", page.id, "title", page.title),
        translation=translation_of(site, "pages", page.id),
        summary=text_of(site, "pages", page.id, "summary", page.summary),
        body=_body(site, "pages", page),
    )


def _body(site: Site, collection: str, item: Story | Guide | Page) -> Text | None:
    text = text_of(site, collection, item.id, "body", item.body)
    return text and Text(to_html(text.words, resolver(site, item.path)), text.language)


def _cards(site: Site, ids: tuple[str, ...]) -> tuple[Card, ...]:
    return tuple(card_of(site, site.entry(id_)) for id_ in ids)
