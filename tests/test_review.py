"""`alongside review`: what is over, due or never verified, soonest first, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import alongside
from sites import DAY, Files, entry, make_root

from generator.curate.past import periods


def meeting(title: str, **fields: str) -> str:
    """Return a list of one meeting as YAML."""
    said = {"title": title, "starts": "2026-03-07T10:00", "zone": "Europe/London", **fields}
    return json.dumps([said])


def verified(day: str) -> str:
    """Return the block of an entry that was verified on a day."""
    return f"{{date: {day}, by: rosa, how: phone}}"


GARDEN: Files = {
    "content/crisis.yaml": "countries: []\n",
    "content/resources/long-meadow.yaml": entry(
        "Long Meadow",
        kind="shared-garden",
        places="[{country: GB}]",
        verified=verified("2026-10-01"),
    ),
    "content/resources/seed-post.yaml": entry("Seed Post", added="2026-06-15"),
    "content/resources/spade-shed.yaml": entry("Spade Shed", verified=verified("2025-11-21")),
    # The check made on 2025-12-06 holds to 2026-12-06, which is 14 days from the tests' day.
    "content/resources/almost.yaml": entry("Almost", verified=verified("2025-12-05")),
    "content/resources/not-yet.yaml": entry("Not Yet", verified=verified("2025-12-06")),
    "content/resources/ended.yaml": entry(
        "Ended", meetings=meeting("Circle", repeats="FREQ=WEEKLY;COUNT=3")
    ),
    "content/resources/once.yaml": entry("Once", meetings=meeting("Feast")),
    "content/resources/ending.yaml": entry(
        "Ending",
        meetings=meeting("Reading", repeats="FREQ=WEEKLY;UNTIL=20261128"),
        verified=verified("2026-10-01"),
    ),
    "content/resources/going-on.yaml": entry(
        "Going On",
        meetings=meeting("Open Saturday", repeats="FREQ=WEEKLY"),
        verified=verified("2026-10-01"),
    ),
    "content/resources/closed.yaml": entry("Closed", status="closed", meetings=meeting("Feast")),
    "content/resources/course.yaml": entry("Course", first_step="Sign up until 1 June 2026."),
    "content/resources/old-hours.yaml": entry("Old Hours", hours="Saturdays, as of March 2025."),
    "content/resources/story.yaml": entry(
        "Story", summary="Since June 2020, and since 1 May 2026.", verified=verified("2026-10-01")
    ),
}


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a directory in which something is over, something due, and something fine."""
    return make_root(tmp_path_factory.mktemp("review") / "root", GARDEN)


def listed(root: Path, *args: str) -> dict[str, Any]:
    """Return the list as JSON."""
    done = alongside("review", "--root", root, "--today", DAY, "--format", "json", *args)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_what_is_over_or_due_comes_soonest_first(garden: Path) -> None:
    """What is fine is not there, nor is what has closed."""
    found = [(item["group"], item["ids"][0], item["day"]) for item in listed(garden)["items"]]
    assert found == [
        ("past", "old-hours", "2025-03-31"),
        ("past", "once", "2026-03-07"),
        ("past", "ended", "2026-03-21"),
        ("past", "course", "2026-06-01"),
        ("due", "spade-shed", "2026-11-21"),
        ("due", "ending", "2026-11-28"),
        ("due", "almost", "2026-12-05"),
        ("never", "seed-post", "2026-06-15"),
    ]


def test_each_has_its_reasons_and_its_line(garden: Path) -> None:
    """Somebody must know what to look for without opening every file."""
    items = {item["ids"][0]: item for item in listed(garden)["items"]}
    assert items["ended"]["reasons"] == [
        "“Circle” met for the last time on 2026-03-21.",
        "Nobody has verified it yet.",
    ]
    assert items["course"]["reasons"][0].startswith("“first_step” names 1 June 2026")
    assert items["spade-shed"]["reasons"] == ["Its check has been due since 2026-11-21."]
    assert items["almost"]["reasons"] == ["Its check is due on 2026-12-05."]
    assert items["ending"]["reasons"] == ["“Reading” meets for the last time on 2026-11-28."]
    path, line = items["ended"]["path"], items["ended"]["line"]
    assert "meetings" in (garden / path).read_text("utf-8").splitlines()[line - 1]
    assert items["ended"]["url"] == "https://ended.example.org/"
    assert items["spade-shed"]["verified"] == {"date": "2025-11-21", "by": "rosa", "how": "phone"}


def test_days_and_numbers_can_be_chosen(garden: Path) -> None:
    """How soon counts as due, and how much somebody has time for."""
    few = listed(garden, "--limit", "2")
    assert (few["total"], len(few["items"])) == (8, 2)
    due = {item["ids"][0] for item in listed(garden, "--due-within", "0")["items"]}
    assert not due & {"almost", "ending"}
    due = {item["ids"][0] for item in listed(garden, "--due-within", "15")["items"]}
    assert "not-yet" in due


