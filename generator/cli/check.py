"""`alongside check`: every problem of the content, all at once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.build import examine
from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.problem import has_errors

FORMATS = {"text": report.as_text, "github": report.as_github, "json": report.as_json}


@click.command()
@root_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Text for people, annotations for GitHub, JSON for programs.",
)
def check(root: Path, today: date, format_: str) -> None:
    """Check every entry, story, guide and setting.

    Shows all problems at once, each with its line. Exits with 1 when there is an error; warnings
    ask for a second look and stop nothing.
    """
    with failures_in_words():
        _, problems = examine(root, today)
    if text := FORMATS[format_](problems):
        click.echo(text)
    sys.exit(1 if has_errors(problems) else 0)
