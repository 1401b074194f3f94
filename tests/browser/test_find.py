"""The search page as people use it: words, choices, the address, what goes wrong."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from browser.conftest import Sites, Window
from browser.finder import BruteForce, Finder, fragment_of
from browser.guard import Guard
from browser.server import Server

CHOSEN = {"sharing": ("read-or-watch", "one-to-one"), "cost": ("free",)}
PHONE = {"width": 375, "height": 740}
PRIVATE = "melanomawort"
"""A word that no page holds, so that it can only come from a visitor."""


@pytest.fixture
def finder(page: Page) -> Finder:
    """Give the search page as an empty search shows it."""
    return Finder(page).open()


@pytest.fixture(scope="module")
def truth(sites: Sites) -> BruteForce:
    """Give what searches of the directory must give."""
    return BruteForce(sites.root, "/")


def shows(finder: Finder, urls: list[str]) -> None:
    """Require these results, of which as many stand there as one step shows."""
    expect(finder.page.locator("#results:not([aria-busy=true])")).to_be_attached()
    expect(finder.status).to_have_text(
        re.compile(rf"^{len(urls) if len(urls) > 1 else '(No|One)'} ")
    )
    expect(finder.names).to_have_count(min(len(urls), finder.step))
    wanted = urls[: finder.step]
    for _ in range(50):  # words of several meanings come a little later, and change the order
        hrefs = finder.names.evaluate_all("all => all.map((each) => each.pathname)")
        if hrefs == wanted:
            break
        finder.page.wait_for_timeout(100)
    assert hrefs == wanted


def told(server: Server) -> list[str]:
    """Return what the server was told of a visitor: words, or any query but Pagefind's clock."""
    return [each for each in server.asked if PRIVATE in each or re.search(r"\?(?!ts=\d+$)", each)]


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_name_finds_its_entry(page: Page, server: Server, sites: Sites, base: str) -> None:
    """Who types a name finds it first, and nothing that was typed reaches the server."""
    finder = Finder(page, base).open()
    entry = BruteForce(sites.root, base).site.entries[0]
    finder.words.press_sequentially(f"{entry.name} {PRIVATE}", delay=5)
    finder.words.fill(entry.name)
    first = finder.names.first
    expect(first).to_have_text(entry.name)
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(entry.name)
    assert page.url == f"{server.origin}{base}resources/{entry.id}/"
    assert told(server) == []


def test_boxes_narrow_down(finder: Finder, truth: BruteForce) -> None:
    """Any of one facet, and all facets; the boxes do what a link with the same choices does."""
    chosen: dict[str, tuple[str, ...]] = {}
    for field, terms in CHOSEN.items():
        for term in terms:
            chosen[field] = (*chosen.get(field, ()), term)
            finder.box(field, term).check()
            shows(finder, truth.ordered(chosen))
    assert finder.fragment() == fragment_of(CHOSEN)[1:]


def test_choices_are_taken_away_one_by_one(finder: Finder, truth: BruteForce) -> None:
    """Each has a button; the keyboard's place moves on to the next one, then to the results."""
    finder.open(fragment_of(CHOSEN))
    expect(finder.chips).to_have_count(4)
    assert finder.chips.last.inner_text() == "Clear all"
    assert (finder.chips.first.get_attribute("aria-label") or "").startswith("Take away: ")
    finder.chips.nth(1).press("Enter")
    shows(finder, truth.ordered({"sharing": ("read-or-watch",), "cost": ("free",)}))
    expect(finder.chips.nth(1)).to_be_focused()
    expect(finder.box("sharing", "one-to-one")).not_to_be_checked()
    finder.chips.nth(1).press("Enter")
    shows(finder, truth.ordered({"sharing": ("read-or-watch",)}))
    expect(finder.chips).to_have_count(1)
    finder.chips.first.press("Enter")
    shows(finder, truth.all())
    expect(finder.chips).to_have_count(0)
    expect(finder.page.get_by_role("heading", name="Results")).to_be_focused()
    assert finder.fragment() == ""


def test_clear_all(finder: Finder, truth: BruteForce) -> None:
    """Words and choices go with one press, and “back” brings them back."""
    finder.open(fragment_of(CHOSEN, "talk"))
    finder.page.get_by_role("button", name="Clear all").click()
    shows(finder, truth.all())
    expect(finder.words).to_have_value("")
    expect(finder.page.locator(".filter input:checked")).to_have_count(0)
    assert finder.fragment() == ""
    finder.page.go_back()
    expect(finder.words).to_have_value("talk")
    expect(finder.page.locator(".filter input:checked")).to_have_count(3)


