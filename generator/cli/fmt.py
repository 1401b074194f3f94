"""`alongside fmt`: every file in its one canonical form."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import click

from generator.build import examine
from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today
from generator.curate.fmt import Formatted, formatted, write
from generator.curate.made import made
from generator.failure import Failure, failure_of
from generator.problem import Place, Problem, Severity

FORMATS = ("text", "github")


@click.command()
@root_option
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if it would."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Text for people, annotations for GitHub.",
)
def fmt(root: Path, only_check: bool, format_: str) -> None:
    """Put fields, wrapping, quotes and lists into one form; comments stay.

    Also writes what is made from other files: the editor's schemas in content/schema, the field
    reference in CONTRIBUTING and, where there is a folder .github, the forms of its issues.
    """
    with failures_in_words():
        catalogue, _ = examine(root, today())
        if catalogue is None or not catalogue.knows_vocabularies:
            raise Failure(
                "The vocabularies cannot be read, and without them no file has a form.",
                "`alongside check` shows what is wrong there.",
            )
        changed: list[str] = []
        gone: list[str] = []
        problems: list[Problem] = []
        notes: list[Problem] = []
        fine = 0
        try:
            for file in chain(formatted(root, catalogue.table), made(root, catalogue)):
                problems += file.problems
                fine += not file.is_changed and not file.problems
                if file.is_changed:
                    (changed if file.after else gone).append(file.path)
                    notes.append(_note(file))
                    if not only_check:
                        write(root, file)
        except OSError as error:
            raise failure_of(error, "formatting") from error
    if format_ == "github":
        rest = "`alongside fmt --check` shows all of them."
        if said := report.as_github(sorted(problems + (notes if only_check else [])), rest):
            click.echo(said)
    else:
        _say(changed, gone, problems, fine, only_check=only_check)
    changed += gone
    sys.exit(1 if problems or (only_check and changed) else 0)


def _say(
    changed: list[str], gone: list[str], problems: list[Problem], fine: int, *, only_check: bool
) -> None:
    if problems:
        click.echo(report.as_text(sorted(problems)), err=True)
    for path in changed:
        click.echo(f"{path}: {'not in canonical form' if only_check else 'formatted'}")
    for path in gone:
        click.echo(f"{path}: {'made from nothing any more' if only_check else 'taken away'}")
    did = "would be formatted" if only_check else "formatted"
    count = len(changed) + len(gone)
    click.echo(f"{report.counted(count, 'file')} {did}, {fine:,} fine.")
    if only_check and count:
        click.echo("Run `alongside fmt` to put them in order.", err=True)


def _note(file: Formatted) -> Problem:
    """Return what somebody should know who changed a file in the browser."""
    message = "This file says all that it should; only its order, quotes or line ends are unusual."
    if file.is_made:
        message = "This file is made from others, which have changed."
    hint = "You need not do anything: whoever merges it can run `alongside fmt`."
    return Problem(Place(file.path), "canonical-form", message, hint, Severity.WARNING)
