"""What is due to be checked again stays in its lists, behind its equals, and says so."""

from __future__ import annotations

import json
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from sites import DAY, entry, make_root

from generator.addresses import Addresses
from generator.load import load
from generator.outputs.search_table import search_table
from generator.relate import Site, relate
from generator.views.crisis import crisis_page
from generator.views.find import find_page
from generator.views.lists import term_page
from generator.views.parts import chrome_of

OLD = "{date: 2025-01-10, by: rosa, how: phone}"
NEW = "{date: 2026-11-01, by: rosa, how: phone}"

PLACES = {
    "content/resources/alder.yaml": entry("Alder", plants="[roots]", verified=OLD),
    "content/resources/birch.yaml": entry("Birch", plants="[roots]"),
    "content/resources/cedar.yaml": entry("Cedar", plants="[roots]", verified=NEW),
    "content/resources/any-plot.yaml": entry("Any Plot", plants="[any]", verified=OLD),
    "content/resources/zinnia.yaml": entry("Zinnia", plants="[any]"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a directory with checks that hold, checks that do not, and none."""
    return site_of(make_root(tmp_path_factory.mktemp("fresh") / "root", PLACES))


def site_of(root: Path) -> Site:
    """Return a root's site on the tests' day."""
    catalogue, problems = load(root)
    assert catalogue and not problems
    return relate(
        catalogue, Addresses("https://garden.example.org/", "en", "en"), date.fromisoformat(DAY)
    )


def told(site: Site) -> dict[str, Any]:
    """Return the table of the search."""
    table: dict[str, Any] = json.loads(search_table(site).content)
    return table


def test_overdue_entries_stand_behind_their_equals(site: Site) -> None:
    """Nearness comes first: what was made for a term stays before what fits everybody."""
    facet = site.table.facet("plants")
    assert facet
    page = term_page(site, chrome_of(site), facet, "roots", 1)
    ours = [[card.name for card in section.cards] for section in page.sections]
    assert ours == [
        ["Birch", "Cedar", "Seed Post", "Alder"],
        ["Long Meadow Garden", "Spade Shed", "Zinnia", "Any Plot"],
    ]
    assert [entry.id for entry in site.entries][-2:] == ["alder", "any-plot"]
    assert [card.id for card in find_page(site, chrome_of(site)).first][-1] == "any-plot"


def test_never_verified_is_not_overdue(site: Site) -> None:
    """Nobody is ranked lower for what nobody has looked at yet."""
    assert site.overdue == {"alder", "any-plot"}


def test_crisis_help_says_when_its_check_is_too_old(tmp_path: Path) -> None:
    """A day alone would sound like a promise."""
    lines = "".join(
        f"      - {{name: {name}, url: 'https://{name}.example.org/', confidence: high, "
        f"verified: {check}}}\n"
        for name, check in (("Fresh", NEW), ("Late", OLD))
    )
    crisis = f"countries:\n  - country: GB\n    lines:\n{lines}"
    related = site_of(make_root(tmp_path / "root", {"content/crisis.yaml": crisis}))
    page = crisis_page(related, chrome_of(related))
    assert [line.overdue for line in page.own[0].lines] == [False, True]


def test_search_knows_what_is_overdue(site: Site) -> None:
    """By its number among the documents, as distances."""
    numbers = {place.id: number for number, place in enumerate(site.entries)}
    assert list(accumulate(told(site)["overdue"])) == [numbers["alder"], numbers["any-plot"]]
