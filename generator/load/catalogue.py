"""A directory's content, once it has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.config import SiteConfig
from generator.fields import COLLECTIONS, FieldTable, collection_named
from generator.load.files import SETTINGS_LIMIT, read_text
from generator.load.items import read_document
from generator.model import CrisisHelp, Entry, Guide, Item, Page, Story, Translation
from generator.nodes import Document, Loc
from generator.problem import Place, Problem

AnyItem = TypeVar("AnyItem", bound=Item)

SITE = "content/site.yaml"
CRISIS = "content/crisis.yaml"
VOCABULARIES = "content/vocabularies"


@dataclass(frozen=True)
class Catalogue:
    """Everything that the files say, whole files only.

    `ids` are all ids that have a file, also those whose file could not be read: what refers to
    one of these is no mistake. `translations` are by collection, id and language.
    """

    root: Path
    config: SiteConfig
    table: FieldTable
    items: Mapping[str, tuple[Item, ...]]
    ids: Mapping[str, frozenset[str]]
    translations: Mapping[tuple[str, str, str], Translation]
    crisis: CrisisHelp | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, by id."""
        return self._of("resources", Entry)

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, by id."""
        return self._of("stories", Story)

    @property
    def guides(self) -> tuple[Guide, ...]:
        """All guides, by id."""
        return self._of("guides", Guide)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages about the directory, by id."""
        return self._of("pages", Page)

    def _of(self, collection: str, kind: type[AnyItem]) -> tuple[AnyItem, ...]:
        return tuple(item for item in self.items[collection] if isinstance(item, kind))

    def locate(self, path: str, loc: Loc, *, key: bool = False) -> Place:
        """Return the place of a value in a file that was read before.

        The file is read again: places are wanted seldom, and keeping them all would cost more
        memory than the content itself.
        """
        document = self._document(path)
        return document.locate(loc, key=key) if document else Place(path)

    def body_line(self, path: str, sign: int) -> Place:
        """Return the place of the character at index `sign` of a Markdown file's body."""
        collection = collection_named(path.split("/")[1])
        text = read_text(self.root, path, collection.largest)
        if isinstance(text, Problem):
            return Place(path)
        _, body, _ = read_document(collection, path, text)
        at = text.rindex(body) + sign if body else 0
        begin = text.rfind("\n", 0, at) + 1
        source = text[begin:].split("\n", 1)[0]
        return Place(path, text.count("\n", 0, at) + 1, at - begin + 1, at - begin + 2, source)

    def _document(self, path: str) -> Document | None:
        folder = path.split("/")[1]
        collection = next((each for each in COLLECTIONS if each.name == folder), COLLECTIONS[0])
        limit = SETTINGS_LIMIT if folder != collection.name else collection.largest
        text = read_text(self.root, path, limit)
        if isinstance(text, Problem):
            return None
        return read_document(collection, path, text)[0]
