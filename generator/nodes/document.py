"""A parsed file, and where in it a value stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.nodes.tree import Loc, Mapping, Node, Scalar, Sequence, Span
from generator.problem import Place


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: `root` is its mapping. `text` is what was parsed, with `\\n` line ends."""

    path: str
    text: str
    root: Mapping

    def place(self, span: Span) -> Place:
        """Return where `span` begins, with the line's text; a long value ends with its line."""
        return place_in(self.path, self.text, span)

    def find(self, loc: Loc) -> Node | None:
        """Return the value at `loc`, or None where there is none."""
        node: Node = self.root
        for step in loc:
            if isinstance(node, Mapping) and (pair := node.find(str(step))):
                node = pair[1]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

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

    def locate_sign(self, loc: Loc, sign: int) -> Place:
        """Return where the character at index `sign` of the text at `loc` stands.

        `sign` counts in the text without its outer white space. Only a literal block (`|`) keeps
        its lines as they are; for any other text this is where the value begins.
        """
        node = self.find(loc)
        if not isinstance(node, Scalar) or node.style != "|":
            return self.locate(loc)
        at = sign + len(node.text) - len(node.text.lstrip())
        within = node.text.count("\n", 0, at)
        said = node.text.split("\n")[within]
        line = node.span.line + 1 + within
        indent = len(self.text.split("\n")[line]) - len(said)
        column = indent + at - (node.text.rfind("\n", 0, at) + 1)
        return self.place(Span(line, column, line, column + 1))


def place_in(path: str, text: str, span: Span) -> Place:
    """Return the first line of `span` in `text` as a place.

    The parser may end a file one line behind its last; such a place becomes the last line's end.
    """
    lines = _lines(text)
    if span.line >= len(lines):
        span = Span(len(lines) - 1, len(lines[-1]), len(lines), 0)
    source = lines[span.line]
    end = span.end_column if span.end_line == span.line else len(source.rstrip())
    return Place(path, span.line + 1, span.column + 1, max(end, span.column + 1) + 1, source)


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text; many places are wanted of the one file that is being read."""
    return tuple(text.split("\n"))


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text
