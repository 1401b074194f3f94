"""Meetings on the visitor's own clock: their hour, the days that are past, and an end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Window

CIRCLE = "/garden/resources/evening-circle/"


def opened(window: Window, zone: str, now: str) -> Page:
    """Return the page of meetings as somebody in `zone` sees it at the moment `now`."""
    page = window(timezone_id=zone)
    page.clock.set_fixed_time(now)
    page.goto(CIRCLE)
    return page


def meeting(page: Page, title: str) -> Locator:
    """Return one meeting of the page."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator(".meeting").filter(has=heading)


def days(one: Locator) -> list[str]:
    """Return the days that are shown, without their year and hour."""
    times = one.locator("li:visible time").all()
    return [str(each.get_attribute("datetime"))[5:10] for each in times]


@pytest.mark.parametrize(
    ("zone", "yours"),
    [
        ("America/New_York", []),
        ("America/Toronto", []),
        ("America/Los_Angeles", ["4:00 PM where you are"]),
        ("Europe/Berlin", ["1:00 AM on Wednesday where you are"]),
        ("Asia/Kolkata", ["5:30 AM on Wednesday where you are"]),
        ("Pacific/Apia", ["1:00 PM on Wednesday where you are"]),
    ],
)
def test_own_hour_stands_beside_the_hosts_where_it_differs(
    window: Window, zone: str, yours: list[str]
) -> None:
    """Half hours and the other side of the date line included."""
    page = opened(window, zone, "2026-11-22T12:00:00Z")
    first = meeting(page, "Tuesday circle").locator("li").first
    expect(first).to_contain_text("Tuesday, November 24, 7:00\u202fPM in New York")
    found = [each.replace("\u202f", " ") for each in first.locator(".yours").all_inner_texts()]
    assert found == yours


def test_own_hour_follows_both_clocks(window: Window) -> None:
    """Adelaide leaves summer time in April, London enters it in March."""
    page = opened(window, "Europe/London", "2027-02-27T00:00:00Z")
    items = meeting(page, "Last Friday").locator("li:visible .yours")
    found = [each.replace("\u202f", " ") for each in items.all_inner_texts()]
    assert found == [f"{hour} AM where you are" for hour in ("8:00", "10:00", "10:00", "10:00")]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-22T12:00:00Z", ["11-24", "12-01", "12-08", "12-15"]),
        ("2026-12-02T01:14:00Z", ["12-01", "12-08", "12-15", "01-05"]),
        ("2026-12-02T01:16:00Z", ["12-08", "12-15", "01-05", "01-12"]),
        ("2027-02-20T00:00:00Z", ["02-23"]),
    ],
)
def test_past_days_give_way(window: Window, now: str, expected: list[str]) -> None:
    """A meeting stays until it is over; behind the fourth there are more, as far as one knows."""
    page = opened(window, "Europe/Berlin", now)
    assert days(meeting(page, "Tuesday circle")) == expected


def test_an_old_page_says_that_its_dates_are_over(window: Window) -> None:
    """A series with an end has ended; of one without, the rule still stands."""
    page = opened(window, "Europe/Berlin", "2027-06-01T00:00:00Z")
    course, circle = meeting(page, "Course for beginners"), meeting(page, "Tuesday circle")
    expect(course.get_by_text("This series has ended.")).to_be_visible()
    expect(course.get_by_text("Every Thursday")).to_be_hidden()
    expect(circle.get_by_text("The dates that this page knew of are over.")).to_be_visible()
    expect(circle.get_by_text("Every Tuesday")).to_be_visible()
    assert days(course) == days(circle) == []
    expect(meeting(page, "Year's end").get_by_text("This meeting is over.")).to_be_visible()


def test_without_scripts_the_rule_says_it(window: Window) -> None:
    """The rule, the host's hour and four days; nothing on a clock that the page cannot know."""
    page = window(java_script_enabled=False, timezone_id="Europe/Berlin")
    page.goto(CIRCLE)
    circle = meeting(page, "Tuesday circle")
    expect(circle.get_by_text("Every Tuesday at 7:00\u202fPM (New York time)")).to_be_visible()
    assert days(circle) == ["11-24", "12-01", "12-08", "12-15"]
    expect(page.locator(".yours")).to_have_count(0)
    expect(page.locator(".dates-over:visible")).to_have_count(0)


def test_calendar_can_be_fetched(page: Page) -> None:
    """The link leads to a calendar of the site's own."""
    page.goto(CIRCLE)
    link = page.get_by_role("link", name="Add to your calendar")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().startswith("BEGIN:VCALENDAR")
