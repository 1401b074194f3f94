"""What people say, for the search page: what things are called, and every word that can be found.

It lies in parts, by the letter with which a word begins, so that a search loads little.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from generator.addresses import SEARCH_PARTS, SEARCH_WORDS
from generator.model import Entry, Guide, Story
from generator.prose import typed
from generator.publish import Output
from generator.relate import Site
from generator.vocabularies import Facet

_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class _Part:
    """What the search page knows of some letters."""

    names: dict[int, list[str]] = field(default_factory=dict)
    """By a document's number, what it is called."""
    terms: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By field and term, what people call the term."""
    words: list[str] = field(default_factory=list)
    """Words for spelling, in four texts: those that things are called and texts have, those that
    things are called only, those of several texts, those of one; in each, common ones first."""


def search_words(site: Site, written: Mapping[str, int]) -> Iterator[Output]:
    """Yield the parts of a language as JSON; `written` says in how many texts each word stands.

    What is called by several words lies with the longest of them.
    """
    parts = [_Part() for _ in range(SEARCH_PARTS)]
    called: Counter[str] = Counter()
    for number, item in enumerate(site.findable):
        for said in _names(item, site.language):
            parts[_part(said)].names.setdefault(number, []).append(said)
            called.update(said.split())
    for facet in (*site.table.facets_of("resources"), *site.table.facets_of("stories")):
        for term in site.terms_of(facet):
            for said in _called(site, facet, term):
                terms = parts[_part(said)].terms.setdefault(facet.field, {})
                terms.setdefault(term, []).append(said)
                called.update(said.split())
    for number, words in _spelling(called, written).items():
        parts[number].words = words
    for number, part in enumerate(parts):
        text = json.dumps(asdict(part), ensure_ascii=False, separators=(",", ":"))
        path = site.addresses.data(f"{SEARCH_WORDS}{number}.json")
        yield Output(path, f"{text}\n".encode())


def _part(said: str) -> int:
    """Return in which part something lies; the page reckons the same (`partOf` in `words.js`)."""
    return ord(max(said.split(), key=len)[0]) % SEARCH_PARTS


def _spelling(called: Mapping[str, int], written: Mapping[str, int]) -> dict[int, list[str]]:
    """Return by part the words of `called` and `written` as a part holds them."""

    def kind(word: str) -> int:
        if word in called:
            return 0 if word in written else 1
        return 2 if written[word] > 1 else 3

    def commonest_first(word: str) -> tuple[int, str]:
        return -called.get(word, 0) - written.get(word, 0), word

    lists: dict[int, list[list[str]]] = defaultdict(lambda: [[], [], [], []])
    for word in sorted({*called, *written}, key=commonest_first):
        if not _DIGIT.search(word):  # nobody's “2024” is put right
            lists[_part(word)][kind(word)].append(word)
    return {number: [" ".join(words) for words in each] for number, each in lists.items()}


def _names(item: Entry | Story | Guide, language: str) -> list[str]:
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
    return sorted({typed(name) for name in names} - {""})


def _called(site: Site, facet: Facet, term: str) -> list[str]:
    own = facet.terms[term].also_in(site.language) if term in facet.terms else ()
    # Ids are no words: “us” is not the United States, and who has “looked for long” wants no wig.
    return sorted({typed(each) for each in (site.label(facet, term), *own)} - {""})
