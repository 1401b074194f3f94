"""Whatever an entry may say, an export carries it and an import makes the same file of it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import TREES
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from generator.examine import examine
from generator.exchange.csv import as_csv
from generator.exchange.editing import File, written
from generator.exchange.hsds import as_hsds
from generator.exchange.jsonl import as_jsonl
from generator.exchange.planning import plan
from generator.exchange.reading import read_list
from generator.exchange.sources import sources
from generator.failure import Failure
from generator.fields import collection_named
from generator.load import Catalogue
from generator.problem import has_errors

TODAY = date(2026, 11, 22)
ENTRY = collection_named("resources")

HOSTILE = [
    *("=1+1", "+44 20", "-", "–", "@x", "'=1", "''", "'", "n/a", "Unknown", "#REF!", "###", "1E+5"),
    *('"', '"a"', 'a "b" c', "a; b", ";", "a | b", "|", "name: x", "a,b", "\\n", "1.8E+10", "tbd"),
    *("true", "null", "~", "{}", "[a]", "2026-11-22", "03/04/2026", "123456.0", "“Name”", "46348"),
    *("é", "花园", "حديقة", "🌱", "＝1", "x" * 100, "# a", "- a", "%", "&a", "*a", "a: b"),
]
"""Texts that spreadsheets, or readers of their cells, may get wrong."""

lines = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"),
        ),
        min_size=1,
        max_size=30,
    ),
    st.text(st.sampled_from(list(" '\"=;|,:#-.0a\\“”’")), min_size=1, max_size=12),
).map(lambda text: " ".join(text.split()))
said = lines.filter(bool)
prose = st.lists(st.lists(said, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=3).map(
    "\n\n".join
)
urls = st.sampled_from(
    ["https://a.example.org/", "https://b.example.org/?x=1;2&y=%20", "http://c.example.org/a|b"]
)
contacts = st.one_of(
    *(
        st.fixed_dictionaries({way: value}, optional={"label": said, "hours": said})
        for way, value in {
            "phone": st.sampled_from(["+44 20 7946 0123", "020 7946 0123", "1-800-MEADOW"]),
            "text": st.sampled_from(["60777", "+1 212 555 0100"]),
            "email": st.just("a@example.org"),
            "chat": urls,
        }.items()
    )
)
places = st.fixed_dictionaries(
    {"country": st.sampled_from(["GB", "US", "NO"])},
    optional={
        "name": said,
        "address": said,
        "city": said,
        "region": said,
        "latitude": st.sampled_from(["53.8", "53.80", "-0", "7", "1.23456789"]),
        "longitude": st.sampled_from(["-1.5", "0.0", "179.999"]),
        "precision": st.sampled_from(["exact", "city"]),
    },
)
meetings = st.fixed_dictionaries(
    {
        "title": said,
        "starts": st.just("2026-12-01T19:00"),
        "zone": st.sampled_from(["Europe/London", "America/New_York"]),
        "repeats": st.sampled_from(
            ["FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270301"]
        ),
    },
    optional={"minutes": st.just("75"), "cancelled": st.just(["2026-12-08", "2026-12-15"])},
)
statuses = st.one_of(
    st.sampled_from(["active", "paused", "closed"]),
    st.fixed_dictionaries(
        {"status": st.sampled_from(["paused", "closed"]), "since": st.just("2024-05")},
        optional={"instead": st.just(["seed-post"]), "note": said},
    ),
)
entries = st.fixed_dictionaries(
    {
        "name": said,
        "kind": st.just("seed-swap"),
        "url": urls,
        "summary": said,
        "serves": st.sampled_from([["worldwide"], ["GB", "IE"], ["NO"]]),
        "languages": st.sampled_from([["en"], ["en", "zh-Hant", "cy"]]),
        "added": st.just("2026-05-01"),
    },
    optional={
        "organization": said,
        "also_known_as": st.lists(said, min_size=1, max_size=3),
        "status": statuses,
        "plants": st.sampled_from([["any"], ["roots", "herbs"]]),
        "cost": st.sampled_from(["free", "small-fee"]),
        "first_step": said,
        "description": prose,
        "eligibility": said,
        "places": st.lists(places, min_size=1, max_size=2),
        "contact": st.lists(contacts, min_size=1, max_size=3),
        "hours": said,
        "meetings": st.lists(meetings, min_size=1, max_size=2),
        "caution": said,
        "changed": st.just("2026-06-01"),
        "formerly": st.just(["old-plot", "older-plot"]),
        "sources": st.lists(urls, min_size=1, max_size=2, unique=True),
        "curator_notes": prose,
    },
)


def _empty() -> Catalogue:
    catalogue, _ = examine(TREES / "base", TODAY)
    assert catalogue
    return catalogue


EMPTY = _empty()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a root that nobody else changes."""
    root = tmp_path_factory.mktemp("exchange")
    shutil.copytree(TREES / "base" / "content", root / "content")
    return root