def test_back_and_forward(finder: Finder, truth: BruteForce) -> None:
    """Each choice is a step; words, boxes and results come back with it."""
    words, page = "talk", finder.page
    found = finder.found(words)
    finder.open()
    one, two = {"cost": ("free",)}, {"sharing": ("one-to-one",), "cost": ("free",)}
    finder.words.fill(words)
    shows(finder, found)
    finder.box("cost", "free").check()
    shows(finder, truth.kept(found, one))
    finder.box("sharing", "one-to-one").check()
    shows(finder, truth.kept(found, two))
    for step, chosen in (("back", one), ("back", {}), ("forward", one), ("forward", two)):
        page.go_back() if step == "back" else page.go_forward()
        shows(finder, truth.kept(found, chosen))
        expect(finder.words).to_have_value(words)
        boxes = page.locator(".filter input:checked")
        expect(boxes).to_have_count(len(chosen))
        assert finder.fragment() == fragment_of(chosen, words)[1:]


def test_address_keeps_everything(finder: Finder, truth: BruteForce, window: Window) -> None:
    """After a reload, after a visit to an entry, and on somebody else's device."""
    page, words = finder.page, "talk"
    right = truth.kept(finder.found(words), CHOSEN)
    assert len(right) > 1
    finder.open()
    finder.words.fill(words)
    for field, terms in CHOSEN.items():
        for term in terms:
            finder.box(field, term).check()
    shows(finder, right)
    address = page.url

    def as_before(finder: Finder) -> None:
        shows(finder, right)
        expect(finder.words).to_have_value(words)
        expect(finder.page.locator(".filter input:checked")).to_have_count(3)
        assert finder.page.url == address

    page.reload()
    as_before(finder)
    finder.names.nth(1).click()
    expect(page.locator("#finder")).to_have_count(0)
    page.go_back()
    as_before(finder)
    page.get_by_role("link", name="Skip to the content").press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.reload()
    as_before(finder)
    other = Finder(window())
    other.page.goto(address)
    as_before(other)


def test_nothing_typed_is_lost_before_the_script(page: Page, guard: Guard, server: Server) -> None:
    """Enter pressed too early sends nothing; words, boxes and the address's choices all count."""
    held: list[Route] = []
    page.route(re.compile(r"/assets/find[^/]*\.js"), lambda route: held.append(route))
    page.goto("/find/#sharing=one-to-one", wait_until="commit")
    finder = Finder(page)
    finder.words.fill(f"talk {PRIVATE}")
    page.keyboard.press("Enter")
    page.locator("#go").click()
    finder.box("cost", "free").check()
    finder.words.fill("talk")
    page.wait_for_timeout(100)
    assert page.url == f"{server.origin}/find/#sharing=one-to-one"
    assert len(held) == 1
    held[0].continue_()
    finder.wait()
    expect(finder.words).to_have_value("talk")
    expect(finder.box("cost", "free")).to_be_checked()
    expect(finder.box("sharing", "one-to-one")).to_be_checked()
    assert sorted(finder.fragment().split("&")) == ["cost=free", "q=talk", "sharing=one-to-one"]
    assert told(server) == []


def test_enter_never_makes_a_query_string(finder: Finder, server: Server) -> None:
    """Words go into the fragment, also from an address that came with a query."""
    finder.page.goto("/find/?from=elsewhere#q=talk")
    finder.wait()
    finder.words.fill("talk & listen #1 100%, 1+1=2")
    finder.words.press("Enter")
    finder.page.wait_for_function("location.hash.includes('listen')")
    assert "?" not in finder.page.url
    finder.page.reload()
    expect(finder.words).to_have_value("talk & listen #1 100%, 1+1=2")
    assert not [each for each in server.asked if "listen" in each]


def test_nothing_found_helps(finder: Finder) -> None:
    """Words that nothing has lead on, and taking them away brings everything back."""
    nothing = finder.page.locator("#nothing")
    finder.words.fill("zzyzx qqqq")
    expect(nothing).to_be_visible()
    expect(finder.status).to_have_text("No results")
    expect(finder.names).to_have_count(0)
    hrefs = nothing.get_by_role("link").evaluate_all("all => all.map((each) => each.pathname)")
    assert {"/browse/", "/crisis/"} <= set(hrefs)
    finder.words.fill("")
    expect(nothing).to_be_hidden()
    expect(finder.names).to_have_count(finder.step)


