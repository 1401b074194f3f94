"""From a file's text to a document, or to the problems that prevent it."""

from __future__ import annotations

from collections.abc import Container, Sequence

import yaml
from yaml import CSafeLoader

from generator import syntax
from generator.nodes.builder import Builder, UnreadableError
from generator.nodes.document import Document, place_in
from generator.nodes.hidden import hidden_character, odd_indent
from generator.nodes.slips import slips_of
from generator.nodes.tree import Mapping, Scalar, Span
from generator.nodes.wholes import conflict, foreign, no_fields
from generator.problem import Problem


def parse(
    path: str, text: str, names: Container[str] = ()
) -> tuple[Document | None, list[Problem]]:
    """Parse one file that must hold a mapping; `text` has only `\\n` as line ends.

    Returns the document and its problems; None where the text could not be read as YAML at all.
    A document that comes with problems is whole but for what they name. With the `names` of the
    fields that the file may have, what is said of one that cannot be read is surer.
    """
    for first in (conflict, hidden_character, odd_indent, foreign):
        if problem := first(path, text):
            return None, [problem]
    builder = Builder(path, text)
    try:
        for event in yaml.parse(text, Loader=CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, *_explained(path, text, error, names, builder.problems)]
    except UnreadableError as error:
        return None, [*builder.problems, error.problem]
    root = builder.root
    if isinstance(root, Mapping):
        return Document(path, text, root), builder.problems
    slips = slips_of(text, names) if isinstance(root, Scalar) else []
    if slips:
        return None, [slip.as_problem(path, text) for slip in slips]
    return None, [*builder.problems, no_fields(path, text, root.span if root else Span(0, 0, 0, 1))]


def _explained(
    path: str,
    text: str,
    error: yaml.MarkedYAMLError,
    names: Container[str],
    told: Sequence[Problem],
) -> list[Problem]:
    """Return the slips of a text, and why the parser stopped where none of them says so."""
    if text.lstrip().startswith(("{", "[")):
        return [no_fields(path, text, Span(0, 0, 0, 1))]
    stop = _syntax_problem(path, text, error)
    lines = {problem.place.line for problem in told}
    slips = [slip.as_problem(path, text) for slip in slips_of(text, names)]
    found = [slip for slip in slips if slip.place.line not in lines]
    mark = error.problem_mark or error.context_mark
    reached = max(mark.line + 1 if mark else 1, stop.place.line)
    explains = lines | {slip.place.line for slip in slips}
    return found if any(line <= reached for line in explains) else [stop, *found]


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
