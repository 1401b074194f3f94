"""`alongside check`: every problem of the content, all at once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.checks import RULES, SLOW_RULES
from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.examine import examine
from generator.failure import Failure, failure_of
from generator.problem import Problem, has_errors

FORMATS = ("text", "github", "json")


@click.command()
@root_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Text for people, annotations for GitHub, JSON for programs.",
)
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Add all problems to this file, too, as Markdown.",
)
@click.option("--errors", "only_errors", is_flag=True, help="Leave out the warnings.")
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Leave out the warnings that the directory had before, as it stands in this folder.",
)
def check(
    root: Path,
    today: date,
    format_: str,
    summary: Path | None,
    only_errors: bool,
    base: Path | None,
) -> None:
    """Check every entry, story, guide and setting.

    Shows all problems at once, each with its line. Exits with 1 when there is an error; warnings
    ask for a second look and stop nothing.
    """
    with failures_in_words():
        _, problems = examine(root, today, (*RULES, *SLOW_RULES))
        if summary:
            _add(summary, report.as_markdown(problems))
        if base:
            problems = _without_old_warnings(base, today, problems)
    if only_errors:
        problems = tuple(problem for problem in problems if problem.is_error)
        if not problems and format_ == "text":
            click.echo("No errors.")
            return
    if text := _formatted(problems, format_, summary):
        click.echo(text)
    sys.exit(1 if has_errors(problems) else 0)


def _without_old_warnings(
    base: Path, today: date, problems: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    from generator.curate.attention import new_problems

    try:
        _, before = examine(base, today, (*RULES, *SLOW_RULES))
    except Failure:  # a state of the directory that cannot be read had no warnings
        return problems
    new = set(new_problems(before, problems, {}))
    return tuple(problem for problem in problems if problem.is_error or problem in new)


def _formatted(problems: tuple[Problem, ...], format_: str, summary: Path | None) -> str:
    match format_:
        case "github":
            where = "The summary of this run lists all problems." if summary else ""
            return report.as_github(problems, where)
        case "json":
            return report.as_json(problems)
    return report.as_text(problems)


def _add(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{text}\n")
    except OSError as error:
        raise failure_of(error, "writing the summary") from error
