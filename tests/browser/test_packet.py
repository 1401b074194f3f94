"""The packet: kept on the device only, ordered, noted, printed, sent, read offline, wiped."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Sites, Window
from browser.finder import Finder
from browser.guard import Guard
from browser.server import Server, served
from browser.test_every_page import TOO_WIDE, violations

HELPLINE, LIST = "/resources/american-cancer-society-helpline/", "/sharing/one-to-one/"
LEAD = "Places you want to keep, to read later, print or send."
THREE = ("long-meadow", "seed-post", "spade-shed")
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("No.", "SecurityError"); },
});"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("No.", "QuotaExceededError"); };"""
TRACES = """async () => ({
  kept: Object.keys(localStorage),
  caches: await caches.keys(),
  scopes: (await navigator.serviceWorker.getRegistrations()).map((each) => new URL(each.scope).pathname),
})"""
NOTHING: dict[str, list[str]] = {"kept": [], "caches": [], "scopes": []}
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) sum += each.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""


def called(words: str, name: str) -> re.Pattern[str]:
    """Return what a button of an entry is called: what it does, and to which one."""
    return re.compile(rf"^{words} ?: {re.escape(name)}$")


def until(page: Page, condition: str) -> None:
    """Wait until a JavaScript condition holds, which may await."""
    assert page.evaluate(f"""async () => {{
      for (let turn = 0; turn < 500; turn++) {{
        if ({condition}) return true;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }}
      return false;
    }}"""), condition


@dataclass(frozen=True)
class Packet:
    """The packet of the site at a base path, in a browser window."""

    page: Page
    base: str = "/garden/"

    def fill(self, *ids: str) -> Packet:
        """Keep some entries from their own pages."""
        for id_ in ids:
            self.page.goto(f"{self.base}resources/{id_}/")
            with self.page.expect_response("**/packet.json"):
                self.page.get_by_role("button", name="Keep this").click()
        return self

    def open(self, fragment: str = "") -> Packet:
        """Open its page."""
        self.page.goto("about:blank")  # else only the fragment would change
        self.page.goto(f"{self.base}packet/{fragment}")
        self.page.wait_for_load_state("networkidle")
        return self

    def ready(self) -> Packet:
        """Wait until it can be read without a connection."""
        until(
            self.page,
            f"(await navigator.serviceWorker.getRegistration('{self.base}'))?.active?.scriptURL"
            f".endsWith('{self.base}sw.js')",
        )
        return self

    @property
    def names(self) -> Any:  # noqa: ANN401 - a locator; typed so, `expect` takes it
        """The names of the places in it."""
        return self.page.locator("#leaves .leaf-name")

    @property
    def link(self) -> str:
        """The link by which it is sent."""
        return self.page.get_by_label("The link").input_value()

    def button(self, words: str, place: int = 0) -> Any:  # noqa: ANN401 - as above
        """Return a button of one place."""
        return self.page.locator("#leaves > li").nth(place).get_by_role("button", name=words)

    def count(self, words: str) -> None:
        """Require this count in the menu."""
        expect(self.page.locator("#my-packet")).to_have_text(
            re.compile(rf"^\s*My packet {words}\s*$")
        )


@pytest.fixture
def packet(page: Page) -> Packet:
    """Give the garden's packet."""
    return Packet(page)


def test_keep_from_everywhere(page: Page) -> None:
    """From an entry, from a list and from a result; each button also takes it out again."""
    packet = Packet(page, "/")
    page.goto(HELPLINE)
    packet.count("")
    page.get_by_role("button", name=called("Keep this", "American Cancer Society Helpline")).press(
        "Enter"
    )
    packet.count(r"\(1\)")
    expect(page.locator("#told")).to_have_text("Kept in your packet, on this device only.")
    page.goto(LIST)
    card = page.locator(".card").nth(1)
    listed = card.locator(".card-name").inner_text()
    card.get_by_role("button", name=called("Keep this", listed)).click()
    finder = Finder(page, "/")
    finder.found("group")
    result = (
        page.locator("#list > li").filter(has=page.get_by_role("button", name="Keep this")).first
    )
    found = result.locator(".card-name").inner_text()
    result.get_by_role("button", name=called("Keep this", found)).click()
    packet.count(r"\(3\)")
    finder.found("group")
    expect(page.get_by_role("button", name=called("Kept · take it out", found))).to_be_visible()
    page.get_by_role("link", name="My packet").click()
    expect(packet.names).to_have_text(["American Cancer Society Helpline", listed, found])
    page.goto(LIST)
    page.get_by_role("button", name=called("Kept · take it out", listed)).click()
    expect(page.get_by_role("button", name=called("Keep this", listed))).to_be_visible()
    packet.count(r"\(2\)")


