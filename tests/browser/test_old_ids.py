"""An entry that was renamed: whoever has its old id, on paper or in a packet, finds it again."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from browser.conftest import Window

OLD, NEW, NAME = "meadow-plot", "long-meadow", "Long Meadow Garden"
KEY = "alongside:/garden/:packet"


def kept(page: Page) -> dict[str, str | None]:
    """Return the places of the packet: each id and its note."""
    said = page.evaluate(f"localStorage.getItem('{KEY}')")
    return {place["id"]: place.get("note") for place in json.loads(said)["places"]}


def test_old_address_needs_no_script(window: Window) -> None:
    """A printed address leads to the entry where scripts are off."""
    page = window(java_script_enabled=False)
    page.goto(f"/garden/resources/{OLD}/")
    expect(page).to_have_url(re.compile(rf"/garden/resources/{NEW}/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def test_a_sent_list_knows_the_new_id(page: Page) -> None:
    """What somebody sent under the old id is kept under the new one."""
    page.goto(f"/garden/packet/#v1={OLD}")
    expect(page.locator("#sent-list")).to_contain_text(NAME)
    expect(page.locator("#sent-gone")).to_be_hidden()
    page.get_by_role("button", name="Keep all of these").first.click()
    expect(page.locator("#leaves .leaf-name")).to_have_text([NAME])
    assert [*kept(page)] == [NEW]


def test_a_packet_of_before_is_found_again(page: Page) -> None:
    """What was kept before the rename keeps its note, and is not there twice."""
    page.goto("/garden/packet/")
    place = {"id": OLD, "name": "Meadow Plot", "note": "Ask Rosa", "saved": "2025-01-01"}
    packet = json.dumps(json.dumps({"version": 1, "places": [place]}))
    page.evaluate(f"localStorage.setItem('{KEY}', {packet})")
    page.reload()
    expect(page.locator("#leaves .leaf-name")).to_have_text([NAME])
    expect(page.locator("#leaves textarea")).to_have_value("Ask Rosa")
    assert kept(page) == {NEW: "Ask Rosa"}
