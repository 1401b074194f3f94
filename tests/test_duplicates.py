"""Doubles: what is one programme is found, and what only looks like it is left alone."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import alongside
from conftest import TODAY, Tree
from sites import entry, put

from generator.checks.doubles import doubles_among
from generator.checks.likeness import address_of, digits_of, same_number
from generator.load import load
from generator.model import Contact, Entry

PAIRS = yaml.load(
    (Path(__file__).parent / "doubles.yaml").read_text("utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - it makes nothing but texts
)
MISSED = 2
"""How many of the pairs may be judged wrongly in all: none of this is certain."""


def made(id_: str, said: dict[str, str]) -> Entry:
    """Return an entry as one side of a pair says it."""
    fields: dict[str, Any] = {
        "id": id_,
        "path": f"content/resources/{id_}.yaml",
        "facets": {"serves": (said["s"],) if "s" in said else ()},
        "name": said["n"],
        "url": said["u"],
        "summary": "A place.",
        "organization": said.get("o"),
        "also_known_as": (said["a"],) if "a" in said else (),
        "contact": (Contact(phone=said["p"]),) if "p" in said else (),
        "added": "2026-05-01",
    }
    return Entry.model_validate(fields)


def test_doubles_are_found_and_others_left_alone(tree: Tree) -> None:
    """Of sixty pairs nearly all are judged as a person would."""
    assert (len(PAIRS["doubles"]), len(PAIRS["others"])) == (30, 30)
    catalogue = load(tree())[0]
    assert catalogue
    pairs = {(kind, n): pair for kind in PAIRS for n, pair in enumerate(PAIRS[kind])}
    entries = [
        made(f"{kind}-{n}-{side}", said)
        for (kind, n), pair in pairs.items()
        for side, said in zip("ab", pair, strict=True)
    ]
    doubles = doubles_among(entries, catalogue.table.facets)
    found = {(each.first.id, each.second.id) for each in doubles}
    wrong = [
        (kind, n)
        for kind, n in pairs
        if ((f"{kind}-{n}-a", f"{kind}-{n}-b") in found) != (kind == "doubles")
    ]
    assert len(wrong) <= MISSED, wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("800-227-2345", "+1 (800) 227-2345"),
        ("1-800-ACS-2345", "800.227.2345"),
        ("020 7946 0018", "+44 (0)20 7946 0018"),
        ("(03) 5444 1184", "0061 3 5444 1184"),
        ("510-601-4040", "510 601 4040 ext. 12"),
    ],
)
def test_one_number_in_two_spellings(one: str, other: str) -> None:
    """However one writes it, a number is the same number."""
    assert same_number(digits_of(one), digits_of(other))


@pytest.mark.parametrize(
    ("one", "other"), [("800-227-2345", "888-227-2345"), ("211", "211"), ("13 11 20", "13 11 20")]
)
def test_numbers_that_tell_nothing(one: str, other: str) -> None:
    """Another number, or one so short that many have it."""
    assert not same_number(digits_of(one), digits_of(other))


@pytest.mark.parametrize(
    "url",
    [
        "http://seeds.example.org",
        "https://www.seeds.example.org/index.html",
        "https://SEEDS.example.org/?utm_source=letter",
        "https://seeds.example.org/#top",
    ],
)
def test_one_address_in_many_spellings(url: str) -> None:
    """What leads to the same page is the same address."""
    assert address_of(url) == "seeds.example.org"
    assert address_of("https://seeds.example.org/?id=7") != address_of(url)


def _told(root: Path) -> list[dict[str, Any]]:
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "json")
    problems: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return [each for each in problems if each["code"] in {"like-entry", "same-address"}]


def test_a_double_is_told_with_both_places_and_what_to_do(tree: Tree) -> None:
    """The newer entry is marked; it names the older one, the reasons and both ways out."""
    root = tree()
    number = "[{label: Desk, phone: '020 7946 0018'}]"
    again = "[{label: Desk, phone: '+44 20 7946 0018'}]"
    new = entry("The Nettle Cornér Ltd", url="https://other.example.org/", contact=again)
    put(
        root,
        {
            "content/resources/z-corner.yaml": entry("Nettle Corner", contact=number),
            "content/resources/a-corner.yaml": new.replace("2026-05-01", "2026-06-01"),
        },
    )
    (problem,) = _told(root)
    assert problem["path"] == "content/resources/a-corner.yaml"
    assert problem["message"] == (
        "This may be the same programme as “Nettle Corner” in content/resources/z-corner.yaml: "
        "both have the same name and the same phone number."
    )
    assert "keep one entry" in problem["hint"]
    put(root, {"content/resources/a-corner.yaml": f"{new}curator_notes: Not z-corner, in York.\n"})
    assert _told(root) == []


def test_one_address_is_silent_where_curators_know(tree: Tree) -> None:
    """Two programmes of one page are told apart by a note."""
    root = tree()
    url = "https://shed.example.org/"
    put(
        root,
        {
            "content/resources/one.yaml": entry("Dry Beans", url=url),
            "content/resources/two.yaml": entry("Wet Roots", url=f"{url}index.html"),
        },
    )
    (root / "content/resources/spade-shed.yaml").unlink()
    assert [each["code"] for each in _told(root)] == ["same-address"]
    path = root / "content/resources/one.yaml"
    path.write_text(f"{path.read_text('utf-8')}curator_notes: two is another one.\n", "utf-8")
    assert _told(root) == []


def test_thousands_of_entries_take_seconds(tree: Tree) -> None:
    """Ten thousand entries that share words and one host are compared while one waits."""
    catalogue = load(tree())[0]
    assert catalogue
    shared = ("garden", "club", "friends", "green", "spade")
    entries = [
        made(f"e{n}", {"n": f"{shared[n % 5]} w{n * 7919 % 4001} v{n}", "u": f"https://x.org/{n}"})
        for n in range(10_000)
    ]
    began = time.process_time()
    assert list(doubles_among(entries, catalogue.table.facets)) == []
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("url", "is_told"),
    [("https://other.example.net/", True), ("https://www.a.example.org/b", False)],
)
def test_one_number_of_two_bodies(url: str, is_told: bool, tree: Tree) -> None:
    """A body may answer all its programmes by one number; another body has a wrong one."""
    root = tree()
    number = "[{label: Desk, phone: '020 7946 0018'}]"
    again = "[{label: Desk, phone: '(020) 79460018'}]"
    one = entry("Dry Beans", url="https://a.example.org/", contact=number)
    other = entry("Wet Roots", url=url, contact=again)
    put(root, {"content/resources/one.yaml": one, "content/resources/two.yaml": other})
    found = [each["message"].endswith("the same phone number.") for each in _told(root)]
    assert found == ([True] if is_told else [])
