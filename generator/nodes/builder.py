"""Building the tree from the parser's events, and refusing what hides mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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

from generator.nodes.document import place_in
from generator.nodes.hidden import hidden_in_value
from generator.nodes.lines import line_in
from generator.nodes.slip import like_this, quoted
from generator.nodes.tree import Mapping, Node, Scalar, Sequence, Span
from generator.problem import Place, Problem

DEEPEST = 12
"""How many levels a file may nest; the deepest field that we know has five."""


_ASKS = re.compile(r"^[ -]*\?(?:[ \t]+(?:#.*)?|$)", re.MULTILINE)
_SAYS = re.compile(r"\s*[^\s#]")


class UnreadableError(Exception):
    """The file cannot be read any further, for the one reason that it carries."""

    def __init__(self, problem: Problem) -> None:
        """Stop because of `problem`."""
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: Event
    children: list[Node] = field(default_factory=list)


class Builder:
    """Builds the tree from parser events, without recursion: depth is the file's, not ours."""

    def __init__(self, path: str, text: str) -> None:
        """Begin with nothing of the file at `path`."""
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._lines = text.split("\n") if _ASKS.search(text) else []
        """The lines of a text that may name a field behind “?”."""

    def take(self, event: Event) -> None:
        """Take the parser's next event; `root` and `problems` are whole after the last one."""
        if isinstance(event, DocumentStartEvent):
            self._check_document(event)
        if isinstance(event, AliasEvent):
            self._refuse_start(event, "*")
            self._add(Scalar("", '"', _span(event)))
            return
        if isinstance(event, NodeEvent):
            self._check_node(event)
        if isinstance(event, ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, SequenceStartEvent | MappingStartEvent):
            if len(self._open) >= DEEPEST:
                raise UnreadableError(
                    Problem(
                        self._place(event),
                        "too-deep",
                        "There are too many lists within lists here.",
                        "Write it with fewer brackets and less indentation.",
                    )
                )
            self._open.append(_Open(event))
        elif isinstance(event, CollectionEndEvent):
            self._close(event)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        # Only double quotes have escapes; any other text was looked at before parsing.
        if event.style == '"' and (hidden := hidden_in_value(self._place(event), event.value)):
            self.problems.append(hidden)
        return Scalar(event.value, event.style or "", _span(event))

    def _check_document(self, event: DocumentStartEvent) -> None:
        if event.version or event.tags:
            self._refuse(event, "A line cannot begin with “%”.", "Delete this line.")
        if self.root is not None:
            problem = Problem(
                self._place(event),
                "two-documents",
                "A line “---” divides this file in two.",
                self._what_of_the_rest(event),
            )
            raise UnreadableError(problem)

    def _what_of_the_rest(self, event: Event) -> str:
        """Return what to do with a line “---” and with what stands below it."""
        rest = "\n".join(self.text.split("\n")[_span(event).line + 1 :]).strip()
        if not rest:
            return "Delete this line."
        if re.match(r"[^\W\d][\w-]*:( |$)", rest):
            return "Put what stands below it into a file of its own."
        return "Delete it; a text of several lines belongs in a field, below “|” and indented."

    def _check_node(self, event: NodeEvent) -> None:
        if event.anchor and not isinstance(event, AliasEvent):
            self._refuse_start(event, "&")
        if getattr(event, "tag", None):
            self._refuse_start(event, "!")

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
                        "Write a word before the colon.",
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
                if self._asks(key):
                    message = "The name of a field cannot stand behind “?”."
                    place = place_in(self.path, self.text, key.span)
                    hint = f"Write it like this: {key.text}: …"
                    self.problems.append(Problem(place, "yaml-feature", message, hint))
                    self._lines = []  # the first of them tells the rest
                seen[key.text] = key
                yield key, value

    def _asks(self, key: Scalar) -> bool:
        """Say whether a key stands behind a question mark, as YAML also allows."""
        if not self._lines:
            return False
        before = self._lines[key.span.line][: key.span.column]
        if before.strip():
            return bool(_ASKS.fullmatch(before))
        above = reversed(self._lines[: key.span.line])
        return bool(_ASKS.fullmatch(next((line for line in above if _SAYS.match(line)), "")))

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node

    def _refuse_start(self, event: Event, sign: str) -> None:
        """Refuse a text that begins with `sign`, which would give it another meaning."""
        start = _span(event)
        line = line_in(start.line, self.text.split("\n")[start.line])
        hint = "Put the whole text in double quotes."
        if line.words.startswith(sign):
            hint = like_this(line, quoted(line.words))
        self._refuse(event, f"A text cannot begin with “{sign}”.", hint)

    def _refuse(self, event: Event, message: str, hint: str) -> None:
        self.problems.append(Problem(self._place(event), "yaml-feature", message, hint))

    def _place(self, event: Event) -> Place:
        return place_in(self.path, self.text, _span(event))


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start and end  # noqa: S101 - the parser marks every event
    return Span(start.line, start.column, end.line, end.column)
