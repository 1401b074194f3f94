"""Loading: every file below `content/` becomes a value or problems, never an exception.

One bad file never hides another's faults, and what only follows from a fault that is reported
already is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.config import SiteConfig
from generator.fields import COLLECTIONS, Collection, FieldTable
from generator.load.catalogue import CRISIS, SITE, VOCABULARIES, Catalogue
from generator.load.files import SETTINGS_LIMIT, files_below, read_text
from generator.load.items import item_from, name_parts, read_document, translation_from
from generator.load.messages import problems_from
from generator.model import CrisisHelp, Item, Translation
from generator.nodes import parse, plain
from generator.problem import Place, Problem, Severity
from generator.values import SLUG
from generator.vocabularies import Facet, ordered

__all__ = ["Catalogue", "load"]

Settings = TypeVar("Settings", bound=BaseModel)


def load(root: Path) -> tuple[Catalogue | None, list[Problem]]:
    """Read all content below `root`.

    Returns the catalogue of everything that could be read, and every problem met on the way.
    There is no catalogue only where the settings themselves cannot be read.
    """
    problems: list[Problem] = []
    config = _settings(root, SITE, SiteConfig, problems)
    facets, broken = _vocabularies(root, problems)
    table = FieldTable(ordered(facets))
    crisis = _settings(root, CRISIS, CrisisHelp, problems) if (root / CRISIS).exists() else None
    items: dict[str, tuple[Item, ...]] = {}
    ids: dict[str, frozenset[str]] = {}
    translations: dict[tuple[str, str, str], Translation] = {}
    for collection in COLLECTIONS:
        reader = _Reader(root, collection, table, sure=not broken)
        items[collection.name] = tuple(sorted(reader.items(), key=lambda item: item.id))
        ids[collection.name] = frozenset(reader.ids)
        translations |= reader.translations
        problems += reader.problems
    if config is None:
        return None, problems
    return Catalogue(root, config, table, items, ids, translations, crisis), problems


class _Reader:
    """Reads one collection's folder."""

    def __init__(
        self, root: Path, collection: Collection, table: FieldTable, *, sure: bool
    ) -> None:
        self.root = root
        self.collection = collection
        self.table = table
        self.sure = sure
        self.problems: list[Problem] = []
        self.ids: dict[str, str] = {}
        self.translations: dict[tuple[str, str, str], Translation] = {}

    def items(self) -> Iterator[Item]:
        """Yield the folder's items; problems and translations gather on the way."""
        for path in files_below(self.root, f"content/{self.collection.name}"):
            named = name_parts(self.collection, path)
            if isinstance(named, Problem):
                self.problems.append(named)
                continue
            id_, language = named
            if language is None and (first := self.ids.get(id_)):
                self.problems.append(
                    Problem(
                        Place(path),
                        "same-id",
                        f"There is another file of this name: {first}.",
                        "Two files cannot share one address; rename one of them.",
                    )
                )
                continue
            if language is None:
                self.ids[id_] = path
            text = read_text(self.root, path, self.collection.largest)
            if isinstance(text, Problem):
                self.problems.append(text)
                continue
            yield from self._read(path, text, id_, language)

    def _read(self, path: str, text: str, id_: str, language: str | None) -> Iterator[Item]:
        document, body, problems = read_document(self.collection, path, text)
        self.problems += problems
        if document is None or problems:
            return
        if language is not None:
            translation, problems = translation_from(
                self.collection, document, body, language, self.table
            )
            self.problems += problems
            if translation:
                self.translations[self.collection.name, id_, language] = translation
            return
        item, problems = item_from(self.collection, document, body, id_, self.table, sure=self.sure)
        self.problems += problems
        if item:
            yield item


def _settings(
    root: Path, path: str, kind: type[Settings], problems: list[Problem], **more: object
) -> Settings | None:
    text = read_text(root, path, SETTINGS_LIMIT)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    document, found = parse(path, text)
    problems += found
    if document is None:
        return None
    value = plain(document.root)
    assert isinstance(value, dict)  # noqa: S101 - a document's root is a mapping
    try:
        return kind.model_validate({**value, **more})
    except ValidationError as error:
        problems += problems_from(error, document, tuple(kind.model_fields))
        return None


def _vocabularies(root: Path, problems: list[Problem]) -> tuple[list[Facet], bool]:
    """Return the facets that could be read, and whether any could not."""
    facets: list[Facet] = []
    broken = False
    for path in files_below(root, VOCABULARIES):
        file = PurePosixPath(path)
        if file.suffix != ".yaml" or not SLUG.fullmatch(file.stem):
            problems.append(
                Problem(
                    Place(path),
                    "unexpected-file",
                    "A vocabulary is a file of small letters and hyphens that ends in “.yaml”.",
                    "Rename it, or take it out of the folder.",
                    Severity.WARNING,
                )
            )
            continue
        facet = _settings(root, path, Facet, problems, slug=file.stem)
        broken = broken or facet is None
        if facet is None:
            continue
        if twin := next((each for each in facets if each.field == facet.field), None):
            problems.append(
                Problem(
                    Place(path),
                    "same-field",
                    f"{VOCABULARIES}/{twin.slug}.yaml fills the field “{facet.field}” already.",
                    "Give one of the two another field.",
                )
            )
            continue
        facets.append(facet)
    return facets, broken
