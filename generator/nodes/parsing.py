"""From a file's text to a document, or to the problems that prevent it."""

from __future__ import annotations

import yaml
from yaml import CSafeLoader

from generator import syntax
from generator.nodes.builder import Builder, UnreadableError
from generator.nodes.document import Document, place_in
from generator.nodes.hidden import hidden_character, odd_indent
from generator.nodes.tree import Mapping, Span
from generator.problem import Problem


def parse(path: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Parse one file that must hold a mapping; `text` has only `\\n` as line ends.

    Returns the document and its problems; None where the text could not be read as YAML at all.
    A document that comes with problems is whole but for what they name.
    """
    if hidden := hidden_character(path, text) or odd_indent(path, text):
        return None, [hidden]
    builder = Builder(path, text)
    try:
        for event in yaml.parse(text, Loader=CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(path, text, error)]
    except UnreadableError as error:
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


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    said = " ".join(part for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    found = syntax.explain(said, lines[line], column)
    if found.where_it_began and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    place = place_in(path, text, Span(line, column, line, column + 1))
    return Problem(place, "syntax", found.message, found.hint)
