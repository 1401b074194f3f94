"""What content becomes on the pages: lists, closed places, old addresses, safe prose."""

from __future__ import annotations

import gzip
import re

import pytest
import yaml
from sites import REPOSITORY, Page, Site, built, root_of, words

from generator.prose import to_html


@pytest.fixture(scope="session")
def rich() -> Site:
    """Give the site of the overlay `rich`: two entries a page, and somebody hostile."""
    return built("rich")


def cards(page: Page) -> list[str]:
    """Return the names on a list's cards."""
    headings = [e for e in page.all("h2", "h3") if e.get("class") == "card-name"]
    return [words(each) for each in headings]


def test_every_part_of_the_directory_has_a_page() -> None:
    """The real directory: one page an entry, story, guide and list, and all the others."""
    site = built("real")
    wanted = {
        *("index.html", "find/index.html", "browse/index.html", "crisis/index.html", "404.html"),
        *("stories/index.html", "guides/index.html", "sitemap.xml", "robots.txt"),
        *(f"{name}/index.html" for name in ("about", "what-we-list", "privacy", "accessibility")),
        *("contribute/index.html", "pagefind/pagefind.js"),
    }
    content = REPOSITORY / "content"
    items = [*content.glob("resources/**/*.yaml"), *content.glob("[sg]*/*.md")]
    wanted |= {f"{f.parent.name}/{f.stem}/index.html" for f in items if "." not in f.stem}
    for file in content.glob("vocabularies/*.yaml"):
        facet = yaml.safe_load(file.read_text("utf-8"))
        has_lists = "codes" not in facet and facet.get("lists", True)
        if has_lists and "resources" in facet.get("used_by", ["resources"]):
            wanted |= {f"{file.stem}/{term}/index.html" for term in facet["terms"]}
    assert len(wanted) > 120
    assert sorted(wanted - site.files) == []


def test_search_engines_may_read_a_draft_and_are_told_where(rich: Site) -> None:
    """robots.txt allows all and names the sitemap; the sitemap's addresses are absolute."""
    assert "Disallow:\n" in rich.text("robots.txt")
    assert "Sitemap: https://garden.example.org/sitemap.xml" in rich.text("robots.txt")
    listed = re.findall(r"<loc>(.*?)</loc>", rich.text("sitemap.xml"))
    assert len(listed) == len(set(listed)) > 20
    assert "https://garden.example.org/resources/long-meadow/" in listed
    for address in listed:
        path = address.removeprefix("https://garden.example.org/")
        assert f"{path}index.html" in rich.files, address
    for hidden in ("404", "meadow-plot", "first-tomatoes", "kinds/allotment"):
        assert not any(hidden in address for address in listed), hidden
    assert "https://garden.example.org/stories/secret-shed/" in listed


def test_each_page_knows_its_own_address(rich: Site) -> None:
    """Canonical links are absolute, and lead to the page itself; a redirect's to its target."""
    for path, page in rich.pages.items():
        if path == "404.html":
            assert not page.has("link", rel="canonical")
            continue
        canonical = page.one("link", rel="canonical").get("href", "")
        own = f"https://garden.example.org/{path.removesuffix('index.html')}"
        if page.has("meta", http_equiv="refresh"):
            own = f"https://garden.example.org{page.links()[0]}"
        assert canonical == own


def test_public_site_may_be_indexed() -> None:
    """No banner and no `noindex` but where a page asks for it; addresses from site.yaml."""
    site = built("public")
    kept_away = {path for path, page in site.pages.items() if page.has("meta", name="robots")}
    assert kept_away == {
        "404.html",
        "kinds/allotment/index.html",
        "offline/index.html",
        "packet/index.html",
        "resources/meadow-plot/index.html",
        "stories/first-tomatoes/index.html",
    }
    listed = re.findall(r"<loc>(.*?)</loc>", site.text("sitemap.xml"))
    assert "https://ground.example.org/plots/" in listed
    assert all(address.startswith("https://ground.example.org/plots/") for address in listed)
    home = site.page("index.html")
    assert home.one("link", rel="canonical").get("href") == "https://ground.example.org/plots/"
    assert "/plots/find/" in [e.get("href") for e in home.all("a")]


