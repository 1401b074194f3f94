"""Everything but the search works where scripts are off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Window
from browser.guard import Guard
from browser.kinds import KINDS, NOT_FOUND


@pytest.fixture
def page(window: Window) -> Page:
    """Give a window in which no script runs."""
    return window(java_script_enabled=False)


def test_home_to_entry_to_crisis(page: Page) -> None:
    """A kind leads to a list, the list to an entry, and every page to somebody now."""
    page.goto("/repo/")
    page.get_by_role("link", name="Support group", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Support group")
    card = page.locator(".card-name a").first
    name = card.inner_text()
    card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="I need someone now").click()
    expect(page).to_have_url(re.compile("/repo/crisis/$"))
    number = page.locator('main a[href^="tel:"]').first
    expect(number).to_be_visible()


def test_search_page_leads_to_lists(page: Page) -> None:
    """No box that does nothing: a sentence and the lists instead."""
    page.goto("/find/")
    # Playwright stops scripts without telling the parser: the words are there as mere text.
    assert "This search needs JavaScript" in page.content()
    expect(page.locator("#words")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    facet = page.locator("details.facet").first
    facet.locator("summary").click()
    facet.get_by_role("link").first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_nothing_pretends_to_work(page: Page, guard: Guard) -> None:
    """Whatever the page: no button, no box, and nothing to type into that does nothing."""
    guard.allow(NOT_FOUND)
    for kind, address in KINDS.items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        controls = page.locator("button:visible, input:visible, textarea:visible, select:visible")
        assert controls.count() == 0, kind
        for waiting in ("[aria-busy=true]", "#list:empty"):
            assert page.locator(waiting).count() == 0, kind


def test_lists_open_by_hand(page: Page) -> None:
    """What is folded on the home page unfolds without a script."""
    page.goto("/")
    facet = page.locator("details.facet").first
    expect(facet.get_by_role("link").first).to_be_hidden()
    facet.locator("summary").click()
    expect(facet.get_by_role("link").first).to_be_visible()