def test_order_and_notes_stay(packet: Packet) -> None:
    """The keyboard moves places, its own place goes along, and all of it is there another day."""
    packet.fill(*THREE).open()
    names = packet.names.all_inner_texts()
    expect(packet.button("Move up")).to_be_disabled()
    packet.button("Move up", 1).press("Enter")
    expect(packet.button("Move down", 0)).to_be_focused()  # as it cannot go further up
    packet.button("Move down", 1).press("Enter")
    expect(packet.button("Move up", 2)).to_be_focused()
    order = [names[1], names[2], names[0]]
    expect(packet.names).to_have_text(order)
    packet.page.get_by_label("A note of my own").nth(1).fill("Ring & ask\n<b>for Ann</b>")
    packet.open()
    expect(packet.names).to_have_text(order)
    expect(packet.page.get_by_label("A note of my own").nth(1)).to_have_value(
        "Ring & ask\n<b>for Ann</b>"
    )
    packet.button("Take it out", 1).click()
    expect(packet.names).to_have_text([order[0], order[2]])
    expect(packet.button("Take it out", 1)).to_be_focused()


def test_leaf_says_what_one_needs(packet: Packet) -> None:
    """Phone, first step, hours, whether it was verified, and the day on which it was saved."""
    packet.fill("long-meadow").open()
    leaf = packet.page.locator(".leaf")
    for words in ("What happens first", "When", "Verified: "):
        expect(leaf).to_contain_text(words)
    expect(leaf).to_contain_text(re.compile(r"Saved here on \w+ \d+, 20\d\d"))
    call = leaf.get_by_role("link", name="Call")
    expect(call).to_have_attribute("href", re.compile("^tel:"))
    expect(call.locator("svg.icon path")).to_have_count(1)


def test_scanned_paper_leads_to_the_entry(window: Window) -> None:
    """A telephone's camera reads each leaf's QR code as the address of its entry, also from dark."""
    packet = Packet(window(color_scheme="dark", device_scale_factor=2)).fill(*THREE).open()
    packet.page.emulate_media(media="print")
    for leaf, id_ in zip(packet.page.locator(".leaf").all(), THREE, strict=True):
        picture = Image.open(BytesIO(leaf.screenshot()))
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == f"https://owner.github.io/garden/resources/{id_}/"
        assert code.format == zxingcpp.BarcodeFormat.QRCode


