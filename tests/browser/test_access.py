"""That everybody can use it: on small screens, by keyboard, by touch, by ear.

What axe-core finds on a desk, in dark and in forced colours, and whether text fits, is in
`test_every_page`; here is what a person meets who cannot see it all, hold still, or use a mouse.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

from browser.conftest import Window
from browser.finder import Finder
from browser.guard import Guard
from browser.kinds import KINDS, NOT_FOUND

MORE = {
    "coverage": "/about/coverage/",
    "empty list": "/costs/sliding-scale/",
    "in Spanish": "/es/",
    "untranslated": "/es/guides/join-online-step-by-step/",
    "crisis with a country": "/crisis/#GB",
    "search with choices": "/find/#sharing=one-to-one&cost=free",
    "nothing found": "/find/#q=zzyzx",
}
PLACES = pytest.mark.parametrize("address", (KINDS | MORE).values(), ids=(KINDS | MORE).keys())
SMALL: ViewportSize = {"width": 320, "height": 568}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""A window of 1280 by 1024 pixels at 400 % (WCAG 1.4.10)."""

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
"""Named, since axe-core leaves the size of targets out of what it does unasked."""

OPEN_ALL = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const toggle = document.getElementById("toggle");
  if (toggle?.checkVisibility() && toggle.ariaExpanded === "false") toggle.click();
}"""

REACHED = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']"
)].filter((each) => !each.disabled && each.checkVisibility({visibilityProperty: true}))"""

# A press of Tab first, so that the browser shows the focus that the script then moves.
UNSEEN = f"""() => ({REACHED})().flatMap((each) => {{
  each.focus();
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(each);
  const box = each.getClientRects()[0];
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const x = box.left + box.width / 2, y = (top + bottom) / 2;
  const there = document.elementFromPoint(x, y);
  const faults = [];
  if (document.activeElement !== each) faults.push("takes no focus");
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) faults.push("shows no focus");
  if (bottom - top < Math.min(box.height, 24) - 1 || x < 0 || x > innerWidth) faults.push("is out of sight");
  else if (!each.contains(there)) faults.push(`lies beneath ${{there?.outerHTML.slice(0, 60)}}`);
  return faults.map((fault) => `${{fault}}: ${{each.outerHTML.slice(0, 100)}}`);
}})"""

# A link in a sentence, or in a row of words with commas, is as high as its line (WCAG 2.5.8).
SMALL_TARGETS = f"""() => {{
  const inWords = (each) => getComputedStyle(each).display === "inline"
    && each.closest("p, li, dd, th, td").innerText.trim() !== each.innerText.trim();
  const boxes = (each) => [each, ...(each.labels ?? [])].map((it) => it.getBoundingClientRect());
  const size = (each, side) => Math.max(...boxes(each).map((box) => box[side]));
  return ({REACHED})()
    .filter((each) => !inWords(each) && !each.closest(".skip, .scroll:focus"))
    .filter((each) => size(each, "width") < 23.99 || size(each, "height") < 23.99)
    .map((each) => `${{size(each, "width")}}×${{size(each, "height")}} ${{each.outerHTML.slice(0, 100)}}`);
}}"""

MOVING = """() => {
  const seconds = (times) => Math.max(...times.split(",").map(parseFloat));
  const moves = [...document.querySelectorAll("*")].flatMap((each) =>
    ["", "::before", "::after"].filter((part) => {
      const style = getComputedStyle(each, part);
      return seconds(style.transitionDuration) > 0 || style.animationName !== "none"
        || style.scrollBehavior === "smooth";
    }).map((part) => each.tagName + part));
  return [...moves, ...document.getAnimations().map((each) => each.constructor.name)];
}"""

