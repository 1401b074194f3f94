"""The interface's words: every language has them all, and a new one needs no code."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from sites import REPOSITORY, build, make_root, put, words

THEME = REPOSITORY / "themes/calm"
CATALOGUES = sorted((THEME / "locale").glob("*.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def in_templates() -> set[str | tuple[str, ...]]:
    """Return every message that the templates say; with a plural form, as a pair."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    mapping = settings["tool"]["babel"]["mappings"][0]
    method, pattern = mapping.pop("method"), mapping.pop("pattern")
    found = extract_from_dir(THEME / "templates", [(pattern, method)], {pattern: mapping})
    messages = {message for _, _, message, _, _ in found}
    # A message that is also the singular of another stands in a catalogue once, with its plural.
    singulars = {message[0] for message in messages if not isinstance(message, str)}
    return messages - singulars


def test_templates_say_something() -> None:
    """The extraction works at all."""
    assert len(in_templates()) > 100


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_catalogue_is_whole(file: Path) -> None:
    """Every message has a translation with the same placeholders, and nothing is left over."""
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.stem, abort_invalid=True)
    told = {message.id: message for message in catalogue if message.id}
    assert set(told) == in_templates()
    for message in told.values():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy, message.id
        longest = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = set(PLACEHOLDER.findall(longest))
        assert set(PLACEHOLDER.findall(str(strings[-1]))) == wanted, message.id


def test_a_right_to_left_language_needs_no_code(tmp_path: Path) -> None:
    """With a catalogue and a line in site.yaml, a site speaks it, and reads from right to left."""
    root = make_root(tmp_path / "root")
    settings = (root / "content/site.yaml").read_text("utf-8")
    pseudo = Catalog(locale="ar")
    for message in in_templates():
        if isinstance(message, str):
            pseudo.add(message, f"⟦{message}⟧")
        else:
            one, many = (f"⟦{form}⟧" for form in message)
            # Arabic counts: none, one, two, few, many, other.
            pseudo.add(message, (many, one, *[many] * (pseudo.num_plurals - 2)))
    binary = io.BytesIO()
    write_po(binary, pseudo)
    put(
        root,
        {
            "content/site.yaml": settings.replace("languages: [en]", "languages: [en, ar]"),
            "themes/calm/locale/ar.po": binary.getvalue().decode(),
        },
    )
    site = build(root)
    page = site.page("ar/index.html")
    html = page.one("html")
    assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
    assert site.page("index.html").one("html").get("dir") == "ltr"
    menu = next(nav for nav in page.all("nav") if nav.get("class") == "menu")
    said = [words(link) for link in menu.iter() if link.get("href")]
    assert len(said) >= 3
    assert all(each.startswith("⟦") or each == "English" for each in said)
    body = words(site.page("ar/crisis/index.html").one("body"))
    assert "⟦If life is in danger, call your emergency number now.⟧" in body
    assert "If life is in danger" not in body.replace("⟦If life is in danger", "")
