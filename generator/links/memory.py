"""The memory of earlier checks: one JSON file outside the content, which may be lost any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.failure import Failure, failure_of
from generator.links.verdicts import Answer, Kind, Record

WHAT = "the memory of alongside links"
VERSION = 1


def read(file: Path) -> dict[str, Record]:
    """Return what is remembered of each address; nothing where there is no file.

    Raises Failure where the file is something else, which must not be overwritten.
    """
    try:
        told = json.loads(file.read_text("utf-8"))
        if told["what"] != WHAT:
            raise ValueError(WHAT)
        if told["version"] != VERSION:
            return {}
        return {url: _record(each) for url, each in told["links"].items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise failure_of(error, "reading the memory of links") from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Failure(
            f"{file} is no memory of links.", "Name another file with --cache, or remove this one."
        ) from None


def write(file: Path, records: Mapping[str, Record]) -> None:
    """Write what is to be remembered, in one step."""
    told = {
        "what": WHAT,
        "version": VERSION,
        "links": {url: _told(records[url]) for url in sorted(records)},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, "utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise failure_of(error, "writing the memory of links") from error


def _record(told: Mapping[str, Any]) -> Record:
    answers = {
        date.fromisoformat(day): Answer(
            Kind(each["kind"]), str(each["words"]), str(each["to"]), bool(each["permanent"])
        )
        for day, each in told["answers"].items()
    }
    fetched = told["fetched"]
    return Record(answers, date.fromisoformat(fetched) if fetched else None)


def _told(record: Record) -> dict[str, Any]:
    return {
        "fetched": record.fetched.isoformat() if record.fetched else None,
        "answers": {
            day.isoformat(): {
                "kind": answer.kind.value,
                "words": answer.words,
                "to": answer.to,
                "permanent": answer.permanent,
            }
            for day, answer in record.answers.items()
        },
    }
