"""Results and counts of the search page against brute force."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.conftest import Sites
from browser.finder import BruteForce, Finder, fragment_of, number_in

WORDS = ("group", "breast", "phone", "young adults", "talk", "free", "grief", "read")
PATIENCE = 10.0
"""Seconds until the page must show what is right."""


def settled(finder: Finder, right: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - JSON
    """Return what the page shows as soon as it is right, or what it shows in the end."""
    end = monotonic() + PATIENCE
    while not right(shown := finder.shown()) and monotonic() < end:
        finder.page.wait_for_timeout(50)
    return shown


def agrees(
    finder: Finder, fragment: str, urls: list[str], counts: dict[str, dict[str, int]]
) -> None:
    """Require that an address shows these results in this order, these counts and their number."""
    finder.page.goto(f"{finder.base}find/{fragment}")
    shown = settled(finder, lambda it: it["urls"] == urls and it["counts"] == counts)
    assert shown["urls"] == urls, fragment
    assert shown["counts"] == counts, fragment
    assert number_in(shown["status"]) == len(urls), fragment


@pytest.mark.parametrize(("seed", "base"), [(1, "/"), (2, "/repo/"), (3, "/garden/")])
def test_choices_without_words(page: Page, sites: Sites, seed: int, base: str) -> None:
    """All that fits, what was made for the choice first; each count is what a choice would give."""
    truth = BruteForce(sites.root_of(base), base)
    finder = Finder(page, base).open()
    agrees(finder, "", truth.all(), truth.counts(truth.all(), {}))
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for chosen in [truth.some(chance) for _ in range(8)]:
        right = truth.ordered(chosen)
        agrees(finder, fragment_of(chosen), right, truth.counts(truth.all(), chosen))


def test_choices_with_words(page: Page, sites: Sites) -> None:
    """Choices keep those that fit of all that the words find, in the order of the words."""
    truth = BruteForce(sites.root, "/")
    finder = Finder(page).open()
    chance = random.Random(4)  # noqa: S311 - not for secrets
    for words in WORDS:
        chosen = truth.some(chance)
        found = finder.found(words)
        assert set(found) & set(truth.all()), f"“{words}” finds no entry: nothing is tested"
        right, counts = truth.kept(found, chosen), truth.counts(found, chosen)
        agrees(finder, fragment_of(chosen, words), right, counts)
