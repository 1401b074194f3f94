"""The page of an entry: how one tells of a mistake, and how it says whether it was checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from sites import REPOSITORY as HERE
from sites import Page, build, entry, make_root, words

REPOSITORY = "https://code.example.org/owner/garden"
ODD = [
    'Tom & "Jerry" <b>\'s</b>',
    "100% free? #1; a=b&c=d",
    "Ñandú/..\\ – 花園 🌻 %0D%0ABcc: x",
]


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Page]:
    """Give a function that builds entries and returns the page of the first."""

    def made(*names: str, repository: str = "", email: str = "", **fields: str) -> Page:
        root = make_root(tmp_path_factory.mktemp("entry") / "root")
        settings = root / "content/site.yaml"
        text = settings.read_text("utf-8").replace("  email: hello@example.org\n", "")
        text = text.replace("  name: Common Ground\n", f"  name: Common Ground\n{email}")
        settings.write_text(text + repository, "utf-8")
        for number, name in enumerate(names):
            file = root / f"content/resources/n{number}.yaml"
            file.write_text(entry(name, url="https://n.example.org/", **fields), "utf-8")
        return build(root, "--base-url", "https://garden.example.org/").page(
            "resources/n0/index.html"
        )

    return made


def reports(page: Page) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Return where each way to tell of a mistake leads, and what it says, by its words."""
    return {
        words(link): (parts._replace(query="").geturl(), parse_qs(parts.query))
        for box in page.all("p")
        if "report" in box.get("class", "").split()
        for link in box.iter("a")
        for parts in [urlsplit(link.get("href", ""))]
    }


@pytest.mark.parametrize("name", ODD)
def test_a_report_names_the_entry_whatever_its_name(
    page_of: Callable[..., Page], name: str
) -> None:
    """In the issue and in the letter: its name, as it is, and the address of its page."""
    page = page_of(
        name, repository=f"repository: {REPOSITORY}/\n", email="  email: help+us@example.org\n"
    )
    found = reports(page)
    issue, said = found["Report a mistake"]
    assert issue == f"{REPOSITORY}/issues/new"
    assert said["title"] == [f"A mistake in: {name}"]
    assert said["page"] == ["https://garden.example.org/resources/n0/"]
    form = yaml.safe_load(
        (HERE / ".github/ISSUE_TEMPLATE" / said["template"][0]).read_text("utf-8")
    )
    assert {"page"} == set(said) - {"title", "template"} < {each.get("id") for each in form["body"]}
    letter, asked = found["tell us by e-mail"]
    assert letter == "mailto:help%2Bus@example.org"
    assert asked["subject"] == said["title"]
    assert asked["body"][0].startswith("https://garden.example.org/resources/n0/\r\n\r\n")
    assert f"{REPOSITORY}/issues/new/choose" in [link.get("href") for link in page.all("a")]
    assert found["edit this page"][0] == f"{REPOSITORY}/edit/main/content/resources/n0.yaml"
    assert "Anyone can read a report" in page.main
    assert page.errors == []


def test_only_the_ways_that_there_are_are_offered(page_of: Callable[..., Page]) -> None:
    """With e-mail alone no issue; with neither, nothing at all."""
    page = page_of("Plot", email="  email: help@example.org\n")
    assert list(reports(page)) == ["Tell us by e-mail"]
    assert "Anyone can read a report" not in page.main
    page = page_of("Plot")
    assert reports(page) == {}
    assert "wrong or out of date" not in page.main
    assert not any("Suggest an entry" in words(link) for link in page.all("a"))


def test_a_check_that_no_longer_holds_says_so_first(page_of: Callable[..., Page]) -> None:
    """Its heading is what is due, not the day of a check that is too old."""
    checked = json.dumps({"date": "2025-01-10", "by": "rosa", "how": "phone"})
    page = page_of("Plot", verified=checked)
    assert words(page.one("h2", id="verified")) == "Due to be checked again"
    assert "Last verified: January 10, 2025. Checked by rosa, by phone." in page.main
    assert "The next check was due on January 10, 2026." in page.main


def test_a_story_can_be_edited_too(tmp_path: Path) -> None:
    """Where the repository is known, and nowhere else."""
    root = make_root(tmp_path / "root")
    settings = root / "content/site.yaml"
    story = "stories/first-tomatoes/index.html"
    assert not any("edit" in words(link) for link in build(root).page(story).all("a"))
    settings.write_text(f"{settings.read_text('utf-8')}repository: {REPOSITORY}\n", "utf-8")
    links = {words(link): link.get("href") for link in build(root).page(story).all("a")}
    assert links["edit this page"] == f"{REPOSITORY}/edit/main/content/stories/first-tomatoes.md"
