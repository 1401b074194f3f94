"""Meetings: how a page says them, and the file that puts them into a calendar."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sites import DAY, Page, Site, build, built, entry, make_root, words

from generator.addresses import Addresses
from generator.load import load
from generator.meetings import starts_of
from generator.model import Meeting
from generator.outputs.calendars import calendars
from generator.relate import Site as Related
from generator.relate import relate

CIRCLE = "resources/evening-circle/"
TODAY = date.fromisoformat(DAY)


def meeting(**fields: object) -> Meeting:
    """Return a weekly meeting on Tuesdays at seven in New York."""
    usual = {
        "title": "Circle",
        "starts": "2026-10-06T19:00",
        "zone": "America/New_York",
        "repeats": "FREQ=WEEKLY;BYDAY=TU",
    }
    return Meeting.model_validate({**usual, **fields})


def meetings_yaml(*meetings: Mapping[str, object]) -> str:
    """Return meetings as an entry writes them."""
    usual = {"title": "Circle", "starts": "2026-10-06T19:00", "zone": "America/New_York"}
    each = [", ".join(f"{k}: {v}" for k, v in {**usual, **one}.items()) for one in meetings]
    return f"[{', '.join(f'{{{one}}}' for one in each)}]"


def related(root: Path) -> Related:
    """Return a root's site."""
    catalogue, problems = load(root)
    assert catalogue
    assert problems == []
    return relate(catalogue, Addresses("https://garden.example.org/", "en", "en"), TODAY)


def parts(page: Page) -> list[Element]:
    """Return each meeting of a page."""
    return [each for each in page.all("div") if each.get("class") == "meeting"]


