"""Stories: how long they take, what they warn of, and the choices by which they are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Files, Page, Site, build, make_root, words

ROLES = "  form: shape\n  warnings: upsets\n"


def vocabulary(field: str, *terms: str, **more: str) -> str:
    """Return a vocabulary that only stories use."""
    said = {"label": field.title(), "used_by": "[stories]", **more}
    head = "".join(f"{name}: {value}\n" for name, value in {"field": field, **said}.items())
    return f"{head}terms:\n" + "".join(f"  {term}\n" for term in terms)


def story(title: str, told: str = "", **fields: str) -> str:
    """Return a story told here, or, with a `url`, elsewhere."""
    said = {
        "title": title,
        "consent": "published-elsewhere" if "url" in fields else "given-to-us",
        "summary": f"About {title}.",
        "added": "2026-05-02",
        **fields,
    }
    front = "".join(f"{name}: {value}\n" for name, value in said.items())
    return f"---\n{front}---\n\n{told}\n"


FILES: Files = {
    "content/vocabularies/shapes.yaml": vocabulary(
        "shape", "book: {label: A book}", "film: {label: A film}"
    ),
    "content/vocabularies/upsets.yaml": vocabulary(
        "upsets",
        "blight: {label: Blight}",
        "slugs: {label: Slugs, broader: blight}",
        "frost: {label: Frost}",
        lists="false",
    ),
    "content/vocabularies/moods.yaml": vocabulary("mood", "joy: {label: Joy}"),
    "content/stories/short.md": story("Short", "A few words.", shape="book", upsets="[slugs]"),
    "content/stories/long.md": story(
        "Long", "[word](https://no-words.example.org/a/b/c) " * 520, shape="book", mood="[joy]"
    ),
    "content/stories/away.md": story(
        "Away",
        "Our own words. " * 300,
        url="https://away.example.org/",
        shape="film",
        upsets="[blight, frost]",
        plants="[any]",
        language="cy",
    ),
    "content/stories/carrots.md": story("Carrots", "Crunch.", plants="[roots]"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the base tree with stories in two forms, with moods and with warnings."""
    root = make_root(tmp_path_factory.mktemp("stories") / "root", FILES)
    settings = root / "content/site.yaml"
    text = settings.read_text("utf-8").replace("roles:\n", f"roles:\n{ROLES}")
    settings.write_text(text, "utf-8")
    return build(root)


@pytest.fixture(scope="module")
def page(site: Site) -> Page:
    """Give the page of all stories."""
    return site.page("stories/index.html")


def card(page: Page, title: str) -> str:
    """Return the words of a story's card."""
    return next(words(e) for e in page.all("li") if e.get("class") == "card" and title in words(e))


def test_only_what_is_told_here_says_how_long_it_takes(site: Site, page: Page) -> None:
    """Two hundred words a minute, addresses not counted, one minute at least."""
    assert "A book · one minute to read" in card(page, "Short")
    assert "A book · 3 minutes to read" in card(page, "Long")
    assert "to read" not in card(page, "Away")
    assert "A film · Welsh" in card(page, "Away")
    assert "one minute to read" in site.page("stories/short/index.html").main
    assert "to read" not in site.page("stories/away/index.html").main


def test_warnings_stand_before_the_story(site: Site, page: Page) -> None:
    """On its card, and on its page before a word of it."""
    assert "This story speaks of: Blight, Frost" in card(page, "Away")
    assert "speaks of" not in card(page, "Carrots")
    main = site.page("stories/short/index.html").main
    assert main.index("This story speaks of: Slugs") < main.index("About Short.")


def test_choices_say_which_stories_they_mean(page: Page) -> None:
    """As with entries for what is sought; for what is left out, no more than what is named."""
    fits = {
        words(item.findall(".//a")[0]): set(item.get("data-fits", "").split())
        for item in page.all("li")
        if item.get("class") == "card"
    }
    assert fits["Short"] == {"shape=book", "upsets=slugs", "upsets=blight"}
    assert fits["Away"] >= {"shape=film", "upsets=blight", "upsets=frost"}
    assert "upsets=slugs" not in fits["Away"], "blight need not be slugs"
    assert {"plants=roots", "plants=vegetables", "plants=any"} <= fits["Away"]
    assert fits["Carrots"] == {"plants=roots", "plants=vegetables"}
    assert fits["My first tomatoes"] == {"plants=roots", "plants=vegetables"}


def test_filters_are_the_stories_own_first(page: Page) -> None:
    """A facet without a choice is left out; the facet of warnings is there to leave out."""
    found = [e for e in page.all("details") if e.get("class") == "filter"]
    assert [each.get("data-field") for each in found] == ["shape", "upsets", "plants"]
    assert ["data-avoid" in each.attrib for each in found] == [False, True, False]
    counts = {
        box.get("value"): words(label).rpartition(" ")[2]
        for label in page.all("label")
        for box in label.iter("input")
    }
    assert counts["book"] == "2"
    assert counts["blight"] == "2"
    assert counts["roots"] == "3"
    assert "herbs" not in counts


def test_without_a_script_lists_lead_to_the_stories(page: Page) -> None:
    """By each facet that only stories have, but for the warnings."""
    folds = {
        words(each.findall("summary")[0]): [link.get("href") for link in each.iter("a")]
        for each in page.all("details")
        if each.get("class") == "facet"
    }
    assert folds == {
        "A book (2)": ["/stories/long/", "/stories/short/"],
        "A film (1)": ["/stories/away/"],
        "Joy (1)": ["/stories/long/"],
    }


def test_a_storys_page_leads_to_others_like_it(site: Site) -> None:
    """To entries where there are any, else to the stories of the same term."""
    assert "/stories/#mood=joy" in site.page("stories/long/index.html").links()
    assert "/plants/roots/" in site.page("stories/carrots/index.html").links()
    assert "#upsets" not in site.page("stories/short/index.html").html


def test_a_site_of_one_story_needs_no_choice(tmp_path: Path) -> None:
    """Nothing to choose, so no script either."""
    root = make_root(tmp_path / "root")
    text = (root / "content/stories/first-tomatoes.md").read_text("utf-8")
    plain = text.replace("plants: [vegetables]\n", "")
    (root / "content/stories/first-tomatoes.md").write_text(plain, "utf-8")
    page = build(root).page("stories/index.html")
    assert page.all("input", "button") == []
    assert not any("/stories." in script.get("src", "") for script in page.all("script"))
    assert "One story" in page.main
    assert "data-fits" not in page.html
