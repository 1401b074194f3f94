"""What entries say of each other: lists, their order, coming meetings, freshness, crisis help."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sites import DAY, Site, built, entry, make_root, words

from generator.addresses import Addresses
from generator.load import load
from generator.meetings import next_starts, starts_of
from generator.model import Meeting
from generator.relate import Site as Related
from generator.relate import relate
from generator.views.cards import verification_of
from generator.views.entry import dialled


def related(root: Path, day: str = DAY) -> Related:
    """Return a root's site as it is on a day."""
    catalogue, problems = load(root)
    assert catalogue
    assert problems == []
    addresses = Addresses("https://garden.example.org/", "en", "en")
    return relate(catalogue, addresses, date.fromisoformat(day))


def listing(site: Related, field: str, term: str) -> tuple[list[str], list[str]]:
    """Return the ids in a term's list: those made for it, and the wider ones."""
    facet = site.table.facet(field)
    assert facet
    found = site.listing(facet, term)
    return [each.id for each in found.specific], [each.id for each in found.wider]


@pytest.fixture
def beds(tmp_path: Path) -> Related:
    """Give beds of many plants: the base tree's and one for each term, and a closed one."""
    plants = {"only-veg": "[vegetables]", "only-roots": "[roots]", "both": "[herbs, roots]"}
    files = {id_: entry(id_.title(), plants=terms) for id_, terms in plants.items()}
    files["asleep"] = entry("Asleep", plants="[roots]", status="paused")
    files["gone"] = entry("Gone", plants="[roots]", status="closed")
    overlay = {f"content/resources/{id_}.yaml": text for id_, text in files.items()}
    return related(make_root(tmp_path / "root", overlay))


def test_broader_list_holds_narrower_entries(beds: Related) -> None:
    """Roots are vegetables; vegetables need not be roots, so they follow as the wider ones."""
    specific, wider = listing(beds, "plants", "vegetables")
    assert specific == ["asleep", "both", "long-meadow", "only-roots", "only-veg", "seed-post"]
    assert wider == ["spade-shed"]
    specific, wider = listing(beds, "plants", "roots")
    assert specific == ["asleep", "both", "only-roots", "seed-post"]
    assert wider == ["long-meadow", "only-veg", "spade-shed"]


def test_universal_entries_follow_in_every_list(beds: Related) -> None:
    """What fits everybody stands behind what was made for the term, once."""
    assert listing(beds, "plants", "herbs") == (["both", "long-meadow"], ["spade-shed"])
    assert listing(beds, "plants", "any") == (["spade-shed"], [])
    assert listing(beds, "serves", "IE") == (["spade-shed"], ["seed-post"])
    specific, wider = listing(beds, "serves", "worldwide")
    assert (specific, wider) == (["seed-post"], [])


def test_paused_entries_are_listed_and_closed_ones_not(beds: Related) -> None:
    """A closed one still has its page, and is found by its id."""
    assert "asleep" in [each.id for each in beds.entries]
    assert [each.id for each in beds.unlisted] == ["gone"]
    for term in ("any", "vegetables", "roots", "herbs"):
        specific, wider = listing(beds, "plants", term)
        assert "gone" not in [*specific, *wider]
    gone = beds.entry("gone")
    assert gone
    assert gone.name == "Gone"


def test_stories_are_known_to_the_entries_they_name(beds: Related) -> None:
    """A backlink from the story's own word."""
    assert [each.id for each in beds.stories_naming["long-meadow"]] == ["first-tomatoes"]
    assert "spade-shed" not in beds.stories_naming


def test_terms_stand_in_the_visitors_order(beds: Related) -> None:
    """As listed in the vocabulary, or by their label; codes in use are there, too."""
    plants, languages = beds.table.facet("plants"), beds.table.facet("languages")
    assert plants
    assert languages
    assert beds.terms_of(plants) == ("any", "vegetables", "roots", "herbs")
    assert [beds.label(languages, term) for term in beds.terms_of(languages)] == [
        "English",
        "Welsh",
    ]


def test_entries_are_sorted_as_people_do(tmp_path: Path) -> None:
    """No capitals, no accents, no leading “The”; equal names keep a fixed order."""
    names = ["Zinnia", "the apple yard", "Äpfel & Co", "apricot", "Éclair", "The Eden", "THEATRE"]
    overlay = {
        f"content/resources/n{number}.yaml": entry(name) for number, name in enumerate(names)
    }
    site = related(make_root(tmp_path / "root", overlay))
    found = [each.name for each in site.entries if each.name in names]
    assert found == [
        "Äpfel & Co",
        "the apple yard",
        "apricot",
        "Éclair",
        "The Eden",
        "THEATRE",
        "Zinnia",
    ]


def meeting(**fields: object) -> Meeting:
    """Return a weekly meeting on Tuesdays at seven in New York."""
    usual = {
        "title": "Circle",
        "starts": "2026-10-06T19:00",
        "zone": "America/New_York",
        "repeats": "FREQ=WEEKLY;BYDAY=TU",
    }
    return Meeting.model_validate({**usual, **fields})


def days(found: tuple[datetime, ...]) -> list[str]:
    """Return starts as people write them, with their offset."""
    return [start.isoformat() for start in found]