def test_paper(packet: Packet) -> None:
    """No menu and no button; a QR code, the short address and the note; no leaf is cut in two."""
    packet.fill(*THREE).open()
    page = packet.page
    page.get_by_label("A note of my own").first.fill("After the scan")
    page.emulate_media(media="print")
    first = page.locator(".leaf").first
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(first.get_by_role("img", name="QR code")).to_be_visible()
    expect(first).to_contain_text("owner.github.io/garden/resources/long-meadow/")
    expect(first.get_by_text("After the scan")).to_be_visible()
    assert first.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).startswith(b"%PDF")


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_browser_that_keeps_nothing(page: Page, script: str) -> None:
    """It is said kindly, and the packet is there as long as the page is."""
    page.add_init_script(script)
    packet = Packet(page)
    page.goto("/garden/resources/long-meadow/")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".explained")).to_contain_text("only until you leave this page")
    packet.count(r"\(1\)")
    packet.open("#v1=seed-post,spade-shed")
    page.get_by_role("button", name="Keep all of these").first.click()
    expect(packet.names).to_have_count(2)
    expect(page.locator("#blocked")).to_be_visible()
    packet.button("Take it out").click()
    expect(packet.names).to_have_count(1)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_sent_list_joins_ones_own(packet: Packet, window: Window) -> None:
    """Notes go along only when wished; one's own list stays until one says so, and after."""
    note = "Ask for Ann: 100% & <kind> 🌷"
    packet.fill("long-meadow", "seed-post").open()
    packet.page.get_by_label("A note of my own").nth(1).fill(note)
    assert "n1" not in packet.link
    packet.page.get_by_label("Send my notes with it").check()
    assert re.fullmatch(r"[\w:/.#=&%,!'()*~-]+", packet.link)
    mail = packet.page.get_by_role("link", name="Send by e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=")
    assert "long-meadow" in mail

    other = Packet(window()).fill("spade-shed").open()
    other.page.get_by_label("A note of my own").fill("mine")
    before = other.page.evaluate("JSON.stringify(localStorage)")
    other.page.goto("about:blank")
    other.page.goto(packet.link)
    sent = other.page.get_by_role("region", name="Somebody sent you a list of places")
    expect(sent).to_contain_text(note)
    heading, lead = other.page.get_by_role("heading", level=1), other.page.get_by_text(LEAD)
    expect(heading).to_have_text("Somebody sent you a list of places")
    expect(other.page).to_have_title(re.compile("^Somebody sent you a list of places – "))
    expect(lead).to_be_hidden()
    assert other.page.evaluate("JSON.stringify(localStorage)") == before
    sent.get_by_role("button", name="Keep all of these").click()
    expect(other.names).to_have_count(3)
    expect(sent).to_be_hidden()
    expect(heading).to_have_text("My packet")
    expect(other.page).to_have_title(re.compile("^My packet – "))
    expect(lead).to_be_visible()
    assert other.page.url.endswith("/garden/packet/")
    other.open()
    notes = other.page.get_by_label("A note of my own")
    assert [notes.nth(each).input_value() for each in range(3)] == ["mine", "", note]


def test_long_sent_list_can_be_kept_from_its_end(packet: Packet) -> None:
    """The button above it is out of sight by then."""
    ids = ("long-meadow", "seed-post", "spade-shed", "hostile-hedge")
    buttons = packet.open(f"#v1={','.join(ids)}").page.get_by_role("button", name="Keep all of")
    expect(buttons).to_have_count(2)
    buttons.last.click()
    expect(packet.names).to_have_count(4)
    expect(packet.page.locator("#title")).to_be_focused()


@pytest.mark.parametrize(
    "fragment",
    [
        "#v1=",
        "#v2=long-meadow",
        "#v1=../../evil,%00,UPPER,-,a--b," + "x" * 200,
        "#v1=%E0%A4%A,%FF",
        "#v1=" + "a" * 600_000,
    ],
    ids=["empty", "newer", "no ids", "bad signs", "huge"],
)
def test_broken_link_is_harmless(packet: Packet, fragment: str) -> None:
    """It is said to be broken; nothing is asked for and nothing is kept."""
    packet.open(fragment)
    expect(packet.page.get_by_text("The link to it is broken")).to_be_visible()
    expect(packet.page.get_by_role("button", name="Keep all of these")).to_have_count(0)
    assert packet.page.evaluate(TRACES) == NOTHING


def test_hostile_link_is_harmless(packet: Packet, guard: Guard, server: Server) -> None:
    """A hundred places at most, notes that are mere text and short, what is gone is named."""
    guard.allow("status of 404")
    many = ",".join(["long-meadow", "seed-post", *(f"gone-{n}" for n in range(500))])
    note = "<img src=x onerror=alert(1)>" + "y" * 10_000
    before = len(server.asked)
    packet.open(f"#v1={many}&n0={note}&n1=javascript:alert(1)&__proto__=1&n999=z")
    page = packet.page
    assert sum("gone-" in each for each in server.asked[before:]) == 98
    expect(page.locator("#sent-list > li")).to_have_count(2)
    expect(page.locator("#sent-list img")).to_have_count(0)
    expect(page.locator("#sent-list .sent-note").first).to_have_text(re.compile(r"^<img src=x"))
    expect(page.locator("#sent-gone")).to_contain_text("gone-0, gone-1")
    page.get_by_role("button", name="Keep all of these").first.click()
    expect(packet.names).to_have_count(2)
    expect(page.locator(".leaf img")).to_have_count(0)
    assert len(page.get_by_label("A note of my own").first.input_value()) == 500


