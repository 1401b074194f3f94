"""HSDS attributes: the terms of the vocabularies, and what HSDS itself has no field for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.exchange.sources import Tree
from generator.load import Catalogue
from generator.values import LocalText
from generator.vocabularies import Facet

Json = dict[str, Any]

FIELDS = "alongside-fields"
"""The name of the taxonomy of our own fields."""


class Taxonomies:
    """Makes the ids and attributes of one directory's services, with labels in one language."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        """Prepare to write. Ids of two directories never meet."""
        config = catalogue.config
        home = config.repository or config.url or config.title.texts[0][1]
        self._namespace = uuid5(NAMESPACE_URL, home)
        self._language = language
        self._default = config.default_language
        self.facets = catalogue.table.facets_of("resources")

    def id(self, *words: str) -> str:
        """Return the id of what some words name, the same for ever."""
        return str(uuid5(self._namespace, "/".join(words)))

    def label(self, facet: Facet, id_: str) -> str:
        """Return what visitors read for a term."""
        return facet.label_of(id_, self._language, self._default)[0]

    def terms(self, service: str, said: Mapping[str, Tree]) -> Iterator[Json]:
        """Yield an attribute for each term that the fields of a service name."""
        for facet in self.facets:
            for id_ in texts_of(said.get(facet.field)):
                yield self._attribute("service", service, self._term(facet, id_), facet.slug)

    def values(self, entity: str, id_: str, group: str, said: Mapping[str, Tree]) -> Iterator[Json]:
        """Yield an attribute for each value of some fields, of the group `group` where it is one.

        `entity` is what HSDS calls the thing with the id `id_` that says them.
        """
        for name, value in said.items():
            for number, text in enumerate(texts_of(value)):
                term = self._field(f"{group}.{name}" if group else name)
                found = self._attribute(entity, id_, term, FIELDS, str(number))
                yield {**found, "value": text}

    def _attribute(
        self, entity: str, id_: str, term: Json, link_type: str, number: str = ""
    ) -> Json:
        return {
            "id": self.id("attribute", id_, term["id"], number),
            "link_id": id_,
            "link_entity": entity,
            "link_type": link_type,
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }

    def _term(self, facet: Facet, id_: str) -> Json:
        known = facet.terms.get(id_)
        label = self.label(facet, id_)
        words = known.description if known else None
        return {
            "id": self.id("term", facet.slug, id_),
            "code": id_,
            "name": label,
            "description": self._said(words) if words else label,
            **self._taxonomy(
                facet.slug, self._said(facet.label), self._said(facet.description or facet.label)
            ),
        }

    def _field(self, name: str) -> Json:
        return {
            "id": self.id("term", FIELDS, name),
            "code": name,
            "name": name,
            "description": f"The field “{name}” of an entry.",
            **self._taxonomy(
                FIELDS,
                FIELDS,
                "Fields of the directory that have no place of their own in HSDS; the value of "
                "the attribute is what the field says.",
            ),
        }

    def _taxonomy(self, slug: str, name: str, description: str) -> Json:
        id_ = self.id("taxonomy", slug)
        return {
            "taxonomy": slug,
            "taxonomy_id": id_,
            "taxonomy_detail": {"id": id_, "name": name, "description": description},
        }

    def _said(self, words: LocalText) -> str:
        return words.said_in(self._language, self._default)[0]


def texts_of(value: Tree) -> list[str]:
    """Return the texts of a list or of a single value; none where there is nothing."""
    listed = value if isinstance(value, list) else [value]
    return [str(each) for each in listed if each is not None]
