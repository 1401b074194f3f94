"""What was added or changed, as GitHub's Markdown that one can read on a phone.

Whatever content says is shown as text: nothing in it becomes markup, a mention or a picture, and
a web address shows where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import gfm
from generator.curate.attention import missing_of
from generator.curate.changes import TEXT, Touched
from generator.curate.differences import Difference
from generator.curate.in_words import field_in_words, in_words
from generator.curate.word_changes import Piece, changed_paragraphs, paragraphs
from generator.fields import Field
from generator.load import Catalogue
from generator.model import Entry, Item, Mark

LONGEST_CELL = 60
"""Longer texts are no cells of a table, which nobody can read on a phone."""

LONGEST_PROSE = 2500
"""The most characters of one paragraph."""

LABELS = {"url": "Web address"}
NOTHING = "–"
HEADED = frozenset({"name", "title", "summary"})
"""What stands above the list of a card's facts."""


def card(touched: Touched, collection: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of an item that was added: all that it says, and what it lacks."""
    item = touched.item
    assert item is not None  # noqa: S101 - what was added could be read
    yield from (gfm.code(touched.path), "")
    if summary := field_in_words(item, "summary"):
        yield from (gfm.paragraph(summary), "")
    prose = [TEXT]
    for name, field in catalogue.table.of(collection).items():
        if Mark.PROSE in field.marks:
            prose.append(name)
        elif name not in HEADED and (words := _fact(catalogue, item, field)):
            yield f"- **{_label(catalogue, field)}**: {words}"
    if isinstance(item, Entry) and (missing := missing_of(catalogue.table, item)):
        yield f"- **Not said yet**: {', '.join(map(gfm.code, missing))}"
    yield ""
    for name in prose:
        yield from _quoted(field_in_words(item, name))


def changed(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield what differs field by field: short values as a table, long texts word by word."""
    differences = tuple(differences)
    short = [each for each in differences if _is_short(each)]
    if short:
        yield from ("| Field | Before | Now |", "| --- | --- | --- |")
        for each in short:
            yield f"| {_named(each)} | {_cell(each.before)} | {_cell(each.after)} |"
        yield ""
    for each in differences:
        if not _is_short(each):
            paragraphs = list(changed_paragraphs(each.before, each.after))
            if not paragraphs:
                yield f"- {_named(each)}: only spaces and line ends differ"
            for pieces in paragraphs:
                yield f"- {_named(each)}: {' '.join(map(_marked, pieces))}"
            yield ""


def _is_short(difference: Difference) -> bool:
    said = (difference.before, difference.after)
    return all("\n" not in words and len(words) <= LONGEST_CELL for words in said)


def _named(difference: Difference) -> str:
    part = f"{gfm.text(difference.part)} " if difference.part else ""
    field = "text" if difference.field == TEXT else gfm.code(difference.field)
    language = f" ({gfm.text(difference.language)})" if difference.language else ""
    return f"{part}{field}{language}"


def _cell(words: str) -> str:
    if re.match("https?://", words):
        address = gfm.address(words)
        return gfm.text(words) if address.startswith("`") else address
    return gfm.text(words) or NOTHING


def _marked(piece: Piece) -> str:
    words = gfm.text(piece.words, LONGEST_PROSE)
    return {"gone": f"~~{words}~~", "new": f"**{words}**", "same": words}[piece.fate]


def _fact(catalogue: Catalogue, item: Item, field: Field) -> str:
    """Return what an item says in a field, in the words that visitors read."""
    default = catalogue.config.default_language
    if facet := field.facet:
        terms = item.facets.get(field.name, ())
        labels = (facet.label_of(term, default, default)[0] for term in terms)
        return gfm.text(", ".join(labels))
    value = getattr(item, field.name)
    if value in (None, ()) or value == type(item).model_fields[field.name].default:
        return ""
    if isinstance(value, str):
        return _cell(value) if "\n" not in value else gfm.text(value, LONGEST_PROSE)
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(map(_cell, value))
    if isinstance(value, tuple):
        return "; ".join(gfm.text(in_words(each)) for each in value)
    return gfm.text(in_words(value))


def _label(catalogue: Catalogue, field: Field) -> str:
    if field.facet:
        default = catalogue.config.default_language
        return gfm.text(field.facet.label.said_in(default, default)[0])
    return LABELS.get(field.name) or gfm.text(field.name.replace("_", " ").capitalize())


def _quoted(text: str) -> Iterator[str]:
    for part in paragraphs(text):
        yield from (f"> {gfm.paragraph(part, LONGEST_PROSE)}", ">")
    yield ""