def test_odd_storage_is_harmless(packet: Packet) -> None:
    """Another site on the same origin may have written anything there."""
    packet.open()
    for odd in ("{", "[]", "null", '{"places":{}}', '{"places":[null,1,{"id":"../x"},{"id":7}]}'):
        packet.page.evaluate("odd => localStorage.setItem('alongside:/garden/:packet', odd)", odd)
        packet.open()
        expect(packet.names).to_have_count(0)
        expect(packet.page.get_by_text("Nothing is in it yet")).to_be_visible()


def test_sites_of_one_origin_do_not_mix(page: Page) -> None:
    """Each has a packet and a worker of its own, and wiping one leaves the others alone."""
    for base in ("/", "/repo/"):
        page.goto(f"{base}{HELPLINE[1:]}")
        page.get_by_role("button", name="Keep this").click()
        Packet(page, base).ready()
    Packet(page).open().count("")
    page.evaluate("localStorage.setItem('stranger', '1')")
    page.evaluate("caches.open('alongside:/repo/x:1').then(() => true)")
    packet = Packet(page, "/repo/").open()
    page.get_by_role("button", name="Remove everything").click()
    page.get_by_role("button", name="Yes, remove everything").click()
    expect(page.locator("#wiped")).to_contain_text("Nothing of your packet is left")
    packet.count("")
    traces = page.evaluate(TRACES)
    assert sorted(traces["kept"]) == ["alongside:/:packet", "stranger"]
    assert traces["scopes"] == ["/"]
    assert sorted(name[: name.rindex(":")] for name in traces["caches"]) == [
        "alongside:/",
        "alongside:/repo/x",
    ]


def test_wiping_asks_first_and_leaves_nothing(packet: Packet) -> None:
    """The keyboard's place goes along, and the packet can be kept after all."""
    packet.fill("long-meadow", "seed-post").ready().open("#wipe")
    page = packet.page
    page.get_by_role("button", name="Remove everything").press("Enter")
    expect(page.get_by_role("button", name="No, keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove everything")).to_be_focused()
    expect(packet.names).to_have_count(2)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, remove everything").press("Enter")
    expect(page.get_by_text("Nothing of your packet is left on this device.")).to_be_visible()
    expect(packet.names).to_have_count(0)
    assert page.evaluate(TRACES) == NOTHING
    packet.open().count("")


def test_last_place_taken_out_leaves_nothing(packet: Packet) -> None:
    """An empty packet is no trail."""
    packet.fill("long-meadow").ready()
    packet.page.get_by_role("button", name="Take it out").click()
    until(packet.page, "(await caches.keys()).length === 0")
    assert packet.page.evaluate(TRACES) == NOTHING


def test_without_a_connection(page: Page, guard: Guard) -> None:
    """The packet and crisis help are there, any other page says kindly that it is not."""
    guard.allow("ERR_INTERNET_DISCONNECTED")
    packet = Packet(page, "/repo/")
    page.goto(f"/repo{HELPLINE}")
    with page.expect_response("**/packet.json"):
        page.get_by_role("button", name="Keep this").click()
    packet.ready()
    kept = page.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then(cache => cache.keys())"
        ".then(all => all.map(each => new URL(each.url).pathname))"
    )
    pages = {each for each in kept if not each.startswith("/repo/assets/")}
    assert pages == {
        f"/repo/{language}{each}/"
        for language in ("", "es/")
        for each in ("packet", "offline", "crisis")
    }
    page.context.set_offline(True)
    page.goto("/repo/packet/")
    expect(packet.names).to_have_text(["American Cancer Society Helpline"])
    expect(page.locator(".leaf")).to_contain_text("What happens first")
    expect(page.locator(".leaf")).to_have_css("border-top-style", "solid")  # with its looks
    page.goto("/repo/resources/imerman-angels/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not connected just now")
    page.get_by_role("main").get_by_role("link", name="I need someone now").click()
    expect(page.locator('main a[href^="tel:"]').first).to_be_visible()
    page.goto("/repo/es/stories/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ahora mismo no tiene conexión")


