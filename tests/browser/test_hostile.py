"""The corners in which visitors meet the site: a private window, a bad network, odd links, long names.

Each ends with something that they can read or do, and with nothing kept that they did not keep.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from browser.conftest import Window
from browser.finder import Finder
from browser.guard import Guard
from browser.test_every_page import CLIPPED, TOO_WIDE
from browser.test_packet import FULL, NOTHING, TRACES, Packet

PRIVATE = (
    FULL
    + """
delete window.caches;
delete window.indexedDB;
delete Navigator.prototype.serviceWorker;
"""
)
REFUSED = """if (navigator.serviceWorker) navigator.serviceWorker.register = async () => {
  throw new DOMException("No.", "SecurityError");
};"""

PORTAL = "<!doctype html>\n\n<title>Guests</title>\n\n<p>Welcome to the hospital's network"


def lost(route: Route) -> None:
    """Answer that the file is not there."""
    route.fulfill(status=404, content_type="text/html", body="no")


def portal(route: Route) -> None:
    """Answer as a network does that asks for a password first."""
    route.fulfill(content_type="text/html", body=PORTAL)


def cut(route: Route) -> None:
    """Answer with the first half of the file."""
    whole = route.fetch()
    route.fulfill(
        content_type=whole.headers["content-type"], body=whole.body()[: len(whole.body()) // 2]
    )


def test_private_window(page: Page) -> None:
    """Nothing can be kept, and no worker comes: the packet works while its page is open."""
    page.add_init_script(PRIVATE)
    page.goto("/garden/resources/evening-circle/")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".explained")).to_contain_text("only until you leave this page")
    packet = Packet(page).open("#v1=evening-circle,long-meadow")
    page.get_by_role("button", name="Keep all of these").first.click()
    expect(packet.names).to_have_count(2)
    expect(page.locator("#blocked")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Put all meetings in my calendar").click()
    page.get_by_role("button", name="Remove everything").click()
    page.get_by_role("button", name="Yes, remove everything").click()
    expect(page.locator("#wiped")).to_contain_text("Nothing of your packet is left")
    finder = Finder(page, "/garden/").open("#q=meadow")
    expect(finder.names.first).to_have_text("Long Meadow Garden")


def test_refused_worker_leaves_nothing_behind(page: Page) -> None:
    """Without a worker there still are calendars, and wiping takes them, too."""
    page.add_init_script(REFUSED)
    packet = Packet(page).fill("evening-circle").open()
    assert page.evaluate("caches.keys()") == ["alongside:/garden/:calendars"]
    packet.button("Take it out").click()
    expect(packet.names).to_have_count(0)
    page.wait_for_function("() => caches.keys().then((all) => all.length === 0)")
    assert page.evaluate(TRACES) == NOTHING


BROKEN: tuple[tuple[str, Callable[[Route], None]], ...] = (
    ("find/table.json", portal),
    ("find/words/*", lost),
    ("pagefind/documents.*.json", cut),
    ("pagefind/pagefind-entry.json*", portal),
    ("pagefind/wasm.*", cut),
    ("pagefind/*.pf_meta", lost),
    ("pagefind/index/*", portal),
    ("pagefind/results/*", lost),
)


def test_broken_search_says_so_and_comes_back(page: Page, guard: Guard) -> None:
    """Whichever of its files fails: an apology and the lists; once it is there, the search works."""
    guard.allow(".")
    finder = Finder(page, "/garden/")
    for file, answer in BROKEN:
        page.goto("about:blank")
        page.route(f"**/{file}", answer)
        page.goto("/garden/find/#q=garden")
        expect(page.locator("#trouble"), file).to_be_visible()
        expect(finder.status).to_have_text("The search does not work right now.")
        expect(page.locator("#nothing")).to_be_hidden()
        expect(page.locator("#trouble").get_by_role("link").first).to_be_visible()
        page.unroute(f"**/{file}")
        finder.words.fill("meadow")
        expect(finder.names.first, file).to_have_text("Long Meadow Garden")
        expect(page.locator("#trouble")).to_be_hidden()


def test_browser_that_refuses_programs(page: Page, guard: Guard) -> None:
    """Some browsers of careful people run no WebAssembly."""
    guard.allow(".")
    page.add_init_script("delete window.WebAssembly;")
    page.goto("/garden/find/#q=garden")
    expect(page.locator("#trouble")).to_be_visible()


def test_large_directory_is_searched_beside_the_page(page: Page) -> None:
    """A worker does it, under the page's own policy, and finds the same."""

    def large(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        assert "data-step=" in text
        route.fulfill(response=answer, body=text.replace("data-step=", "data-large data-step="))

    page.route("**/garden/find/", large)
    with page.expect_worker() as worker:
        page.goto("/garden/find/#q=meadow")
    assert worker.value.url.endswith("/garden/pagefind/pagefind-worker.js")
    expect(page.locator("#list .card-name").first).to_have_text("Long Meadow Garden")


def test_slow_search_says_that_it_goes_on(page: Page) -> None:
    """A calm sentence after three seconds, which goes when the results come."""
    held: list[Route] = []
    page.route("**/find/table.json", lambda route: held.append(route))
    page.goto("/garden/find/#q=meadow")
    waiting = page.locator("#waiting")
    expect(waiting).to_be_empty()
    expect(waiting).to_contain_text("This takes longer than usual.")
    expect(page.get_by_role("heading", name="Or begin with a question")).to_be_visible()
    page.locator("#words").fill("meadow garden")
    expect(waiting).to_be_visible()
    for route in held:
        route.continue_()
    expect(page.locator("#list .card-name").first).to_have_text("Long Meadow Garden")
    expect(waiting).to_be_hidden()


def test_pasted_letter_is_not_repeated(page: Page) -> None:
    """Of many words that nothing has, a few are named."""
    words = [f"zzyzx{letter}" for letter in "abcdefghijkl"]
    finder = Finder(page, "/garden/").open(f"#q={'+'.join(words)}")
    expect(finder.meant).to_have_text(
        "Nothing here has the word zzyzxa, zzyzxb, zzyzxc, zzyzxd, zzyzxe, …."
    )


@pytest.mark.parametrize("place", ["/garden/find/", "/stories/", "/garden/packet/"])
def test_nonsense_in_the_address_is_harmless(page: Page, place: str) -> None:
    """Broken signs, unknown facets and terms, ten thousand letters: the page stands."""
    for nonsense in (
        "#q=%E0%A4%A&sharing=%FF",
        "#no-such-facet=x&kind=no-such-term&cost=,,,&form=__proto__&q",
        "#" + "q=" + "a" * 10_000,
        "#q=" + "word " * 2_000,
        "#=&&&==&%",
        "#constructor=prototype&toString=1",
    ):
        page.goto("about:blank")
        page.goto(f"{place}{nonsense}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if place == "/garden/find/":
            expect(page.locator("#results[aria-busy=true]")).to_have_count(0)
            expect(page.locator("#list > li, #nothing:visible").first).to_be_visible()
            expect(page.locator("#trouble")).to_be_hidden()
        else:
            expect(page.locator("#list > li:visible, #empty").first).to_be_visible()
        assert page.evaluate(TOO_WIDE) == {"scrolls": False, "wide": []}, nonsense[:40]


def test_long_names_find_room(window: Window) -> None:
    """Two hundred letters without a space: on cards, results, leaves, pages and on paper."""
    page = window(viewport={"width": 320, "height": 640})
    Packet(page).fill("long-name")
    for address in (
        "resources/long-name/",
        "stories/long-story/",
        "stories/",
        "plants/roots/",
        "find/#q=gemuese",
        "packet/",
        "packet/#v1=long-name&n0=" + "x" * 300,
    ):
        page.goto("about:blank")
        page.goto(f"/garden/{address}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("main")).to_contain_text("Gemuesegartenfreunde")
        for direction in ("ltr", "rtl"):
            page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
            assert page.evaluate(TOO_WIDE) == {"scrolls": False, "wide": []}, (address, direction)
            clipped = [each for each in page.evaluate(CLIPPED) if 'id="address"' not in each]
            assert clipped == [], (address, direction)
        page.emulate_media(media="print")
        assert page.evaluate(TOO_WIDE) == {"scrolls": False, "wide": []}, f"{address} on paper"
        page.emulate_media(media="screen")


REVERSED = """() => {
  const at = (text, place) => {
    const range = document.createRange();
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect();
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const wrong = [];
  for (let text; (text = walk.nextNode()); ) {
    const link = text.parentElement.closest("a[href^='tel:'], a[href^='sms:']");
    if (!link?.checkVisibility()) continue;
    const digits = [...text.data.matchAll(/\\d/g)].map(({ index }) => at(text, index));
    const ordered = digits.every((one, place) => !place || one.top > digits[place - 1].top + 4
      || one.left > digits[place - 1].left);
    if (!ordered) wrong.push(text.data);
  }
  return wrong;
}"""


def test_numbers_are_read_as_they_are_dialled(page: Page) -> None:
    """Also where words run from right to left: 116 123 never becomes 123 116."""
    Packet(page).fill("long-meadow")
    for address in ("/crisis/", "/garden/resources/long-meadow/", "/garden/packet/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        expect(page.locator("a[href^='tel:']").first).to_have_text(re.compile(r"\d"))
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate(REVERSED) == [], address
