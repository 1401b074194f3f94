"""Words that YAML takes for something else, though their writer probably meant them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.nodes.document import Document, place_in
from generator.nodes.lookalikes import lookalikes
from generator.nodes.slip import quoted, shown
from generator.nodes.tree import Mapping, Node, Scalar, Sequence, Span, scalars
from generator.problem import Problem, Severity

_SIGN = re.compile(r"[ \t]+(#\S.*|# ?\d.*)")
_GLUED = re.compile(r"([^\W\d][\w-]*):(\S.*)")


def swallowed_words(document: Document) -> Iterator[Problem]:
    """Yield words that would be lost or misread: behind a “#”, within braces, below a field."""
    yield from _behind_hashes(document)
    yield from _in_braces(document, document.root)
    yield from lookalikes(document)


def _in_braces(document: Document, node: Node) -> Iterator[Problem]:
    """Yield errors for values such as `{en: Calm, sleep}`, where `sleep` became a field."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _in_braces(document, item)
    elif isinstance(node, Mapping):
        empty = [key for key, value in node.pairs if _is_absent(value)] if node.flow else []
        if empty and len(empty) == len(node.pairs) and not any(":" in key.text for key in empty):
            items = ", ".join(key.text for key in empty)
            yield Problem(
                document.place(node.span),
                "swallowed-words",
                "Braces hold fields with values; a list stands in brackets.",
                f"Write it like this: [{shown(items)}]",
            )
            return
        for key in empty:
            yield _without_value(document, key)
        for _, value in node.pairs:
            yield from _in_braces(document, value)


def _is_absent(value: Node) -> bool:
    return isinstance(value, Scalar) and not value.text and not value.style


def _without_value(document: Document, key: Scalar) -> Problem:
    place = document.place(key.span)
    if glued := _GLUED.fullmatch(key.text):
        return Problem(
            place,
            "swallowed-words",
            f"There is no space behind the colon of “{glued[1]}”.",
            f"Write it like this: {glued[1]}: {shown(glued[2])}",
        )
    return Problem(
        place,
        "swallowed-words",
        f"“{key.text}” has no value here: in braces, a comma ends what stands before it.",
        "Put words that hold a comma in double quotes.",
    )


def _behind_hashes(document: Document) -> Iterator[Problem]:
    """Yield a value such as `Group #1`: what stands behind the space is lost.

    An error where nothing else is left. A comment of somebody who knows YAML has a space behind its sign.
    """
    lines = document.text.split("\n")
    for scalar in scalars(document.root):
        span = scalar.span
        if scalar.style or span.end_line != span.line:
            continue
        if match := _SIGN.match(lines[span.line], span.end_column):
            begin, end = match.span(1)
            words = f"{scalar.text} {match[1]}".strip()
            yield Problem(
                place_in(document.path, document.text, Span(span.line, begin, span.line, end)),
                "swallowed-words",
                "These words are left out: a space and “#” begin a comment.",
                f"Write it like this if they belong to it: {shown(quoted(words))}",
                Severity.WARNING if scalar.text else Severity.ERROR,
            )
