"""A directory's content, once it has been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from generator.config import SiteConfig
from generator.fields import FieldTable, collection_named
from generator.load.places import locate
from generator.load.vocabularies import VOCABULARIES
from generator.model import CrisisHelp, Entry, Guide, Item, Page, Story, Translation
from generator.nodes import Loc
from generator.problem import Place

__all__ = ["CRISIS", "SITE", "VOCABULARIES", "Catalogue"]

AnyItem = TypeVar("AnyItem", bound=Item)

SITE = "content/site.yaml"
CRISIS = "content/crisis.yaml"


@dataclass(frozen=True)
class Catalogue:
    """Everything that the files say, whole files only.

    `files` are by collection the file of each id, also of ids whose file could not be read: what
    refers to one of these is no mistake. `vocabularies` are the files of the facets by slug,
    `translations` are by collection, id and language. Where `knows_settings` is false, `config`
    says nothing; where `knows_vocabularies` is, some facet is missing from `table`.
    """

    root: Path
    config: SiteConfig
    table: FieldTable
    items: Mapping[str, tuple[Item, ...]]
    files: Mapping[str, Mapping[str, str]]
    vocabularies: Mapping[str, str]
    translations: Mapping[tuple[str, str, str], Translation]
    crisis: CrisisHelp | None
    has_crisis_file: bool
    knows_settings: bool
    knows_vocabularies: bool

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

    def every_item(self) -> Iterator[Item]:
        """Yield the items of all collections."""
        for items in self.items.values():
            yield from items

    @cached_property
    def linkable(self) -> frozenset[str]:
        """The files that a text may link to, also those that could not be read.

        A file that is named wrongly stands here by the name that it should have, too.
        """
        found = {CRISIS} if self.has_crisis_file else set()
        for name, files in self.files.items():
            suffix = collection_named(name).suffix
            for id_, path in files.items():
                found |= {path}
                if not path.endswith(f"/{id_}{suffix}"):
                    found |= {f"content/{name}/{id_}{suffix}"}
        return frozenset(found)

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """From an old id of an entry to the id that it has now."""
        return {old: entry.id for entry in self.entries for old in entry.formerly}

    def _of(self, collection: str, kind: type[AnyItem]) -> tuple[AnyItem, ...]:
        return tuple(item for item in self.items[collection] if isinstance(item, kind))

    def locate(self, path: str, loc: Loc, *, key: bool = False, sign: int | None = None) -> Place:
        """Return the place of a value (with `key`, its name; with `sign`, one of its characters)."""
        return locate(self.root, path, loc, key=key, sign=sign)
