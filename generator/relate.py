"""From a catalogue to a site: one language, with everything that entries say of each other."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.addresses import Addresses
from generator.config import SiteConfig
from generator.fields import FieldTable
from generator.freshness import overdue_among
from generator.load import Catalogue
from generator.model import CrisisHelp, Entry, Guide, Item, Mark, Page, Reviewed, Story
from generator.vocabularies import Facet

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True, slots=True)
class Spoken:
    """In which language an item's texts are.

    `language` is the site's; `foreign` names the texts that have no translation and stand there
    in `original`. `reviewed` tells which speaker checked the translation, if one did.
    """

    language: str
    original: str
    translated: bool = False
    foreign: frozenset[str] = frozenset()
    reviewed: Reviewed | None = None

    def of(self, field: str) -> str:
        """Return the language of one text."""
        return self.original if field in self.foreign else self.language


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of one term: those made for it, then those that fit it among others.

    Among equals, those that are due to be checked again come last.
    """

    specific: tuple[Entry, ...]
    wider: tuple[Entry, ...]

    def __len__(self) -> int:
        """Count all of them."""
        return len(self.specific) + len(self.wider)


@dataclass(frozen=True, eq=False)
class Site:
    """One language of a directory, on one day. A value: views only read it.

    `entries` are those that lists show, in their order: by name, and behind all others those that
    are due to be checked again, whose ids are `overdue`. `unlisted` are closed programmes, which
    have a page but stand in no list.
    """

    config: SiteConfig
    table: FieldTable
    addresses: Addresses
    languages: tuple[str, ...]
    today: date
    entries: tuple[Entry, ...]
    unlisted: tuple[Entry, ...]
    overdue: frozenset[str]
    stories: tuple[Story, ...]
    guides: tuple[Guide, ...]
    pages: tuple[Page, ...]
    crisis: CrisisHelp | None
    spoken: Mapping[tuple[str, str], Spoken]
    by_term: Mapping[tuple[str, str], Listing]
    stories_naming: Mapping[str, tuple[Story, ...]]
    paths: Mapping[str, str]
    """From a content file's path to its collection and id, as `collection/id`."""

    @property
    def language(self) -> str:
        """The site's language as a BCP 47 tag."""
        return self.addresses.language

    @property
    def default_language(self) -> str:
        """The language of texts that name none."""
        return self.addresses.default_language

    def entry(self, id_: str) -> Entry:
        """Return the entry of an id, listed or not; raises KeyError where there is none."""
        return self._entries[id_]

    def story(self, id_: str) -> Story:
        """Return the story of an id; raises KeyError where there is none."""
        return self._stories[id_]

    def guide(self, id_: str) -> Guide:
        """Return the guide of an id; raises KeyError where there is none."""
        return self._guides[id_]

    def page(self, id_: str) -> Page:
        """Return the page of an id; raises KeyError where there is none."""
        return self._pages[id_]

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in (*self.entries, *self.unlisted)}

    @cached_property
    def _stories(self) -> Mapping[str, Story]:
        return {story.id: story for story in self.stories}

    @cached_property
    def _guides(self) -> Mapping[str, Guide]:
        return {guide.id: guide for guide in self.guides}

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return {page.id: page for page in self.pages}

    @property
    def findable(self) -> tuple[Entry | Story | Guide, ...]:
        """What can be searched, in the order of its numbers in the index and in its tables."""
        return (*self.entries, *self.unlisted, *self.stories, *self.guides)

    def listing(self, facet: Facet, term: str) -> Listing:
        """Return the entries of a term."""
        return self.by_term.get((facet.field, term), Listing((), ()))

    def terms_of(self, facet: Facet) -> tuple[str, ...]:
        """Return a facet's terms in the visitors' order, codes in use included."""
        used = {term for field, term in self.by_term if field == facet.field}
        terms = [*facet.terms, *sorted(used - set(facet.terms))]
        if facet.sort == "label":
            terms.sort(key=lambda term: sort_key(self.label(facet, term)))
        return tuple(terms)

    def label(self, facet: Facet, term: str) -> str:
        """Return a term's label in the site's language."""
        return facet.label_of(term, self.language, self.default_language)[0]