def test_text_ends_with_what_to_paste(garden: Path) -> None:
    """All ids in one command."""
    done = alongside("review", "--root", garden, "--today", DAY, "--limit", "2")
    assert done.stdout.startswith("8 to look at. Here are the first 2: about 10 minutes.\n")
    assert "Something there is over" in done.stdout
    assert not done.stderr
    assert done.stdout.endswith("  alongside verify old-hours once --how website --by YOUR-NAME\n")


def test_ticks_stay_while_their_item_stands(garden: Path, tmp_path: Path) -> None:
    """A tick is for one round: after a verification the same entry comes back without it."""
    args = ("review", "--root", garden, "--today", DAY, "--format", "markdown")
    first = alongside(*args).stdout
    assert first.count("- [ ] ") == 8
    old = tmp_path / "old.md"
    lines = first.splitlines()
    shed = next(line for line in lines if "Spade Shed" in line)
    earlier = shed.replace("@2025_11_21", "@2024_11_21")
    assert earlier != shed
    ticked = first.replace("- [ ] **Once", "- [x] **Once")
    ticked += f"{earlier.replace('[ ]', '[X]')}\n- [x] nothing of ours\n"
    old.write_text(ticked, "utf-8")
    second = alongside(*args, "--ticked", old).stdout
    assert second == first.replace("- [ ] **Once", "- [x] **Once")


def test_names_are_no_markup(tmp_path: Path) -> None:
    """A list for an issue mentions nobody, links nowhere of its own, and keeps its keys."""
    name = "A <!-- task x --> @rosa #1 [x](https://evil.example.org) -->"
    root = make_root(
        tmp_path / "root", {"content/resources/plot.yaml": entry(name, added="2026-01-01")}
    )
    done = alongside("review", "--root", root, "--today", DAY, "--format", "markdown")
    line = next(line for line in done.stdout.splitlines() if "(plot)" in line)
    assert line.count("<!-- task ") == 1
    assert line.endswith("<!-- task plot@never -->")
    assert "@rosa" not in line
    assert "](" not in line


def test_crisis_help_goes_by_country(tmp_path: Path) -> None:
    """One look at a country takes all its numbers; those that were verified are left out."""
    root = make_root(tmp_path / "root", "public")
    (root / "content/crisis.yaml").write_text(
        (make_root(tmp_path / "base") / "content/crisis.yaml").read_text("utf-8"), "utf-8"
    )
    items = [item for item in listed(root)["items"] if item["group"] == "crisis"]
    assert [(item["name"], item["ids"]) for item in items] == [
        ("United Kingdom", ["GB/999", "GB/samaritans"]),
        ("United States", ["US/911", "US/988-lifeline"]),
        ("services that list others", ["directories/find-a-helpline"]),
    ]
    ids = ("GB/999", "US/911", "US/988-lifeline")
    args = ("--how", "phone", "--by", "rosa", "--date", "2025-11-01")
    done = alongside("verify", *ids, "--root", root, "--today", DAY, *args)
    assert done.returncode == 0, done.stderr
    told = [(i["group"], i["ids"]) for i in listed(root)["items"] if "/" in i["ids"][0]]
    assert told == [
        ("due", ["GB/999"]),
        ("due", ["US/911", "US/988-lifeline"]),
        ("crisis", ["GB/samaritans"]),
        ("crisis", ["directories/find-a-helpline"]),
    ]


def test_mistakes_elsewhere_stop_nothing(tmp_path: Path) -> None:
    """What can be read is listed; a rule that cannot be followed is for `check`."""
    broken = {
        "content/resources/broken.yaml": "name: Broken\n",
        "content/resources/odd.yaml": entry("Odd", meetings=meeting("Circle", repeats="WEEKLY")),
    }
    done = alongside("review", "--root", make_root(tmp_path / "root", broken), "--today", DAY)
    assert done.returncode == 0
    assert "Odd (odd)" in done.stdout
    assert "2 files have mistakes and may be missing here" in done.stderr


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("until June 2026", "en", [("2026-06-01", "2026-06-30")]),
        ("on 15 June 2026, June 16th, 2026", "en", [("2026-06-15",) * 2, ("2026-06-16",) * 2]),
        ("2026-06-15 or 2026-06", "en", [("2026-06-15",) * 2, ("2026-06-01", "2026-06-30")]),
        ("hasta el 2 de junio de 2026", "es", [("2026-06-02",) * 2]),
        ("It met in September. In 2024 it moved.", "en", []),
        ("In 2019-20; room 2026-06-1; 31 June 2026; 12026-06-15", "en", []),
        ("The march of 2026 people", "en", [("2026-03-01", "2026-03-31")]),
    ],
)
def test_days_in_texts(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    """Only a month or a day with its year; a day that does not exist is none."""
    found = [(each.first, each.last) for each in periods(text, language)]
    assert found == [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in expected]
