"""Every page of a site: which template renders which view, and where the page lives.

A `Task` names a page without making it, so that tasks are cheap to count and to hand to other
processes; `page_of` makes the page's view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator import addresses
from generator.model import Item
from generator.relate import Site
from generator.views.coverage import coverage_page
from generator.views.crisis import crisis_page
from generator.views.entry import entry_page
from generator.views.find import find_page
from generator.views.home import home_page, not_found_page, redirect_page
from generator.views.lists import browse_page, list_length, listed_facets, term_page
from generator.views.packet import leaf_page, offline_page, packet_page
from generator.views.parts import Chrome, View, chrome_of
from generator.views.stories import stories_page
from generator.views.texts import guide_page, guides_page, story_page, text_page
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class Task:
    """A page that is to be made: its template, its file, and what it is about.

    `key` is an item's id or a facet's slug; `term` and `number` name one page of a list.
    """

    template: str
    file: str
    key: str = ""
    term: str = ""
    number: int = 1


def tasks_of(site: Site) -> Iterator[Task]:
    """Yield a task for every page of `site`."""
    file = site.addresses.file
    yield Task("home.html", file(addresses.HOME))
    yield Task("find.html", file(addresses.FIND))
    yield Task("browse.html", file(addresses.BROWSE))
    yield Task("coverage.html", file(addresses.COVERAGE))
    yield Task("packet.html", file(addresses.PACKET))
    yield Task("offline.html", file(addresses.OFFLINE))
    if site.language == site.default_language:
        yield Task("not_found.html", addresses.NOT_FOUND)
    yield from _items(site, "resources", "entry.html", (*site.entries, *site.unlisted))
    for entry in (*site.entries, *site.unlisted):
        for id_ in (entry.id, *entry.formerly):
            yield Task("leaf.json", site.addresses.data(addresses.leaf_path(id_)), entry.id)
        for old in entry.formerly:
            yield Task("redirect.html", file(addresses.item_path("resources", old)), entry.id)
    for facet, term in _listed_terms(site):
        for number in range(1, list_length(site, facet, term) + 1):
            path = addresses.term_path(facet.slug, term, number)
            yield Task("term.html", file(path), facet.slug, term, number)
    if site.stories:
        yield Task("stories.html", file(addresses.STORIES))
    yield from _items(site, "stories", "story.html", site.stories)
    if site.guides:
        yield Task("guides.html", file(addresses.GUIDES))
    yield from _items(site, "guides", "guide.html", site.guides)
    yield from _items(site, "pages", "text.html", site.pages)
    if site.crisis:
        yield Task("crisis.html", file(addresses.CRISIS))


def view_of(site: Site, task: Task) -> View:
    """Return all that the template of a task's page will see."""
    return _MAKERS[task.template](site, _chrome(site), task)


def _items(site: Site, collection: str, template: str, items: Iterable[Item]) -> Iterator[Task]:
    for item in items:
        path = addresses.item_path(collection, item.id)
        yield Task(template, site.addresses.file(path), item.id)


def _listed_terms(site: Site) -> Iterator[tuple[Facet, str]]:
    for facet in listed_facets(site):
        for term in site.terms_of(facet):
            # Nobody looks for an empty list of each language or country on earth.
            if not facet.codes or site.listing(facet, term):
                yield facet, term


@lru_cache(maxsize=8)
def _chrome(site: Site) -> Chrome:
    return chrome_of(site)


def _term(site: Site, chrome: Chrome, task: Task) -> View:
    facet = site.table.facet_by_slug(task.key)
    assert facet is not None  # noqa: S101 - the task was made from this facet
    return term_page(site, chrome, facet, task.term, task.number)


def _redirect(site: Site, chrome: Chrome, task: Task) -> View:
    entry = site.entry(task.key)
    path = addresses.item_path("resources", entry.id)
    return redirect_page(site, chrome, entry.name, path)


_MAKERS: dict[str, Callable[[Site, Chrome, Task], View]] = {
    "home.html": lambda site, chrome, _: home_page(site, chrome),
    "find.html": lambda site, chrome, _: find_page(site, chrome),
    "browse.html": lambda site, chrome, _: browse_page(site, chrome),
    "coverage.html": lambda site, chrome, _: coverage_page(site, chrome),
    "not_found.html": lambda site, chrome, _: not_found_page(site, chrome),
    "stories.html": lambda site, chrome, _: stories_page(site, chrome),
    "guides.html": lambda site, chrome, _: guides_page(site, chrome),
    "crisis.html": lambda site, chrome, _: crisis_page(site, chrome),
    "packet.html": lambda site, chrome, _: packet_page(site, chrome),
    "offline.html": lambda site, chrome, _: offline_page(site, chrome),
    "leaf.json": lambda site, chrome, t: leaf_page(site, chrome, site.entry(t.key)),
    "term.html": _term,
    "redirect.html": _redirect,
    "entry.html": lambda site, chrome, t: entry_page(site, chrome, site.entry(t.key)),
    "story.html": lambda site, chrome, t: story_page(site, chrome, site.story(t.key)),
    "guide.html": lambda site, chrome, t: guide_page(site, chrome, site.guide(t.key)),
    "text.html": lambda site, chrome, t: text_page(site, chrome, site.page(t.key)),
}