# Making a failing entry smaller takes minutes; what failed can be read as it is.
@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(entry=entries)
def test_every_form_carries_an_entry(here: Path, entry: dict[str, Any]) -> None:
    """What goes out as JSON Lines, CSV or HSDS comes back as the same file, byte for byte."""
    file = File(ENTRY, "content/resources/plot.yaml", None, EMPTY.table)
    text = written(file, entry, None)
    assume(isinstance(text, str))
    assert isinstance(text, str)
    (here / file.path).write_text(text, "utf-8")
    full, problems = examine(here, TODAY)
    assume(full is not None and not has_errors(problems))
    assert full
    for form in ("jsonl", "csv", "hsds"):
        assert carried(form, full, EMPTY) == text, form


def carried(form: str, full: Catalogue, empty: Catalogue) -> str:
    """Return the text of the plot's file after an export and an import elsewhere."""
    files = [file for file in sources(full) if file.id == "plot"]
    fields = full.table.of("resources")
    match form:
        case "jsonl":
            parts = as_jsonl(files)
        case "csv":
            parts = as_csv(files, fields, "en", {}, notes=True)
        case _:
            parts = as_hsds(files, full, "en", {}, notes=True)
    data = "".join(parts).encode()
    reading = read_list("list", data, form, empty, {}, {})
    result = plan(reading.records, empty, TODAY, update=False, skip_wrong=False)
    assert [*reading.problems, *result.problems] == []
    (step,) = result.steps
    return step.after


keys = st.one_of(
    st.sampled_from([*ENTRY.item.model_fields, "kind", "plants", "serves", "phone", "contents"]),
    st.sampled_from(["attributes", "taxonomy_term", "value", "code", "taxonomy", "phones"]),
    st.sampled_from(["service_at_locations", "location", "addresses", "schedules", "organization"]),
    st.sampled_from(["fields", "path", "services", "total_pages", "description", "status"]),
    lines,
)
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), lines, st.just("alongside-fields")
)
anything = st.recursive(
    leaves,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(keys, inside, max_size=5)
    ),
    max_leaves=20,
)
tables = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
    st.lists(st.lists(st.one_of(keys, lines), max_size=6), max_size=5).map(
        lambda rows: "\n".join(",".join(row) for row in rows).encode()
    ),
)


services = st.fixed_dictionaries(
    {"name": lines, "status": leaves},
    optional=dict.fromkeys(
        ("phones", "contacts", "schedules", "languages", "service_areas", "url"), anything
    )
    | {
        "organization": st.dictionaries(st.sampled_from(["name", "phones", "website"]), anything),
        "attributes": st.lists(
            st.fixed_dictionaries(
                {
                    "value": leaves,
                    "taxonomy_term": st.fixed_dictionaries(
                        {
                            "taxonomy": st.sampled_from(["alongside-fields", "plants", ""]),
                            "code": st.sampled_from(["id", "status.since", "roots", "formerly"]),
                        },
                        optional={"name": anything},
                    ),
                }
            ),
            max_size=4,
        ),
        "service_at_locations": st.lists(
            st.fixed_dictionaries({"location": st.dictionaries(keys, anything, max_size=4)}),
            max_size=2,
        ),
    },
)
own_lines = st.builds(
    lambda entry, more: {"path": "content/resources/plot.yaml", "fields": {**entry, **more}},
    entries,
    st.dictionaries(keys, anything, max_size=3),
)
rows = st.builds(
    lambda entry, more: {**entry, **more}, entries, st.dictionaries(keys, anything, max_size=3)
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(data=tables, value=st.one_of(anything, services, own_lines, rows))
def test_whatever_a_list_holds_is_taken_or_refused_in_words(data: bytes, value: object) -> None:
    """No list, however broken, is more than a problem; and none leads out of the content."""
    said = json.dumps(value).encode()
    for form, given_ in (("csv", data), ("jsonl", data), ("jsonl", said), ("hsds", said)):
        try:
            reading = read_list("list", given_, form, EMPTY, {}, {})
        except Failure:
            continue
        result = plan(reading.records, EMPTY, TODAY, update=True, skip_wrong=True)
        for step in result.steps:
            assert step.path.startswith("content/")
            assert ".." not in step.path
