"""What the search page knows besides the index: which entries fit which term.

Documents go by their number, their place among the search documents of their language: the listed
entries come first, in the order of lists. The index knows words only; choices and counts are
answered from this table, and so is what a word means that names a term.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator.addresses import SEARCH_TABLE
from generator.model import Entry
from generator.publish import Output
from generator.relate import Site
from generator.vocabularies import Facet


def search_table(site: Site) -> Output:
    """Return the table of a language as JSON.

    By field and term it holds `fits`, the entries made for the term, `near`, those of the terms
    that hold it, and `told`, the stories of it. A field's `universal` terms fit every visitor.
    `likely` says of each entry how much likelier it is wanted than others, `spoken` is what can be
    had in the site's own language, `languages` are the fields that say so, `overdue` is what is
    due to be checked again, `home` by the field of places what can be used all over one of the
    site's own countries, `listed` is how many entries stand in lists. Lists of numbers say the
    first, then each one's distance from the one before.
    """
    numbers = {item.path: number for number, item in enumerate(site.findable)}
    facets = (*site.table.facets_of("resources"), *site.table.facets_of("stories"))
    table = {
        "listed": len(site.entries),
        "stories": len(site.entries) + len(site.unlisted),
        "guides": len(numbers) - len(site.guides),
        "likely": [_likely(site, entry) for entry in (*site.entries, *site.unlisted)],
        "spoken": list(_steps(numbers[path] for path in _spoken(site))),
        "languages": [facet.field for facet in facets if facet.codes == "languages"],
        "overdue": list(_steps(numbers[site.entry(id_).path] for id_ in site.overdue)),
        "home": {
            facet.field: list(_steps(numbers[entry.path] for entry in _at_home(site, facet)))
            for facet in facets
            if facet.codes == "territories" and site.config.countries
        },
        "fields": {facet.field: _field(site, facet, numbers) for facet in facets},
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return Output(site.addresses.data(SEARCH_TABLE), f"{text}\n".encode())


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
    return {"universal": sorted(facet.universal), "weight": facet.weight, "terms": terms}


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    return (after - before for before, after in pairwise((0, *sorted(numbers))))