def test_nobody_is_trapped_on_an_old_site(browser: Browser, sites: Sites, tmp_path: Path) -> None:
    """A new page is seen at once, and its worker puts the old one's copies away."""
    folder = shutil.copytree(sites.folders["/garden/"], tmp_path / "garden")
    with served({"/garden/": folder}) as own:
        context = browser.new_context(base_url=own.origin)
        packet = Packet(context.new_page()).fill("long-meadow").ready()
        (old,) = packet.page.evaluate(
            "caches.keys().then((all) => all.filter((name) => !name.endsWith(':calendars')))"
        )
        for file, before, after in (
            ("packet/index.html", "Places you want to keep", "A new word"),
            ("sw.js", old.rpartition(":")[2], "newer"),
        ):
            text = (folder / file).read_text("utf-8")
            assert before in text
            (folder / file).write_text(text.replace(before, after), "utf-8")
        packet.open()
        expect(packet.page.get_by_text("A new word")).to_be_visible()
        packet.page.evaluate(
            "navigator.serviceWorker.ready.then(it => it.update()).then(() => true)"
        )
        until(
            packet.page,
            "(await caches.keys()).sort().join()"
            " === 'alongside:/garden/:calendars,alongside:/garden/:newer'",
        )
        context.set_offline(True)
        packet.page.goto("/garden/packet/")
        expect(packet.page.get_by_text("A new word")).to_be_visible()
        context.close()


def test_old_facts_are_asked_for_again(packet: Packet) -> None:
    """What was saved on another day is fetched anew; what was saved today is not."""
    packet.fill("long-meadow").open()
    page = packet.page
    page.evaluate("""() => {
      const key = "alongside:/garden/:packet";
      const kept = JSON.parse(localStorage.getItem(key));
      Object.assign(kept.places[0], { saved: "2020-01-02" });
      kept.places[0].data.name = "An old name";
      localStorage.setItem(key, JSON.stringify(kept));
    }""")
    packet.open()
    expect(packet.names).not_to_have_text(["An old name"])
    asked = []
    page.on("request", lambda it: asked.append(it.url) if it.url.endswith("packet.json") else None)
    packet.open()
    assert asked == []


def test_send_to_someone(window: Window) -> None:
    """A letter by e-mail, as a copy or by the device's own sheet, with what it needs."""
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async (what) => { window.given = what; };")
    page.goto("/garden/resources/long-meadow/")
    page.get_by_text("Send this to someone I love").click()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied. You can paste it")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "https://owner.github.io/garden/resources/long-meadow/" in copied
    page.get_by_role("button", name="Share …").click()
    assert page.evaluate("given.text") == copied.replace("\r\n", "\n")


def test_nothing_moves_as_scripts_come(window: Window) -> None:
    """The count and the buttons have their room from the start."""
    page = window(viewport={"width": 375, "height": 740})
    Packet(page, "/").fill("imerman-angels")
    for address in (HELPLINE, LIST, "/"):
        page.goto(address)
        assert page.evaluate(SHIFT) == 0


def test_without_scripts(window: Window) -> None:
    """No button that does nothing; the letter goes by e-mail all the same."""
    page = window(java_script_enabled=False)
    for address in (HELPLINE, LIST, "/packet/"):
        page.goto(address)
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("link", name="My packet")).to_have_count(0)
    page.goto(HELPLINE)
    page.get_by_text("Send this to someone I love").click()
    mail = page.get_by_role("link", name="Send by e-mail").get_attribute("href") or ""
    assert "resources/american-cancer-society-helpline/" in mail


@pytest.mark.parametrize("state", ["filled", "sent"])
def test_packet_has_no_barrier(window: Window, state: str) -> None:
    """axe-core finds nothing, and it fits a small screen."""
    packet = Packet(window(viewport={"width": 320, "height": 640})).fill(
        "long-meadow", "hostile-hedge"
    )
    packet.open("#v1=seed-post,spade-shed&n0=hello" if state == "sent" else "")
    packet.page.get_by_role("button", name="Remove everything").click()
    assert packet.page.evaluate(TOO_WIDE) == {"scrolls": False, "wide": []}
    assert violations(packet.page) == []
