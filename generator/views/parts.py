"""The parts that all pages share: what stands in the head, around the content and in links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from generator import addresses
from generator.prose import Resolve
from generator.relate import Site
from generator.values import LocalText


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `language` is set where it is not the page's own."""

    label: str
    href: str
    hint: str = ""
    language: str = ""
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
    tagline: str
    draft: bool
    base_path: str
    home: str
    find: str
    browse: str
    stories: str
    guides: str
    crisis: str
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
        site_title=words_of(site, site.config.title),
        tagline=words_of(site, site.config.tagline),
        draft=site.config.stage == "draft",
        base_path=site.addresses.base_path,
        home=href(addresses.HOME),
        find=href(addresses.FIND),
        browse=href(addresses.BROWSE),
        stories=href(addresses.STORIES) if site.stories else "",
        guides=href(addresses.GUIDES) if site.guides else "",
        crisis=href(addresses.CRISIS) if site.crisis else "",
        pages=tuple(
            Link(page.menu or page.title, href(addresses.item_path("pages", page.id)))
            for page in site.pages
        ),
        host_name=site.config.host.name,
        host_url=site.config.host.url or "",
        host_email=site.config.host.email or "",
        repository=site.config.repository or "",
    )


def head_of(
    site: Site, path: str, title: str, description: str = "", *, hidden: bool = False
) -> Head:
    """Return the head of the page at `path`."""
    alternates: tuple[Link, ...] = ()
    if len(site.languages) > 1:
        alternates = tuple(
            Link(
                _own_name(language),
                site.addresses.in_language(language).absolute(path),
                language=language,
                current=language == site.language,
            )
            for language in site.languages
        )
    return Head(
        title=title,
        description=description or words_of(site, site.config.description),
        canonical=site.addresses.absolute(path),
        noindex=hidden or site.config.stage == "draft",
        hidden=hidden,
        alternates=alternates,
    )


def words_of(site: Site, text: LocalText | None) -> str:
    """Return `text` in the site's language, or in the default one where it has no translation."""
    return text.said_in(site.language, site.default_language)[0] if text else ""


def day_of(site: Site, day: date | None) -> str:
    """Return a day as people of the site's language write it."""
    if day is None:
        return ""
    return format_date(day, format="long", locale=site.language.replace("-", "_"))


def resolver(site: Site, path: str) -> Resolve:
    """Return what turns links in the content file at `path` into links of the site."""

    def resolve(target: str) -> str | None:
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
    language = site.spoken[collection, id_].of(field)
    return Text(words, "" if language == site.language else language)


def joined(labels: Iterable[str]) -> str:
    """Return labels in a row, as a card shows them."""
    return ", ".join(labels)


def _own_name(language: str) -> str:
    locale = Locale.parse(language, sep="-")
    return (locale.get_display_name() or language).capitalize()
