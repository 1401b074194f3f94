"""`alongside from-issue`: the file that a filled-in form of GitHub suggests."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.build import examine
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.curate.event import LARGEST, Issue, issue_in
from generator.curate.fmt import write_new
from generator.failure import Failure, failure_of

MESSAGE = "message.md"


@click.command("from-issue")
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="An empty or new folder for the file and the message.",
)
@root_option
@today_option
def from_issue(event: Path, out: Path, root: Path, today: date) -> None:
    """Turn an issue that came from one of the forms into the file that it suggests.

    EVENT is what GitHub says when somebody sets a label. The new file is written below --out, and
    beside it message.md: the pull request's text or, with exit code 1, the answer that says what
    to correct. The directory itself stays as it is.
    """
    with failures_in_words():
        # What the workflow needs alone should not slow every other command down.
        from generator.curate.suggestion import corrections, suggested, thanks

        issue = _issue(event)
        if out.exists() and any(out.iterdir()):
            raise Failure(f"The folder {out} is not empty.", "Name another one with --out.")
        catalogue, _ = examine(root, today)
        if not (catalogue and catalogue.knows_settings and catalogue.knows_vocabularies):
            raise Failure(
                "content/site.yaml or a vocabulary cannot be read, so the forms are not known.",
                "`alongside check` shows what is wrong there.",
            )
        suggestion, mistakes = suggested(issue, catalogue, today)
        try:
            if suggestion is None:
                write_new(out, MESSAGE, corrections(mistakes))
            else:
                write_new(out, suggestion.path, suggestion.text)
                write_new(out, MESSAGE, thanks(suggestion, issue))
        except OSError as error:
            raise failure_of(error, f"writing to {out}") from error
    if suggestion is None:
        click.echo(corrections(mistakes), err=True)
        sys.exit(1)
    click.echo(f"Written: {out / suggestion.path}")


def _issue(event: Path) -> Issue:
    try:
        with event.open("rb") as stream:
            return issue_in(stream.read(LARGEST + 1))
    except OSError as error:
        raise failure_of(error, f"reading {event}") from error
