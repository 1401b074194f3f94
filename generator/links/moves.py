"""Addresses that have moved for ever: what to write instead, and writing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from generator.curate.edits import Edit, edited
from generator.fields import COLLECTIONS
from generator.links.mentions import Mention
from generator.links.verdicts import Answer, Kind, suspicion
from generator.load import Catalogue
from generator.load.files import decode
from generator.load.items import read_document
from generator.nodes import Span, parse, scalars
from generator.problem import Problem

_SAFE = re.compile(r"https?://[\w.:/~%?=&@+!$;#-]+", re.ASCII)
"""Addresses that can stand anywhere in YAML or Markdown as they are."""

_NEXT = re.compile(r"[\s\"'>)\],}]|\Z")


@dataclass(frozen=True, slots=True)
class Move:
    """An address and where it leads for ever; `sure` when nobody needs to look before."""

    url: str
    to: str
    sure: bool


def move_of(url: str, answer: Answer) -> Move | None:
    """Return the move that an answer suggests.

    It is sure where the new address is of the same host, or of a part of it: another owner of an
    old name may lead people anywhere.
    """
    if answer.kind is not Kind.FINE or not (answer.to and answer.permanent):
        return None
    before, after = urlsplit(url), urlsplit(urldefrag(answer.to).url)
    if after.scheme != "https" or suspicion(url, answer) or (after.query and not before.query):
        return None
    to = after.geturl()
    old, new = (parts.netloc.lower().removeprefix("www.") for parts in (before, after))
    is_kin = old == new or old.endswith(f".{new}") or new.endswith(f".{old}")
    return Move(url, to, is_kin and bool(_SAFE.fullmatch(to))) if to != url else None


def moved_files(
    catalogue: Catalogue, found: Iterable[Mention], moves: Mapping[str, Move]
) -> Iterator[tuple[str, bytes, list[Mention]]]:
    """Yield each file in which a sure move can be written, its new content, and what it moves.

    Everything else in the file stays as it was. Raises OSError where a file cannot be read.
    """
    by_path: dict[str, list[Mention]] = {}
    for mention in found:
        move = moves.get(mention.page)
        if move and move.sure:
            by_path.setdefault(mention.path, []).append(mention)
    for path, those in sorted(by_path.items()):
        data = (catalogue.root / path).read_bytes()
        edits = {mention: edit for mention in those if (edit := _edit(catalogue, mention, moves))}
        after = edited(data, set(edits.values()))
        if edits and _is_sure(path, data, after, moves):
            yield path, after, list(edits)


def _edit(catalogue: Catalogue, mention: Mention, moves: Mapping[str, Move]) -> Edit | None:
    """Return the change of one mention, where the address stands as it is on one line."""
    place = mention.place(catalogue)
    column = place.column - 1
    if place.source[column : column + 1] in {"'", '"'}:
        column += 1
    end = column + len(mention.url)
    if place.source[column:end] != mention.url or not _NEXT.match(place.source, end):
        return None
    fragment = mention.url.removeprefix(mention.page)
    line = place.line - 1
    return Edit(Span(line, column, line, end), moves[mention.page].to + fragment)


def _is_sure(path: str, before: bytes, after: bytes, moves: Mapping[str, Move]) -> bool:
    """Say whether no value differs but by the addresses that move."""
    old, new = _values(path, before), _values(path, after)
    return len(old) == len(new) > 0 and all(
        was == now or any(move.url in was and move.to in now for move in moves.values())
        for was, now in zip(old, new, strict=True)
    )


def _values(path: str, data: bytes) -> list[str]:
    text = decode(path, data)
    if isinstance(text, Problem):
        return []
    folder = path.split("/")[1]
    collection = next((each for each in COLLECTIONS if each.name == folder), None)
    if collection is None:
        document, body = parse(path, text)[0], ""
    else:
        document, body, _ = read_document(collection, path, text)
    return [*(each.text for each in scalars(document.root)), body] if document else []
