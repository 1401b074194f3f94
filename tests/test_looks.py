"""Drawings stand beside the words they belong to, and a link from elsewhere has a picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import Site, build, built, entry, make_root, put

DRAWING = re.compile(r"<svg class=.icon.*?</svg>", re.DOTALL)

SHARING = """\
field: sharing
label: How much to share
many: true
after: kind
order: 20
terms:
  read-or-watch: {label: Just read}
  listen: {label: Listen}
  one-to-one: {label: One to one}
  unheard-of: {label: Something new}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a site whose badges are levels of sharing, one of which the theme does not know."""
    root = make_root(tmp_path / "root")
    settings = (root / "content/site.yaml").read_text("utf-8")
    put(
        root,
        {
            "content/vocabularies/sharing.yaml": SHARING,
            "content/site.yaml": settings.replace("badge: cost", "badge: sharing"),
            "content/resources/mixed.yaml": entry(
                "Mixed", sharing="[one-to-one, unheard-of, read-or-watch]"
            ),
        },
    )
    return build(root)


def test_every_badge_has_its_own_drawing(site: Site) -> None:
    """Whatever order an entry names its terms in; a term that the theme does not know has none."""
    badges = re.findall(
        r"<li class=.badge.>(.*?)<(?:a|span)[^>]*>(.*?)</(?:a|span)>",
        site.text("resources/mixed/index.html"),
        re.DOTALL,
    )
    drawings = {label: DRAWING.findall(before) for before, label in badges}
    assert list(drawings) == ["Just read", "One to one", "Something new"]
    assert "M12 6.5v13" in drawings["Just read"][0]  # an open book's spine
    assert drawings["One to one"][0].count("<circle") == 2
    assert drawings["Something new"] == []


def test_kinds_have_drawings_where_the_theme_has_them() -> None:
    """The directory's kinds do, on the first page and on cards; the garden's have none."""
    real = built("real")
    kinds = real.text("index.html").partition('<ul class="kinds">')[2].partition("</ul>")[0]
    assert len(DRAWING.findall(kinds)) == kinds.count("<li")
    drawn = {DRAWING.search(each).group() for each in kinds.split("<li")[1:]}  # type: ignore[union-attr]
    assert len(drawn) == kinds.count("<li")
    card = real.text("kinds/retreat/index.html").partition('class="card-kind">')[2]
    assert card.startswith("<svg")
    garden = built("garden").text("index.html").partition('<ul class="kinds">')[2]
    assert not DRAWING.search(garden.partition("</ul>")[0])


def test_results_find_the_drawing_of_their_kind() -> None:
    """The search page holds each once, and what is found names it."""
    real = built("real")
    page = real.text("find/index.html")
    held = dict(re.findall(r"<template id=.kind-([\w-]+).>(.*?)</template>", page))
    named = {each.get("drawing") for each in real.results().values()} - {None}
    assert len(held) > 5
    assert set(held) >= named
    for kind, drawing in held.items():
        card = real.text(f"kinds/{kind}/index.html").partition('class="card-kind">')[2]
        assert card.startswith(drawing)
    assert "kind-" not in built("garden").text("find/index.html")


@pytest.mark.parametrize("name", ["repo", "spanish"])
def test_a_link_from_elsewhere_has_a_picture(name: str) -> None:
    """Every page says its own title and, by a whole address, a picture that is there."""
    site = built(name)
    for path, page in site.pages.items():
        said = {each.get("property"): each.get("content", "") for each in page.all("meta")}
        assert said["og:title"] == page.title, path
        picture = said["og:image"].removeprefix(f"https://owner.github.io{site.base_path}")
        assert picture in site.files, path
        language = page.one("html").get("lang", "").replace("-", "_")
        assert said["og:locale"] == language, path


def test_a_quotation_mark_in_a_title_ends_no_attribute(tmp_path: Path) -> None:
    """What is shown of a link is what the page is called, letter for letter."""
    root = make_root(tmp_path / "root")
    name = 'The "Green" <Gate> & more'
    put(root, {"content/resources/gate.yaml": entry(name)})
    page = build(root).page("resources/gate/index.html")
    assert page.errors == []
    assert page.one("meta", property="og:title").get("content") == f"{name} – Common Ground"
