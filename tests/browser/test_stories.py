"""The page of stories in a browser: choosing, leaving out, going back, sharing, no script."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Sites, Window
from browser.finder import BruteForce, fragment_of, number_in
from browser.test_every_page import PHONE, violations
from generator.relate import Site

Chosen = Mapping[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def directory(sites: Sites) -> Site:
    """Give the directory as its pages have it."""
    return BruteForce(sites.root, "/").site


def wanted(site: Site, chosen: Chosen) -> set[str]:
    """Return the titles of the stories that a choice should leave, counted one by one."""
    found = set()
    for story in site.stories:
        fits = True
        for field, terms in chosen.items():
            facet = site.table.facet(field)
            assert facet
            own = set(story.facets.get(field, ()))
            wide = {each for term in own for each in facet.with_broader(term)}
            if field == site.config.roles.warnings:
                fits &= not wide.intersection(terms)
                continue
            asked = {each for term in terms for each in facet.with_broader(term)}
            asked |= set() if facet.universal.intersection(terms) else facet.universal
            fits &= bool(wide.intersection(terms) or own.intersection(asked))
        if fits:
            found.add(story.title)
    return found


def box(page: Page, field: str, term: str) -> Locator:
    """Return the box of a term, its facet opened."""
    facet = page.locator(f'details[data-field="{field}"]')
    facet.evaluate("each => { each.open = true; }")
    return facet.locator(f'input[value="{term}"]')


def shown(page: Page) -> set[str]:
    """Return the titles of the stories that one sees, and check that they are counted."""
    titles = page.locator("#list > li:visible .card-name").all_inner_texts()
    assert number_in(page.locator("#status").inner_text()) == len(titles)
    assert page.locator("#nothing").is_visible() == (not titles)
    return set(titles)


def test_choices_leave_what_they_say(page: Page, directory: Site) -> None:
    """Any of a facet's terms, all facets, and none of what is left out: many times over."""
    page.goto("/stories/")
    assert shown(page) == {story.title for story in directory.stories}
    offered = {
        facet.get_attribute("data-field") or "": [
            each.get_attribute("value") or "" for each in facet.locator("input").all()
        ]
        for facet in page.locator(".filter").all()
    }
    assert set(offered) >= {"form", "themes", "content_warnings", "cancers"}
    chance = random.Random(20)  # noqa: S311 - the same choices on every run
    seen = set()
    for _ in range(40):
        fields = chance.sample(sorted(offered), chance.choice((1, 1, 2, 3)))
        chosen = {
            field: tuple(chance.sample(offered[field], chance.choice((1, 2)))) for field in fields
        }
        page.evaluate("fragment => { location.hash = fragment; }", fragment_of(chosen))
        page.wait_for_function(
            "() => document.querySelectorAll('.filter input:checked').length > 0"
        )
        page.wait_for_timeout(20)
        assert shown(page) == wanted(directory, chosen), chosen
        seen.add(len(wanted(directory, chosen)))
    assert len(seen) > 5


def test_leaving_out_and_going_back(page: Page, directory: Site) -> None:
    """A box at a time; each is a step that “back” undoes, and the address can be shared."""
    page.goto("/repo/stories/")
    everything = shown(page)
    box(page, "content_warnings", "dying").check()
    calm = wanted(directory, {"content_warnings": ("dying",)})
    assert shown(page) == calm < everything
    expect(page.locator("#picked")).to_have_text("Without: Dying")
    box(page, "form", "audio").check()
    assert page.url.endswith("/repo/stories/#form=audio&content_warnings=dying")
    both = shown(page)
    assert both == wanted(directory, {"content_warnings": ("dying",), "form": ("audio",)}) < calm
    page.reload()
    assert shown(page) == both
    page.go_back()
    expect(box(page, "form", "audio")).not_to_be_checked()
    assert shown(page) == calm
    page.get_by_role("button", name="Show all stories").click()
    assert shown(page) == everything
    assert page.url.endswith("/repo/stories/")
    expect(page.locator("#list-title")).to_be_focused()
    expect(page.get_by_role("button", name="Show all stories")).to_be_hidden()


def test_skipping_to_the_content_keeps_the_choice(page: Page) -> None:
    """A place on the page is no choice, and takes none away."""
    page.goto("/stories/#form=audio")
    before = shown(page)
    page.locator(".skip").press("Enter")
    assert shown(page) == before
    expect(box(page, "form", "audio")).to_be_checked()
    expect(page).to_have_url(re.compile("#form=audio$"))


def test_a_theme_leads_to_its_stories(page: Page, directory: Site) -> None:
    """From a story's page to others of the same theme."""
    page.goto("/stories/circle-of-care/")
    page.get_by_role("link", name="Grief", exact=True).click()
    expect(page.locator("#picked")).to_have_text("Grief")
    assert shown(page) == wanted(directory, {"themes": ("grief",)})


def test_on_a_phone_with_the_keyboard(window: Window) -> None:
    """The choices wait behind a button, and close with Escape or a button of their own."""
    page = window(viewport=PHONE)
    page.goto("/stories/")
    toggle = page.get_by_role("button", name="Choose stories")
    expect(page.locator("#panel")).to_be_hidden()
    toggle.press("Enter")
    video = box(page, "form", "video")
    video.press("Space")
    expect(toggle).to_have_text("Choose stories (1)")
    video.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(toggle).to_be_focused()
    toggle.press("Space")
    page.get_by_role("button", name="Show what fits").press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#list-title")).to_be_focused()


@pytest.mark.parametrize("state", ["panel on a phone", "nothing left"])
def test_choosing_has_no_barrier(window: Window, state: str) -> None:
    """axe-core finds nothing, whatever is chosen."""
    page = window(viewport=PHONE) if state == "panel on a phone" else window()
    page.goto("/stories/#form=video&themes=pain")
    if state == "panel on a phone":
        page.get_by_role("button", name="Choose stories").click()
    else:
        expect(page.locator("#nothing")).to_be_visible()
    assert violations(page) == []


def test_without_a_script(window: Window, directory: Site) -> None:
    """All stories stand there, with lists by theme instead of boxes that do nothing."""
    page = window(java_script_enabled=False)
    page.goto("/stories/")
    assert page.locator("#list > li:visible").count() == len(directory.stories)
    assert page.locator("input:visible, button:visible").count() == 0
    grief = page.locator("details.facet", has_text="Grief").first
    grief.locator("summary").click()
    grief.get_by_role("link").first.click()
    expect(page.locator("article h1")).to_be_visible()


def test_lists_for_those_without_a_script_are_for_them_alone(page: Page) -> None:
    """With a script they would only say it all again."""
    page.goto("/stories/")
    expect(page.locator(".without-script")).to_be_hidden()


def test_an_entry_on_paper(page: Page) -> None:
    """Its name, how to reach it, what happens first, when, what it costs, and its address."""
    page.goto("/garden/resources/long-meadow/")
    expect(page.locator(".printed")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Long Meadow Garden")).to_be_visible()
    for words in (
        "020 7946 0123",
        "Saturdays 10 to 4",
        "Come by on a Saturday",
        "/garden/resources/long-meadow/",
    ):
        expect(page.get_by_text(words).last).to_be_visible()
    for gone in (".menu", ".report", ".draft", ".foot nav"):
        expect(page.locator(gone)).not_to_have_count(0)
        expect(page.locator(gone).first).to_be_hidden()
    page.goto("/resources/imerman-angels/")
    expect(page.locator(".alternatives")).not_to_have_count(0)
    expect(page.locator(".alternatives").first).to_be_hidden()
