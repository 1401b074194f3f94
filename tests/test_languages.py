"""A site in two languages: addresses, translated texts, and honesty about the others."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from sites import REPOSITORY, Site, built, words

SPANISH = "es/resources/long-meadow/index.html"


def in_spanish(message: str) -> str:
    """Return what the theme's Spanish catalogue says for a message."""
    with (REPOSITORY / "themes/calm/locale/es.po").open("rb") as source:
        found = read_po(source, locale="es").get(message)
    assert found is not None
    return str(found.string)


@pytest.fixture(scope="session")
def site() -> Site:
    """Give the site of the overlay `spanish`, below /repo/."""
    return built("spanish")


def test_each_language_has_every_page(site: Site) -> None:
    """The site's own language lies at the root, the other below its code; one 404 serves both."""
    own = {path for path in site.pages if not path.startswith("es/")} - {"404.html"}
    other = {path.removeprefix("es/") for path in site.pages if path.startswith("es/")}
    assert own == other
    assert len(own) > 20


def test_translated_texts_are_shown(site: Site) -> None:
    """Texts of an entry, a guide, the settings and a vocabulary, each in its language."""
    meadow = site.page(SPANISH)
    # Twice, as the letter about the entry says it, too.
    assert meadow.languages_of("Un huerto detrás de la estación") == ["es", "es"]
    assert meadow.languages_of("Ven un sábado") == ["es"]
    assert meadow.languages_of("Huerto compartido") != []
    assert "where neighbours share beds" not in meadow.main
    home = site.page("es/index.html")
    for said in ("Encuentra un trozo de tierra.", "Quiero cavar", "Con una pala.", "Tipo de lugar"):
        assert said in words(home.one("body")), said
    assert home.title == "Tierra Común: Encuentra un trozo de tierra."
    guide = site.page("es/guides/how-to-begin/index.html")
    assert words(guide.one("h1")) == "Cómo empezar"
    assert guide.languages_of("Zapatos viejos.") == ["es"]
    assert "Old shoes" not in guide.main


def test_own_language_shows_no_translation(site: Site) -> None:
    """The default language is as if there were no other."""
    for path, page in site.pages.items():
        if not path.startswith("es/"):
            main = page.main
            assert "huerto" not in main.lower(), path
            assert "Tierra" not in page.title


def test_untranslated_texts_of_a_page_say_their_language(site: Site) -> None:
    """A reader's screen must know in which language to speak."""
    meadow = site.page(SPANISH)
    assert meadow.languages_of("Anybody may come.") == ["en"]
    worms = site.page("es/guides/on-worms/index.html")
    assert worms.languages_of("On worms") == ["en"]
    assert worms.languages_of("They mean no harm.") == ["en"]
    assert worms.languages_of("Worms turn leaves into soil.") == ["en"]
    about = site.page("es/about/index.html")
    assert about.languages_of("We list places") == ["en"]
    seeds = site.page("es/resources/seed-post/index.html")
    assert seeds.languages_of("Send an envelope") == ["en", "en"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("es/index.html", "On worms"),
        ("es/index.html", "They mean no harm."),
        ("es/guides/index.html", "On worms"),
        ("es/guides/index.html", "They mean no harm."),
        ("es/index.html", "Untranslated door"),
        ("es/index.html", "What we list"),
        ("es/plants/roots/index.html", "Send an envelope"),
        ("es/plants/roots/index.html", "Root vegetables"),
        ("es/browse/index.html", "Root vegetables"),
        ("es/resources/seed-post/index.html", "Root vegetables"),
        ("es/stories/index.html", "A balcony, three plants"),
    ],
)
def test_untranslated_words_elsewhere_say_their_language(site: Site, path: str, text: str) -> None:
    """Titles, labels and links that nobody translated carry lang="en" wherever they stand."""
    found = site.page(path).languages_of(text)
    assert found, f"{text} is not on {path}"
    assert set(found) == {"en"}


def test_translations_say_who_checked_them(site: Site) -> None:
    """A translation that no speaker has read says so, and an entry without one, too."""
    unchecked = in_spanish("No speaker of this language has checked this translation yet.")
    untranslated = in_spanish(
        "Nobody has translated this text yet. It is shown in the language it was written in."
    )
    assert unchecked in site.page(SPANISH).main
    everywhere = in_spanish("No speaker of this language has checked these words yet.")
    for path in ("es/index.html", "es/crisis/index.html", "es/find/index.html"):
        assert everywhere in words(site.page(path).one("body"))
    assert everywhere not in words(site.page("index.html").one("body"))
    assert unchecked not in site.page("es/resources/spade-shed/index.html").main
    assert untranslated in site.page("es/resources/seed-post/index.html").main
    for path in ("resources/long-meadow/index.html", "resources/seed-post/index.html"):
        assert unchecked not in site.page(path).main
        assert "Nobody has translated" not in site.page(path).main


def test_pages_name_their_other_languages(site: Site) -> None:
    """hreflang alternates are absolute, mutual, and name the page itself, too."""
    for path, page in site.pages.items():
        if path == "404.html" or page.has("meta", http_equiv="refresh"):
            continue
        place = path.removeprefix("es/").removesuffix("index.html")
        alternates = {
            link.get("hreflang"): link.get("href")
            for link in page.all("link")
            if link.get("rel") == "alternate" and link.get("hreflang") != "x-default"
        }
        assert alternates == {
            "en": f"https://owner.github.io/repo/{place}",
            "es": f"https://owner.github.io/repo/es/{place}",
        }
        canonical = page.one("link", rel="canonical").get("href")
        assert canonical == alternates["es" if path.startswith("es/") else "en"]


def test_languages_can_be_switched(site: Site) -> None:
    """Each page links to itself in the other language, by that language's own name."""
    page = site.page(SPANISH)
    links = [a for a in page.all("a") if a.get("hreflang")]
    assert [(words(a), a.get("lang"), a.get("aria-current")) for a in links] == [
        ("English", "en", None),  # in the menu, the other language only
        ("English", "en", None),  # in the foot, all of them
        ("Español", "es", "true"),
    ]
    assert not any(a.get("hreflang") for a in built("garden").page("index.html").all("a"))


def test_links_stay_in_their_language(site: Site) -> None:
    """Who reads Spanish stays there, also by way of links in texts that are not translated."""
    for path in (SPANISH, "es/index.html", "es/about/index.html", "es/crisis/index.html"):
        page = site.page(path)
        inside = [a for a in page.links() if a.startswith("/")]
        assert [a for a in inside if not a.startswith("/repo/es/")] == [], path
    assert "/repo/es/resources/spade-shed/" in site.page(SPANISH).links()


def test_dates_and_names_follow_the_language(site: Site) -> None:
    """Days and countries are written as its speakers write them."""
    assert "1 de octubre de 2026" in site.page(SPANISH).main
    assert "Reino Unido" in site.page("es/crisis/index.html").main
    assert "United Kingdom" in site.page("crisis/index.html").main


def test_search_has_an_index_for_each_language(site: Site) -> None:
    """Pagefind keeps languages apart; each finds its own texts."""
    entry = site.text("pagefind/pagefind-entry.json")
    assert '"en"' in entry
    assert '"es"' in entry
    fragments = site.fragments()
    spanish = fragments["/es/resources/long-meadow/"]["content"]
    assert "huerto" in spanish
    assert "huerto" not in fragments["/resources/long-meadow/"]["content"]
