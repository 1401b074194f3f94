"""The search page as its visitors use it, and what it should have found, by brute force."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect
from sites import DAY

from generator.examine import examine
from generator.relate import Site, relate_all
from generator.vocabularies import Facet

Chosen = Mapping[str, Collection[str]]
"""The chosen terms by their facet's field."""

SHOWN = """async () => {
  const part = (id) => document.getElementById(id);
  const moment = () => new Promise((resolve) => setTimeout(resolve, 5));
  const quiet = async () => {
    for (let turn = 0; part("results").ariaBusy === "true" && turn < 1000; turn++) await moment();
  };
  await quiet();
  for (let presses = 0; !part("more").hidden && presses < 100; presses++) {
    const before = part("list").children.length;
    part("more").click();
    for (let turn = 0; part("list").children.length === before && turn < 100; turn++) await moment();
  }
  return {
    urls: [...document.querySelectorAll("#list .card-name a")].map((a) => a.pathname),
    counts: Object.fromEntries([...document.querySelectorAll(".filter")].map((filter) => [
      filter.dataset.field,
      Object.fromEntries([...filter.querySelectorAll("label")].map((label) => [
        label.querySelector("input").value,
        Number(label.querySelector(".count").textContent),
      ])),
    ])),
    status: part("status").textContent,
  };
}"""


@dataclass(frozen=True)
class Finder:
    """The search page in a browser window."""

    page: Page
    base: str = "/"

    def open(self, fragment: str = "") -> Finder:
        """Open the page and wait until entries stand there, found or not yet asked for."""
        self.page.goto(f"{self.base}find/{fragment}")
        return self.wait()

    def wait(self) -> Finder:
        """Wait until entries, help or an apology stand there."""
        expect(
            self.page.locator("#list > li, #nothing:visible, #trouble:visible").first
        ).to_be_visible()
        return self

    def settled(self) -> Finder:
        """Wait until the search has done all that it will do."""
        expect(self.page.locator("#results[aria-busy=false]")).to_be_attached()
        return self

    @property
    def words(self) -> Locator:
        """Where visitors type."""
        return self.page.get_by_role("searchbox")

    @property
    def status(self) -> Locator:
        """Where the number of results stands."""
        return self.page.locator("#status")

    @property
    def meant(self) -> Locator:
        """Where another spelling is offered."""
        return self.page.locator("#meant")

    @property
    def names(self) -> Locator:
        """The names of the results."""
        return self.page.locator("#list .card-name a")

    @property
    def chips(self) -> Locator:
        """What was chosen, each with a way to take it away."""
        return self.page.locator("#chips button")

    @property
    def step(self) -> int:
        """How many results stand there before “Show more”."""
        return int(self.page.locator("#finder").get_attribute("data-step") or 0)

    def box(self, field: str, term: str) -> Locator:
        """Return the box of a term, and open the facet that it is in."""
        facet = self.page.locator(f'details[data-field="{field}"]')
        facet.evaluate("each => { each.open = true; }")
        return facet.locator(f'input[value="{term}"]')

    def fragment(self) -> str:
        """Return the fragment of the window's address, without its sign."""
        return self.page.url.partition("#")[2]

    def found(self, words: str) -> list[str]:
        """Return what the search finds for `words` alone, best first, and leave it open."""
        # Else only the fragment would change, and old results would stay a while.
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}find/{fragment_of({}, words)}")
        self.settled()
        found: list[str] = self.shown()["urls"]
        return found

    def shown(self) -> Any:  # noqa: ANN401 - JSON
        """Return all results, counts and the status, after “Show more” has shown everything."""
        return self.page.evaluate(SHOWN)


