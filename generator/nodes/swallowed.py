"""Words that YAML takes for something else, though their writer probably meant them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.nodes.document import Document, place_in
from generator.nodes.tree import Mapping, Node, Scalar, Sequence, Span, scalars
from generator.problem import Problem, Severity

_SIGN = re.compile(r"[ \t]+(#\S.*)")


def swallowed_words(document: Document) -> Iterator[Problem]:
    """Yield words that would be lost: behind a “#”, or behind a comma within braces."""
    yield from _behind_hashes(document)
    yield from _behind_commas(document, document.root)


def _behind_commas(document: Document, node: Node) -> Iterator[Problem]:
    """Yield errors for values such as `{en: Calm, sleep}`, where `sleep` became a field."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _behind_commas(document, item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            if node.flow and isinstance(value, Scalar) and not value.text and not value.style:
                yield Problem(
                    place_in(document.path, document.text, key.span),
                    "swallowed-words",
                    f"“{key.text}” has no value here: in braces, a comma ends what stands before it.",
                    "Put words that hold a comma in double quotes.",
                )
            yield from _behind_commas(document, value)


def _behind_hashes(document: Document) -> Iterator[Problem]:
    """Warn of a value such as `Group #1`: what stands behind the space is lost.

    A comment of somebody who knows YAML has a space behind its sign.
    """
    lines = document.text.split("\n")
    for scalar in scalars(document.root):
        span = scalar.span
        if scalar.style or not scalar.text or span.end_line != span.line:
            continue
        if match := _SIGN.match(lines[span.line], span.end_column):
            begin, end = match.span(1)
            yield Problem(
                place_in(document.path, document.text, Span(span.line, begin, span.line, end)),
                "swallowed-words",
                "These words are left out: a space and “#” begin a comment.",
                "Put the whole value in double quotes if they belong to it.",
                Severity.WARNING,
            )
