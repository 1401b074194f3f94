"""Small changes to a file: a few words differ, and every other byte stays as it was."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from generator.nodes import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a stretch of a file; where the stretch is empty, they come between.

    They break lines with `\\n`; the file gets the line ends that it has.
    """

    span: Span
    words: str


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the content of a UTF-8 file with `edits` made, none of which overlap."""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(BOM_UTF8).decode("utf-8")
    begins = [0, *accumulate(len(line) for line in _LINE.findall(text))]
    first_end = _END.search(text)
    line_end = first_end[0] if first_end else "\n"
    for edit in sorted(edits, key=lambda each: (each.span.line, each.span.column), reverse=True):
        begin = begins[edit.span.line] + edit.span.column
        end = begins[edit.span.end_line] + edit.span.end_column
        text = text[:begin] + edit.words.replace("\n", line_end) + text[end:]
    return mark + text.encode()


def replace_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of `files`, or none: an OSError leaves all of them as they were."""
    new = {root / path: content for path, content in files.items()}
    unfinished = {file: file.with_name(f".{file.name}.unfinished") for file in new}
    before: dict[Path, bytes] = {}
    try:
        for file, content in new.items():
            unfinished[file].write_bytes(content)
        for file in new:
            old = file.read_bytes()
            unfinished[file].replace(file)
            before[file] = old
    except OSError:
        for file, content in before.items():
            with suppress(OSError):
                file.write_bytes(content)
        raise
    finally:
        for file in unfinished.values():
            with suppress(OSError):
                file.unlink(missing_ok=True)
