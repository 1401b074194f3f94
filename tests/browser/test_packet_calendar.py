"""All meetings of the packet as one file for a calendar: whole, offline, and never half said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Page, expect

from browser.conftest import Sites
from browser.guard import Guard
from browser.test_packet import NOTHING, TRACES, Packet, until

MEETING = ("long-meadow", "evening-circle")
KEPT = """async () => {
  const name = (await caches.keys()).find((each) => each.endsWith(":calendars"));
  return name ? (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname) : [];
}"""


def made(page: Page) -> Any:  # noqa: ANN401 - the library's types are wide
    """Press the button and return the calendar that comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Put all meetings in my calendar").click()
    assert download.value.suggested_filename == "meetings.ics"
    content = Path(download.value.path()).read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in content.split(b"\r\n"))
    return Calendar.from_ical(content)


def test_all_meetings_in_one_calendar(page: Page, guard: Guard, sites: Sites) -> None:
    """Every event as the build made it, each time zone once; also without a connection."""
    guard.allow("ERR_INTERNET_DISCONNECTED")
    packet = Packet(page).fill("seed-post").open()
    button = page.get_by_role("button", name="Put all meetings in my calendar")
    expect(packet.names).to_have_count(1)
    expect(button).to_be_hidden()
    packet.fill(*MEETING).open()
    folder = sites.folders["/garden/"] / "resources"
    files = [(folder / id_ / "meetings.ics").read_bytes() for id_ in MEETING]
    alone: list[Any] = [Calendar.from_ical(each) for each in files]

    whole = made(page)
    expect(page.locator("#calendar-done")).to_contain_text("is ready. Open it")
    assert [event.to_ical() for event in whole.events] == [
        event.to_ical() for each in alone for event in each.events
    ]
    zones = [str(each["TZID"]) for each in whole.timezones]
    assert len(zones) == len(set(zones))
    said = {
        str(zone["TZID"]): max(
            (z.to_ical() for each in alone for z in each.timezones if z["TZID"] == zone["TZID"]),
            key=len,
        )
        for zone in whole.timezones
    }
    assert len(said) < sum(len(each.timezones) for each in alone)
    assert {str(each["TZID"]): each.to_ical() for each in whole.timezones} == said
    assert sum(each.to_ical().count(b"\r\nVERSION:") for each in alone) == len(alone)
    assert whole.to_ical().count(b"\r\nVERSION:2.0\r\n") == 1

    until(page, f"(await ({KEPT})()).length === 2")
    page.context.set_offline(True)
    assert made(page).to_ical() == whole.to_ical()
    page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map((each) => caches.delete(each))))"
    )
    page.get_by_role("button", name="Put all meetings in my calendar").click()
    expect(page.locator("#calendar-done")).to_have_text(
        "We cannot reach the meetings just now. Please try again when you are connected."
    )


def test_what_cannot_be_had_is_named(page: Page, guard: Guard) -> None:
    """One file is lost, and in place of another comes a page that asks for a password."""
    guard.allow("status of 503")
    page.route("**/evening-circle/meetings.ics", lambda route: route.fulfill(status=503))
    packet = Packet(page).fill(*MEETING).open()
    done = page.locator("#calendar-done")
    assert len(made(page).events) == 1
    expect(done).to_contain_text("is ready")
    expect(done).to_contain_text("cannot reach them just now: Evening Circle.")
    until(page, f"(await ({KEPT})()).join() === '/garden/resources/long-meadow/meetings.ics'")
    packet.button("Take it out").click()
    until(page, f"(await ({KEPT})()).length === 0")
    portal = "<!doctype html><title>Welcome to the hospital's network</title>"
    page.route("**/meetings.ics", lambda route: route.fulfill(body=portal))
    page.get_by_role("button", name="Put all meetings in my calendar").click()
    expect(done).to_contain_text("We cannot reach the meetings just now.")
    assert page.evaluate(KEPT) == []
    page.get_by_role("button", name="Remove everything").click()
    page.get_by_role("button", name="Yes, remove everything").click()
    expect(page.locator("#wiped")).to_contain_text("Nothing of your packet is left")
    assert page.evaluate(TRACES) == NOTHING
