"""Words that YAML takes for a comment, though their writer probably meant them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.nodes.document import Document, place_in
from generator.nodes.tree import Span, scalars
from generator.problem import Problem, Severity

_SIGN = re.compile(r"[ \t]+(#\S.*)")


def swallowed_words(document: Document) -> Iterator[Problem]:
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
