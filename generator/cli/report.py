"""Problems as text for people, as annotations for GitHub, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.cells import cell_len

from generator import gfm
from generator.problem import Problem, Severity

ANNOTATIONS = 10
"""How many errors, and how many warnings, GitHub shows of one step. It drops the others."""


def as_text(problems: Sequence[Problem]) -> str:
    """Return each problem with its line and a caret under the very value, and a last line."""
    blocks = [_block(problem) for problem in problems]
    return "\n\n".join([*blocks, summary(problems)])


def as_github(problems: Sequence[Problem], elsewhere: str = "") -> str:
    """Return one workflow command a problem, as many as GitHub shows, and where the others are.

    `elsewhere` is a sentence that says where all of them can be read.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    shown = {
        problem
        for severity in Severity
        for problem in [each for each in problems if each.severity is severity][:ANNOTATIONS]
    }
    commands = [_command(problem) for problem in problems if problem in shown]
    if rest := [problem for problem in problems if problem not in shown]:
        more = summary(rest, "more ").removesuffix(".")
        elsewhere = elsewhere or "`alongside check` shows all of them."
        notice = f"{more} could not be marked here. {elsewhere}"
        commands.append(f"::notice title=more-problems::{_escape(notice, is_property=False)}")
    return "\n".join(commands)


def as_json(problems: Sequence[Problem]) -> str:
    """Return all problems as one JSON object; lines and columns count from 1."""
    return json.dumps(
        {
            "errors": sum(problem.is_error for problem in problems),
            "warnings": sum(not problem.is_error for problem in problems),
            "problems": [
                {
                    "path": problem.place.path,
                    "line": problem.place.line,
                    "column": problem.place.column,
                    "end_column": problem.place.end_column,
                    "severity": problem.severity.value,
                    "code": problem.code,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in problems
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_markdown(problems: Sequence[Problem]) -> str:
    """Return all problems as a section of a Markdown page, errors first, up to a bounded size."""
    ranked = sorted(problems, key=lambda problem: not problem.is_error)
    lines = [f"## {summary(problems).removesuffix('.')}", "", *map(item, ranked)]
    return gfm.report(lines, "There are more. `alongside check` shows all of them.")


def summary(problems: Sequence[Problem], which: str = "") -> str:
    """Return how many errors and warnings there are, in words; `which` stands before these."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return "No problems."
    parts = [counted(errors, f"{which}error")] if errors else []
    parts += [counted(warnings, f"{which}warning")] if warnings else []
    return f"{' and '.join(parts)}."


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its word: 1 error, 2 errors; 1 entry, 2 entries."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def headline(problem: Problem) -> str:
    """Return a problem on one line: where, how bad, which code, what."""
    place = problem.place
    where = f"{place.path}:{place.line}:{place.column}"
    return f"{where}: {problem.severity.value}[{problem.code}]: {problem.message}"


def _block(problem: Problem) -> str:
    place = problem.place
    lines = [headline(problem)]
    if place.source.strip():
        number = str(place.line)
        before = place.source[: place.column - 1]
        # Tabs stay tabs and wide letters take two cells, so that the caret stands right.
        pad = "".join("\t" if sign == "\t" else " " * cell_len(sign) for sign in before)
        marked = place.source[place.column - 1 : place.end_column - 1]
        lines.append(f"  {number} | {place.source}")
        lines.append(f"  {' ' * len(number)} | {pad}{'^' * max(cell_len(marked), 1)}")
    if problem.hint:
        lines.append(f"  {problem.hint}")
    return "\n".join(lines)


def item(problem: Problem) -> str:
    """Return a problem as one item of a Markdown list."""
    place = problem.place
    where = gfm.code(f"{place.path}:{place.line}:{place.column}")
    said = gfm.text(problem.message) + (f" {gfm.text(problem.hint)}" if problem.hint else "")
    return f"- **{problem.severity.value}** {where} {said} ({gfm.code(problem.code)})"


def _command(problem: Problem) -> str:
    place = problem.place
    values = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.end_column),
        "title": problem.code,
    }
    properties = ",".join(
        f"{name}={_escape(value, is_property=True)}" for name, value in values.items()
    )
    message = f"{problem.message} {problem.hint}".strip()
    return f"::{problem.severity.value} {properties}::{_escape(message, is_property=False)}"


def _escape(value: str, *, is_property: bool) -> str:
    value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return value.replace(":", "%3A").replace(",", "%2C") if is_property else value