def rule(one: Element) -> str:
    """Return the sentence on how a meeting repeats."""
    return next((words(p) for p in one.iter("p") if p.get("class") == "rule"), "")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Give a page with every kind of rule, in the order of `SAID`."""
    said = meetings_yaml(*({"repeats": f'"{repeats}"'} for repeats in SAID))
    files = {"content/resources/plot.yaml": entry("Plot", meetings=said)}
    root = make_root(tmp_path_factory.mktemp("rules") / "root", files)
    return build(root).page("resources/plot/index.html")


SAID = {
    "FREQ=WEEKLY": "Every Tuesday",
    "FREQ=WEEKLY;BYDAY=TH,TU": "Every Tuesday and Thursday",
    "FREQ=WEEKLY;BYDAY=MO,TU,SA": "Every Monday, Tuesday and Saturday",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU": "Every 2 weeks on Tuesday",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "Every day from Monday to Friday",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": "Every day",
    "FREQ=DAILY": "Every day",
    "FREQ=DAILY;INTERVAL=3": "Every 3 days",
    "FREQ=DAILY;BYDAY=SA,SU": "Every Saturday and Sunday",
    "FREQ=DAILY;INTERVAL=2;BYDAY=SA": "",
    "FREQ=MONTHLY": "Every month on day 6",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "Every month on the last day",
    "FREQ=MONTHLY;BYMONTHDAY=1,15": "Every month on day 1 and day 15",
    "FREQ=MONTHLY;BYMONTHDAY=-2": "",
    "FREQ=MONTHLY;BYDAY=-1FR": "Every month on the last Friday",
    "FREQ=MONTHLY;BYDAY=-1FR,1FR": "Every month on the first Friday and the last Friday",
    "FREQ=MONTHLY;BYDAY=+3WE": "Every month on the third Wednesday",
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,4": (
        "Every month on the second Tuesday and the fourth Tuesday"
    ),
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU": "Every 3 months on the first Tuesday",
    "FREQ=MONTHLY;BYDAY=TU": "Every Tuesday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13": "",
    "FREQ=MONTHLY;BYDAY=-3TU": "",
    "FREQ=YEARLY": "Every year on October 6",
    "FREQ=YEARLY;INTERVAL=2": "Every 2 years on October 6",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "Every month on the fourth Thursday, only in November",
    "FREQ=YEARLY;BYDAY=20MO": "",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO": "",
    "FREQ=WEEKLY;BYMONTH=9,10,11,12,1,2,3,4,5": "Every Tuesday, from September to May",
    "FREQ=WEEKLY;BYMONTH=10,3": "Every Tuesday, only in March and October",
}
"""What a page says of a rule, but for the hour; nothing where no short sentence is true."""


def test_rules_are_said_in_words(rules: Page) -> None:
    """Each with the hour and the city by whose clock it goes."""
    hour = " at 7:00 PM (New York time)"
    found = dict(zip(SAID, map(rule, parts(rules)), strict=True))
    assert {each: said.replace(hour, "") for each, said in found.items()} == SAID
    assert all(hour in said for said in found.values() if said)


def test_zones_are_named_by_their_city(tmp_path: Path) -> None:
    """One without a city says what it adds to UTC, not the sign that its name has."""
    zones = {
        "America/Argentina/Buenos_Aires": "Buenos Aires",
        "Asia/Kolkata": "Kolkata",
        "Etc/GMT+5": "GMT-05:00",
        "US/Eastern": "New York",
    }
    said = meetings_yaml(*({"zone": zone, "repeats": "FREQ=DAILY"} for zone in zones))
    files = {"content/resources/plot.yaml": entry("Plot", meetings=said)}
    page = build(make_root(tmp_path / "root", files)).page("resources/plot/index.html")
    found = [rule(one).replace("\u202f", " ") for one in parts(page)]
    assert found == [f"Every day at 7:00 PM ({city} time)" for city in zones.values()]


def test_an_hour_that_a_day_skips_is_moved_on() -> None:
    """Clocks in New York go from two to three on 14 March 2027."""
    night = meeting(starts="2027-03-13T02:30", repeats="FREQ=DAILY")
    assert [start.isoformat() for start in islice(starts_of(night), 3)] == [
        "2027-03-13T02:30:00-05:00",
        "2027-03-14T03:30:00-04:00",
        "2027-03-15T02:30:00-04:00",
    ]


def test_the_other_language_says_them_too() -> None:
    """Names of days, cities and hours come in the page's language."""
    page = built("spanish").page("es/resources/long-meadow/index.html")
    (one,) = parts(page)
    assert rule(one) == "Cada sábado, a las 10:00 (hora de Londres)"
    assert "Dura 2 horas." in words(one)
    assert "sábado, 28 de noviembre, 10:00 en Londres" in words(one)


def test_a_page_shows_the_next_four_days_and_holds_more() -> None:
    """Twelve days or eight weeks; exceptions, a beginning and an end are told."""
    tuesday, friday, course, single, past = parts(built("meetings").page(f"{CIRCLE}index.html"))
    items = list(tuesday.iter("li"))
    assert ["hidden" in each.attrib for each in items] == [False] * 4 + [True] * 8
    times = [each.get("datetime") for each in tuesday.iter("time")]
    assert times[:4] == [
        f"2026-{day}T19:00:00-05:00" for day in ("11-24", "12-01", "12-08", "12-15")
    ]
    assert "2026-12-22T19:00:00-05:00" not in times
    assert "No meeting on: Tuesday, December 22 · Tuesday, December 29" in words(tuesday)
    assert "It lasts one hour and 15 minutes." in words(tuesday)
    assert [each.get("datetime", "")[-6:] for each in friday.iter("time")][4:6] == [
        "+10:30",
        "+09:30",
    ]
    assert "Last meeting: December 3, 2026." in words(course)
    assert rule(single) == ""
    assert [each.get("datetime") for each in single.iter("time")] == ["2026-12-31T23:00:00+13:00"]
    assert words(past) == "Bulb day This series has ended."


