"""From the bytes of a list to its records, in whichever form it comes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from generator.exchange.records import Reading
from generator.exchange.rows import Rows
from generator.exchange.sheet import text_in
from generator.load import Catalogue
from generator.nodes import Scalar, parse
from generator.problem import Place, Problem

_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "hsds",
}


def format_of(name: str) -> str | None:
    """Return the form that a file's name says, if any."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def read_list(
    name: str,
    data: bytes,
    format_: str,
    catalogue: Catalogue,
    said: Mapping[str, str],
    usual: Mapping[str, str],
) -> Reading:
    """Return what a list says.

    `said` are the fields that its columns fill, where somebody says so; `usual` are values, by
    field, for rows that say none. Raises Failure when a name in one of them is unknown.
    """
    reading = Reading()
    text = text_in(name, data)
    if isinstance(text, Problem):
        reading.problems.append(text)
        reading.wrong += 1
        return reading
    words, note = text
    reading.notes += [note] if note else []
    rows = Rows(catalogue.table, catalogue.config.default_language, usual)
    if format_ == "csv":
        from generator.exchange.csv import read_csv

        read_csv(name, words, rows, said, reading)
    elif format_ == "jsonl":
        from generator.exchange.jsonl import read_jsonl

        read_jsonl(name, words, rows, said, reading)
    else:
        from generator.exchange.hsds_reading import read_hsds

        read_hsds(name, words, rows, catalogue, reading)
    for field in sorted(rows.dropped):
        reading.notes.append(f"“{field}” is not taken over: an import is no verification.")
    return reading


def map_in(name: str, text: str) -> Mapping[str, str] | list[Problem]:
    """Return what a file says of columns, one a line as “Column: field”."""
    document, problems = parse(name, text)
    if document is None or problems:
        return problems
    found = {}
    for key, value in document.root.pairs:
        if isinstance(value, Scalar):
            found[key.text] = "" if value.is_null else value.text
        else:
            problems.append(
                Problem(
                    document.place(value.span) if value.span else Place(name),
                    "bad-value",
                    f"“{key.text}” must name one field.",
                    "Write one column a line, each as “Column: field”.",
                )
            )
    return problems or found
