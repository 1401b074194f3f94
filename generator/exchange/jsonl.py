"""JSON Lines: one line for every file, with all that it says but its comments.

This is the form that loses nothing: `alongside import` makes the same files of it again. Lines
of other people, which are groups of fields without `path`, are read as rows of a table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.exchange.plain_json import BadJsonError, as_tree, read_json
from generator.exchange.records import Reading, Record, Spot, problem_at
from generator.exchange.rows import Rows, Said
from generator.exchange.sources import Source
from generator.fields import COLLECTIONS
from generator.load.filenames import name_parts
from generator.problem import Place, Problem

LONGEST_SHOWN = 160
"""The most characters of a line that are shown below a problem."""

_FOLDER = re.compile(r"\w[\w.-]*")
_OURS = frozenset({"collection", "id", "language", "path", "fields", "body"})


def as_jsonl(files: Iterable[Source]) -> Iterator[str]:
    """Yield the line of each file."""
    for file in files:
        said: dict[str, object] = {"collection": file.collection.name, "id": file.id}
        if file.language:
            said["language"] = file.language
        said |= {"path": file.path, "fields": dict(file.fields)}
        if file.collection.suffix == ".md":
            said["body"] = file.body
        yield json.dumps(said, ensure_ascii=False) + "\n"


def is_ours(line: Mapping[str, Any]) -> bool:
    """Say whether a line is one of `as_jsonl`, by its shape."""
    return isinstance(line.get("fields"), dict) and "path" in line


def lines_of(name: str, text: str, reading: Reading) -> Iterator[tuple[Spot, str, dict[str, Any]]]:
    """Yield each line that is a group of fields, with its place and its text."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        spot = spot_in(name, line, number)
        try:
            value = read_json(line)
        except BadJsonError as error:
            spot = spot_in(name, line, number, error.at)
            hint = "Each line is one whole group of fields in braces."
            reading.problems.append(problem_at(spot, None, "bad-json", error.message, hint))
            reading.wrong += 1
            continue
        if isinstance(value, dict):
            yield spot, line, value
        else:
            message = "This line is no group of fields."
            hint = 'Write it as {"name": "…", "url": "…"}.'
            reading.problems.append(problem_at(spot, None, "bad-json", message, hint))
            reading.wrong += 1


def record_of(spot: Spot, line: str, said: Mapping[str, Any]) -> Record | Problem:
    """Return what one of our own lines says of a file, or why it says nothing that we know."""
    if unknown := sorted(said.keys() - _OURS):
        message = f"There is no “{unknown[0]}” beside “path” and “fields”."
        return problem_at(spot, None, "unknown-field", message, "Put it into “fields”.")
    path, body = said["path"], said.get("body", "")
    if not isinstance(path, str) or not isinstance(body, str):
        message = "“path” and “body” must be text."
        return problem_at(spot, None, "bad-path", message, "Take the line as it was exported.")
    collection = next((c for c in COLLECTIONS if path.startswith(f"content/{c.name}/")), None)
    if collection is None or not all(map(_FOLDER.fullmatch, path.split("/")[:-1])):
        message = f"“{path}” is no place for an entry or a text."
        hint = "It must lie in one of: " + ", ".join(f"content/{c.name}/" for c in COLLECTIONS)
        return problem_at(spot, None, "bad-path", message, f"{hint}.")
    named = name_parts(collection, path)
    if isinstance(named, Problem):
        return problem_at(spot, None, named.code, named.message, named.hint)
    id_, language = named
    told = (said.get("collection", collection.name), said.get("id", id_), said.get("language"))
    if told != (collection.name, id_, language):
        message = f"“collection”, “id” and “language” do not fit “{path}”."
        return problem_at(spot, None, "bad-path", message, "Take the line as it was exported.")
    fields = {name: as_tree(value) for name, value in said["fields"].items()}
    return Record(
        collection,
        spot,
        id_,
        fields,
        spots=spots_in(spot.place.path, line, spot.place.line, fields),
        language=language,
        path=path,
        body=body if collection.suffix == ".md" else None,
    )


def spots_in(name: str, line: str, number: int, fields: Iterable[str]) -> dict[str, Spot]:
    """Return where the fields of a line stand."""
    found = {}
    for field in fields:
        at = line.find(f"{json.dumps(field, ensure_ascii=False)}:")
        at = at if at >= 0 else line.find(json.dumps(field))
        place = spot_in(name, line, number, max(at, 0), len(field) + 2).place
        found[field] = Spot(place, f"“{field}”")
    return found


def spot_in(name: str, line: str, number: int, at: int = 0, length: int = 1) -> Spot:
    """Return a place in a line, as people call it."""
    shown = line if len(line) <= LONGEST_SHOWN else ""
    return Spot(Place(name, number, at + 1, at + 1 + length, shown), f"Line {number}")


def read_jsonl(name: str, text: str, rows: Rows, said: Mapping[str, str], reading: Reading) -> None:
    """Add the records of JSON Lines to `reading`: our own files, or groups of fields of others.

    `said` are targets by the name of a field. Raises Failure when a name in it is not there.
    """
    others = []
    for spot, line, value in lines_of(name, text, reading):
        if not is_ours(value):
            others.append((spot, line, value))
            continue
        record = record_of(spot, line, value)
        if isinstance(record, Problem):
            reading.problems.append(record)
            reading.wrong += 1
        else:
            reading.records.append(record)
    if others or said:
        _read_others(name, others, rows, said, reading)


def _read_others(
    name: str,
    lines: list[tuple[Spot, str, dict[str, Any]]],
    rows: Rows,
    said: Mapping[str, str],
    reading: Reading,
) -> None:
    names = list(dict.fromkeys(field for _, _, value in lines for field in value))
    columns = rows.targets.columns(names, said)
    reading.notes += columns.told()
    targets = dict(zip(names, columns.targets, strict=True))
    for spot, line, value in lines:
        spots = spots_in(name, line, spot.place.line, value)
        told = (
            Said(target, spots[field], as_tree(each))
            for field, each in value.items()
            if (target := targets[field])
        )
        reading.records.append(rows.record(spot, told))
