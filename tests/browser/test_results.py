"""What the search shows of an entry is what every list shows of it."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.conftest import Window
from browser.finder import Finder

CARDS = """() => [...document.querySelectorAll("#list > li")].map((card) => ({
  words: card.textContent.replaceAll(/\\s+/g, ""),
  drawings: [...card.querySelectorAll("svg")].map((each) => each.innerHTML),
  height: Math.round(card.getBoundingClientRect().height),
}))"""


def test_result_looks_like_its_card(window: Window) -> None:
    """The same words, also for those who listen, the same drawings, and no other height."""
    for base in ("/", "/garden/"):
        finder = Finder(window(), base).open()
        built = finder.page.evaluate(CARDS)
        assert len(built) == finder.step
        finder.words.fill("zzyzx")
        expect(finder.names).to_have_count(0)
        expect(finder.page.locator("#nothing .picture")).to_be_visible()
        finder.words.fill("")
        expect(finder.names).to_have_count(len(built))
        assert finder.page.evaluate(CARDS) == built
