"""YAML with positions: a file's text becomes a tree of nodes, or problems at their very place.

The tree holds what was written, not what YAML makes of it: a scalar keeps its text, and its type
is the field's business (see `values`). Anchors, tags, duplicate keys and deep nesting are
refused: they have no use in a curator's file and hide mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from generator import syntax
from generator.problem import Place, Problem

DEEPEST = 12
"""How many levels a file may nest; the deepest field that we know has five."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

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


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: `root` is its mapping. `text` is what was parsed, with `\\n` line ends."""

    path: str
    text: str
    root: Mapping

    def place(self, span: Span) -> Place:
        """Return where `span` begins, with the line's text; a long value ends with its line."""
        return place_in(self.path, self.text, span)

    def locate(self, loc: Loc, *, key: bool = False) -> Place:
        """Return where the value at `loc` stands (with `key`, its name); its parent if absent."""
        node: Node = self.root
        span = Span(0, 0, 0, 1)
        for step in loc:
            if isinstance(node, Mapping) and (pair := node.find(str(step))):
                name, node = pair
                span = name.span if key or _is_blank(node) else node.span
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                span = node.span
            else:
                break
        return self.place(span)


def place_in(path: str, text: str, span: Span) -> Place:
    """Return the first line of `span` in `text` as a place."""
    lines = text.split("\n")
    source = lines[span.line] if span.line < len(lines) else ""
    end = span.end_column if span.end_line == span.line else len(source.rstrip())
    return Place(
        path, span.line + 1, span.column + 1, max(end, span.column + 1) + 1, source.rstrip("\r")
    )


def parse(path: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Parse one file that must hold a mapping.

    Returns the document and its problems; None where the text could not be read as YAML at all.
    A document that comes with problems is whole but for what they name.
    """
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start())
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1)
        return None, [
            Problem(
                place_in(path, text, Span(line, column, line, column + 1)),
                "hidden-character",
                f"There is an invisible character here (U+{ord(bad.group()):04X}).",
                "Delete it; it often comes along when text is pasted from another program.",
            )
        ]
    builder = _Builder(path, text)
    try:
        for event in yaml.parse(text, Loader=CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(path, text, error)]
    except _UnreadableError as error:
        return None, [*builder.problems, error.problem]
    root = builder.root
    if isinstance(root, Mapping):
        return Document(path, text, root), builder.problems
    span = root.span if root else Span(0, 0, 0, 1)
    return None, [
        *builder.problems,
        Problem(
            place_in(path, text, span),
            "not-fields",
            "This file has no fields.",
            "Write one field a line, each as “name: value”.",
        ),
    ]


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


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


class _UnreadableError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: Event
    children: list[Node] = field(default_factory=list)


class _Builder:
    """Builds the tree from parser events, without recursion: depth is the file's, not ours."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._check_document(event)
        if isinstance(event, AliasEvent):
            self._refuse(
                event, "yaml-feature", "“*” at the start of a value has a meaning in YAML."
            )
            self._add(Scalar("", '"', _span(event)))
            return
        if isinstance(event, NodeEvent):
            self._check_node(event)
        if isinstance(event, ScalarEvent):
            self._add(Scalar(event.value, event.style or "", _span(event)))
        elif isinstance(event, SequenceStartEvent | MappingStartEvent):
            if len(self._open) >= DEEPEST:
                raise _UnreadableError(
                    Problem(
                        self._place(event), "too-deep", "This file nests its values too deeply."
                    )
                )
            self._open.append(_Open(event))
        elif isinstance(event, CollectionEndEvent):
            self._close(event)

    def _check_document(self, event: DocumentStartEvent) -> None:
        if event.version or event.tags:
            self._refuse(
                event, "yaml-feature", "A line that begins with “%” has a meaning in YAML."
            )
        if self.root is not None:
            problem = Problem(
                self._place(event),
                "two-documents",
                "A line “---” divides this file in two.",
                "Keep one document in a file.",
            )
            raise _UnreadableError(problem)

    def _check_node(self, event: NodeEvent) -> None:
        if event.anchor and not isinstance(event, AliasEvent):
            self._refuse(
                event, "yaml-feature", "“&” at the start of a value has a meaning in YAML."
            )
        if getattr(event, "tag", None):
            self._refuse(
                event, "yaml-feature", "“!” at the start of a value has a meaning in YAML."
            )

    def _close(self, event: Event) -> None:
        opened = self._open.pop()
        start = _span(opened.start)
        last = opened.children[-1].span if opened.children else _span(opened.start)
        flow = bool(getattr(opened.start, "flow_style", False))
        end = _span(event) if flow else last
        span = Span(start.line, start.column, end.end_line, end.end_column)
        if isinstance(opened.start, SequenceStartEvent):
            self._add(Sequence(tuple(opened.children), flow, span))
        else:
            self._add(Mapping(tuple(self._pairs(opened.children)), flow, span))

    def _pairs(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(
                    Problem(
                        place_in(self.path, self.text, key.span),
                        "bad-key",
                        "The name of a field must be a word, not a list or a group of fields.",
                    )
                )
            elif key.text in seen:
                first = seen[key.text].span.line + 1
                self.problems.append(
                    Problem(
                        place_in(self.path, self.text, key.span),
                        "duplicate-field",
                        f"The field “{key.text}” is here a second time; it stands on line {first} already.",
                        "Keep one of the two.",
                    )
                )
            else:
                seen[key.text] = key
                yield key, value

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node

    def _refuse(self, event: Event, code: str, message: str) -> None:
        hint = "Put the value in double quotes if you mean the character itself."
        self.problems.append(Problem(self._place(event), code, message, hint))

    def _place(self, event: Event) -> Place:
        return place_in(self.path, self.text, _span(event))


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start and end  # noqa: S101 - the parser marks every event
    return Span(start.line, start.column, end.line, end.column)


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    said = " ".join(part for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in said and error.context_mark:
        mark = error.context_mark
    last = text.count("\n")
    line, column = (min(mark.line, last), mark.column) if mark else (0, 0)
    source = text.split("\n")[line]
    message, hint = syntax.explain(said, source[column : column + 1])
    return Problem(
        place_in(path, text, Span(line, column, line, column + 1)), "syntax", message, hint
    )
