"""Files of content as plain values: each word as it was written, whatever its type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.curate.fmt import format_text
from generator.failure import Failure
from generator.fields import COLLECTIONS, Collection, collection_named
from generator.load import Catalogue
from generator.load.files import read_text
from generator.load.items import read_document
from generator.nodes import Node, Scalar, Sequence
from generator.problem import Problem

Tree = str | list["Tree"] | dict[str, "Tree"] | None
"""A value of a file: words, a list, a group of fields, or nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its fields in canonical order and, for Markdown, the text below them.

    `language` is set for a translation.
    """

    collection: Collection
    id: str
    language: str | None
    path: str
    fields: Mapping[str, Tree]
    body: str = ""


def sources(catalogue: Catalogue) -> Iterator[Source]:
    """Yield every file of every collection, each original before its translations."""
    translations: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for (name, id_, language), translation in sorted(catalogue.translations.items()):
        translations.setdefault((name, id_), []).append((language, translation.path))
    for collection in COLLECTIONS:
        files = catalogue.files[collection.name]
        ids = {id_ for name, id_ in translations if name == collection.name}
        for id_ in sorted(ids | {item.id for item in catalogue.items[collection.name]}):
            if id_ in files:
                yield source(catalogue, collection, id_, None, files[id_])
            for language, path in translations.get((collection.name, id_), ()):
                yield source(catalogue, collection, id_, language, path)


def translated_in(catalogue: Catalogue, language: str) -> Mapping[str, Source]:
    """Return the translations of entries into a language, by the entry's id."""
    collection = collection_named("resources")
    return {
        id_: source(catalogue, collection, id_, language, translation.path)
        for (name, id_, spoken), translation in catalogue.translations.items()
        if (name, spoken) == (collection.name, language)
    }


def source(
    catalogue: Catalogue, collection: Collection, id_: str, language: str | None, path: str
) -> Source:
    """Return one file that was read before. Raises Failure when it has changed since."""
    text = read_text(catalogue.root, path, collection.largest)
    if isinstance(text, Problem):
        raise Failure(text.message, text.hint)
    after = format_text(path, text, collection, catalogue.table).after
    document, body, problems = read_document(collection, path, after)
    if document is None or problems:
        raise Failure(f"{path} has changed in the meantime.", "Try again.")
    fields = tree(document.root)
    assert isinstance(fields, dict)  # noqa: S101 - a document's root is a group of fields
    return Source(collection, id_, language, path, fields, body)


def tree(node: Node) -> Tree:
    """Return a value as lists, groups and the words themselves."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text.strip()
    if isinstance(node, Sequence):
        return [tree(item) for item in node.items]
    return {key.text: tree(value) for key, value in node.pairs}
