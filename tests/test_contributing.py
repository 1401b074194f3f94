"""CONTRIBUTING, as somebody meets it who has never seen such a file."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest
from command import alongside
from sites import DAY, REPOSITORY

TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
MOST_WORDS = 450
"""What one reads in little more than two minutes, at 200 words a minute."""


def examples(heading: str) -> list[str]:
    """Return the YAML under a heading."""
    part = TEXT.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    found = re.findall(r"(?ms)^ *```yaml\n(.*?)^ *```", part)
    return [textwrap.dedent(each) for each in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a copy of this directory."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    return tmp_path


def test_begins_short() -> None:
    """Forms are explained first, and the file in the browser before anybody grows tired."""
    before, form, rest = TEXT.partition("## 1. Fill in a form")
    assert form
    browser, _, _ = rest.partition("\n   - `kind`")
    assert len(f"{before}{browser}".split()) < MOST_WORDS
    assert browser.count("```") == 2


@pytest.mark.parametrize("is_whole", [False, True])
def test_what_one_copies_is_right(root: Path, is_whole: bool) -> None:
    """The lines as they stand are an entry, alone and with all that is explained further down."""
    (short,) = examples("2. Write the file in your browser")
    more = examples("Write it well")
    assert len(more) == 3
    text = "".join([short, *more] if is_whole else [short])
    (root / "content/resources/example-one.yaml").write_text(text, "utf-8")
    done = alongside("check", "--errors", "--root", root, "--today", DAY)
    assert done.stdout.splitlines() == ["No errors."]


def test_what_may_be_deleted_may(root: Path) -> None:
    """Without every line that one may delete there is still an entry."""
    (short,) = examples("2. Write the file in your browser")
    (said,) = re.findall(r"You may delete the lines (.*?), each", TEXT, re.DOTALL)
    fields = re.findall("`(.*?)`", said)
    assert len(fields) == 6
    for field in fields:
        short = re.sub(rf"(?m)^{field}:.*\n(?: .*\n)*", "", short)
    (root / "content/resources/example-one.yaml").write_text(short, "utf-8")
    done = alongside("check", "--errors", "--root", root, "--today", DAY)
    assert done.stdout.splitlines() == ["No errors."]


def test_links_lead_somewhere() -> None:
    """To a heading of the page, or to a file or folder of the repository."""
    heads = {
        re.sub(r"[^\w -]", "", head.casefold()).replace(" ", "-")
        for head in re.findall(r"(?m)^#+ (.*)$", TEXT)
    }
    for target in re.findall(r"\]\((?!https?:)(.*?)\)", TEXT):
        if target.startswith("#"):
            assert target.removeprefix("#") in heads, target
        elif not target.startswith("../../"):  # an address of GitHub, beside the files
            assert (REPOSITORY / target).exists(), target
