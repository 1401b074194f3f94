"""What an entry's page offers instead: who is like it, for which reason, and who never is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sites import DAY, Files, entry, make_root

from generator.addresses import Addresses
from generator.load import load
from generator.relate import Site, relate
from generator.views import alternatives
from generator.views.alternatives import alternatives_to

WAYS = """\
field: ways
label: How it works
order: 25
after: plants
terms:
  here:
    label: On the spot
  letter:
    label: By letter
    remote: true
"""


def site_of(root: Path, files: Files) -> Site:
    """Return the site of the base tree with a vocabulary of ways, and some entries."""
    overlay = {"content/vocabularies/ways.yaml": WAYS}
    overlay |= {f"content/resources/{id_}.yaml": text for id_, text in files.items()}
    catalogue, problems = load(make_root(root / "root", overlay))
    assert catalogue
    assert problems == []
    addresses = Addresses("https://garden.example.org/", "en", "en")
    return relate(catalogue, addresses, date.fromisoformat(DAY))


def offered(site: Site, id_: str) -> dict[str, list[str]]:
    """Return the ids that the page of an entry offers, by their reason."""
    groups = alternatives_to(site, site.entry(id_))
    return {group.reason: [each.card.id for each in group.entries] for group in groups}


def test_each_reason_has_its_group(tmp_path: Path) -> None:
    """Asks less, needs no travel, is of the same kind: each entry stands in the first it fits."""
    site = site_of(
        tmp_path,
        {
            "mine": entry("Mine", cost="small-fee", ways="[here]"),
            "free": entry("Free", cost="free", ways="[here]"),
            "far": entry("Far", cost="small-fee", ways="[here, letter]"),
            "twin": entry("Twin", cost="small-fee", ways="[here]"),
            "other-kind": entry("Other", kind="tool-library", cost="small-fee", ways="[here]"),
            "free-far": entry("Free and far", cost="free", ways="[letter]"),
        },
    )
    assert offered(site, "mine") == {
        "asks-less": ["free", "free-far"],
        "no-travel": ["far"],
        "similar": ["twin"],
    }
    why = {
        each.card.id: [label.words for label in each.why]
        for group in alternatives_to(site, site.entry("mine"))
        for each in group.entries
    }
    assert why["free"] == ["Free"]
    assert why["far"] == ["By letter"]
    assert why["twin"] == ["Herbs"]
    assert "asks-less" not in offered(site, "free"), "nothing asks less than the first"
    assert "no-travel" not in offered(site, "far"), "one need not travel to it already"


def test_who_is_never_offered(tmp_path: Path) -> None:
    """Nothing closed or paused, nothing for other places, languages or plants, never itself."""
    site = site_of(
        tmp_path,
        {
            "mine": entry("Mine"),
            "good": entry("Good"),
            "closed": entry("Closed", status="closed"),
            "paused": entry("Paused", status="paused"),
            "abroad": entry("Abroad", serves="[IE]"),
            "in-welsh": entry("In Welsh", languages="[cy]"),
            "leeks": entry("Leeks", plants="[vegetables]"),
            "all-plants": entry("All plants", plants="[any]", serves="[worldwide]"),
        },
    )
    found = offered(site, "mine")
    assert found == {"similar": ["good", "all-plants"]}
    assert offered(site, "closed") == {"similar": ["good", "mine", "all-plants"]}


def test_what_is_for_everybody_is_not_answered_by_what_is_for_some(tmp_path: Path) -> None:
    """But somebody who may live anywhere lives somewhere."""
    site = site_of(
        tmp_path,
        {
            "mine": entry("Mine", plants="[any]", serves="[worldwide]"),
            "herbs-only": entry("Herbs only", serves="[worldwide]"),
            "in-britain": entry("In Britain", plants="[any]"),
        },
    )
    assert offered(site, "mine") == {"similar": ["in-britain"]}


def test_the_most_alike_come_first_and_only_three(tmp_path: Path) -> None:
    """A rare term in common counts more than a common one; equals keep the order of lists."""
    plain = {f"n{number}": entry(f"Plot {number}", serves="[GB, IE]") for number in range(6)}
    rare = entry("Zinnia Yard", serves="[GB]", languages="[en, cy]")
    site = site_of(tmp_path, {**plain, "rare": rare, "mine": rare.replace("Zinnia Yard", "Mine")})
    assert offered(site, "mine") == {"similar": ["rare", "n0", "n1"]}
    assert offered(site, "mine") == offered(site, "mine")


def test_the_rarest_terms_are_looked_at_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many share the common terms, and however few are compared, a near one is found."""
    monkeypatch.setattr(alternatives, "CANDIDATES", 2)
    many = {f"n{number}": entry(f"Plot {number}") for number in range(30)}
    rare = entry("Zinnia Yard", languages="[en, cy]", plants="[roots]")
    site = site_of(tmp_path, {**many, "rare": rare, "mine": rare.replace("Zinnia Yard", "Mine")})
    assert offered(site, "mine")["similar"] == ["rare"]


def test_where_badges_have_no_order_nothing_asks_less(tmp_path: Path) -> None:
    """Terms that are sorted by their labels say nothing of less and more."""
    root = tmp_path / "sorted"
    files = {"mine": entry("Mine", cost="small-fee"), "free": entry("Free", cost="free")}
    assert "asks-less" in offered(site_of(tmp_path, files), "mine")
    costs = (tmp_path / "root/content/vocabularies/costs.yaml").read_text("utf-8")
    overlay = {"content/vocabularies/costs.yaml": f"sort: label\n{costs}"}
    overlay |= {f"content/resources/{id_}.yaml": text for id_, text in files.items()}
    catalogue, _ = load(make_root(root, overlay))
    assert catalogue
    addresses = Addresses("https://garden.example.org/", "en", "en")
    assert "asks-less" not in offered(relate(catalogue, addresses, date.fromisoformat(DAY)), "mine")
