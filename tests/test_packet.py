"""What the build makes for the packet: a leaf for each entry, and the worker that keeps pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sites import Site, build, built, entry, make_root, put


def leaf(site: Site, path: str) -> Any:  # noqa: ANN401 - JSON
    """Return one leaf."""
    return json.loads(site.text(path))


def told(worker: str, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return one of the lists that a worker is told."""
    found = re.search(rf"^const {name} = (.+?);(?: //.*)?$", worker, re.MULTILINE)
    assert found, name
    return json.loads(found[1])


@pytest.mark.parametrize("name", ["rich", "spanish"])
def test_every_entry_has_a_leaf(name: str) -> None:
    """Also a closed one, and at its old addresses, so that a packet follows it."""
    site = built(name)
    folders = {p.removesuffix("index.html") for p in site.files if re.search(r"(^|/)resources/", p)}
    folders = {each for each in folders if each.endswith("/")}
    assert folders
    for folder in folders:
        assert f"{folder}packet.json" in site.files, folder
    for path in (each for each in site.files if each.endswith("packet.json")):
        said = leaf(site, path)
        assert said["short"].endswith(f"{said['href']}"), path
        assert site.page(f"{folder_of(said, site)}index.html").has("h1")


def folder_of(said: Any, site: Site) -> str:  # noqa: ANN401 - JSON
    """Return the folder of the entry that a leaf names."""
    href: str = said["href"]
    return href.removeprefix(site.base_path)


def test_leaf_claims_nothing_that_is_not_known(tmp_path: Path) -> None:
    """What an entry lacks is empty, or named as unknown where its kind should have it."""
    hours = {"hours": "Mondays at nine", "first_step": "Knock."}
    root = make_root(
        tmp_path / "root",
        {
            "content/resources/bare.yaml": entry("Bare"),
            "content/resources/full.yaml": entry("Full", formerly="[fuller]", **hours),
        },
    )
    site = build(root)
    bare, full = (leaf(site, f"resources/{id_}/packet.json") for id_ in ("bare", "full"))
    assert (bare["hours"], bare["first_step"], bare["contacts"]) == (None, None, [])
    assert bare["verification"]["state"] == "never"
    assert full["hours"]["words"] == hours["hours"]
    assert full["first_step"]["words"] == hours["first_step"]
    assert leaf(site, "resources/fuller/packet.json") == full


def test_leaf_knows_the_calendar_of_meetings_to_come() -> None:
    """The same that the entry's page links to; nothing where no meeting takes place."""
    site = built("meetings")
    leaves = [leaf(site, path) for path in site.files if path.endswith("packet.json")]
    known = {said["id"]: said["calendar"] for said in leaves}
    assert known["evening-circle"] == "/resources/evening-circle/meetings.ics"
    assert known["seed-post"] == ""
    for said in leaves:
        links = site.page(f"{folder_of(said, site)}index.html").links()
        calendars = [each for each in links if each.endswith(".ics")]
        assert calendars == [said["calendar"]] * bool(said["calendar"])
        assert said["calendar"].strip("/") in {"", *site.files}


def test_qr_code_has_its_finders_and_margin() -> None:
    """Three corners of seven dark units, with four empty ones around."""
    code = leaf(built("garden"), "resources/long-meadow/packet.json")["qr"]
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code["path"]):
        dark |= {(each, int(y)) for each in range(int(x), int(x) + int(width))}
    assert re.sub(r"M\d+ \d+\.5h\d+", "", code["path"]) == ""
    last = code["size"] - 5
    assert {x for x, _ in dark} == {y for _, y in dark} == set(range(4, last + 1))
    for left, top in ((4, 4), (last - 6, 4), (4, last - 6)):
        square = {(x, y) for x, y in dark if left <= x < left + 7 and top <= y < top + 7}
        assert len(square) == 33  # 49 but for a ring of 16


def test_worker_keeps_what_its_pages_need_and_no_more() -> None:
    """Packet, offline page and crisis help in every language, with all they load; it is all there."""
    site = built("spanish")
    worker = site.text("sw.js")
    files = told(worker, "FILES")
    assert told(worker, "BASE") == "/repo/"
    pages = {each for each in files if not each.startswith("assets/")}
    assert pages == {f"{lang}{p}/" for lang in ("", "es/") for p in ("packet", "offline", "crisis")}
    for each in files:
        assert (f"{each}index.html" if each in pages else each) in site.files
    for path in pages:
        for element, address in site.page(f"{path}index.html").references():
            if element.tag in {"script", "link"} and "/assets/" in address:
                assert address.removeprefix("/repo/") in files, address
    for asset in (each for each in files if each.endswith(".js")):
        for imported in re.findall(r'from "\./([^"]+)"', site.text(asset)):
            assert f"assets/{imported}" in files, imported
    assert not any("find" in each or "search" in each for each in files)


def test_worker_changes_with_its_pages_only(tmp_path: Path) -> None:
    """A new entry is no reason to fetch all of it again; another crisis line is."""
    root = make_root(tmp_path / "root")

    def cache() -> str:
        found = re.search(r"CACHE = .+", build(root).text("sw.js"))
        assert found
        return found[0]

    first = cache()
    put(root, {"content/resources/bare.yaml": entry("Bare")})
    assert cache() == first
    crisis = root / "content/crisis.yaml"
    crisis.write_text(crisis.read_text("utf-8").replace("name: ", "name: New ", 1), "utf-8")
    assert cache() != first


def test_packet_is_nothing_to_search_engines() -> None:
    """What is in a packet is nobody's business, and an empty one is of no use."""
    site = built("public")
    for path in ("packet/index.html", "offline/index.html"):
        assert site.page(path).one("meta", name="robots").get("content") == "noindex"
    assert "packet" not in site.text("sitemap.xml")
