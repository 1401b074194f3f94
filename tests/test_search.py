"""The search index: what is in it, and that it is made only when it must be."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from command import alongside
from sites import DAY, Site, build, built, contents, entry, fake_pagefind, make_root, put

from generator.addresses import Addresses
from generator.load import load
from generator.outputs.search_documents import search_documents
from generator.relate import relate

SUMMARY = "A garden behind the railway where neighbours share beds, tools and tea."
BODY = "Anybody may come. You get a pair of gloves and a corner of a bed. Spade Shed lends what we lack."
REFUSES = "import sys; sys.exit('Pagefind was run')"


def test_bundle_has_what_the_search_needs_and_no_more() -> None:
    """The program, its worker and the index; Pagefind's own interfaces are gone."""
    files = {path for path in built("rich").files if path.startswith("pagefind/")}
    assert {f"pagefind/pagefind{end}" for end in (".js", "-worker.js", "-entry.json")} <= files
    assert any(re.fullmatch(r"pagefind/wasm\.en\.pagefind", path) for path in files)
    assert not any(re.search(r"-ui\.|highlight", path) for path in files)
    for part in ("index", "fragment", "results"):
        assert any(path.startswith(f"pagefind/{part}/") for path in files), part


def test_pages_know_the_program_of_their_language(tmp_path: Path) -> None:
    """Of a language whose grammar Pagefind knows, and of one that it has never heard of."""
    root = make_root(tmp_path / "root")
    settings = root / "content/site.yaml"
    text = settings.read_text()
    assert "languages: [en]\n" in text
    settings.write_text(text.replace("languages: [en]\n", "languages: [en, es, haw]\n"))
    site = build(root)
    known = json.loads(site.text("pagefind/pagefind-entry.json"))["languages"]
    for language, folder in (("en", ""), ("es", "es/"), ("haw", "haw/")):
        assert known[language]["wasm"] == language
        page = site.page(f"{folder}find/index.html")
        finder = next(each for each in page.root.iter() if each.get("id") == "finder")
        assert finder.get("data-program") == f"/pagefind/wasm.{language}.pagefind"
        assert (site.folder / f"pagefind/wasm.{language}.pagefind").is_file()


def test_unchanged_content_needs_no_pagefind(root: Path, tmp_path: Path) -> None:
    """The index of the very same documents is kept; a page that is not searched may change."""
    env = fake_pagefind(tmp_path / "fake", REFUSES)
    before = contents(root / "site/pagefind")
    put(root, {"content/pages/about.md": "---\ntitle: About us\n---\n\nNew words.\n"})
    done = alongside("build", "--root", root, "--today", DAY, env=env)
    assert done.returncode == 0, done.stderr
    assert "About us" in (root / "site/about/index.html").read_text()
    assert contents(root / "site/pagefind") == before


@pytest.mark.parametrize(
    "files",
    [
        {"content/resources/extra.yaml": entry("Extra")},
        {"content/resources/seed-post.yaml": entry("Seed Mail")},
    ],
    ids=["new", "changed"],
)
def test_changed_content_runs_pagefind(root: Path, tmp_path: Path, files: dict[str, str]) -> None:
    """Anything that can be searched makes a new index."""
    put(root, files)
    env = fake_pagefind(tmp_path / "fake", REFUSES)
    done = alongside("build", "--root", root, "--today", DAY, env=env)
    assert done.returncode == 1
    assert "Pagefind was run" in done.stderr
    name = "Extra" if "content/resources/extra.yaml" in files else "Seed Mail"
    site = build(root)
    assert any(name in each["content"] for each in site.fragments().values())


def test_lost_index_is_made_again(root: Path) -> None:
    """Notes that speak of an index which is not there are not believed."""
    shutil.rmtree(root / "site/pagefind")
    site = build(root)
    assert len(site.fragments()) == 5


def test_site_without_search(root: Path, tmp_path: Path) -> None:
    """`--no-search` leaves no index and runs nothing; the next build has it again."""
    env = fake_pagefind(tmp_path / "fake", REFUSES)
    site = build(root, "--no-search", env=env)
    assert not (root / "site/pagefind").exists()
    assert "index.html" in site.files
    assert len(build(root).fragments()) == 5


def test_directory_without_entries_can_be_built(tmp_path: Path) -> None:
    """Pagefind fails on nothing, so it is not asked; a new directory begins empty."""
    root = make_root(tmp_path / "root")
    for folder in ("resources", "stories", "guides"):
        shutil.rmtree(root / "content" / folder)
    settings = (root / "content/site.yaml").read_text()
    without_doors = re.sub(r"doors:\n(  .*\n)+", "", settings)
    put(
        root,
        {
            "content/site.yaml": without_doors,
            "content/pages/about.md": "---\ntitle: About us\n---\n\nWords.\n",
        },
    )
    site = build(root)
    assert "find/index.html" in site.files
    assert not any(path.startswith("pagefind/") for path in site.files)