def test_meetings_keep_their_hour_when_clocks_change() -> None:
    """Summer time ends on 1 November 2026: seven stays seven, the offset moves."""
    assert days(next_starts(meeting(), date(2026, 10, 27), 3)) == [
        "2026-10-27T19:00:00-04:00",
        "2026-11-03T19:00:00-05:00",
        "2026-11-10T19:00:00-05:00",
    ]


def test_cancelled_days_are_left_out() -> None:
    """And the next ones move up."""
    found = next_starts(meeting(cancelled=["2026-11-03", "2026-11-17"]), date(2026, 11, 3), 2)
    assert days(found) == ["2026-11-10T19:00:00-05:00", "2026-11-24T19:00:00-05:00"]


@pytest.mark.parametrize(
    ("fields", "today", "expected"),
    [
        ({}, date(2026, 11, 10), ["2026-11-10", "2026-11-17"]),
        ({}, date(2020, 1, 1), []),
        ({}, date(2026, 9, 1), ["2026-10-06", "2026-10-13"]),
        ({"repeats": None}, date(2026, 10, 6), ["2026-10-06"]),
        ({"repeats": None}, date(2026, 10, 7), []),
        ({"repeats": "FREQ=WEEKLY;COUNT=2"}, date(2026, 10, 7), ["2026-10-13"]),
        ({"repeats": "FREQ=WEEKLY;UNTIL=20261014T000000Z"}, date(2026, 10, 7), ["2026-10-13"]),
        ({"repeats": "FREQ=WEEKLY;UNTIL=20261013"}, date(2026, 10, 7), ["2026-10-13"]),
        ({"repeats": "FREQ=MONTHLY;BYDAY=1TU"}, date(2026, 11, 4), ["2026-12-01", "2027-01-05"]),
        ({"repeats": "FREQ=YEARLY"}, date(2026, 10, 7), ["2027-10-06"]),
    ],
)
def test_coming_starts(fields: dict[str, object], today: date, expected: list[str]) -> None:
    """Today's counts; a series ends where it says; nothing beyond a year is promised."""
    assert [start.date().isoformat() for start in next_starts(meeting(**fields), today, 2)] == (
        expected
    )


def test_series_without_end_can_be_read_from_any_day() -> None:
    """The first start is the meeting's own, in its zone."""
    first = next(starts_of(meeting()))
    assert first == datetime(2026, 10, 6, 19, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("verified", "today", "state"),
    [
        ("2026-10-01", "2026-11-22", "fresh"),
        ("2026-10-01", "2027-10-01", "fresh"),
        ("2026-10-01", "2027-10-02", "overdue"),
        ("2024-02-29", "2025-02-28", "fresh"),
        ("2024-02-29", "2025-03-01", "overdue"),
        ("", "2026-11-22", "never"),
    ],
)
def test_freshness_at_its_boundary(tmp_path: Path, verified: str, today: str, state: str) -> None:
    """Twelve months after the check an entry is due; the day itself still counts as fresh."""
    said = {"verified": f"{{date: {verified}, by: rosa, how: phone}}"} if verified else {}
    files = {"content/resources/plot.yaml": entry("Plot", **said)}
    site = related(make_root(tmp_path / "root", files), today)
    plot = site.entry("plot")
    assert plot
    found = verification_of(site, plot)
    assert found.state == state
    assert bool(found.day) is bool(verified)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("988", "988"),
        ("116 123", "116123"),
        ("*4141", "*4141"),
        ("020 7946 0123", "02079460123"),
        ("+1 (555) 010-0123", "+15550100123"),
        ("1-800-ACS-2345", "18002272345"),
        ("1-800-555-0100 ext. 4", "18005550100"),
        ("020 7946 0123 x 12", "02079460123"),
        ("+44 (0)20 7946 0123", "+442079460123"),
    ],
)
def test_phones_dial_what_people_dial(number: str, expected: str) -> None:
    """Letters become digits, signs for the eye are left out, extensions too."""
    assert dialled(number) == expected


@pytest.fixture(scope="session")
def rich() -> Site:
    """Give the site of the overlay `rich`, with crisis lines of all confidences."""
    return built("rich")


def test_own_countries_come_first_in_crisis_help(rich: Site) -> None:
    """In the order of site.yaml; the others by name; all of them are there."""
    page = rich.page("crisis/index.html")
    countries = [e for e in page.all("section") if e.get("class") == "country"]
    names = [words(e.findall("*")[0]) for e in countries]
    assert names == ["United States", "United Kingdom", "Austria", "Zimbabwe"]
    first = words(countries[1])
    assert first.index("999") < first.index("Samaritans")


def test_numbers_we_cannot_stand_by_are_not_shown(rich: Site) -> None:
    """Medium and low confidence appear nowhere on the page, not even in a link."""
    page = rich.page("crisis/index.html")
    for number in ("77001", "77002", "77003", "77004", "HALLO", "Only A Number"):
        assert number not in page.html, number
    assert "https://www.telefonseelsorge.example.org/" in page.links()
    assert "https://bench.example.org/" in page.links()
    dialled_ = [link for link in page.links() if link.startswith(("tel:", "sms:"))]
    assert dialled_ == [
        *("tel:911", "tel:988", "sms:988", "tel:999", "tel:116123", "tel:144", "tel:147"),
    ]
    assert "Call your local emergency number." in page.main
