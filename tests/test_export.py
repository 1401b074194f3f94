"""`alongside export`: what goes out, and that it comes back."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from command import alongside
from conftest import TREES
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from sites import DAY, REPOSITORY, contents, entry, put

from generator.exchange.csv import BYTE_ORDER_MARK

SCHEMAS = Path(__file__).parent / "hsds"
FORMS = ("jsonl", "csv", "hsds")
NOTE = "Ask for Ana; she is a friend."

MEETING = """\
name: Evening Beds
organization: Friends of Long Meadow
also_known_as: [Night Soil, "Beds; and more"]
kind: shared-garden
status: {status: paused, since: 2024-05, note: It means to come back.}
url: https://evening.example.org/?a=1;2
summary: We dig after work.
first_step: Come along.
description: |
  - one
  - two

  Then rest.
plants: [roots, herbs]
places:
  - {name: Shed, address: 1 Lane, city: Leeds, country: GB, latitude: "53.80", longitude: -1.5}
cost: free
serves: [GB, IE]
languages: [en, zh-Hant]
contact:
  - {label: Rosa, phone: 020 7946 0123, hours: evenings}
  - {text: "60777"}
  - {email: e@example.org}
  - {label: Chat, chat: "https://chat.example.org/"}
hours: Tuesdays, as of May 2026.
meetings:
  - title: Digging
    starts: 2026-12-01T19:00
    zone: Europe/London
    repeats: FREQ=WEEKLY;BYDAY=TU;UNTIL=20270301
    minutes: 75
    cancelled: [2026-12-29]
caution: Bring a lamp.
verified: {date: 2026-10-01, by: rosa, how: visit}
added: 2026-05-01
changed: 2026-06-01
formerly: [night-beds]
sources: [https://evening.example.org/about]
curator_notes: Ask for Ana; she is a friend.
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a directory with an entry that has every field, and translations; nobody changes it."""
    root = tmp_path_factory.mktemp("full") / "root"
    shutil.copytree(TREES / "base" / "content", root / "content")
    shutil.copytree(TREES / "build" / "spanish", root, dirs_exist_ok=True)
    put(root, {"content/resources/evening-beds.yaml": MEETING})
    put(root, {"content/resources/old-plot.yaml": entry("Old Plot", status="closed")})
    assert alongside("fmt", "--root", root).returncode == 0
    return root


@pytest.fixture
def root(full: Path, tmp_path: Path) -> Path:
    """Give the same directory to change."""
    return shutil.copytree(full, tmp_path / "root")


def exported(root: Path, form: str, *options: str | Path) -> str:
    """Return what a command writes to its output; it must succeed."""
    done = alongside("export", "--root", root, "--today", DAY, "--format", form, *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def imported(root: Path, new: Path, form: str, *options: str | Path) -> dict[str, bytes]:
    """Export a directory, import it into `new`, and return the files that `new` has then."""
    list_ = new.parent / f"list.{form}"
    exported(root, form, "--out", list_, *options)
    done = alongside("import", list_, "--format", form, "--root", new, "--today", DAY)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return contents(new / "content")


def without(root: Path, new: Path, *folders: str) -> Path:
    """Copy a directory's content but for some folders."""
    shutil.copytree(root / "content", new / "content")
    for folder in folders:
        shutil.rmtree(new / "content" / folder)
    return new


ALL = ("resources", "stories", "guides", "pages")


@pytest.mark.parametrize("which", ["real", "small"])
def test_json_lines_restore_a_directory(which: str, full: Path, tmp_path: Path) -> None:
    """Every entry and text comes back from JSON Lines, byte for byte."""
    root = REPOSITORY if which == "real" else full
    after = imported(root, without(root, tmp_path / "new", *ALL), "jsonl")
    before = contents(root / "content")
    assert {path for path in before if path.startswith("resources/")} <= after.keys()
    assert after == before


@pytest.mark.parametrize("which", ["real", "small"])
@pytest.mark.parametrize("form", ["csv", "hsds"])
def test_other_forms_lose_what_they_say(form: str, which: str, full: Path, tmp_path: Path) -> None:
    """CSV and HSDS lose translations and who verified; nothing else of an entry."""
    root = REPOSITORY if which == "real" else full
    after = imported(root, without(root, tmp_path / "new", "resources"), form, "--notes")
    before = contents(root / "content")
    verified = re.compile(rb"^verified:\n(  .*\n)+", re.MULTILINE)
    for path in before:
        if path.startswith("resources/"):
            before[path] = verified.sub(b"", before[path])
    lost = {path for path in before if path.startswith("resources/") and ".es." in path}
    assert after == {path: data for path, data in before.items() if path not in lost}


@pytest.mark.parametrize("form", ["csv", "hsds"])
def test_translations_come_back_one_language_at_a_time(
    form: str, full: Path, tmp_path: Path
) -> None:
    """An export in another language fills the translations, and touches nothing else."""
    before = contents(full / "content")
    reviewed = {path for path, data in before.items() if b"\nreviewed:" in data}
    new = without(full, tmp_path / "new")
    translations = sorted((new / "content/resources").glob("*.es.yaml"))
    assert translations
    for file in translations:
        file.unlink()
    after = imported(full, new, form, "--language", "es")
    assert after.keys() == before.keys()
    assert {path for path in before if after[path] != before[path]} <= reviewed


@pytest.mark.parametrize("form", FORMS)
def test_the_same_content_gives_the_same_bytes(form: str, full: Path, tmp_path: Path) -> None:
    """An export differs neither by the day nor by where it goes."""
    exported(full, form, "--out", tmp_path / "file")
    done = alongside("export", "--root", full, "--today", "2027-01-01", "--format", form)
    assert done.stdout.encode() == (tmp_path / "file").read_bytes().replace(b"\r\n", b"\n")


@pytest.mark.parametrize("form", ["csv", "hsds"])
def test_notes_stay_at_home(form: str, full: Path) -> None:
    """What is for curators only leaves with `--notes` alone, and always with JSON Lines."""
    public = exported(full, form)
    assert NOTE not in public
    assert "curator_notes" not in public
    assert NOTE in exported(full, form, "--notes")


def test_no_cell_is_a_formula(root: Path) -> None:
    """A spreadsheet runs nothing that somebody wrote into an entry."""
    put(root, {"content/resources/evil.yaml": entry("=HYPERLINK(1)", summary='"+1 is a sum"')})
    table = exported(root, "csv")
    assert table.startswith(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix(BYTE_ORDER_MARK))))
    evil = next(row for row in rows if row["id"] == "evil")
    assert (evil["name"], evil["summary"]) == ("'=HYPERLINK(1)", "'+1 is a sum")
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))
    ]


