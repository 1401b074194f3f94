"""Entries and stories in a few lines, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses
from generator.freshness import Freshness, due_after, freshness_of
from generator.model import Entry, Story
from generator.prose import count_words, plain_text, to_html
from generator.relate import Site
from generator.views.parts import Link, Text, day_of, foreign, label_of, said, text_of
from generator.vocabularies import Facet, code_name

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether somebody has checked an entry with the programme itself.

    The days are words in the site's language.
    """

    state: Freshness
    day: str = ""
    by: str = ""
    how: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an entry: what it is about, and what is known; unknown when empty."""

    field: str
    label: Text
    terms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in a list."""

    id: str
    name: str
    href: str
    kind: tuple[Link, ...]
    kind_id: str
    organization: str
    is_named_by_organization: bool
    """Whether its name says the organization, too."""
    summary: Text | None
    badges: tuple[Link, ...]
    badge_ids: tuple[str, ...]
    facts: tuple[Fact, ...]
    verification: Verification
    status: str


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list."""

    title: str
    href: str
    person: str
    publisher: str
    form: tuple[Link, ...]
    language: str
    spoken: str
    """The name of its language, where that is not the page's."""
    minutes: int
    """How long it takes to read, where it is told here; 0 where we do not know."""
    summary: Text | None
    warnings: tuple[Link, ...]


def card_of(site: Site, entry: Entry) -> Card:
    """Return an entry as lists show it."""
    roles = site.config.roles
    return Card(
        id=entry.id,
        name=entry.name,
        href=site.addresses.href(addresses.item_path("resources", entry.id)),
        kind=terms_of(site, entry, roles.kind),
        kind_id=next(iter(_in_order(site, entry, roles.kind)), ""),
        organization=entry.organization or "",
        is_named_by_organization=(entry.organization or "").casefold() in entry.name.casefold(),
        summary=text_of(site, "resources", entry.id, "summary", entry.summary),
        badges=terms_of(site, entry, roles.badge) if roles.badge else (),
        badge_ids=_in_order(site, entry, roles.badge or ""),
        facts=tuple(fact for field in roles.card if (fact := fact_of(site, entry, field)).terms),
        verification=verification_of(site, entry),
        status=entry.status.status,
    )


def story_card_of(site: Site, story: Story) -> StoryCard:
    """Return a story as lists show it."""
    roles, elsewhere = site.config.roles, foreign(site, story.language)
    return StoryCard(
        title=story.title,
        href=site.addresses.href(addresses.item_path("stories", story.id)),
        person=story.person or "",
        publisher=story.publisher or "",
        form=terms_of(site, story, roles.form) if roles.form else (),
        language=elsewhere,
        spoken=code_name("languages", elsewhere, site.language) if elsewhere else "",
        minutes=_minutes(story),
        summary=text_of(site, "stories", story.id, "summary", story.summary),
        warnings=terms_of(site, story, roles.warnings) if roles.warnings else (),
    )


def _minutes(story: Story) -> int:
    if story.url:
        return 0
    words = count_words(plain_text(to_html(story.body, lambda target: target)))
    return max(1, round(words / WORDS_A_MINUTE))


def terms_of(site: Site, item: Entry | Story, field: str) -> tuple[Link, ...]:
    """Return an item's terms in one facet, in the vocabulary's order, with links to their lists."""
    facet = site.table.facet(field)
    if facet is None:
        return ()
    return tuple(
        Link(label.words, _list_of(site, facet, term), language=label.language)
        for term in _in_order(site, item, field)
        for label in [label_of(site, facet, term)]
    )


def _in_order(site: Site, item: Entry | Story, field: str) -> tuple[str, ...]:
    """Return the ids of an item's terms in one facet, in the vocabulary's order."""
    facet = site.table.facet(field)
    order = {term: place for place, term in enumerate(facet.terms if facet else ())}
    return tuple(
        sorted(item.facets.get(field, ()), key=lambda term: (order.get(term, 10**6), term))
    )


def _list_of(site: Site, facet: Facet, term: str) -> str:
    """Return where a term's entries, or else its stories, are listed."""
    if facet.lists and "resources" in facet.used_by:
        return site.addresses.href(addresses.term_path(facet.slug, term))
    if facet.lists and facet.filter and "stories" in facet.used_by:
        chosen = addresses.fragment_of({facet.field: (term,)})
        return site.addresses.href(addresses.STORIES) + chosen
    return ""


def fact_of(site: Site, item: Entry | Story, field: str) -> Fact:
    """Return what is known of an item in one facet."""
    facet = site.table.facet(field)
    label = said(site, facet.label) if facet else Text(field)
    return Fact(field, label, terms_of(site, item, field))


def verification_of(site: Site, entry: Entry) -> Verification:
    """Return who checked an entry, and whether it is due to be checked again."""
    verified = entry.verified
    if verified is None:
        return Verification(Freshness.NEVER)
    due = due_after(verified.date, site.config.review_months)
    return Verification(
        freshness_of(entry, site.config.review_months, site.today),
        day_of(site, verified.date),
        verified.by,
        verified.how,
        day_of(site, due),
    )