def test_long_lists_come_in_pages(rich: Site) -> None:
    """Six entries, two a page: the right ones on each, with links to all and to the neighbours."""
    expected = [
        ["Anemone Exchange", "Bluebell Exchange"],
        ["Crocus Exchange", "Dahlia Exchange"],
        ["Echinacea Exchange", "Spade Shed"],
    ]
    paths = ["costs/small-fee/", "costs/small-fee/2/", "costs/small-fee/3/"]
    for number, (path, names) in enumerate(zip(paths, expected, strict=True), start=1):
        page = rich.page(f"{path}index.html")
        assert cards(page) == names
        assert "6 entries" in page.main
        assert f"page {number} of 3" in page.main
        pager = next(e for e in page.all("nav") if e.get("class") == "pager")
        links = [(words(a), a.get("href"), a.get("aria-current")) for a in pager.iter("a")]
        numbers = [(str(n), f"/{paths[n - 1]}", "page" if n == number else None) for n in (1, 2, 3)]
        before = [("Previous page", f"/{paths[number - 2]}", None)] if number > 1 else []
        after = [("Next page", f"/{paths[number]}", None)] if number < 3 else []
        assert links == [*before, *numbers, *after]
    assert "costs/small-fee/4/index.html" not in rich.files
    assert not any(
        e.get("class") == "pager" for e in rich.page("kinds/shared-garden/index.html").all()
    )


def test_specific_entries_come_before_universal_ones(rich: Site) -> None:
    """What is made for a term stands first; what fits everybody follows under its own heading."""
    last = rich.page("plants/herbs/4/index.html")
    assert cards(last)[-2:] == ['Hedge <b>&</b> "Sons" <script>alert(1)</script>', "Spade Shed"]
    first = rich.page("plants/herbs/index.html")
    assert cards(first) == ["Anemone Exchange", "Bluebell Exchange"]
    assert "These help too, among others" not in first.main
    assert "These help too, among others" in last.main


def test_closed_entry_has_a_page_but_stands_in_no_list(rich: Site) -> None:
    """Who has its address still learns what happened and where to go instead."""
    page = rich.page("resources/old-orchard/index.html")
    assert "This has closed." in page.main
    assert "Since: May 2024." in page.main
    assert "The railway took the land back." in page.main
    assert "/resources/long-meadow/" in page.links()
    linking = {
        path
        for path, other in rich.pages.items()
        if "/resources/old-orchard/" in [e.get("href", "").split("#")[0] for e in other.all("a")]
    }
    assert linking == {
        "resources/first-orchard/index.html",
        "stories/secret-shed/index.html",
        "guides/secret-soil/index.html",
    }
    assert "/resources/old-orchard/" in rich.fragments()


def test_paused_entry_is_listed_and_says_so(rich: Site) -> None:
    """A pause may end, so it keeps its place."""
    assert "Sleeping Plot" in cards(rich.page("plants/roots/index.html"))
    assert "Paused" in rich.page("plants/roots/index.html").main
    assert "This is paused for now." in rich.page("resources/sleeping-plot/index.html").main


@pytest.mark.parametrize(
    ("old", "new"), [("meadow-plot", "long-meadow"), ("first-orchard", "old-orchard")]
)
def test_old_address_leads_on(rich: Site, old: str, new: str) -> None:
    """A former id keeps working as a link, with and without the browser's help."""
    page = rich.page(f"resources/{old}/index.html")
    refresh = page.one("meta", http_equiv="refresh").get("content", "")
    assert refresh == f"0; url=/resources/{new}/"
    assert page.links() == [f"/resources/{new}/"]
    assert page.one("link", rel="canonical").get("href", "").endswith(f"/resources/{new}/")
    assert page.has("meta", name="robots", content="noindex")
    assert not any(old in url for url in rich.fragments())


