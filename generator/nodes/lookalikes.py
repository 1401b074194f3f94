"""What YAML takes for plain text although its writer meant a list, or quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.nodes.document import Document, place_in
from generator.nodes.quotes import CURLY, is_curly
from generator.nodes.signs import BULLETS
from generator.nodes.slip import shown
from generator.nodes.tree import Mapping, Node, Scalar, Sequence, Span
from generator.problem import Problem, Severity

_BULLET = re.compile(rf"([{re.escape(BULLETS)}]|-(?=[^\s-])|\d{{1,2}}[.)](?= ))")
_ROUND = frozenset("•·◦‣▪●○")


def lookalikes(document: Document) -> Iterator[Problem]:
    """Yield texts that look like a list or like quoted text to everybody but YAML."""
    yield from _within(document, document.text.split("\n"), document.root)


def _within(document: Document, lines: list[str], node: Node) -> Iterator[Problem]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _of_text(document, lines, item)
            yield from _within(document, lines, item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            if isinstance(value, Scalar) and value.span.line > key.span.line:
                bullets = list(_bullets(document, lines, value))
                yield from bullets
                if bullets:
                    continue
            elif key.span.line == value.span.line and (sign := _BULLET.match(key.text)):
                yield _no_list_sign(document, key.span.line, key.span.column, sign[1])
            yield from _of_text(document, lines, value)
            yield from _within(document, lines, value)


def _bullets(document: Document, lines: list[str], value: Scalar) -> Iterator[Problem]:
    """Yield each line of a text below its field that begins as an item of a list might."""
    if value.style:
        return
    below = lines[value.span.line : value.span.end_line + 1]
    signs = [_BULLET.match(line.strip()) for line in below]
    if not signs[0] or (signs[0][1][0].isdigit() and not all(signs)):
        return
    for number, (line, sign) in enumerate(zip(below, signs, strict=True), value.span.line):
        if sign:
            yield _no_list_sign(document, number, len(line) - len(line.lstrip()), sign[1])


def _no_list_sign(document: Document, line: int, column: int, sign: str) -> Problem:
    place = place_in(document.path, document.text, Span(line, column, line, column + len(sign)))
    words = place.source[column + len(sign) :].strip()
    message = f"“{sign}” does not begin an item of a list; a hyphen and a space do."
    if sign == "-":
        message = "There is no space behind this dash."
    return Problem(place, "swallowed-words", message, f"Write it like this: - {shown(words)}")


def _of_text(document: Document, lines: list[str], node: Node) -> Iterator[Problem]:
    if isinstance(node, Scalar) and not node.style:
        yield from _dashes(document, lines, node)
        yield from _curly(document, node)


def _dashes(document: Document, lines: list[str], node: Scalar) -> Iterator[Problem]:
    """Yield the first line of a text that begins with a dash, as if it were an item of a list."""
    for number in range(node.span.line + 1, node.span.end_line + 1):
        column = len(lines[number]) - len(lines[number].lstrip(" "))
        if (sign := lines[number][column : column + 1]) in _ROUND:
            yield _no_list_sign(document, number, column, sign)
            return
        if lines[number][column:].startswith("- "):
            yield Problem(
                place_in(document.path, document.text, Span(number, column, number, column + 1)),
                "swallowed-words",
                "This dash is read as a part of the text above it, not as an item of a list.",
                "Put it exactly below the dash of the item before; the first item of a list "
                "stands on a line of its own below its field.",
            )
            return


def _curly(document: Document, node: Scalar) -> Iterator[Problem]:
    """Warn of a text whose quotation marks will be shown, since only straight ones are none."""
    text = node.text
    mixed = text[:1] in {*CURLY} and text.endswith('"')
    if len(text) > 1 and (is_curly(text) or mixed):
        yield Problem(
            document.place(node.span),
            "curly-quotes",
            "These quotation marks are curly, so visitors see them.",
            'Take them away, or write straight ones (").',
            Severity.WARNING,
        )
