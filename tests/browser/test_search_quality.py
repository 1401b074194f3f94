"""The search finds what people mean: the measure of `make search-eval`, with its bar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from search.evaluate import ask, measure, queries

from browser.server import Server

HALVES = queries()
BAR = {"tuned_on": 0.95, "held_out": 0.94}
"""What must be reached; it may only rise. The aim is 0.95 for both."""
EVERY = {"tuned_on": 7, "held_out": 1}
"""Of so many one is asked here, to save time; `make search-eval` asks all."""


def test_there_are_queries() -> None:
    """Both halves have some, and none stands in both."""
    assert all(len(each) >= 50 for each in HALVES.values())
    words = [query.words for each in HALVES.values() for query in each]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("half", HALVES)
def test_right_answer_is_among_the_first_three(page: Page, server: Server, half: str) -> None:
    """For nearly all of what people type; nobody is left with nothing."""
    some = HALVES[half][:: EVERY[half]]
    found = measure(list(ask(page, f"{server.origin}/", some)))
    assert found.hit_at_3 >= BAR[half]
    assert found.nothing == 0