def test_old_address_leads_on_in_every_language() -> None:
    """Who reads another language stays in it."""
    site = built("spanish")
    page = site.page("es/resources/meadow-plot/index.html")
    assert page.links() == ["/repo/es/resources/long-meadow/"]
    assert page.one("html").get("lang") == "es"
    assert "Esta página" in page.main


def test_curators_notes_are_published_nowhere(rich: Site) -> None:
    """Not in a page, not in the index, not in any file, packed or not."""
    found = 0
    for path in rich.files:
        data = (rich.folder / path).read_bytes()
        data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        found += b"quincetrees" in data
        assert b"xylophag" not in data.lower(), path
    assert found >= 2, "the search must be able to find what is published"
    assert (root_of("rich") / "content/guides/secret-soil.md").read_text("utf-8").count(
        "Xylophag"
    ) == 1


def test_hostile_words_stay_words(rich: Site) -> None:
    """Tags in any field are shown as text; pictures are left out; links keep to the web."""
    hedge = rich.page("resources/hostile-hedge/index.html")
    assert words(hedge.one("h1")) == 'Hedge <b>&</b> "Sons" <script>alert(1)</script>'
    main = hedge.one("main")
    assert {"script", "style", "img", "iframe", "marquee", "b", "em"}.isdisjoint(
        str(e.tag) for e in main.iter()
    )
    for said in ("description", "code", "summary"):
        assert f"<script>alert('{said}')</script>" in hedge.main
    assert "A robin on a spade" in hedge.main
    assert "https://kind.example.org/" in hedge.links()
    for path, page in rich.pages.items():
        assert not any("tracker.example.com" in address for _, address in page.references()), path
        assert not any("javascript:" in address for _, address in page.references()), path


def test_markdown_becomes_html(rich: Site) -> None:
    """Prose is set, not shown with its tags; its headings stand below the page's own."""
    page = rich.page("guides/secret-soil/index.html")
    headings = [words(e) for e in page.all("h2")]
    assert headings[-2:] == ["A heading of the first level", "Main"]
    assert [words(e) for e in page.all("h3")] == ["One that skips a level"]
    assert [words(e) for e in page.all("td")] == ["Red", "8cm"]
    assert [words(e) for e in page.all("code")] == ["<script>alert('fence')</script>"]
    assert {"/crisis/", "/resources/old-orchard/#main"} <= set(page.links())
    meadow = rich.page("resources/long-meadow/index.html")
    assert "/resources/spade-shed/" in meadow.links()
    for path, each in rich.pages.items():
        if "hostile" in path:
            continue  # its tags are words
        assert not re.search(r"</?(p|h2|ul|li|table|a href)\b", each.main), path


HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example.com></sCrIpT>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    '[x](https://a.example.org/" onclick="alert(1))',
    '[x](https://a.example.org/ "title\\" onmouseover=\\"alert(1)")',
    "<javascript:alert(1)>",
    "![x](https://evil.example.com/x.png)",
    "![x](javascript:alert(1))",
    "[![x](https://evil.example.com/x.png)](javascript:alert(1))",
    "![x][ref]\n\n[ref]: https://evil.example.com/x.png",
    "[x][ref]\n\n[ref]: javascript:alert(1)",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<div style="background:url(//evil.example.com)">x</div>',
    "<svg/onload=alert(1)>",
    "<!-- <script> -->\n\n<style>*{display:none}</style>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "x[^1]\n\n[^1]: <script>alert(1)</script> [y](javascript:alert(1))",
    '# Title {#id onclick="alert(1)"}',
    "<https://a.example.org/><script>",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 <script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markdown_gets_through(text: str) -> None:
    """Nothing that runs, loads or leads anywhere but to the web comes out of any text."""
    page = Page("x", to_html(text, lambda target: target).encode())
    for element in page.one("body").iter():
        assert element.tag not in {"script", "img", "style", "svg", "iframe", "object"}
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)
        address = element.get("href", "")
        # Browsers leave out tabs and line breaks before they read an address.
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", re.sub(r"[\t\r\n]", "", address.lower()))
        assert not scheme or scheme[1] in {"https", "http", "mailto", "tel", "sms"}, address
