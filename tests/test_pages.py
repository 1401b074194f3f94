"""What is true of every page of every site: sound HTML, no watcher, no dead link."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from sites import Page, Site, built, dead_links, words

SITES = ["real", "repo", "rich", "meetings", "public", "spanish", "festive"]

LOADING = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "manifest"}
"""What a <link> may be for whose address a browser asks for by itself."""


@pytest.fixture(scope="session", params=SITES)
def site(request: pytest.FixtureRequest) -> Site:
    """Give one built site after the other."""
    return built(request.param)


def faults(site: Site, *found: tuple[Page, object]) -> list[str]:
    """Return what is wrong, each with its page."""
    assert len(site.pages) > 20
    return [f"{page.path}: {fault}" for page, fault in found]


def test_html_is_valid(site: Site) -> None:
    """A strict parser finds nothing to complain about."""
    found = [(page, error) for page in site.pages.values() for error in page.errors]
    assert faults(site, *found) == []


def test_ids_are_unique_and_references_hold(site: Site) -> None:
    """Every id stands once on its page, and labels name ids that are there."""
    found: list[tuple[Page, object]] = []
    for page in site.pages.values():
        ids = Counter(e.attrib["id"] for e in page.elements if "id" in e.attrib)
        found += [(page, f"twice: {id_}") for id_, count in ids.items() if count > 1]
        for element in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for id_ in element.get(name, "").split():
                    if id_ not in ids:
                        found.append((page, f"{name}={id_}"))
    assert faults(site, *found) == []


def test_every_internal_address_leads_to_a_file(site: Site) -> None:
    """Links, assets and places within pages are all there, below the base path."""
    assert dead_links(site) == []


def test_headings_make_an_outline(site: Site) -> None:
    """One h1, which comes first; no level is skipped; none is empty."""
    found: list[tuple[Page, object]] = []
    for page in site.pages.values():
        headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
        levels = [int(str(each.tag)[1]) for each in headings]
        if levels.count(1) != 1 or levels[0] != 1:
            found.append((page, f"levels {levels}"))
        found += [
            (page, f"h{one} is followed by h{two}")
            for one, two in pairwise(levels)
            if two > one + 1
        ]
        found += [(page, f"empty {each.tag}") for each in headings if not words(each)]
    assert faults(site, *found) == []


def test_pages_say_their_language_and_name(site: Site) -> None:
    """A lang and dir attribute, a title that no other page has, and a description."""
    titles: dict[str, list[str]] = {}
    for page in site.pages.values():
        html = page.one("html")
        spanish = page.path.startswith("es/")
        assert html.get("lang") == ("es" if spanish else "en"), page.path
        assert html.get("dir") == "ltr"
        assert page.one("meta", name="description").get("content", "").strip(), page.path
        assert page.title.strip(" –")
        assert not page.title.startswith("–"), page.path
        if not page.has("meta", http_equiv="refresh"):
            titles.setdefault(f"{spanish} {page.title}", []).append(page.path)
    assert [paths for paths in titles.values() if len(paths) > 1] == []


def test_every_page_has_a_strict_policy(site: Site) -> None:
    """The policy comes before anything that could be loaded, and allows nothing inline."""
    for page in site.pages.values():
        policy = page.one("meta", http_equiv="Content-Security-Policy")
        said = policy.get("content", "")
        assert said.startswith("default-src 'none'"), page.path
        assert "unsafe-inline" not in said
        assert "'unsafe-eval'" not in said
        assert "http" not in said
        assert "*" not in said
        assert "form-action 'none'" in said
        assert "base-uri 'none'" in said
        head = list(page.one("head"))
        before = head[: head.index(policy)]
        assert [each.tag for each in before] == ["meta"], page.path
        scripts = page.all("script")
        assert ("script-src" in said) == bool(scripts), page.path


def test_nothing_is_inline(site: Site) -> None:
    """No inline script, style or handler: the policy would stop it, and it might be injected."""
    found: list[tuple[Page, object]] = []
    for page in site.pages.values():
        for element in page.elements:
            if element.tag == "style" or (element.tag == "script" and not element.get("src")):
                found.append((page, f"<{element.tag}>"))
            found += [
                (page, f"{name}={value}")
                for name, value in element.attrib.items()
                if name == "style" or name.startswith("on")
            ]
    assert faults(site, *found) == []


def test_no_page_asks_another_host_for_anything(site: Site) -> None:
    """Only links that a visitor follows may lead elsewhere."""
    found: list[tuple[Page, object]] = []
    for page in site.pages.values():
        for element, address in page.references():
            follows = element.tag == "a" or (
                element.tag == "link" and not set(element.get("rel", "").split()) & LOADING
            )
            if not follows and re.match(r"[a-z][a-z0-9+.-]*:|//", address):
                found.append((page, f"<{element.tag}> {address}"))
        found += [(page, f"ping {e.get('ping')}") for e in page.elements if "ping" in e.attrib]
    assert faults(site, *found) == []


def test_assets_ask_no_other_host(site: Site) -> None:
    """Neither style sheets nor our own script name an address elsewhere."""
    found = (path for path in site.files if path.startswith("assets/"))
    assets = [path for path in found if not path.endswith(".png")]
    assert len(assets) >= 3
    for path in assets:
        text = site.text(path).replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.", text), path
        assert "@import" not in text


def test_links_use_only_known_schemes(site: Site) -> None:
    """No javascript: and no data: link; a link elsewhere does not hand over the window."""
    for page in site.pages.values():
        for link in page.all("a"):
            address = link.get("href", "")
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
            assert not scheme or scheme[1] in {"https", "http", "mailto", "tel", "sms"}, page.path
            assert address.strip(), f"{page.path}: {words(link)}"
            assert words(link), f"{page.path}: {address}"
            if scheme and scheme[1].startswith("http") and "hreflang" not in link.attrib:
                assert "noopener" in link.get("rel", ""), f"{page.path}: {address}"


def test_nothing_typed_could_be_sent(site: Site) -> None:
    """No field has a name and no form an address, so no word reaches a server's log."""
    for page in site.pages.values():
        for form in page.all("form"):
            assert not {"action", "method"} & set(form.attrib), page.path
        for element in page.all("input", "select", "textarea", "button"):
            assert "name" not in element.attrib, page.path
            assert "formaction" not in element.attrib, page.path
    assert site.page("find/index.html").all("input")


def test_draft_pages_say_so(site: Site) -> None:
    """A draft has a banner and `noindex` on every page; a public site has neither."""
    public = built("public").folder == site.folder
    for page in site.pages.values():
        banner = any(e.get("class") == "draft" and words(e) for e in page.all("p"))
        assert banner is not public, page.path
        if not public:
            assert page.has("meta", name="robots", content="noindex"), page.path


def test_asset_names_carry_the_hash_of_their_content(site: Site) -> None:
    """Caches keep assets for ten minutes, so a changed one must have another name."""
    for path in site.files:
        if path.startswith("assets/"):
            assert re.fullmatch(r"assets/[\w-]+\.[0-9a-f]{10}\.\w+", path), path