@dataclass(frozen=True)
class BruteForce:
    """What a search must give, counted entry by entry."""

    root: Path
    base: str

    @cached_property
    def site(self) -> Site:
        """The directory as its lists have it."""
        today = date.fromisoformat(DAY)
        catalogue, _ = examine(self.root, today)
        assert catalogue is not None
        return relate_all(catalogue, f"https://owner.github.io{self.base}", today)[0]

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """The facets that the page offers: those with a choice."""
        return {
            facet.field: facet
            for facet in self.site.table.facets_of("resources")
            if facet.filter and len(self.terms(facet)) > 1
        }

    def terms(self, facet: Facet) -> list[str]:
        """Return the terms of a facet that give anything."""
        return [term for term in self.site.terms_of(facet) if len(self.site.listing(facet, term))]

    def url(self, id_: str) -> str:
        """Return where an entry's page is."""
        return f"{self.base}resources/{id_}/"

    def all(self) -> list[str]:
        """Return every listed entry in the order of lists."""
        return [self.url(entry.id) for entry in self.site.entries]

    def fitting(self, field: str, term: str) -> frozenset[str]:
        """Return the entries of a term's list."""
        listing = self.site.listing(self.facets[field], term)
        return frozenset(self.url(entry.id) for entry in (*listing.specific, *listing.wider))

    def kept(self, urls: list[str], chosen: Chosen) -> list[str]:
        """Return those of `urls` that fit: any term of a facet, and all facets."""
        for field, terms in chosen.items():
            fit = frozenset[str]().union(*(self.fitting(field, term) for term in terms))
            urls = [url for url in urls if url in fit]
        return urls

    def ordered(self, chosen: Chosen) -> list[str]:
        """Return all that fits without words, in the order of the page.

        What was made for the choices comes first, then what most people can use, then what is
        there for few others.
        """
        found = self.kept(self.all(), chosen)
        if not chosen:
            return found
        return sorted(
            found,
            key=lambda url: (
                self.farthest(url, chosen),
                self.strikes(url, chosen),
                self.breadth(url, chosen),
            ),
        )

    def strikes(self, url: str, chosen: Chosen) -> int:
        """Return for how many reasons a visitor may not be able to use an entry.

        It is in another language, for some only where nothing says that the visitor is one of
        them, or for a part of a country.
        """
        entry = self.site.entry(url.rstrip("/").rpartition("/")[2])
        strikes = 0
        for facet in self.site.table.facets_of("resources"):
            own = set(entry.facets.get(facet.field, ()))
            if facet.field in chosen:
                continue
            if facet.codes == "languages":
                strikes += self.site.language not in own
            if not any(self.site.listing(facet, term).specific for term in facet.universal):
                continue
            countries = self.site.config.countries if facet.codes == "territories" else ()
            strikes += not own & {*facet.universal, *countries}
        return strikes

    def breadth(self, url: str, chosen: Chosen) -> int:
        """Return how many terms an entry has, broader ones included, where something was chosen."""
        entry = self.site.entry(url.rstrip("/").rpartition("/")[2])
        return sum(
            len({w for term in entry.facets.get(field, ()) for w in facet.with_broader(term)})
            for field in chosen
            for facet in [self.facets[field]]
        )

    def farthest(self, url: str, chosen: Chosen) -> int:
        """Return how far an entry is from being made for the choices, by its own terms."""
        entry = self.site.entry(url.rstrip("/").rpartition("/")[2])
        return max(
            (
                min(
                    _distance(self.facets[field], term, entry.facets.get(field, ()))
                    for term in terms
                )
                for field, terms in chosen.items()
            ),
            default=0,
        )

    def counts(self, urls: list[str], chosen: Chosen) -> dict[str, dict[str, int]]:
        """Return what each choice would give, its facet's own choices lifted."""
        found = {}
        for field, facet in self.facets.items():
            others = {each: terms for each, terms in chosen.items() if each != field}
            rest = self.kept(urls, others)
            found[field] = {
                term: sum(url in self.fitting(field, term) for url in rest)
                for term in self.terms(facet)
            }
        return found

    def some(self, chance: random.Random) -> dict[str, tuple[str, ...]]:
        """Return one to three facets, with one to three terms each."""
        fields = chance.sample(sorted(self.facets), chance.randint(1, 3))
        return {
            field: tuple(chance.sample(terms, min(chance.choice((1, 1, 2, 3)), len(terms))))
            for field in fields
            for terms in [self.terms(self.facets[field])]
        }


def _distance(facet: Facet, term: str, own: Collection[str]) -> int:
    """Return 0 for an entry of a term or of one that it holds, 1 for one of a term that holds it."""
    if any(term in facet.with_broader(each) for each in own):
        return 0
    return 1 if set(own).intersection(facet.with_broader(term)) else 2


def fragment_of(chosen: Chosen, words: str = "") -> str:
    """Return the fragment that a shared link has."""
    parts = [f"q={quote(words)}"] if words else []
    parts += [f"{field}={','.join(terms)}" for field, terms in chosen.items()]
    return f"#{'&'.join(parts)}"


def number_in(words: str) -> int:
    """Return the number in “12 entries”, “One entry” or “No entries”."""
    said = re.sub(r"\D", "", words)
    return int(said) if said else int(words.startswith("One "))
