"""Where a value stands in a file that was read before.

The file is read again: places are wanted seldom, and keeping them all would cost more memory
than the content itself.
"""

from __future__ import annotations

from pathlib import Path

from generator.fields import COLLECTIONS, Collection
from generator.load.files import SETTINGS_LIMIT, read_text
from generator.load.items import read_document
from generator.nodes import Loc, Span, parse, place_in
from generator.problem import Place, Problem

BODY: Loc = ("body",)
"""The text below a Markdown file's fields."""


def locate(root: Path, path: str, loc: Loc, *, key: bool, sign: int | None) -> Place:
    """Return the place of the value at `loc` in the file at `path`.

    With `key` it is that of the field's name; with `sign` that of one character of the text, an
    index as in the item that was made of the file.
    """
    collection = _collection_of(path)
    text = read_text(root, path, collection.largest if collection else SETTINGS_LIMIT)
    if isinstance(text, Problem):
        return Place(path)
    if collection is None:
        document, body = parse(path, text)[0], ""
    else:
        document, body, _ = read_document(collection, path, text)
    if sign is not None and loc == BODY and body:
        return _sign_of_body(path, text, text.rindex(body) + sign)
    if document is None:
        return Place(path)
    return document.locate_sign(loc, sign) if sign is not None else document.locate(loc, key=key)


def _collection_of(path: str) -> Collection | None:
    folder = path.split("/")[1]
    return next((each for each in COLLECTIONS if each.name == folder), None)


def _sign_of_body(path: str, text: str, at: int) -> Place:
    line = text.count("\n", 0, at)
    column = at - (text.rfind("\n", 0, at) + 1)
    return place_in(path, text, Span(line, column, line, column + 1))
