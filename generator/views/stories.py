"""The page of stories: all of them, and the choices by which a visitor narrows them down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.model import Story
from generator.relate import Site, sort_key
from generator.views.cards import StoryCard, story_card_of
from generator.views.find import Choice
from generator.views.parts import Chrome, Link, Text, View, foreign, head_of, label_of, said
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """A facet by which stories are chosen, or left out where `avoid` is true."""

    field: str
    label: Text
    question: Text
    avoid: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """The stories of one term."""

    label: Text
    stories: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """The stories by the terms of one facet."""

    label: Text
    groups: tuple[StoryGroup, ...]


@dataclass(frozen=True, slots=True)
class StoriesPage(View):
    """The list of all stories.

    `fits` says of each story in turn by which choices it is found, as words `field=term`.
    `indexes` are for those whose browser runs no script.
    """

    stories: tuple[StoryCard, ...]
    fits: tuple[str, ...]
    filters: tuple[StoryFilter, ...]
    indexes: tuple[StoryIndex, ...]


def stories_page(site: Site, chrome: Chrome) -> StoriesPage:
    """Return the list of all stories."""
    warnings = site.config.roles.warnings
    facets = _facets(site)
    found = {facet.field: _stories_by_term(site, facet) for facet in facets}
    fits: dict[str, list[str]] = {story.id: [] for story in site.stories}
    for field, by_term in found.items():
        for term, stories in by_term.items():
            for story in stories:
                fits[story.id].append(f"{field}={term}")
    return StoriesPage(
        chrome=chrome,
        head=head_of(site, addresses.STORIES, ""),
        stories=tuple(story_card_of(site, story) for story in site.stories),
        fits=tuple(" ".join(fits[story.id]) for story in site.stories),
        filters=tuple(
            _filter(site, facet, found[facet.field])
            for facet in facets
            if len(found[facet.field]) > 1 or facet.field == warnings
        ),
        indexes=tuple(
            _index(site, facet, found[facet.field])
            for facet in facets
            if facet.used_by == ("stories",) and facet.field != warnings
        ),
    )


def _facets(site: Site) -> list[Facet]:
    """Return the facets by which stories are chosen; those that only they have come first."""
    used = {field for story in site.stories for field, terms in story.facets.items() if terms}
    facets = [f for f in site.table.facets_of("stories") if f.filter and f.field in used]
    return sorted(facets, key=lambda facet: facet.used_by != ("stories",))


def _stories_by_term(site: Site, facet: Facet) -> dict[str, tuple[Story, ...]]:
    """Return the stories of each term that any of them has, in the visitors' order."""
    own = {story.id: story.facets.get(facet.field, ()) for story in site.stories}
    used = {wide for terms in own.values() for term in terms for wide in facet.with_broader(term)}
    terms = [term for term in facet.terms if term in used]
    terms += sorted(used - set(terms))
    if facet.sort == "label":
        terms.sort(key=lambda term: sort_key(site.label(facet, term)))
    fits = _has if facet.field == site.config.roles.warnings else _suits
    return {
        term: tuple(story for story in site.stories if fits(facet, own[story.id], term))
        for term in terms
    }


def _has(facet: Facet, own: Iterable[str], term: str) -> bool:
    """Say whether a story has just what `term` names, so that leaving it out hides no other."""
    return any(term in facet.with_broader(each) for each in own)


def _suits(facet: Facet, own: Sequence[str], term: str) -> bool:
    """Say whether a story is found by `term`, as an entry would be."""
    return not facet.asked_by(term).isdisjoint(facet.fitting(own))


def _filter(site: Site, facet: Facet, by_term: Mapping[str, tuple[Story, ...]]) -> StoryFilter:
    return StoryFilter(
        field=facet.field,
        label=said(site, facet.label),
        question=said(site, facet.question or facet.label),
        avoid=facet.field == site.config.roles.warnings,
        choices=tuple(
            Choice(term, label_of(site, facet, term), len(stories), ())
            for term, stories in by_term.items()
        ),
    )


def _index(site: Site, facet: Facet, by_term: Mapping[str, tuple[Story, ...]]) -> StoryIndex:
    href = site.addresses.href
    return StoryIndex(
        said(site, facet.label),
        tuple(
            StoryGroup(
                label_of(site, facet, term),
                tuple(
                    Link(
                        story.title,
                        href(addresses.item_path("stories", story.id)),
                        language=foreign(site, story.language),
                    )
                    for story in stories
                ),
            )
            for term, stories in by_term.items()
        ),
    )