def test_only_what_takes_place_has_a_calendar_and_a_script(tmp_path: Path) -> None:
    """Neither a paused or closed entry, nor one whose meetings are over, nor one without any."""
    weekly = meetings_yaml({"repeats": "FREQ=WEEKLY"})
    entries = {
        "open": entry("Open", meetings=weekly),
        "paused": entry("Paused", meetings=weekly, status="paused"),
        "closed": entry("Closed", meetings=weekly, status="{status: closed}"),
        "over": entry("Over", meetings=meetings_yaml({})),
        "none": entry("None"),
    }
    files = {f"content/resources/{id_}.yaml": text for id_, text in entries.items()}
    site = build(make_root(tmp_path / "root", files))
    for id_ in entries:
        page = site.page(f"resources/{id_}/index.html")
        expected = id_ == "open"
        assert (f"resources/{id_}/meetings.ics" in site.files) is expected
        assert page.has("a", href=f"/resources/{id_}/meetings.ics") is expected
        scripts = [script.get("src", "") for script in page.all("script")]
        assert any("/meetings." in src for src in scripts) is expected
        assert bool(parts(page)) is (id_ in {"open", "over"})


def read(site: Site, path: str) -> Any:  # noqa: ANN401 - the library's types are wide
    """Return a calendar of a site, of which no line is longer than the standard allows."""
    content = (site.folder / path).read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return Calendar.from_ical(content)


def test_the_calendar_says_what_the_page_says(tmp_path: Path) -> None:
    """Title, words and addresses; a place only where all meetings must be there."""
    (event,) = read(built("meetings"), "resources/long-meadow/meetings.ics").events
    assert event["SUMMARY"] == "Open Saturday (Long Meadow Garden)"
    assert event["URL"] == "https://meadow.example.org/"
    assert event["LOCATION"] == "The old goods yard, 1 Meadow Lane, Leeds, United Kingdom"
    assert "https://garden.example.org/resources/long-meadow/" in event["DESCRIPTION"]
    assert event["DTSTAMP"].dt == datetime(2026, 10, 1, tzinfo=UTC)
    assert event["UID"] == "long-meadow-20260307T1000@garden.example.org"
    circle = read(built("meetings"), f"{CIRCLE}meetings.ics")
    assert all("LOCATION" not in each for each in circle.events)
    assert [each["SUMMARY"].split(" (")[0] for each in circle.events] == [
        "Tuesday circle", "Last Friday", "Course for beginners", "Year's end"
    ]  # fmt: skip
    assert {each["TZID"] for each in circle.timezones} == {
        "America/New_York", "Australia/Adelaide", "Europe/London", "Pacific/Apia"
    }  # fmt: skip


def test_a_calendar_is_known_again(tmp_path: Path) -> None:
    """Another day changes no byte; equal starts differ in their UID."""
    one, two = {"repeats": "FREQ=DAILY"}, {"repeats": "FREQ=WEEKLY", "title": "Other"}
    files = {
        "content/resources/plot.yaml": entry("Plot", meetings=meetings_yaml(one, two)),
    }
    root = make_root(tmp_path / "root", files)
    address = ("--base-url", "https://garden.example.org/")
    before = (build(root, *address).folder / "resources/plot/meetings.ics").read_bytes()
    later = build(root, "--today", "2027-01-01", *address)
    assert (later.folder / "resources/plot/meetings.ics").read_bytes() == before
    uids = [str(event["UID"]) for event in read(later, "resources/plot/meetings.ics").events]
    assert uids == [
        "plot-20261006T1900@garden.example.org",
        "plot-20261006T1900-2@garden.example.org",
    ]


def test_an_event_begins_on_a_day_of_its_rule() -> None:
    """Calendars show the day on which an event begins, whatever its rule says."""
    (event,) = Calendar.from_ical(file_of(meeting(starts="2026-10-05T19:00"))).events
    assert event.start.isoformat() == "2026-10-06T19:00:00-04:00"


