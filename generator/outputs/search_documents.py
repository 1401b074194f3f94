"""What visitors may search: one small document for each entry, story and guide.

These are not pages. They hold the words with their weights; beside them stands what a result
shows. Which entry fits which term, and the words that people use for terms, stand in the search
table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from generator import addresses
from generator.model import Entry, Guide, Story
from generator.prose import plain_text, to_html
from generator.relate import Site
from generator.search import SearchDocument
from generator.views.cards import card_of, terms_of
from generator.views.parts import joined

NAME, OTHER_NAMES, ALSO, SUMMARY, TERMS, TEXT = 10.0, 8.0, 3.0, 3.0, 2.0, 1.0
"""How much a word counts by where it stands; Pagefind takes 0 to 10."""


def search_documents(site: Site) -> Iterator[SearchDocument]:
    """Yield a document for each page that a visitor may want to find."""
    for item in site.findable:
        match item:
            case Entry():
                yield _entry(site, item)
            case Story():
                yield _text(site, "stories", item)
            case Guide():
                yield _text(site, "guides", item)


def _entry(site: Site, entry: Entry) -> SearchDocument:
    card = card_of(site, entry)
    labels = {
        facet.field: joined([term.label for term in terms_of(site, entry, facet.field)])
        for facet in site.table.facets_of("resources")
    }
    parts = [
        _weighted(NAME, entry.name, meta="title"),
        _weighted(OTHER_NAMES, *entry.also_known_as),
        _weighted(ALSO, *entry.also),
        _weighted(SUMMARY, entry.summary),
        _weighted(TERMS, entry.organization or ""),
        _weighted(TEXT, entry.first_step or ""),
        _weighted(TEXT, _plain(entry.description)),
        _weighted(TEXT, entry.eligibility or ""),
        _weighted(TEXT, *(name or "" for at in entry.places for name in (at.name, at.city))),
    ]
    shown = {
        "collection": "resources",
        "title": entry.name,
        "summary": entry.summary,
        "organization": "" if card.is_named_by_organization else card.organization,
        "status": entry.status.status,
        "verified": card.verification.state,
        "verified_on": card.verification.day,
        "badges": " ".join(card.badge_ids),
        "drawing": card.kind_id,
        **labels,
    }
    return _document(site, addresses.item_path("resources", entry.id), card.name, parts, shown)


def _text(site: Site, collection: str, item: Story | Guide) -> SearchDocument:
    parts = [
        _weighted(NAME, item.title, meta="title"),
        _weighted(SUMMARY, item.summary),
        _weighted(TEXT, _plain(item.body)),
    ]
    if isinstance(item, Story):
        parts.append(_weighted(TERMS, item.person or "", item.publisher or ""))
        for facet in site.table.facets_of(collection):
            labels = [term.label for term in terms_of(site, item, facet.field)]
            parts.append(_weighted(TERMS, joined(labels)))
    shown = {"collection": collection, "title": item.title, "summary": item.summary}
    return _document(site, addresses.item_path(collection, item.id), item.title, parts, shown)


def _document(
    site: Site, path: str, title: str, parts: list[Markup], shown: Mapping[str, str]
) -> SearchDocument:
    body = Markup("\n").join(part for part in parts if part)
    html = Markup(
        '<!doctype html>\n<html lang="{}">\n<head><meta charset="utf-8"><title>{}</title></head>\n'
        "<body data-pagefind-body>\n{}\n</body>\n</html>\n"
    ).format(site.language, title, body)
    said = {name: words for name, words in shown.items() if words}
    return SearchDocument(site.addresses.file(path), str(html), site.language, said)


def _weighted(weight: float, *words: str, meta: str = "") -> Markup:
    said = " · ".join(word for word in words if word)
    if not said:
        return Markup()
    attribute = Markup(' data-pagefind-meta="{}"').format(meta) if meta else Markup()
    return Markup('<p data-pagefind-weight="{}"{}>{}</p>').format(weight, attribute, said)


def _plain(text: str | None) -> str:
    return plain_text(to_html(text, lambda target: target)) if text else ""
