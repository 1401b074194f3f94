"""What the search page knows besides the index: which entries fit which term, and how people
call each term.

Documents go by their number, their place among the search documents of their language: the listed
entries come first, in the order of lists. The index knows words only; choices, counts and the
words of the vocabularies are answered from this table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator.addresses import SEARCH_PHRASES, SEARCH_TABLE
from generator.model import Entry, Guide, Story
from generator.prose import typed
from generator.publish import Output
from generator.relate import Site
from generator.vocabularies import Facet


def search_table(site: Site) -> Output:
    """Return the table of a language as JSON.

    By field and term it holds `fits`, the entries made for the term, `near`, those of the terms
    that hold it, `told`, the stories of it, and `words`, what people call it in one word. A field's
    `universal` terms fit every visitor. `names` are those of every document, `likely` says of each
    entry how much likelier it is wanted than others, `spoken` is what can be had in the site's own
    language, `overdue` what is due to be checked again, `home` by the field of places what can be
    used all over one of the site's own countries, `listed` is how many entries stand in lists.
    Lists of numbers say the first, then each one's distance from the one before.
    """
    documents: list[Entry | Story] = [*site.entries, *site.unlisted, *site.stories]
    numbers = {item.path: number for number, item in enumerate(documents)}
    facets = (*site.table.facets_of("resources"), *site.table.facets_of("stories"))
    table = {
        "listed": len(site.entries),
        "stories": len(site.entries) + len(site.unlisted),
        "guides": len(documents),
        "names": [sorted(_names(item, site.language)) for item in (*documents, *site.guides)],
        "likely": [_likely(site, entry) for entry in (*site.entries, *site.unlisted)],
        "spoken": list(_steps(numbers[path] for path in _spoken(site))),
        "overdue": list(_steps(numbers[site.entry(id_).path] for id_ in site.overdue)),
        "home": {
            facet.field: list(_steps(numbers[entry.path] for entry in _at_home(site, facet)))
            for facet in facets
            if facet.codes == "territories" and site.config.countries
        },
        "fields": {facet.field: _field(site, facet, numbers) for facet in facets},
    }
    return _json(site, SEARCH_TABLE, table)


def search_phrases(site: Site) -> Output:
    """Return as JSON, by field and term, what people call the term in several words.

    It is as large as the rest of the table, and who types one word can do without.
    """
    facets = (*site.table.facets_of("resources"), *site.table.facets_of("stories"))
    phrases = {
        facet.field: {
            term: sorted(many)
            for term in site.terms_of(facet)
            if (many := {words for words in _words(site, facet, term) if " " in words})
        }
        for facet in facets
    }
    return _json(site, SEARCH_PHRASES, phrases)


def _json(site: Site, address: str, value: dict[str, Any]) -> Output:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Output(site.addresses.data(address), f"{text}\n".encode())


def _names(item: Entry | Story | Guide, language: str) -> set[str]:
    match item:
        case Entry():
            names = (item.name, *item.also_known_as)
        case Guide():
            names = (
                item.title,
                *(also for tag in (language, "") for also in item.also.get(tag, ())),
            )
        case Story():
            names = (item.title,)
    return {typed(name) for name in names} - {""}


def _likely(site: Site, entry: Entry) -> float:
    """Return how much likelier an entry is wanted, by all its terms."""
    terms = (
        facet.terms[term].likely
        for facet in site.table.facets_of("resources")
        for term in entry.facets.get(facet.field, ())
        if term in facet.terms
    )
    return round(sum(terms), 1)


def _spoken(site: Site) -> Iterator[str]:
    """Yield the files of what can be had in the site's language."""
    for facet in site.table.facets_of("resources"):
        if facet.codes == "languages":
            yield from (entry.path for entry in site.listing(facet, site.language).specific)
    for story in site.stories:
        if story.language == site.language:
            yield story.path


def _at_home(site: Site, facet: Facet) -> Iterator[Entry]:
    """Yield the entries that people anywhere in one of the site's own countries can use."""
    wide = {*site.config.countries, *facet.universal}
    return (entry for entry in site.entries if wide & {*entry.facets.get(facet.field, ())})


def _field(site: Site, facet: Facet, numbers: Mapping[str, int]) -> dict[str, Any]:
    everyones = {e.id for term in facet.universal for e in site.listing(facet, term).specific}
    terms: dict[str, dict[str, Any]] = {}
    for term in site.terms_of(facet):
        listing = site.listing(facet, term)
        near = (entry for entry in listing.wider if entry.id not in everyones)
        told = (s for s in site.stories if term in facet.fitting(s.facets.get(facet.field, ())))
        lists = {"fits": listing.specific, "near": near, "told": told}
        steps = {
            name: list(_steps(numbers[item.path] for item in items))
            for name, items in lists.items()
        }
        terms[term] = {name: each for name, each in steps.items() if each}
        single = {words for words in _words(site, facet, term) if " " not in words}
        terms[term]["words"] = sorted(single)
    return {"universal": sorted(facet.universal), "weight": facet.weight, "terms": terms}


def _words(site: Site, facet: Facet, term: str) -> set[str]:
    own = facet.terms[term].also_in(site.language) if term in facet.terms else ()
    # Ids are no words: “us” is not the United States, and who has “looked for long” wants no wig.
    return {typed(each) for each in (site.label(facet, term), *own)} - {""}


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    return (after - before for before, after in pairwise((0, *sorted(numbers))))
