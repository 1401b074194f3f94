"""The first page, the search page, and the page for addresses that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses
from generator.config import Door
from generator.relate import Site
from generator.views.lists import FacetLists, facet_lists, listed_facets
from generator.views.parts import Chrome, Link, Text, View, head_of, said
from generator.views.texts import guide_links


@dataclass(frozen=True, slots=True)
class HomePage(View):
    """The first page: ways in, a search, and all kinds of support."""

    about: Text | None
    doors: tuple[Link, ...]
    count: int
    stories: int
    kinds: FacetLists | None
    facets: tuple[FacetLists, ...]
    guides: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage(View):
    """Shown at any address that does not exist."""

    kinds: FacetLists | None


@dataclass(frozen=True, slots=True)
class RedirectPage(View):
    """Left at an old address; leads on to the new one."""

    target: Link


def home_page(site: Site, chrome: Chrome) -> HomePage:
    """Return all that the first page shows."""
    kind = site.table.facet(site.config.roles.kind)
    facets = [facet_lists(site, facet) for facet in listed_facets(site) if facet is not kind]
    return HomePage(
        chrome=chrome,
        head=head_of(site, addresses.HOME, ""),
        about=said(site, site.config.about) if site.config.about else None,
        doors=tuple(_door(site, door) for door in site.config.doors),
        count=len(site.entries),
        stories=len(site.stories),
        kinds=facet_lists(site, kind) if kind else None,
        facets=tuple(facet for facet in facets if facet.terms),
        guides=guide_links(site),
    )


def not_found_page(site: Site, chrome: Chrome) -> NotFoundPage:
    """Return the page for addresses that lead nowhere."""
    kind = site.table.facet(site.config.roles.kind)
    return NotFoundPage(
        chrome=chrome,
        head=head_of(site, addresses.NOT_FOUND, "", hidden=True),
        kinds=facet_lists(site, kind) if kind else None,
    )


def redirect_page(site: Site, chrome: Chrome, label: str, path: str) -> RedirectPage:
    """Return the page that leads on to `path`."""
    return RedirectPage(
        chrome=chrome,
        head=head_of(site, path, label, hidden=True),
        target=Link(label, site.addresses.href(path)),
    )


def _door(site: Site, door: Door) -> Link:
    label, hint = said(site, door.label), said(site, door.hint) if door.hint else Text("")
    return Link(label.words, _behind(site, door), hint.words, label.language, hint.language)


def _behind(site: Site, door: Door) -> str:
    if door.filters is not None:
        return site.addresses.href(addresses.FIND) + addresses.fragment_of(door.filters)
    slug, _, id_ = (door.to or "").partition("/")
    if slug in {"crisis", "stories", "guides"}:
        return site.addresses.href(f"{slug}/{id_}/" if id_ else f"{slug}/")
    return site.addresses.href(addresses.term_path(slug, id_))