LARGE_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200% !important; }");
  document.adoptedStyleSheets = [sheet];
}"""

TOO_WIDE = """() => {
  const seen = [...document.body.querySelectorAll("*")].filter((each) =>
    each.checkVisibility() && !each.closest(".scroll, .vh, .skip, svg")
    && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
  return seen.map((each) => each.outerHTML.slice(0, 100));
}"""

COVERED = """() => {
  const texts = [...document.querySelectorAll(".bar a")].map((each) => [each, each.getBoundingClientRect()]);
  return texts.flatMap(([one, a]) => texts.filter(([other, b]) => one !== other
    && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
  ).map(([other]) => `${one.innerText} – ${other.innerText}`));
}"""


def go(page: Page, guard: Guard, address: str) -> None:
    """Open a place, and wait until it stands."""
    if address == KINDS["not found"]:
        guard.allow(NOT_FOUND)
    if "/find/#" in address:
        Finder(page).open(address.removeprefix("/find/")).settled()
    else:
        page.goto(address)
        if "#" in address:
            page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is on `wanted`, as somebody without a mouse does."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => document.activeElement === each"):
            return
    pytest.fail(f"Tab never comes to {wanted}")


@PLACES
def test_small_screen_has_no_barrier(window: Window, guard: Guard, address: str) -> None:
    """On the smallest phone, with everything open: axe-core, targets, focus, and no motion."""
    page = window(viewport=SMALL, has_touch=True)
    go(page, guard, address)
    page.evaluate(OPEN_ALL)
    # Colours are those of a desk, where `test_every_page` has looked at them.
    rules = {"color-contrast": {"enabled": address not in KINDS.values()}}
    options = {"runOnly": STANDARDS, "rules": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    assert [(each["id"], _nodes(each)) for each in found] == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(MOVING) == []
    page.set_viewport_size(ZOOMED)
    page.keyboard.press("Tab")
    assert page.evaluate(UNSEEN) == []
    page.set_viewport_size({"width": 375, "height": 800})
    page.evaluate(LARGE_TEXT)
    assert page.evaluate(TOO_WIDE) == []


def _nodes(violation: dict[str, Any]) -> list[str]:
    return [json.dumps([each["html"][:150], each["any"][:1]]) for each in violation["nodes"][:3]]


@pytest.mark.parametrize("address", ["/", "/es/", "/garden/"])
def test_header_fits_every_width(page: Page, address: str) -> None:
    """Nothing lies upon anything, and help now is there without scrolling."""
    page.goto(address)
    for width in (320, 360, 375, 412, 768, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(COVERED) == [], width
        expect(page.locator(".now")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_from_the_first_page_to_an_entry_by_keyboard(page: Page) -> None:
    """Past the menu, through a door, to what it leads to, and back to where one was."""
    page.goto("/repo/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Search the directory")).to_be_focused()
    tab_to(page, page.locator(".door a").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/repo/find/#sharing="))
    expect(page.locator("#chips button").first).to_be_visible()
    expect(page.locator("#results[aria-busy=false]")).to_be_attached()
    first = page.locator("#list .card-name a").first
    name = first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page).to_have_url(re.compile("/repo/find/#sharing="))
    expect(page.locator("#chips button").first).to_be_visible()


def test_to_ones_own_country_by_keyboard(window: Window) -> None:
    """The next Tab after choosing a country comes to its emergency number, in sight."""
    page = window(viewport=ZOOMED)
    page.goto("/crisis/")
    tab_to(page, page.get_by_role("link", name="United Kingdom", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="United Kingdom")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    number = page.get_by_role("region", name="United Kingdom").get_by_role("link").first
    expect(number).to_be_focused()
    expect(number).to_be_in_viewport(ratio=1)
    expect(number).to_have_attribute("href", "tel:999")


@pytest.mark.parametrize("height", [667, 800])
def test_first_emergency_number_is_on_the_first_screen(window: Window, height: int) -> None:
    """Whole, without scrolling, and with a word on whether it was verified."""
    page = window(viewport={"width": 375, "height": height})
    page.goto("/crisis/")
    first = page.get_by_role("region", name="United States")
    expect(first.locator("a[href='tel:911']")).to_be_in_viewport(ratio=1)
    expect(first.get_by_text("Not verified yet").first).to_be_in_viewport(ratio=1)


def test_language_changes_by_keyboard_and_says_itself(page: Page) -> None:
    """The same page in the other language; each link is spoken in the language that it names."""
    page.goto("/guides/is-a-group-right-for-me/")
    menu = page.get_by_role("navigation", name="Main menu")
    other = menu.get_by_role("link", name="Español")
    expect(other).to_have_attribute("lang", "es")
    expect(other).to_have_attribute("hreflang", "es")
    tab_to(page, other)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/es/guides/is-a-group-right-for-me/$"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("h1:lang(es)")).to_be_visible()
    tab_to(page, page.get_by_role("navigation").get_by_role("link", name="English").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/guides/is-a-group-right-for-me/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_english_words_on_a_spanish_page_are_spoken_in_english(page: Page) -> None:
    """Somebody who listens hears each part in its own language."""
    page.goto("/es/guides/join-online-step-by-step/")
    expect(page.locator("h1")).to_have_text(
        "Joining an online cancer support community, step by step"
    )
    expect(page.locator("h1:lang(en)")).to_have_count(1)
    assert page.locator(".prose p").count() == page.locator(".prose p:lang(en)").count() > 5
    assert page.locator(".menu li:not(.language) a:lang(en)").count() == 0
    expect(page.locator(".notice:lang(es)")).to_contain_text("Nadie ha traducido")


def test_search_as_it_is_heard(page: Page) -> None:
    """Names, roles and states: the field, how many there are, what was chosen, the results."""
    Finder(page).open("#q=talk&sharing=one-to-one").settled()
    expect(page.get_by_role("search")).to_match_aria_snapshot("""
      - search:
        - searchbox "What are you looking for?": talk
        - button "Search"
        - group "Narrow it down"
        - region "Results":
          - heading "Results" [level=2]
          - status: /\\d+ results/
          - list "What you chose":
            - listitem:
              - 'button "Take away: One to one"'
            - listitem:
              - button "Clear all"
          - list:
            - listitem:
              - heading [level=3]:
                - link
    """)
    expect(page.get_by_role("group", name="How much to share")).to_match_aria_snapshot("""
      - group "How much to share":
        - checkbox /Just read or watch \\d+/
        - checkbox /Ask or apply \\d+/
        - checkbox /Listen without speaking \\d+/
        - checkbox /One to one \\d+/ [checked]
        - checkbox /A small group \\d+/
        - checkbox /An open community \\d+/
    """)


def test_page_as_it_is_heard(window: Window) -> None:
    """Landmarks in order, each with a name of its own; the panel's button says its state."""
    page = window(viewport=SMALL)
    Finder(page).open()
    expect(page.locator("body")).to_match_aria_snapshot("""
      - link "Skip to the content"
      - banner:
        - link "Alongside"
        - link "I need someone now"
        - navigation "Main menu"
      - main:
        - heading "Find support" [level=1]
        - search:
          - button "Narrow it down" [expanded=false]
      - contentinfo:
        - navigation "About this directory"
        - navigation "Languages"
    """)
    page.get_by_role("button", name="Narrow it down").click()
    expect(page.get_by_role("search")).to_match_aria_snapshot("""
      - button "Narrow it down" [expanded]
    """)


def test_drawings_are_not_read_out(page: Page) -> None:
    """Every drawing stands beside words that say the same, so it keeps quiet."""
    for address in ("/", "/kinds/retreat/", KINDS["entry with a phone number"]):
        page.goto(address)
        assert page.locator("svg").count() > 0
        assert page.locator("svg:not([aria-hidden=true])").count() == 0
        expect(page.get_by_role("img")).to_have_count(0)
