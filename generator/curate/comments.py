"""Comments in a YAML file: where they stand, and which value each of them speaks of.

The parser leaves comments out, so they are read from the text between the values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator import nodes
from generator.nodes import Document, Node, Scalar, Sequence, scalars

Position = tuple[int, int]
"""Line and column, from 0."""

_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*")


@dataclass(slots=True)
class Comments:
    """The comments of a document, by the position of the field or list item they belong to.

    `head` stand at the file's top, apart from its first field; `before` stand on lines of their
    own above a value, `beside` behind it on its line, `after` below it and deeper than what
    follows; `tail` end the file.
    """

    head: list[str] = field(default_factory=list)
    before: Mapping[Position, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: Mapping[Position, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: Mapping[Position, list[str]] = field(default_factory=lambda: defaultdict(list))
    tail: list[str] = field(default_factory=list)

    def inside(self, node: Node) -> bool:
        """Say whether any comment belongs to something within `node`."""
        return any(
            position in held
            for position in positions(node)
            for held in (self.before, self.beside, self.after)
        )


def comments_of(document: Document) -> Comments:
    """Return every comment of a document with what it belongs to."""
    found = Comments()
    anchors = sorted(set(positions(document.root)))
    outer = dict(_outer_items(document.root))
    top = [(key.span.line, key.span.column) for key, _ in document.root.pairs]
    lines = document.text.split("\n")
    for (line, column), words in _comments(document):
        # Behind a bare dash, too, a comment speaks of what comes below it.
        own_line = not lines[line][:column].strip(" -")
        behind_dash = own_line and "-" in lines[line][:column]
        coming = next((anchor for anchor in anchors if anchor > (line, column)), None)
        while coming in outer:
            coming = outer[coming]
        begun = [anchor for anchor in anchors if anchor < (line, column)]
        if not own_line and begun:
            here = [anchor for anchor in begun if anchor[0] == line]
            found.beside[(here or begun[-1:])[0]].append(words)
        elif not begun and _stands_apart(lines, line, coming):
            found.head.append(words)
        elif behind_dash and coming is not None:
            found.before[coming].append(words)
        elif begun and column > 0 and (coming is None or column > coming[1]):
            found.after[max(anchor for anchor in top if anchor < (line, column))].append(words)
        elif coming is None:
            found.tail.append(words)
        else:
            found.before[coming].append(words)
    return found


def texts_of(comments: Comments) -> list[str]:
    """Return the words of all comments, sorted."""
    gathered = [*comments.head, *comments.tail]
    for held in (comments.before, comments.beside, comments.after):
        gathered += [words for each in held.values() for words in each]
    return sorted(gathered)


def positions(node: Node) -> Iterator[Position]:
    """Yield where each field and each list item within `node` begins."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield item.span.line, item.span.column
            yield from positions(item)
    elif not isinstance(node, Scalar):
        for key, value in node.pairs:
            yield key.span.line, key.span.column
            yield from positions(value)


def _outer_items(node: Node) -> Iterator[tuple[Position, Position]]:
    """Yield where the first item of each list within a list begins, and where that list does.

    What is written above the one stands above the other, for they share a line.
    """
    inside = node.items if isinstance(node, Sequence) else ()
    if isinstance(node, nodes.Mapping):
        inside = tuple(value for _, value in node.pairs)
    for each in inside:
        if isinstance(node, Sequence) and isinstance(each, Sequence) and each.items:
            first = each.items[0].span
            if (first.line, first.column) != (each.span.line, each.span.column):
                yield (first.line, first.column), (each.span.line, each.span.column)
        yield from _outer_items(each)


def _stands_apart(lines: list[str], line: int, coming: Position | None) -> bool:
    end = coming[0] if coming else len(lines)
    return any(not each.strip() for each in lines[line + 1 : end])


def _comments(document: Document) -> Iterator[tuple[Position, str]]:
    lines = document.text.split("\n")
    for scalar in scalars(document.root):
        span = scalar.span
        begin = (span.line, span.column)
        if scalar.style in {"|", ">"}:
            # Behind the mark there may be a comment; the text begins on the next line.
            header = lines[span.line]
            mark = re.match(r"[|>][-+0-9]*", header[span.column :])
            kept = header[: span.column + (mark.end() if mark else 0)]
            lines[span.line] = kept.replace("#", "~") + header[len(kept) :]
            begin = (span.line + 1, 0)
        for line in range(begin[0], min(span.end_line + 1, len(lines))):
            start = begin[1] if line == begin[0] else 0
            end = span.end_column if line == span.end_line else len(lines[line])
            text = lines[line]
            lines[line] = text[:start] + "~" * max(end - start, 0) + text[max(end, start) :]
    for number, text in enumerate(lines):
        if match := _COMMENT.search(text):
            yield (number, match.start()), match[0].rstrip()
