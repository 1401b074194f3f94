"""Files made from others are current, and editors' schemas say what the program says."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from sites import REPOSITORY

from generator.curate.reference import BEGIN, FILE, reference, with_reference
from generator.curate.schema import schemas
from generator.load import load


class Core(yaml.SafeLoader):
    """YAML as YAML 1.2's core schema reads it, as editors do: a date is a text, and so is NO."""


Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(~|null|Null|NULL|)$", "~nN"),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), [*_first, ""])

CATALOGUE, _ = load(REPOSITORY)
assert CATALOGUE is not None
TABLE = CATALOGUE.table
ENTRIES = sorted((REPOSITORY / "content/resources").rglob("*.yaml"))
ENTRIES = [file for file in ENTRIES if "." not in file.stem]
SCHEMA = json.loads((REPOSITORY / "content/schema/entry.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def read(path: str) -> Any:  # noqa: ANN401 - YAML
    """Return what an editor reads in a file."""
    return yaml.load((REPOSITORY / path).read_text("utf-8"), Loader=Core)  # noqa: S506


def faults(entry: object) -> list[str]:
    """Return what the schema finds wrong with an entry."""
    return [f"{list(fault.path)}: {fault.message}" for fault in VALIDATOR.iter_errors(entry)]


@pytest.mark.parametrize(("path", "text"), list(schemas(TABLE)), ids=lambda value: value[:30])
def test_schemas_are_current(path: str, text: str) -> None:
    """`alongside fmt` would change none of them."""
    assert (REPOSITORY / path).read_text("utf-8") == text
    Draft202012Validator.check_schema(json.loads(text))


def test_reference_is_current() -> None:
    """CONTRIBUTING's list of fields is that of the program."""
    file = REPOSITORY / FILE
    if not file.exists():
        pytest.skip("there is no CONTRIBUTING yet")
    text = file.read_text("utf-8")
    assert BEGIN in text
    assert with_reference(text, TABLE) == text


def test_reference_names_every_word_that_can_be_chosen() -> None:
    """Those of fixed lists and of every vocabulary, also of stories, and each list once."""
    text = reference(TABLE)
    for collection in ("resources", "stories", "guides"):
        for field in TABLE.of(collection).values():
            for each in (field, *field.parts):
                assert all(option in text for option in each.options), each.name
            if field.facet:
                assert text.count(f"**Terms of `{field.name}`:**") == 1
                used = [id_ for id_, term in field.facet.terms.items() if not term.replaced_by]
                assert all(f"`{id_}`" in text for id_ in used)


@pytest.mark.parametrize("file", ENTRIES, ids=[file.stem for file in ENTRIES])
def test_real_entries_fit_their_schema(file: Any) -> None:  # noqa: ANN401 - a path
    """No editor underlines what the program accepts."""
    assert faults(read(str(file.relative_to(REPOSITORY)))) == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("content/site.yaml", "site"),
        ("content/crisis.yaml", "crisis"),
        *(
            (file.relative_to(REPOSITORY).as_posix(), "vocabulary")
            for file in sorted((REPOSITORY / "content/vocabularies").glob("*.yaml"))
        ),
    ],
)
def test_real_settings_fit_their_schema(path: str, schema: str) -> None:
    """Settings, crisis lines and vocabularies, too."""
    said = json.loads((REPOSITORY / f"content/schema/{schema}.json").read_text("utf-8"))
    found = [
        f"{list(fault.path)}: {fault.message}"
        for fault in Draft202012Validator(said).iter_errors(read(path))
    ]
    assert found == []


WRONG: dict[str, Any] = {
    "a term that is not there": {"kind": "no-such-kind"},
    "a term that is not there, among others": {"formats": ["online", "by-owl"]},
    "the same term twice": {"formats": ["online", "online"]},
    "two terms where one belongs": {"cost": ["free", "free"]},
    "a field that is not there": {"colour": "green"},
    "a field that is missing": {"name": None},
    "an address without https": {"url": "example.org"},
    "a summary that is too long": {"summary": "x" * 241},
    "a state that is not there": {"status": "resting"},
    "a group without its field": {"verified": {"date": "2026-11-01"}},
    "a number in place of words": {"summary": 5},
    "a list in place of words": {"summary": ["a"]},
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_entries_do_not_fit(name: str) -> None:
    """An editor underlines a mistake while one types."""
    entry = deepcopy(read("content/resources/imerman-angels.yaml"))
    assert faults(entry) == []
    entry.update(WRONG[name])
    for field in [field for field, value in entry.items() if value is None]:
        del entry[field]
    assert faults(entry) != []
