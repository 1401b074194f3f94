"""What holds for every kind of page: it keeps to itself, fits small screens, and reads well."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import Window
from browser.finder import Finder
from browser.guard import Guard
from browser.kinds import KINDS, NOT_FOUND
from browser.server import Server

ADDRESSES = pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
PHONE = {"width": 375, "height": 740}

OPEN_ALL = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const toggle = document.getElementById("toggle");
  if (toggle?.checkVisibility() && toggle.ariaExpanded === "false") toggle.click();
}"""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll("*")].filter((each) =>
    each.checkVisibility() && !each.closest(".scroll, .vh, .skip, template, svg")
    && (each.getBoundingClientRect().right > width + 1 || each.getBoundingClientRect().left < -1));
  return {
    scrolls: document.scrollingElement.scrollWidth > width,
    wide: wide.map((each) => each.outerHTML.slice(0, 120)),
  };
}"""

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

CLIPPED = """() => [...document.body.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  if (!each.checkVisibility() || each.closest(".vh, svg, option")) return false;
  if (style.display.startsWith("inline") && style.display === "inline") return false;
  const scrolls = (overflow) => ["auto", "scroll"].includes(overflow);
  return (each.scrollWidth > each.clientWidth + 1 && !scrolls(style.overflowX))
    || (each.scrollHeight > each.clientHeight + 2 && !scrolls(style.overflowY));
}).map((each) => `${each.scrollWidth}>${each.clientWidth} ${each.scrollHeight}>${each.clientHeight} `
  + each.outerHTML.slice(0, 120))"""


def go(page: Page, guard: Guard, address: str) -> None:
    """Open one of the kinds of page."""
    if address == KINDS["not found"]:
        guard.allow(NOT_FOUND)
    page.goto(address)
    if "#" in address:
        page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def violations(page: Page) -> list[str]:
    """Return what axe-core has against the page as it is, and against its colours in every scheme."""
    found = []
    for place, (scheme, media) in enumerate(SCHEMES.items()):
        page.emulate_media(**media)
        options = {"runOnly": ["color-contrast"]} if place else {}
        for each in Axe().run(page, options=options).response["violations"]:
            nodes = [
                f"{node['html'][:150]} {json.dumps([any_['message'] for any_ in node['any']])[:300]}"
                for node in each["nodes"][:3]
            ]
            found.append(f"{scheme}: {each['id']}: {each['help']}: {nodes}")
    return found


@ADDRESSES
def test_page_keeps_to_itself(page: Page, guard: Guard, server: Server, address: str) -> None:
    """All it asks for is there, it stores nothing, and the guard has nothing against it."""
    missing = []
    page.on("response", lambda it: missing.append(it.url) if it.status >= 400 else None)
    go(page, guard, address)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert missing == ([server.origin + address] if address == KINDS["not found"] else [])
    assert page.context.cookies() == []
    stored = """async () => [
      localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
      (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
    ]"""
    assert page.evaluate(stored) == [0, 0, 0, 0, 0]


@ADDRESSES
def test_page_fits_small_screens(window: Window, guard: Guard, address: str) -> None:
    """At 320 px, at 400 % zoom of a 1280 px window, and with wide text (WCAG 1.4.10, 1.4.12).

    From right to left, too, where nothing lies other than it should.
    """
    page = window(viewport={"width": 320, "height": 640}, device_scale_factor=4)
    go(page, guard, address)
    fits = {"scrolls": False, "wide": []}
    assert page.evaluate(TOO_WIDE) == fits
    page.evaluate(OPEN_ALL)
    assert page.evaluate(TOO_WIDE) == fits, "opened"
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate(TOO_WIDE) == fits, "zoomed"
    assert page.evaluate(CLIPPED) == []
    page.evaluate(SPACING)
    assert page.evaluate(TOO_WIDE) == fits, "spaced"
    assert page.evaluate(CLIPPED) == [], "spaced"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(TOO_WIDE) == fits, "spaced on a desk"
    assert page.evaluate(CLIPPED) == [], "spaced on a desk"
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(TOO_WIDE) == fits, "from right to left on a desk"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(TOO_WIDE) == fits, "from right to left"
    assert page.evaluate(CLIPPED) == [], "from right to left"


@ADDRESSES
def test_page_has_no_barrier(page: Page, guard: Guard, address: str) -> None:
    """axe-core finds nothing, in light, dark and forced colours, with everything open."""
    go(page, guard, address)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []


@pytest.mark.parametrize("state", ["panel on a phone", "chosen", "nothing found", "no index"])
def test_search_has_no_barrier(window: Window, guard: Guard, state: str) -> None:
    """axe-core finds nothing, whatever the search shows."""
    page = window(viewport=PHONE) if state == "panel on a phone" else window()
    if state == "no index":
        guard.allow("/pagefind/")
        page.route("**/pagefind/**", lambda route: route.abort())
    words = "zzyzx" if state == "nothing found" else "talk"
    finder = Finder(page)
    page.goto(f"/find/#q={words}&sharing=one-to-one&cost=free,donation")
    seen = {"nothing found": "#nothing", "no index": "#trouble"}.get(state, "#list > li")
    expect(page.locator(seen).first).to_be_visible()
    expect(finder.chips).to_have_count(4)  # three choices and “Clear all”
    if state == "panel on a phone":
        page.evaluate(OPEN_ALL)
        expect(page.locator("#panel")).to_be_visible()
    assert violations(page) == []


def test_guard_sees_what_it_should(window: Window, guard: Guard, server: Server) -> None:
    """A page that does all that is forbidden is found out: the guard is no paper tiger."""
    page = window()
    policy = "default-src 'none'; script-src 'unsafe-inline'; connect-src *; img-src *"
    bad = f"""<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}">
      <link rel="stylesheet" href="/assets/no.css"><img src="https://elsewhere.example/1.png" alt="">
      <script>console.warn("odd"); fetch("/repo/find/").then(() => {{ throw new Error("oh"); }});
      throw new Error("ah");</script>"""
    page.route("**/bad/", lambda route: route.fulfill(body=bad, content_type="text/html"))
    page.goto("/bad/")
    page.wait_for_load_state("networkidle")
    seen = "\n".join(guard.troubles)
    for trouble in (
        "console warning: odd",
        "script error: ah",
        "Content Security Policy",
        "request to another host: https://elsewhere.example/1.png",
        f"leaves the base path: {server.origin}/repo/find/",
    ):
        assert trouble in seen, trouble
    guard.allow(".")
