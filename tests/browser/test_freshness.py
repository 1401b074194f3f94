"""What is due to be checked again gives way in the search, but only a little."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sites import build, entry, make_root

from browser.server import served

RANKS = """async ([address, weights]) => {
  const { Table } = await import(address);
  const { WEIGHTS } = await import(weights);
  const [stories, guides, languages] = [3, 4, []];
  const likely = [0, 0, 0];
  const [spoken, overdue] = [[0, 1], [1]];
  const table = new Table({ stories, guides, languages, likely, spoken, overdue, home: {}, fields: {} });
  const all = (number) => [...table.likelihood(number, new Set(), new Set())];
  return [0, 1, 2].map((number) => all(number).reduce((sum, [name, by]) => sum + WEIGHTS[name] * by, 0));
}"""


@pytest.mark.parametrize("words", ["lavender", ""], ids=["words", "none"])
def test_overdue_entries_give_way(tmp_path: Path, browser: Browser, words: str) -> None:
    """Of two that say the same, the one whose check holds comes first, with words and without."""
    old = "{date: 2025-01-10, by: rosa, how: phone}"
    said = '"Lavender and thyme."'
    root = make_root(
        tmp_path / "root",
        {
            "content/resources/amber.yaml": entry("Amber", summary=said, verified=old),
            "content/resources/willow.yaml": entry("Willow", summary=said),
        },
    )
    site = build(root)
    with served({"/": site.folder}) as server:
        page = browser.new_page()
        page.goto(f"{server.origin}/find/#q={words}")
        page.locator("#list .card-name a").first.wait_for()
        names = page.locator("#list .card-name a").all_inner_texts()
        assert [name for name in names if name in {"Amber", "Willow"}] == ["Willow", "Amber"]
        assets = (next(site.folder.glob(f"assets/{each}.*.js")) for each in ("table", "weights"))
        checked, overdue, foreign = page.evaluate(
            RANKS, [f"/assets/{each.name}" for each in assets]
        )
        page.close()
    assert foreign < overdue < checked
