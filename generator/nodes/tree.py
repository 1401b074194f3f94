"""The tree of a file: lists, groups of fields, and single values as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Loc = tuple[str | int, ...]
"""The way to a value: `("contact", 0, "phone")`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands; lines and columns count characters from 0, the end lies behind it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it was written; `style` is empty for a plain one, else its YAML mark."""

    text: str
    style: str
    span: Span

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2's core schema reads this as nothing."""
        return not self.style and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    flow: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields and their values, in the order of the file."""

    pairs: tuple[tuple[Scalar, Node], ...]
    flow: bool
    span: Span

    def find(self, key: str) -> tuple[Scalar, Node] | None:
        """Return the key and the value of a field, or None where it is absent."""
        return next((pair for pair in self.pairs if pair[0].text == key), None)


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> object:
    """Return a node as dicts, lists and texts; a field without a value is left out."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: value for key, child in node.pairs if (value := plain(child)) is not None}


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar below `node`, keys too, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.pairs:
            yield key
            yield from scalars(value)
