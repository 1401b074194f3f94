"""The search finds what people mean: the measure of `make search-eval`, with its bar."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page
from search.evaluate import ask, measure, queries

from browser.conftest import Sites
from browser.finder import Finder
from browser.server import Server

HALVES = queries()
BAR = {"tuned_on": 0.95, "held_out": 0.95}
"""What must be reached; it may only rise."""
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


MOST_BYTES = 150_000
"""What a search may load before its first result, besides the page."""
FIRST_CARDS = 6
"""How many results come together."""
GZIPPED = b"\x1f\x8b"


@pytest.mark.parametrize(
    "words",
    ["breast", "lung cancer", "my husband has lung cancer", "i cant sleep, so scared of the scan"],
)
def test_first_result_loads_little(page: Page, server: Server, sites: Sites, words: str) -> None:
    """The program, words, and parts of the index, compressed as GitHub Pages does it."""
    Finder(page).open(f"#q={quote(words)}").settled()
    asked = list(dict.fromkeys(urlsplit(each).path for each in server.asked))
    cards = [each for each in asked if "/pagefind/results/" in each]
    loaded = [each for each in asked if re.match(r"/pagefind/|/find/.", each)]
    assert len(cards) > FIRST_CARDS
    assert any("/pagefind/index/" in each for each in loaded)
    files = [sites.folders["/"] / each[1:] for each in loaded if each not in cards[FIRST_CARDS:]]
    assert sum(map(_weight, files)) < MOST_BYTES, {file.name: _weight(file) for file in files}


def _weight(file: Path) -> int:
    content = file.read_bytes()
    return len(content if content.startswith(GZIPPED) else gzip.compress(content))