def relate(catalogue: Catalogue, addresses: Addresses, today: date) -> Site:
    """Return the site in the language of `addresses`, as it is on the day `today`."""
    spoken: dict[tuple[str, str], Spoken] = {}
    localise = _Localiser(catalogue, addresses.language, spoken)
    everything = tuple(localise.all("resources", catalogue.entries))
    open_ = tuple(entry for entry in everything if entry.status.status != "closed")
    overdue = overdue_among(open_, catalogue.config.review_months, today)
    listed = sorted(open_, key=lambda entry: (entry.id in overdue, sort_key(entry.name), entry.id))
    stories = tuple(localise.all("stories", catalogue.stories))
    guides = sorted(
        localise.all("guides", catalogue.guides), key=lambda each: (each.order, each.id)
    )
    pages = sorted(localise.all("pages", catalogue.pages), key=lambda each: (each.order, each.id))
    return Site(
        config=catalogue.config,
        table=catalogue.table,
        addresses=addresses,
        languages=catalogue.config.languages,
        today=today,
        entries=tuple(listed),
        unlisted=tuple(entry for entry in everything if entry.status.status == "closed"),
        overdue=overdue,
        stories=tuple(sorted(stories, key=lambda story: (sort_key(story.title), story.id))),
        guides=tuple(guides),
        pages=tuple(pages),
        crisis=catalogue.crisis,
        spoken=spoken,
        by_term=_by_term(listed, catalogue.table.facets),
        stories_naming=_stories_naming(stories),
        paths={
            item.path: f"{collection}/{item.id}"
            for collection, items in catalogue.items.items()
            for item in items
        },
    )


def sort_key(words: str) -> str:
    """Return what sorts `words` as people do: no accents, no capitals, no leading “The”."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return letters.removeprefix("the ")


class _Localiser:
    """Puts translated texts into items and notes which texts have no translation."""

    def __init__(
        self, catalogue: Catalogue, language: str, spoken: dict[tuple[str, str], Spoken]
    ) -> None:
        self.catalogue = catalogue
        self.language = language
        self.spoken = spoken

    def all(self, collection: str, items: Iterable[AnyItem]) -> Iterator[AnyItem]:
        original = self.catalogue.config.default_language
        known = self.catalogue.table.of(collection)
        fields = [name for name, field in known.items() if Mark.TRANSLATED in field.marks]
        fields.append("body")
        for item in items:
            if self.language == original:
                self.spoken[collection, item.id] = Spoken(original, original)
                yield item
                continue
            translation = self.catalogue.translations.get((collection, item.id, self.language))
            texts = {**translation.texts, **translation.lists} if translation else {}
            own = {name for name in fields if getattr(item, name, None)}
            self.spoken[collection, item.id] = Spoken(
                self.language,
                original,
                translated=bool(texts),
                foreign=frozenset(own - set(texts)),
                reviewed=translation.reviewed if translation else None,
            )
            yield item.model_copy(update={k: v for k, v in texts.items() if k in own})


def _by_term(
    entries: Iterable[Entry], facets: Iterable[Facet]
) -> Mapping[tuple[str, str], Listing]:
    entries = tuple(entries)
    order = {entry.id: place for place, entry in enumerate(entries)}
    listings: dict[tuple[str, str], Listing] = {}
    for facet in facets:
        made_for: dict[str, list[Entry]] = defaultdict(list)
        given: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            terms = entry.facets.get(facet.field, ())
            for term in terms:
                given[term].append(entry)
            for wide in sorted({wide for term in terms for wide in facet.with_broader(term)}):
                made_for[wide].append(entry)
        for term in {*facet.terms, *made_for}:
            specific = made_for.get(term, [])
            ids = {entry.id for entry in specific}
            near = _given(given, facet.with_broader(term)[1:], ids, order)
            known = ids.union(entry.id for entry in near)
            everyones = _given(given, facet.universal - {term}, known, order)
            listings[facet.field, term] = Listing(tuple(specific), (*near, *everyones))
    return listings


def _given(
    given: Mapping[str, list[Entry]],
    terms: Iterable[str],
    known: Container[str],
    order: Mapping[str, int],
) -> list[Entry]:
    """Return the entries that have any of `terms`, in the order of lists, without those known."""
    found = {e.id: e for term in terms for e in given.get(term, ()) if e.id not in known}
    return sorted(found.values(), key=lambda entry: order[entry.id])


def _stories_naming(stories: Iterable[Story]) -> Mapping[str, tuple[Story, ...]]:
    naming: dict[str, list[Story]] = defaultdict(list)
    for story in sorted(stories, key=lambda story: (sort_key(story.title), story.id)):
        for id_ in story.resources:
            naming[id_].append(story)
    return {id_: tuple(found) for id_, found in naming.items()}


def relate_all(catalogue: Catalogue, base_url: str, today: date) -> tuple[Site, ...]:
    """Return the site in each of its languages, its own language first."""
    default = catalogue.config.default_language
    languages: Iterable[str] = catalogue.config.languages
    return tuple(
        relate(catalogue, Addresses(base_url, language, default), today) for language in languages
    )
