"""The parts that all pages share: what stands in the head, around the content and in links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date, format_skeleton

from generator import addresses
from generator.prose import Resolve
from generator.relate import Site
from generator.values import LocalText
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; the languages are set where they are not the page's own."""

    label: str
    href: str
    hint: str = ""
    language: str = ""
    hint_language: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words or HTML, with their language where it is not the page's own."""

    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to browsers and search engines."""

    title: str
    description: str
    canonical: str
    noindex: bool
    hidden: bool = False
    """Whether search engines should leave it out even once the site is public."""
    alternates: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around the content of every page of one language."""

    language: str
    direction: str
    site_title: str
    tagline: Text
    draft: bool
    unreviewed: bool
    """Whether these words are a translation that no speaker of the language has checked."""
    origin: str
    base_path: str
    home: str
    find: str
    browse: str
    stories: str
    guides: str
    crisis: str
    coverage: str
    packet: str
    resources: str
    """Below which the pages of entries lie."""
    pages: tuple[Link, ...]
    host_name: str
    host_url: str
    host_email: str
    repository: str


@dataclass(frozen=True, slots=True)
class View:
    """All that a template sees of a page. A plain value: equal views give equal pages."""

    chrome: Chrome
    head: Head


def chrome_of(site: Site) -> Chrome:
    """Return what surrounds every page of `site`."""
    href = site.addresses.href
    return Chrome(
        language=site.language,
        direction=Locale.parse(site.language, sep="-").text_direction,
        site_title=said(site, site.config.title).words,
        tagline=said(site, site.config.tagline),
        draft=site.config.stage == "draft",
        unreviewed=site.language != site.default_language
        and site.language not in site.config.reviewed,
        origin=site.addresses.origin,
        base_path=site.addresses.base_path,
        home=href(addresses.HOME),
        find=href(addresses.FIND),
        browse=href(addresses.BROWSE),
        stories=href(addresses.STORIES) if site.stories else "",
        guides=href(addresses.GUIDES) if site.guides else "",
        crisis=href(addresses.CRISIS) if site.crisis else "",
        coverage=href(addresses.COVERAGE),
        packet=href(addresses.PACKET),
        resources=href(addresses.RESOURCES),
        pages=tuple(
            Link(
                page.menu or page.title,
                href(addresses.item_path("pages", page.id)),
                language=foreign(
                    site, site.spoken["pages", page.id].of("menu" if page.menu else "title")
                ),
            )
            for page in site.pages
        ),
        host_name=site.config.host.name,
        host_url=site.config.host.url or "",
        host_email=site.config.host.email or "",
        repository=(site.config.repository or "").rstrip("/"),
    )


def head_of(
    site: Site, path: str, title: str, description: str = "", *, hidden: bool = False
) -> Head:
    """Return the head of the page at `path`."""
    alternates: tuple[Link, ...] = ()
    if len(site.languages) > 1 and path != addresses.NOT_FOUND:
        alternates = tuple(
            Link(
                _own_name(language),
                site.addresses.in_language(language).href(path),
                language=language,
                current=language == site.language,
            )
            for language in site.languages
        )
    return Head(
        title=title,
        description=description or said(site, site.config.description).words,
        canonical=site.addresses.absolute(path),
        noindex=hidden or site.config.stage == "draft",
        hidden=hidden,
        alternates=alternates,
    )


def said(site: Site, text: LocalText) -> Text:
    """Return `text` in the site's language, or in the default one where it has no translation."""
    words, language = text.said_in(site.language, site.default_language)
    return Text(words, foreign(site, language or site.default_language))


def maybe_said(site: Site, text: LocalText | None) -> Text | None:
    """Return `text` as `said` does, where there is any."""
    return said(site, text) if text else None


def label_of(site: Site, facet: Facet, term: str) -> Text:
    """Return what visitors read for a term."""
    words, language = facet.label_of(term, site.language, site.default_language)
    return Text(words, foreign(site, language))


def foreign(site: Site, language: str) -> str:
    """Return `language` where it is not the page's own, else nothing."""
    return "" if language == site.language else language


def day_of(site: Site, day: date | None) -> str:
    """Return a day as people of the site's language write it."""
    if day is None:
        return ""
    return format_date(day, format="long", locale=site.language.replace("-", "_"))


def time_of(site: Site, partial: str | None) -> str:
    """Return a year, a month or a day, such as 2024-05, as people write it."""
    if not partial or len(partial) == 4:
        return partial or ""
    locale = site.language.replace("-", "_")
    if len(partial) == 7:
        return format_skeleton("yMMMM", date.fromisoformat(f"{partial}-01"), locale=locale)
    return day_of(site, date.fromisoformat(partial))


def translation_of(site: Site, collection: str, id_: str) -> str:
    """Say how an item came into the site's language.

    `""` where it was written in it, else `none`, `unreviewed` or `reviewed`.
    """
    spoken = site.spoken[collection, id_]
    if spoken.language == spoken.original:
        return ""
    if not spoken.translated:
        return "none"
    return "reviewed" if spoken.reviewed else "unreviewed"


def resolver(site: Site, path: str) -> Resolve:
    """Return what turns links in the content file at `path` into links of the site."""

    def resolve(target: str) -> str | None:
        if target.startswith(addresses.SEARCH):
            chosen = addresses.fragment_of(addresses.filters_in(target))
            return site.addresses.href(addresses.FIND) + chosen
        if target.startswith(addresses.PACKET_LINK):
            packet = site.addresses.href(addresses.PACKET)
            return packet + target.removeprefix(addresses.PACKET_LINK)
        if target.startswith("#") or ":" in target.split("/")[0]:
            return target
        file, hash_, anchor = target.partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
        if wanted == "content/crisis.yaml":
            return site.addresses.href(addresses.CRISIS) + hash_ + anchor
        found = site.paths.get(wanted)
        if found is None:
            return None
        collection, _, id_ = found.partition("/")
        return site.addresses.href(addresses.item_path(collection, id_)) + hash_ + anchor

    return resolve


def text_of(site: Site, collection: str, id_: str, field: str, words: str | None) -> Text | None:
    """Return one text of an item, marked with its language where that is not the site's."""
    if not words:
        return None
    return Text(words, foreign(site, site.spoken[collection, id_].of(field)))


def joined(labels: Iterable[str]) -> str:
    """Return labels in a row, as a card shows them."""
    return ", ".join(labels)


def _own_name(language: str) -> str:
    locale = Locale.parse(language, sep="-")
    return (locale.get_display_name() or language).capitalize()


def edit_link(site: Site, path: str) -> str:
    """Return where a file can be changed in the browser; empty where nobody knows its repository."""
    repository = site.config.repository
    return f"{repository.rstrip('/')}/edit/main/{quote(path)}" if repository else ""
