"""The directory of this repository keeps its own rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import alongside

from generator.fields import COLLECTIONS, FieldTable
from generator.load import Catalogue, load
from generator.nodes import Document, parse

ROOT = Path(__file__).parents[1]
RESOURCES = sorted((ROOT / "content/resources").rglob("*.yaml"))

COUNTRIES = frozenset({
    "AE", "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CL", "DE", "DK", "ES",
    "FI", "FR", "GB", "HK", "IE", "IL", "IN", "IT", "JP", "KE", "KR", "MX",
    "NG", "NL", "NO", "NZ", "PH", "PT", "SE", "SG", "US", "ZA",
})  # fmt: skip
"""The countries for which crisis lines were gathered."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Give the real content."""
    read, problems = load(ROOT)
    assert read is not None, problems
    return read


def test_content_has_no_errors() -> None:
    """Warnings may stay for a while; an error stops the build."""
    done = alongside("check", "--root", ROOT)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_nothing_is_verified_yet(catalogue: Catalogue) -> None:
    """Nobody has called anybody: an entry that says otherwise would be made up."""
    assert len(RESOURCES) >= len(catalogue.entries) > 0
    for file in RESOURCES:
        document, _ = parse(file.name, file.read_text("utf-8"))
        assert isinstance(document, Document), file.name
        assert document.root.find("verified") is None, file.name


def test_every_kind_has_an_entry(catalogue: Catalogue) -> None:
    """No list of a kind is empty."""
    facet = catalogue.table.facet_by_slug("kinds")
    assert facet
    used = {term for entry in catalogue.entries for term in entry.facets[facet.field]}
    assert {id_ for id_, term in facet.terms.items() if not term.replaced_by} <= used


def test_every_crisis_country_is_there(catalogue: Catalogue) -> None:
    """All countries stay listed, Norway too, each with an emergency number or a line."""
    assert catalogue.crisis
    assert len(COUNTRIES) == 34
    assert {each.country for each in catalogue.crisis.countries} >= COUNTRIES
    for each in catalogue.crisis.countries:
        assert each.emergency or each.lines, each.country


def test_fields_speak_of_no_illness() -> None:
    """What curators read of a field fits any directory: another one changes content alone."""
    for collection in COLLECTIONS:
        for field in FieldTable(()).of(collection.name).values():
            said = f"{field.description} {field.examples}".lower()
            assert "cancer" not in said, f"{collection.name}: {field.name}"
