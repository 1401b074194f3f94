"""The files that are made from others: editors' schemas, the field reference, the issue forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.curate.fmt import Formatted
from generator.curate.issue_forms import is_used, issue_forms, left_over
from generator.curate.reference import FILE, with_reference
from generator.curate.schema import schemas
from generator.load import Catalogue


def made(root: Path, catalogue: Catalogue) -> Iterator[Formatted]:
    """Yield every file that is made from others, and every one that was and no longer is."""
    for path, text in schemas(catalogue.table):
        yield Formatted(path, _read(root / path), text, is_made=True)
    contributing = _read(root / FILE)
    if contributing is not None:
        text = with_reference(contributing, catalogue.table)
        yield Formatted(FILE, contributing, text, is_made=True)
    # Without its settings nobody knows which vocabulary the forms are about.
    if is_used(root) and catalogue.knows_settings:
        forms = dict(issue_forms(catalogue))
        for path, text in forms.items():
            yield Formatted(path, _read(root / path), text, is_made=True)
        for path in left_over(root, tuple(forms)):
            yield Formatted(path, _read(root / path), "", is_made=True)


def _read(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