def test_misspelled_word_is_taken_for_the_nearest(finder: Finder) -> None:
    """It says so, shows what that finds, and leads back to what was typed; the address keeps it."""
    right = finder.found("leukemia")
    finder.open()
    finder.words.fill("leukimia")
    expect(finder.meant).to_contain_text("Showing results for leukemia.")
    shows(finder, right)
    finder.page.get_by_role("button", name="Search for leukimia instead").click()
    expect(finder.status).to_have_text("No results")
    expect(finder.meant).to_have_text("Nothing here has the word leukimia.")
    expect(finder.words).to_be_focused()
    finder.page.reload()
    expect(finder.status).to_have_text("No results")
    finder.words.fill("leukemia")
    shows(finder, right)
    expect(finder.meant).to_be_empty()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("throte cancer", "throat"),
        ("stomic cancer", "stomach"),
        ("servical cancer", "cervical"),
        ("myloma", "myeloma"),
        ("care packages", ""),
        ("panic attacks", ""),
    ],
)
def test_words_are_put_right_as_they_sound(finder: Finder, typed: str, meant: str) -> None:
    """Also with another first letter; another ending of a known word is no mistake."""
    assert finder.found(typed)
    expect(finder.meant).to_contain_text(f"Showing results for {meant}." if meant else "")
    assert bool(finder.meant.inner_text()) == bool(meant)


def test_narrower_choice_takes_the_broader_ones_place(finder: Finder) -> None:
    """New York instead of the United States, and the other way round; what serves both stays."""
    whole, part = finder.box("serves", "US"), finder.box("serves", "US-NY")
    whole.check()
    part.evaluate("box => { box.closest('details.narrower').open = true; }")
    part.check()
    expect(whole).not_to_be_checked()
    expect(finder.chips).to_have_count(1)
    assert finder.fragment() == "serves=US-NY"
    finder.page.reload()
    expect(part).to_be_visible()
    whole.check()
    expect(part).not_to_be_checked()


def test_lost_index_leads_to_the_lists(page: Page, guard: Guard) -> None:
    """Without the index the page says so and leads on; the next search tries again."""
    guard.allow(r"(?i)pagefind")
    page.route("**/pagefind/**", lambda route: route.abort())
    finder = Finder(page).open("#q=talk")
    trouble = page.locator("#trouble")
    expect(trouble).to_be_visible()
    expect(finder.status).to_have_text("The search does not work right now.")
    expect(page.locator("#nothing")).to_be_hidden()
    page.unroute("**/pagefind/**")
    finder.words.fill("talk to")
    expect(finder.names.first).to_be_visible()
    expect(trouble).to_be_hidden()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.reload()
    trouble.get_by_role("link", name="Look through all lists").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All lists")


def test_status_says_the_number_and_no_more(finder: Finder) -> None:
    """It is announced politely, and holds nothing but the number, whatever happens."""
    assert finder.status.get_attribute("aria-live") in {None, "polite"}
    finder.status.evaluate(
        """(status) => {
          window.said = [];
          new MutationObserver(() => said.push(status.textContent))
            .observe(status, { childList: true, characterData: true, subtree: true });
        }"""
    )
    finder.words.press_sequentially("talk to somebody", delay=40)
    finder.box("cost", "free").check()
    finder.words.fill("zzyzx")
    expect(finder.status).to_have_text("No results")
    finder.page.get_by_role("button", name="Clear all").click()
    expect(finder.names).to_have_count(finder.step)
    said = finder.page.evaluate("said")
    assert said
    form = r"(No|One|\d+) (entry|entries|results?)"
    assert [each for each in said if not re.fullmatch(form, each)] == []


def test_show_more(finder: Finder, truth: BruteForce) -> None:
    """Pressed once, or twice by a trembling hand, it adds the next results and leads to them."""
    more = finder.page.get_by_role("button", name="Show more")
    more.press("Enter")
    expect(finder.names).to_have_count(2 * finder.step)
    expect(finder.names.nth(finder.step)).to_be_focused()
    chosen = {"languages": ("en",)}
    finder.box("languages", "en").check()
    shows(finder, truth.ordered(chosen))
    more.evaluate("(button) => { button.click(); button.click(); }")
    expect(finder.names).to_have_count(2 * finder.step)
    finder.page.wait_for_timeout(100)
    hrefs = finder.names.evaluate_all("all => all.map((each) => each.pathname)")
    assert len(hrefs) == len(set(hrefs)) == 2 * finder.step
    assert finder.shown()["urls"] == truth.ordered(chosen)