def test_page_beside_the_index(root: Path) -> None:
    """A page that takes the index's own folder is refused, or both live on for good."""
    put(root, {"content/pages/pagefind.md": "---\ntitle: Pagefind\n---\n\nWords.\n"})
    for _ in range(3):
        done = alongside("build", "--root", root, "--today", DAY)
        assert "Traceback" not in done.stderr
        if done.returncode:
            assert "pagefind" in done.stderr
            assert "error[" in done.stderr or "same address" in done.stderr
        else:
            assert "Words." in (root / "site/pagefind/index.html").read_text()
    assert (root / "site/pagefind/pagefind.js").exists()


def test_results_carry_what_they_show() -> None:
    """Name, summary, kind, cost, freshness: a result needs one small file, without the text."""
    site = built("rich")
    meta = site.results()["/resources/long-meadow/"]
    assert site.results().keys() == site.fragments().keys()
    assert meta["title"] == "Long Meadow Garden"
    assert meta["summary"].startswith("A garden behind the railway")
    assert meta["kind"] == "Shared garden"
    assert meta["cost"] == "Free"
    assert meta["plants"] == "Vegetables, Herbs"
    assert meta["verified"] == "fresh"
    assert meta["status"] == "active"
    assert meta["collection"] == "resources"


def named(site: Site, path: str = "find/table.json") -> dict[str, Any]:
    """Return a search table with the names of pages instead of steps between numbers."""
    table = json.loads(site.text(path))
    names = json.loads(site.text("pagefind/documents.en.json"))
    urls = {each["name"]: url for url, each in site.fragments().items()}

    def pages(steps: list[int]) -> list[str]:
        return [urls[names[number]].strip("/").rpartition("/")[2] for number in accumulate(steps)]

    return {
        field: {
            term: {key: pages(each) for key, each in known.items()}
            for term, known in facet["terms"].items()
        }
        for field, facet in table["fields"].items()
    } | {"spoken": pages(table["spoken"])}


def test_table_holds_broader_terms() -> None:
    """Who chooses vegetables finds what is for roots; who chooses roots, what is for all of them."""
    plants = named(built("rich"))["plants"]
    assert "seed-post" in plants["vegetables"]["fits"]
    assert "seed-post" in plants["roots"]["fits"]
    assert "long-meadow" in plants["vegetables"]["fits"]
    assert "long-meadow" in plants["roots"]["near"]
    assert "long-meadow" not in plants["roots"]["fits"]
    assert "spade-shed" in plants["any"]["fits"]
    assert not any("spade-shed" in known.get("near", ()) for known in plants.values())
    assert all("old-orchard" not in known.get("fits", ()) for known in plants.values())
    assert "first-tomatoes" in plants["vegetables"]["told"]


def said(site: Site, word: str) -> dict[str, Any]:
    """Return what the search page learns when somebody types a word."""
    return dict(json.loads(site.text(f"find/words/{ord(word[0]) % 32}.json")))


def test_table_knows_what_is_spoken() -> None:
    """Who reads English can use what is in English."""
    assert "spade-shed" in named(built("rich"))["spoken"]


def test_words_tell_what_things_are_called() -> None:
    """Labels, `also` words and names lie with their longest word, as they are typed."""
    site = built("rich")
    assert {"vegetables", "veg"} <= set(said(site, "veg")["terms"]["plants"]["vegetables"])
    carrots = said(site, "carrots")["terms"]["plants"]
    assert "carrots" in carrots["roots"]
    assert "vegetables" not in carrots
    assert "shared garden" in said(site, "shared")["terms"]["kind"]["shared-garden"]
    assert "community garden" in said(site, "community")["terms"]["kind"]["shared-garden"]
    names = json.loads(site.text("pagefind/documents.en.json"))
    urls = {each["name"]: url for url, each in site.fragments().items()}
    called = {
        urls[names[int(number)]]: each for number, each in said(site, "meadow")["names"].items()
    }
    assert "long meadow garden" in called["/resources/long-meadow/"]


def test_every_word_can_be_known() -> None:
    """Spelling help knows every word of texts and names, how it is known, common ones first."""
    site = built("rich")
    kinds: list[list[str]] = [[], [], [], []]
    for letter in map(chr, range(ord("a"), ord("z") + 1)):
        for every, words in zip(kinds, said(site, letter)["words"], strict=False):
            assert all(word.startswith(letter) for word in words.split() if word.isascii())
            every.extend(words.split())
    both, called, often, once = map(set, kinds)
    assert {"meadow", "garden"} <= both
    assert "veg" in called
    assert "railway" in once
    assert len(both | called | often | once) == sum(map(len, kinds))
    assert not any(word != word.lower() or any(map(str.isdigit, word)) for word in both | once)
    seeds = said(site, "s")["words"][0].split()
    assert seeds.index("seeds") < seeds.index("seed")


