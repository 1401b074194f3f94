"""Every page of a site: which template renders which view, and where the page lives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from generator import addresses
from generator.relate import Site
from generator.views.crisis import crisis_page
from generator.views.entry import entry_page
from generator.views.home import find_page, home_page, not_found_page, redirect_page
from generator.views.lists import browse_page, listed_facets, term_pages
from generator.views.parts import View, chrome_of
from generator.views.texts import (
    guide_page,
    guides_page,
    stories_page,
    story_page,
    text_page,
)
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class Page:
    """A page that waits to be rendered: the file it becomes, its template and its view."""

    file: str
    template: str
    view: View


def pages_of(site: Site) -> Iterator[Page]:
    """Yield every page of `site`, one at a time."""
    chrome = chrome_of(site)
    file = site.addresses.file
    yield Page(file(addresses.HOME), "home.html", home_page(site, chrome))
    yield Page(file(addresses.FIND), "find.html", find_page(site, chrome))
    yield Page(file(addresses.BROWSE), "browse.html", browse_page(site, chrome))
    if site.language == site.default_language:
        yield Page("404.html", "not_found.html", not_found_page(site, chrome))
    for entry in (*site.entries, *site.unlisted):
        path = addresses.item_path("resources", entry.id)
        yield Page(file(path), "entry.html", entry_page(site, chrome, entry))
        for old in entry.formerly:
            view = redirect_page(site, chrome, entry.name, path)
            yield Page(file(addresses.item_path("resources", old)), "redirect.html", view)
    for facet, term in _listed_terms(site):
        for view_ in term_pages(site, chrome, facet, term):
            yield Page(file(view_.path), "term.html", view_)
    yield from _texts(site)
    if site.crisis:
        yield Page(file(addresses.CRISIS), "crisis.html", crisis_page(site, chrome, site.crisis))


def page_count(site: Site) -> int:
    """Return how many pages `pages_of` will yield, without making them."""
    size = site.config.page_size
    lists = (len(site.listing(facet, term)) for facet, term in _listed_terms(site))
    every = (*site.entries, *site.unlisted)
    return (
        3
        + (site.language == site.default_language)
        + len(every)
        + sum(len(entry.formerly) for entry in every)
        + sum(max(ceil(length / size), 1) for length in lists)
        + sum(len(texts) + bool(texts) for texts in (site.stories, site.guides))
        + len(site.pages)
        + (site.crisis is not None)
    )


def _listed_terms(site: Site) -> Iterator[tuple[Facet, str]]:
    for facet in listed_facets(site):
        for term in site.terms_of(facet):
            # Nobody looks for an empty list of each language or country on earth.
            if not facet.codes or site.listing(facet, term):
                yield facet, term


def _texts(site: Site) -> Iterator[Page]:
    chrome = chrome_of(site)
    file = site.addresses.file
    if site.stories:
        yield Page(file(addresses.STORIES), "stories.html", stories_page(site, chrome))
    for story in site.stories:
        path = addresses.item_path("stories", story.id)
        yield Page(file(path), "story.html", story_page(site, chrome, story))
    if site.guides:
        yield Page(file(addresses.GUIDES), "guides.html", guides_page(site, chrome))
    for guide in site.guides:
        path = addresses.item_path("guides", guide.id)
        yield Page(file(path), "guide.html", guide_page(site, chrome, guide))
    for page in site.pages:
        path = addresses.item_path("pages", page.id)
        yield Page(file(path), "text.html", text_page(site, chrome, page))
