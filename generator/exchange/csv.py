"""CSV: a table of entries in one language, for spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.exchange.cells import guarded, joined, joined_groups
from generator.exchange.mapping import ID, TEXT_LANGUAGE, Columns, Targets, listed
from generator.exchange.records import Reading, Spot
from generator.exchange.rows import Rows, Said
from generator.exchange.sheet import Row, rows_of, without_repeats
from generator.exchange.sources import Source, Tree
from generator.failure import Failure
from generator.fields import Field
from generator.model import Mark
from generator.problem import Problem

BYTE_ORDER_MARK = "\ufeff"
"""Without it some spreadsheets take the table for another encoding and break every accent."""

_MOST_TITLE_ROWS = 10
_NEEDS_QUOTES = re.compile(r'[",;\t\r\n]|^\s|\s$')


def as_csv(
    entries: Iterable[Source],
    fields: Mapping[str, Field],
    language: str,
    translations: Mapping[str, Source],
    *,
    notes: bool,
) -> Iterator[str]:
    """Yield the heading and one row for each entry.

    Where an entry has a translation, its texts are those of the translation alone. `notes` adds
    what is meant for curators only.
    """
    shown = [field for field in fields.values() if notes or Mark.PRIVATE not in field.marks]
    yield BYTE_ORDER_MARK + _line([ID, TEXT_LANGUAGE, *(field.name for field in shown)])
    for entry in entries:
        translation = translations.get(entry.id)
        row = [entry.id, (translation and translation.language) or language]
        for field in shown:
            said = entry.fields
            if translation and Mark.TRANSLATED in field.marks:
                said = translation.fields
            row.append(guarded(_cell(said.get(field.name), field)))
        yield _line(row)


def read_csv(name: str, text: str, rows: Rows, said: Mapping[str, str], reading: Reading) -> None:
    """Add the records of a table to `reading`. `said` are targets by heading.

    Raises Failure when no column is known.
    """
    table: list[Row] = []
    problem = rows_of(name, text, table)
    targets = rows.targets
    heading = _heading_row(table, targets, said)
    if heading is None:
        raise Failure(
            f"{name} has no row with anything in it.", "Look whether it is the right one."
        )
    headings = [cell.text for cell in heading.cells]
    columns = targets.columns(headings, said)
    if not columns.any:
        raise Failure(
            f"No heading of {name} is known: {listed(headings)}.",
            'Say what they are, such as --map "Heading=name".',
        )
    reading.notes += columns.told()
    for row in without_repeats(table, heading):
        _read_row(row, headings, columns, rows, reading)
    if problem:
        reading.problems.append(problem)
        reading.wrong += 1


def _read_row(
    row: Row, headings: Sequence[str], columns: Columns, rows: Rows, reading: Reading
) -> None:
    spot = Spot(row.place, f"Row {row.number}")
    extra = next((cell for cell in row.cells[len(headings) :] if cell.text), None)
    if extra:
        reading.problems.append(
            Problem(
                extra.place,
                "extra-cell",
                f"{spot.name}: There are more cells than headings.",
                "Put text that holds a comma or another separator in double quotes.",
            )
        )
        reading.wrong += 1
        return
    said = [
        Said(target, Spot(cell.place, f"column “{heading}”"), cell.text)
        for cell, heading, target in zip(row.cells, headings, columns.targets, strict=False)
        if target
    ]
    reading.records.append(rows.record(spot, said))


def _heading_row(table: Sequence[Row], targets: Targets, said: Mapping[str, str]) -> Row | None:
    """Return the row of the headings; lists often have a title above it."""
    filled = [row for row in table if not row.is_empty][:_MOST_TITLE_ROWS]
    named = {heading.casefold() for heading in said}

    def known(row: Row) -> int:
        texts = [cell.text for cell in row.cells if cell.text]
        return sum(text.casefold() in named or bool(targets.guess(text)) for text in texts)

    return max(filled, key=known, default=None)


def _cell(value: Tree, field: Field) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return joined_groups([value])
    if not isinstance(value, list):
        return joined([value]) if field.many else value
    if field.parts:
        return joined_groups(each for each in value if isinstance(each, dict))
    return joined(str(each) for each in value if each is not None)


def _line(cells: Sequence[str]) -> str:
    quoted = (
        '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
        for cell in cells
    )
    return ",".join(quoted) + "\r\n"
