"""Formatting: every file of content in its canonical form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.curate.canonical import canonical
from generator.fields import COLLECTIONS, Collection, Field, FieldTable
from generator.load.fences import FENCE
from generator.load.filenames import name_parts
from generator.load.files import decode, files_below
from generator.load.items import read_document
from generator.model import Mark
from generator.problem import Problem


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file and the text that it should have; `problems` where it cannot be read.

    `after` is empty where there should be no such file; `is_made` is true of one that nobody
    writes, because it is made from others.
    """

    path: str
    before: str | None
    after: str
    problems: tuple[Problem, ...] = ()
    is_made: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the file is not in this form yet."""
        return not self.problems and self.before != self.after


def formatted(root: Path, table: FieldTable) -> Iterator[Formatted]:
    """Yield every file that has a canonical form."""
    for collection in COLLECTIONS:
        for path in files_below(root, f"content/{collection.name}"):
            if path.endswith(collection.suffix):
                yield _format_file(root, path, collection, table)


def write(root: Path, file: Formatted) -> None:
    """Replace a file by its canonical form, in one step; take it away where it has none."""
    target = root / file.path
    if not file.after:
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.write_bytes(file.after.encode())
    unfinished.replace(target)


def write_new(root: Path, path: str, text: str) -> None:
    """Write a file that is whole or not there. Raises FileExistsError where there is one."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.write_bytes(text.encode())
        try:
            target.hardlink_to(unfinished)  # the one way that never overwrites
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            if target.exists():
                raise FileExistsError(path) from None
            unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def format_text(path: str, text: str, collection: Collection, table: FieldTable) -> Formatted:
    """Return the canonical form of one file's text."""
    document, body, problems = read_document(
        collection, path, text, table.names_in(collection.name)
    )
    if document is None or problems:
        return Formatted(path, text, text, tuple(problems))
    named = name_parts(collection, path)
    language = named[1] if not isinstance(named, Problem) else None
    fields = fields_in(collection, language, table)
    if collection.suffix != ".md":
        depth = len(PurePosixPath(path).parent.relative_to("content").parts)
        schema = "" if language else "../" * depth + "schema/entry.json"
        return Formatted(path, text, canonical(document, fields, schema))
    front = canonical(document, fields)
    end = list(FENCE.finditer(text))[1].end()
    body = text[end:].strip("\n")
    return Formatted(path, text, f"---\n{front}---\n" + (f"\n{body}\n" if body.strip() else ""))


def fields_in(
    collection: Collection, language: str | None, table: FieldTable
) -> Mapping[str, Field]:
    """Return the fields of a file in canonical order; with `language`, those of a translation."""
    fields = table.of(collection.name)
    if not language:
        return fields
    texts = {name: field for name, field in fields.items() if Mark.TRANSLATED in field.marks}
    return {**texts, "reviewed": Field("reviewed", required=False, description="")}


def _format_file(root: Path, path: str, collection: Collection, table: FieldTable) -> Formatted:
    data = (root / path).read_bytes()
    if len(data) > collection.largest:
        return Formatted(path, "", "")
    text = decode(path, data)
    if isinstance(text, Problem):
        return Formatted(path, "", "", (text,))
    result = format_text(path, text, collection, table)
    raw = data.decode("utf-8")
    return Formatted(path, raw, result.after, result.problems)