ZONES = [
    "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Europe/Dublin", "Pacific/Apia", "Pacific/Chatham", "America/Santiago", "Africa/Casablanca",
]  # fmt: skip
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


@st.composite
def repeating(draw: st.DrawFn) -> Meeting:
    """Draw a meeting whose rule gives days within some years."""
    zone = draw(st.sampled_from(ZONES))
    day_one = draw(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    hour, minute = draw(st.integers(0, 23)), draw(st.sampled_from([0, 30, 45]))
    every = f";INTERVAL={draw(st.integers(1, 4))}"
    days = ",".join(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)))
    places = draw(st.lists(st.sampled_from([1, 2, 3, 4, -1]), min_size=1, max_size=2, unique=True))
    day = draw(st.sampled_from(DAYS))
    rule = draw(
        st.sampled_from(
            [
                "FREQ=DAILY" + every,
                "FREQ=WEEKLY" + every,
                f"FREQ=WEEKLY{every};BYDAY={days}",
                f"FREQ=WEEKLY{every};BYDAY={days};WKST=SU",
                f"FREQ=MONTHLY{every};BYDAY={','.join(f'{place}{day}' for place in places)}",
                f"FREQ=MONTHLY;BYDAY={days};BYSETPOS={places[0]}",
                "FREQ=MONTHLY;BYMONTHDAY=-1",
                f"FREQ=WEEKLY;BYDAY={day};BYMONTH=9,10,11,12,1,2,3",
                "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
            ]
        )
    )
    end = draw(st.sampled_from(["", ";COUNT=9", ";UNTIL=20281101", ";UNTIL=20280328T010000Z"]))
    made = meeting(starts=f"{day_one}T{hour:02}:{minute:02}", zone=zone, repeats=rule + end)
    known = [start.date() for start in islice(starts_of(made), 12)]
    gone = draw(st.lists(st.sampled_from(known), max_size=3, unique=True)) if known else []
    return made.model_copy(update={"cancelled": tuple(gone)})


def as_calendars_read(content: str) -> Iterator[datetime]:
    """Yield the starts of a calendar's event as dateutil reads them, in UTC."""
    event: Any
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    rule = event["RRULE"].to_ical().decode()
    for start in rrulestr(rule, dtstart=event.start):
        if start not in event.exdates:
            yield start.astimezone(UTC)


@cache
def garden() -> Related:
    """Return a small site."""
    with TemporaryDirectory() as folder:
        return related(make_root(Path(folder) / "root"))


def file_of(one: Meeting) -> str:
    """Return the calendar of an entry with one meeting; empty where it has none."""
    site = garden()
    changed = site.entry("seed-post").model_copy(update={"meetings": (one,)})
    found = calendars(replace(site, entries=(changed,)))
    return next((each.content.decode() for each in found), "")


def soon(starts: Iterator[datetime]) -> list[datetime]:
    """Return the starts of some years, but of a daily meeting of a year alone."""
    return list(islice(takewhile(lambda start: start.year < 2032, starts), 370))


@given(one=repeating())
def test_calendars_read_the_same_days(one: Meeting) -> None:
    """What dateutil makes of the file are the days that the page tells, hour for hour."""
    content = file_of(one)
    if not content:
        assert not list(starts_of(one, after=TODAY))
        return
    told = (start.astimezone(UTC) for start in starts_of(one))
    assert soon(as_calendars_read(content)) == soon(told)


@given(one=repeating())
def test_the_written_zone_has_the_right_offsets(one: Meeting) -> None:
    """A calendar that knows no IANA zones finds each hour by the file alone."""
    content = file_of(one)
    if not content:
        return
    zone = tzical(io.StringIO(content)).get(one.zone)
    for start in islice(starts_of(one), 40):
        if start.hour > 3:  # at night clocks change, and an hour may come twice
            assert start.replace(tzinfo=zone).utcoffset() == start.utcoffset(), start
