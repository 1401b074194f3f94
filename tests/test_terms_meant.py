"""“Did you mean …?”: what is offered for a word that is no term, in the real vocabularies."""

from __future__ import annotations

import pytest
from sites import REPOSITORY, make_root, put

from generator.checks.choices import named_term, nearest_term, term_hint
from generator.fields import FieldTable
from generator.load.called import field_meant
from generator.load.meant import address_meant, day_meant, email_meant, time_meant
from generator.load.vocabularies import load_vocabularies

TABLE = FieldTable(load_vocabularies(REPOSITORY).facets)


@pytest.mark.parametrize(
    ("slug", "word", "term"),
    [
        ("cancers", "bowel", "colorectal"),
        ("cancers", "Breast cancer", "breast"),
        ("cancers", "Colorectal", "colorectal"),
        ("cancers", "cáncer de mama", "breast"),
        ("audiences", "husband", "partner"),
        ("audiences", "Carers", "caregiver"),
        ("formats", "by phone", "phone"),
        ("kinds", "Support Group", "support-group"),
        ("kinds", "support_group", "support-group"),
        ("places", "USA", "US"),
        ("places", "france", "FR"),
        ("languages", "Spanish", "es"),
        ("languages", "pt_br", "pt-BR"),
    ],
)
def test_a_term_by_its_name_is_told_straight(slug: str, word: str, term: str) -> None:
    """A label, another word, an old code or another way of writing is known for sure."""
    facet = TABLE.facet_by_slug(slug)
    assert facet is not None
    assert named_term(facet, word) == term
    assert term_hint(facet, word).startswith(f"Write {term}")


@pytest.mark.parametrize(
    ("slug", "word", "term"),
    [
        ("cancers", "bowl cancer", "colorectal"),
        ("cancers", "brest", "breast"),
        ("cancers", "lukemia", "leukemia"),
        ("audiences", "caregivr", "caregiver"),
        ("languages", "Spansh", "es"),
    ],
)
def test_a_likeness_is_asked_for(slug: str, word: str, term: str) -> None:
    """What is only like a term, or like a word for it, is a question."""
    facet = TABLE.facet_by_slug(slug)
    assert facet is not None
    assert named_term(facet, word) == ""
    assert nearest_term(facet, word) == term
    assert term_hint(facet, word) == f"Did you mean “{term}”?"


def test_several_terms_in_one_text_are_a_list() -> None:
    """Whoever writes terms with commas, “and” or slashes is shown brackets."""
    formats = TABLE.facet_by_slug("formats")
    costs = TABLE.facet_by_slug("costs")
    assert formats is not None and costs is not None
    for text in ("phone, online", "Phone and online", "phone/online", "(phone; online)"):
        assert "[phone, online]" in term_hint(formats, text)
    assert term_hint(costs, "free or paid") == "Keep the one that fits best: free or paid."
    assert term_hint(formats, "xyz").startswith("It knows: ")


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("Name", "name"),
        ("web site", "url"),
        ("telephone", ""),
        ("opening hours", "hours"),
        ("organisation", "organization"),
        ("cancer", "cancers"),
        ("Costs", "cost"),
        ("xyzzy", ""),
    ],
)
def test_fields_by_other_names(word: str, field: str) -> None:
    """A field is found by how it is written, by what people call it, by its vocabulary."""
    known = TABLE.of("resources")
    assert field_meant(word, known, known) == field


def test_days_are_read_only_where_they_can_mean_one_thing() -> None:
    """A day in another form is offered; one that two people would read differently is not."""
    for said in ("22.11.2026", "11/22/2026", "22 November 2026", "2026/11/22", "20261122"):
        assert day_meant(said) == "Write it like this: 2026-11-22"
    assert day_meant("2026-1-5") == "Write it like this: 2026-01-05"
    for said in ("01-10-2026", "1/5/26", "Nov 22", "2026", "today", "soon", "31.11.2026", ""):
        assert day_meant(said) == ""
    assert time_meant("2026-12-01 7 pm") == "Write it like this: 2026-12-01T19:00"
    assert time_meant("2026-12-01") == time_meant("19:00") == time_meant("2026-12-01T19:00Z") == ""


def test_addresses_are_read_from_what_stands_around_them() -> None:
    """The one address in a text is offered; of several none is taken."""
    for said in ("example.org/x", "htp://example.org/x", "<https://example.org/x>"):
        assert address_meant(said) == "Write it like this: https://example.org/x"
    assert "e-mail" in address_meant("rosa@example.org")
    assert "one address" in address_meant("https://a.example.org, https://b.example.org")
    assert address_meant("see our page") == ""
    assert email_meant("Rosa <rosa@example.org>") == "Write it like this: rosa@example.org"
    assert "item of its own" in email_meant("a@example.org, b@example.org")


def test_a_theme_that_there_is_not_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A misspelt theme is a mistake in site.yaml, found before anything is built."""
    from test_problems import check

    root = make_root(tmp_path_factory.mktemp("themed") / "root")
    text = (root / "content/site.yaml").read_text("utf-8")
    put(root, {"content/site.yaml": f"{text}theme: calms\n"})
    printed, _, code = check(root)
    assert "error[unknown-theme]: There is no theme “calms”." in printed
    assert "Did you mean “calm”?" in printed
    assert code == 1
    put(root, {"content/site.yaml": f"{text}theme: calm\n"})
    assert check(root) == ("No problems.\n", "", 0)
