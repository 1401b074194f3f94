"""Reading one collection's folder: its items, their translations, and what else lies there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.fields import Collection, FieldTable
from generator.load.filenames import as_slug, name_parts
from generator.load.files import files_below, read_text
from generator.load.items import facets_in, item_from, read_document, translation_from
from generator.load.misplaced import misplaced
from generator.model import Item, Translation
from generator.nodes import garbled, swallowed_words
from generator.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class Broken:
    """What is known of an item whose file has mistakes: the terms that it names, by field."""

    path: str
    facets: Mapping[str, tuple[str, ...]]


class Folder:
    """The reader of one collection; what it learns gathers while `items` runs."""

    def __init__(
        self, root: Path, collection: Collection, table: FieldTable, *, sure: bool
    ) -> None:
        """Prepare to read; with `sure` false some facets are missing from `table`."""
        self.root = root
        self.collection = collection
        self.table = table
        self.sure = sure
        self.names = table.names_in(collection.name)
        self.problems: list[Problem] = []
        self.translations: dict[tuple[str, str, str], Translation] = {}
        self.broken: list[Broken] = []
        self._named: dict[tuple[str, str | None], str] = {}
        self._meant: dict[str, str] = {}

    @property
    def files(self) -> dict[str, str]:
        """The file of each id, also of those that could not be read or are named wrongly."""
        ids = {id_: path for (id_, language), path in self._named.items() if language is None}
        return {**self._meant, **ids}

    def items(self) -> Iterator[Item]:
        """Yield the folder's items."""
        for path in files_below(self.root, f"content/{self.collection.name}"):
            named = name_parts(self.collection, path)
            if isinstance(named, Problem):
                self.problems.append(named)
                stem = PurePosixPath(path).name.partition(".")[0]
                self._meant |= {stem: path, as_slug(stem): path}
            elif first := self._named.get(named):
                self.problems.append(
                    Problem(
                        Place(path),
                        "same-id",
                        f"There is another file of this name: {first}.",
                        "Two files cannot share one address; rename one of them.",
                    )
                )
            else:
                self._named[named] = path
                yield from self._read(path, *named)

    def _read(self, path: str, id_: str, language: str | None) -> Iterator[Item]:
        text = read_text(self.root, path, self.collection.largest)
        if isinstance(text, Problem):
            self.problems.append(text)
            return
        self.problems += garbled(path, text)
        document, body, problems = read_document(self.collection, path, text, self.names)
        self.problems += problems
        if document is None or problems:
            return
        lost = list(swallowed_words(document))
        self.problems += lost
        wrong = {problem.place.line for problem in lost if problem.is_error}
        self.problems += misplaced(document, self.table.of(self.collection.name))
        if language is not None:
            translation, problems = translation_from(
                self.collection, document, body, language, self.table
            )
            self.problems += problems
            if translation:
                self.translations[self.collection.name, id_, language] = translation
            return
        item, problems = item_from(self.collection, document, body, id_, self.table, sure=self.sure)
        # What is wrong on a line that is misread follows from that.
        self.problems += [each for each in problems if each.place.line not in wrong]
        if item and not wrong:
            yield item
        elif not wrong:
            facets = facets_in(document, self.table.of(self.collection.name), [])
            self.broken.append(Broken(path, facets))