def test_closed_entry_is_searched_and_told() -> None:
    """Who looks for a place that has closed finds it, and reads that it has."""
    site = built("rich")
    assert "quincetrees" in site.fragments()["/resources/old-orchard/"]["content"]
    assert site.results()["/resources/old-orchard/"]["status"] == "closed"


class Weights(HTMLParser):
    """Reads a search document: which words have which weight."""

    def __init__(self, html: str) -> None:
        """Read all of it."""
        super().__init__()
        self.found: list[tuple[float, str]] = []
        self.weight = 0.0
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the weight of what follows."""
        self.weight = float(dict(attrs).get("data-pagefind-weight") or 0)

    def handle_data(self, data: str) -> None:
        """Note words with their weight."""
        if self.weight and data.strip():
            self.found.append((self.weight, data))

    def of(self, words: str) -> float:
        """Return the highest weight of a name, a label or a text."""
        return max(weight for weight, said in self.found if words in {said, *said.split(" · ")})


def documents(root: Path) -> dict[str, str]:
    """Return the search documents of a root by their path."""
    catalogue, problems = load(root)
    assert catalogue and not problems
    addresses = Addresses("https://garden.example.org/", "en", "en")
    site = relate(catalogue, addresses, date.fromisoformat(DAY))
    return {document.path: document.html for document in search_documents(site)}


def test_words_weigh_by_where_they_stand(tmp_path: Path) -> None:
    """Names most, then other names, the summary, who runs it, and text; terms are elsewhere."""
    found = documents(make_root(tmp_path / "root"))
    meadow = Weights(found["resources/long-meadow/index.html"])
    order = ["Long Meadow Garden", "The Meadow", SUMMARY, "Friends of Long Meadow", BODY]
    weights = [meadow.of(words) for words in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)
    assert meadow.of("Leeds") == meadow.of(BODY)
    assert not [words for _, words in meadow.found if "Shared garden" in words]
    assert "communal plot" not in found["resources/long-meadow/index.html"]


def test_documents_escape_what_they_hold(tmp_path: Path) -> None:
    """Hostile words cannot break out of a search document."""
    found = documents(make_root(tmp_path / "root", "rich"))["resources/hostile-hedge/index.html"]
    assert "<script" not in found
    assert "onerror" in found
    assert "<img" not in found


ALSO = """\
also:
  - dig my own bed
  - somewhere to grow tomatoes
"""


def test_what_people_type_is_searched_and_shown_nowhere(tmp_path: Path) -> None:
    """Words that only the search knows count as much as the summary; no page has them."""
    root = make_root(tmp_path / "root")
    file = root / "content/resources/long-meadow.yaml"
    file.write_text(file.read_text() + ALSO)
    meadow = Weights(documents(root)["resources/long-meadow/index.html"])
    assert meadow.of("dig my own bed") == meadow.of(SUMMARY)
    site = build(root)
    with_it = [path for path, content in contents(site.folder).items() if b"my own bed" in content]
    assert with_it == []


def test_what_people_type_has_a_translation(tmp_path: Path) -> None:
    """A translation has words of its own; without it, or without them, there are the first ones."""
    root = make_root(tmp_path / "root", "spanish")
    file = root / "content/resources/long-meadow.yaml"
    file.write_text(file.read_text() + ALSO)

    def said(language: str) -> str:
        catalogue, problems = load(root)
        assert catalogue
        assert not problems
        addresses = Addresses("https://garden.example.org/", language, "en")
        site = relate(catalogue, addresses, date.fromisoformat(DAY))
        found = {document.path: document.html for document in search_documents(site)}
        return next(html for path, html in found.items() if "resources/long-meadow/" in path)

    assert "tomatoes" in said("es")
    translation = root / "content/resources/long-meadow.es.yaml"
    translation.write_text(translation.read_text() + "also: [huerto, tierra propia]\n")
    assert "tierra propia" in said("es")
    assert "tomatoes" not in said("es")
    assert "tierra propia" not in said("en")


def test_likely_terms_add_up(tmp_path: Path) -> None:
    """What all terms of an entry say of how much it is wanted stands in the table."""
    root = make_root(tmp_path / "root")
    for name, term, likely in (("kinds", "shared-garden", 1.2), ("costs", "free", -0.5)):
        file = root / f"content/vocabularies/{name}.yaml"
        text = file.read_text()
        assert f"  {term}:\n" in text
        file.write_text(text.replace(f"  {term}:\n", f"  {term}:\n    likely: {likely}\n"))
    site = build(root)
    table = json.loads(site.text("find/table.json"))
    names = json.loads(site.text("pagefind/documents.en.json"))
    urls = {each["name"]: url for url, each in site.fragments().items()}
    found = {urls[names[number]]: each for number, each in enumerate(table["likely"])}
    assert found["/resources/long-meadow/"] == 0.7
    assert found["/resources/seed-post/"] == -0.5
    assert found["/resources/spade-shed/"] == 0
