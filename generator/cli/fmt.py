"""`alongside fmt`: every file in its one canonical form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.build import examine
from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today
from generator.curate.fmt import formatted, write
from generator.failure import Failure, failure_of
from generator.problem import Problem


@click.command()
@root_option
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if it would."
)
def fmt(root: Path, only_check: bool) -> None:
    """Put fields, wrapping, quotes and lists into one form; comments stay.

    Also writes the editor's schemas in content/schema and the field reference in CONTRIBUTING.
    """
    with failures_in_words():
        catalogue, _ = examine(root, today())
        if catalogue is None or not catalogue.knows_vocabularies:
            raise Failure(
                "The vocabularies cannot be read, and without them no file has a form.",
                "`alongside check` shows what is wrong there.",
            )
        changed: list[str] = []
        problems: list[Problem] = []
        fine = 0
        try:
            for file in formatted(root, catalogue.table):
                problems += file.problems
                if file.is_changed:
                    changed.append(file.path)
                    if not only_check:
                        write(root, file)
                else:
                    fine += not file.problems
        except OSError as error:
            raise failure_of(error, "formatting") from error
    if problems:
        click.echo(report.as_text(sorted(problems)), err=True)
    for path in changed:
        click.echo(f"{path}: {'not in canonical form' if only_check else 'formatted'}")
    did = "would be formatted" if only_check else "formatted"
    click.echo(f"{report.counted(len(changed), 'file')} {did}, {fine:,} fine.")
    if only_check and changed:
        click.echo("Run `alongside fmt` to put them in order.", err=True)
    sys.exit(1 if problems or (only_check and changed) else 0)