def test_journey_by_keyboard(page: Page) -> None:
    """From the address bar to an entry with Tab, Enter and Space alone."""
    finder = Finder(page).open()

    def tab_to(selector: str) -> None:
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab never comes to {selector}")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(finder.words).to_be_focused()
    page.keyboard.type("talk")
    expect(page).to_have_url(re.compile("#q=talk$"))
    tab_to(".filter input")
    page.keyboard.press("Space")
    expect(finder.chips.first).to_be_visible()
    expect(page.locator(".filter input:checked")).to_be_focused()
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    tab_to("#list .card-name a")
    name = finder.names.first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_panel_on_a_phone(window: Window, truth: BruteForce) -> None:
    """It opens and closes by its button and by Escape, and the keyboard's place goes along."""
    finder = Finder(window(viewport=PHONE, has_touch=True)).open()
    page = finder.page
    toggle = page.get_by_role("button", name="Narrow it down")
    panel = page.get_by_role("group", name="Narrow it down")
    expect(panel).to_be_hidden()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.tap()
    expect(panel).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    finder.box("cost", "free").tap()
    shows(finder, truth.ordered({"cost": ("free",)}))
    finder.box("cost", "free").press("Escape")
    expect(panel).to_be_hidden()
    expect(toggle).to_be_focused()
    expect(toggle).to_have_text(re.compile(r"\(1\)"))
    toggle.press("Enter")
    expect(panel).to_be_visible()
    toggle.press("Enter")
    expect(panel).to_be_hidden()
    toggle.press("Enter")
    page.get_by_role("button", name=re.compile(r"Show \d+ results")).tap()
    expect(panel).to_be_hidden()
    heading = page.get_by_role("heading", name="Results")
    expect(heading).to_be_focused()
    expect(finder.names.first).to_be_in_viewport()


def test_search_on_a_phone_leads_to_what_it_found(window: Window) -> None:
    """The keyboard goes, and the results come into sight; help for who may be in danger first."""
    finder = Finder(window(viewport=PHONE, has_touch=True)).open()
    for words, first in (("wigs", "#list > li"), ("i want to die", "#urgent a")):
        finder.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        finder.words.fill(words)
        finder.words.press("Enter")
        expect(finder.words).not_to_be_focused()
        finder.settled()
        expect(finder.page.locator(first).first).to_be_in_viewport(ratio=0.5)
        expect(finder.words).not_to_be_in_viewport()


def test_first_tap_after_the_panel_counts(window: Window) -> None:
    """What has the focus after “Show” takes no room that would go with the tap."""
    finder = Finder(window(viewport=PHONE, has_touch=True)).open("#cost=free")
    finder.page.get_by_role("button", name="Narrow it down").tap()
    finder.page.get_by_role("button", name=re.compile(r"Show \d+ results")).tap()
    expect(finder.chips.first).to_be_in_viewport()
    finder.chips.first.tap()
    expect(finder.chips).to_have_count(0)


def test_search_changes_with_the_width(window: Window) -> None:
    """A panel that is open on a phone stands beside the results once there is room."""
    finder = Finder(window(viewport=PHONE)).open()
    panel = finder.page.locator("#panel")
    expect(panel).to_be_hidden()
    finder.page.set_viewport_size({"width": 1280, "height": 800})
    expect(panel).to_be_visible()
    expect(finder.page.locator("#toggle")).to_be_hidden()


def test_list_and_search_agree_on_what_comes_first(page: Page, truth: BruteForce) -> None:
    """A special group of a place that is open to all comes first in the search as in the list."""
    facet = truth.facets["cancers"]
    both = [
        (entry, term)
        for entry in truth.site.entries
        for terms in [entry.facets[facet.field]]
        if facet.universal.intersection(terms)
        for term in set(terms) - facet.universal
    ]
    entry, term = both[0]
    listing = truth.site.listing(facet, term)
    assert entry in listing.specific
    finder = Finder(page).open(fragment_of({facet.field: (term,)}))
    expect(finder.status).to_have_text(f"{len(listing)} entries")
    shown = finder.shown()["urls"]
    assert shown.index(truth.url(entry.id)) < len(listing.specific)


def test_who_may_be_in_danger_is_told_where_somebody_listens(finder: Finder) -> None:
    """Words of despair show the way to crisis help above all results; other words hide it."""
    urgent = finder.page.locator("#urgent")
    expect(urgent).to_be_hidden()
    finder.words.fill("honestly I don’t want to live any more")
    expect(urgent).to_be_visible()
    assert finder.page.evaluate(
        "document.getElementById('urgent').getBoundingClientRect().bottom"
        " <= document.getElementById('list').getBoundingClientRect().top"
    )
    assert urgent.get_by_role("link").get_attribute("href") == "/crisis/"
    finder.words.fill("where do I want to live during treatment")
    expect(urgent).to_be_hidden()


def test_words_that_no_text_has_find_nothing_shorter(finder: Finder) -> None:
    """The index takes such a word for any shorter one that it begins with; we must not."""
    for word, begun in (("gymnosperms", "gym"), ("pancake", "pancan")):
        names = [name.casefold() for name in finder.found(f"{word} xylophones")]
        assert not any(begun in name for name in names), names
    assert finder.names.count() == 0
    expect(finder.page.locator("#nothing")).to_be_visible()