def test_a_broken_directory_is_not_exported(root: Path) -> None:
    """With an error anywhere there is no half of an export."""
    put(root, {"content/resources/broken.yaml": "name: Broken\n"})
    done = alongside("export", "--root", root, "--today", DAY, "--format", "jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken.yaml" in done.stderr
    assert "Nothing was exported." in done.stderr


def test_wrong_use_is_told(full: Path) -> None:
    """A language that is not there, or an option that means nothing, is no silent default."""
    done = alongside("export", "--root", full, "--format", "csv", "--language", "fr")
    assert (done.returncode, "no language “fr”" in done.stderr) == (1, True)
    assert alongside("export", "--root", full, "--format", "jsonl", "--notes").returncode == 2


def services(page: str) -> list[dict[str, Any]]:
    """Return the services of a page of HSDS."""
    found: list[dict[str, Any]] = json.loads(page)["contents"]
    return found


@pytest.mark.parametrize("which", ["real", "small"])
def test_services_are_hsds(which: str, full: Path) -> None:
    """Every service keeps to the schema of HSDS 3.0, says no null, and refers to what is there."""
    registry: Registry[Any] = Registry().with_resources(
        (file.name, Resource.from_contents(json.loads(file.read_text("utf-8")), DRAFT202012))
        for file in SCHEMAS.glob("*.json")
    )
    schema = json.loads((SCHEMAS / "service.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
    found = services(exported(REPOSITORY if which == "real" else full, "hsds"))
    assert found
    for service in found:
        assert [error.message for error in validator.iter_errors(service)] == []
        things = list(objects(service))
        ids = {thing["id"] for thing in things if "id" in thing}
        assert all(str(UUID(id_)) == id_ for id_ in ids)
        for thing in things:
            for name, value in thing.items():
                assert value is not None
                if name.endswith("_id"):
                    assert value in ids, name
        assert len({service["id"] for service in found}) == len(found)


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield every object within a JSON value."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_services_say_what_others_look_for(root: Path) -> None:
    """The fields that any reader of HSDS knows are filled, not only our own attributes."""
    costs = (root / "content/vocabularies/costs.yaml").read_text("utf-8")
    put(root, {"content/vocabularies/costs.yaml": f"hsds: cost_options\n{costs}"})
    evening = next(s for s in services(exported(root, "hsds")) if s["name"] == "Evening Beds")
    assert evening["status"] == "temporarily closed"
    assert evening["organization"]["name"] == "Friends of Long Meadow"
    assert evening["description"].startswith("We dig after work.\n\n- one\n")
    assert [phone["number"] for phone in evening["phones"]] == ["020 7946 0123", "60777"]
    assert evening["email"] == "e@example.org"
    assert evening["assured_date"] == "2026-10-01"
    assert [area["name"] for area in evening["service_areas"]] == ["United Kingdom", "Ireland"]
    assert [each["code"] for each in evening["languages"]] == ["en", "zh"]
    assert [each["option"] for each in evening["cost_options"]] == ["Free"]
    hours, digging = evening["schedules"]
    assert hours["description"] == "Tuesdays, as of May 2026."
    assert {
        name: digging[name]
        for name in ("freq", "byday", "dtstart", "until", "opens_at", "closes_at")
    } == {
        "freq": "WEEKLY",
        "byday": "TU",
        "dtstart": "2026-12-01",
        "until": "2027-03-01",
        "opens_at": "19:00+00:00",
        "closes_at": "20:15+00:00",
    }
    location = evening["service_at_locations"][0]["location"]
    assert (location["latitude"], location["addresses"][0]["city"]) == (53.8, "Leeds")


WORDS = f"Beds for all who live here. {'Anybody may come at any hour. ' * 9}".strip()
FOREIGN: dict[str, Any] = {
    "id": "0b5d2a4c-5f6e-4d8e-9d2b-0d4a1c8e7f10",
    "name": "Town beds",
    "status": "active",
    "description": WORDS,
    "url": "https://beds.example.org/",
    "email": "beds@example.org",
    "application_process": "Ring the bell.",
    "wait_time": "a week",
    "organization": {"id": "1b5d2a4c-5f6e-4d8e-9d2b-0d4a1c8e7f10", "name": "The Town"},
    "phones": [
        {"id": "x", "number": "020 7946 0555", "type": "voice"},
        {"id": "y", "number": "020 7946 0556", "type": "fax"},
    ],
    "contacts": [{"id": "z", "name": "Jane Doe", "email": "jane@example.org"}],
    "languages": [{"id": "l", "code": "en"}],
    "service_areas": [{"id": "a", "name": "United Kingdom"}, {"id": "b", "name": "The moor"}],
    "attributes": [
        {"id": "t", "taxonomy_term": {"id": "u", "name": "Community garden", "description": ""}},
        {"id": "v", "taxonomy_term": {"id": "w", "name": "Moon bases", "description": ""}},
    ],
    "service_at_locations": [
        {
            "id": "s",
            "location": {
                "id": "o",
                "location_type": "physical",
                "addresses": [{"address_1": "1 Road", "city": "Leeds", "country": "GB"}],
            },
        }
    ],
}
TAKEN = """\
# yaml-language-server: $schema=../schema/entry.json
name: Town beds
organization: The Town
kind: shared-garden
url: https://beds.example.org/
summary: Beds for all who live here.
plants: [any]
serves: [GB]
languages: [en]
first_step: Ring the bell.
description: |
{description}
places:
  - address: 1 Road
    city: Leeds
    country: GB
contact:
  - email: jane@example.org
  - phone: "020 7946 0555"
  - email: beds@example.org
added: 2026-11-22
"""


@pytest.mark.parametrize("shape", ["alone", "list", "page", "organization"])
def test_services_of_others_are_taken(shape: str, root: Path, tmp_path: Path) -> None:
    """However services are handed over, what has a place here is taken, and the rest is named."""
    organization = {**FOREIGN["organization"], "services": [without_organization()]}
    value = {
        "alone": FOREIGN,
        "list": [FOREIGN],
        "page": {"total_items": 1, "contents": [FOREIGN]},
        "organization": [organization],
    }[shape]
    put(tmp_path, {"theirs.json": json.dumps(value)})
    done = alongside(
        "import", tmp_path / "theirs.json", "--root", root, "--today", DAY, "--set", "plants=any"
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = (root / "content/resources/town-beds.yaml").read_text("utf-8")
    wrapped = textwrap.fill(WORDS, 86)
    assert text == TAKEN.format(description=textwrap.indent(wrapped, "  "))
    note = "Not taken over: phones of the type fax (1), the term “Moon bases” (1), wait_time (1)"
    assert note in done.stdout
    assert "“The moor” of territories (1)" in done.stdout
    assert "Jane Doe" not in text


def without_organization() -> dict[str, Any]:
    """Return the foreign service as it stands within its organization."""
    return {name: value for name, value in FOREIGN.items() if name != "organization"}
