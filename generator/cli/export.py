"""`alongside export`: the directory as one file, for a spreadsheet, a program or safe keeping."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.examine import examine
from generator.failure import Failure, failure_of
from generator.load import Catalogue
from generator.problem import has_errors

FORMATS = ("csv", "jsonl", "hsds")


@click.command()
@root_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    required=True,
    help="csv: a table for spreadsheets. jsonl: every file, whole. hsds: for other directories.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it.  [default: standard output]",
)
@click.option("--language", metavar="TAG", help="Texts in this language, where there are any.")
@click.option("--notes", is_flag=True, help="With csv or hsds: also what is for curators only.")
def export(
    root: Path, today: date, format_: str, out: Path | None, language: str | None, notes: bool
) -> None:
    """Write the directory as CSV, JSON Lines or HSDS 3.0 JSON.

    JSON Lines holds every entry, story, guide and page with all that their files say but
    comments, also the notes that are never published: keep it to yourself. The others hold
    entries in one language. docs/exchange.md says what each can carry.
    """
    if format_ == "jsonl" and (language or notes):
        raise click.UsageError("JSON Lines holds all languages and notes; leave these options out.")
    with failures_in_words():
        catalogue, problems = examine(root, today)
        if catalogue is None or has_errors(problems):
            errors = [problem for problem in problems if problem.is_error]
            click.echo(f"{report.as_text(errors)}\n\nNothing was exported.", err=True)
            sys.exit(1)
        language = language or catalogue.config.default_language
        if language not in catalogue.config.languages:
            raise Failure(
                f"The directory has no language “{language}”.",
                f"It has: {', '.join(catalogue.config.languages)}.",
            )
        data = "".join(_parts(catalogue, format_, language, notes=notes)).encode()
        if out is None:
            sys.stdout.buffer.write(data)
            return
        try:
            unfinished = out.with_name(f".{out.name}.unfinished")
            unfinished.write_bytes(data)
            unfinished.replace(out)
        except OSError as error:
            raise failure_of(error, f"writing {out}") from error


def _parts(catalogue: Catalogue, format_: str, language: str, *, notes: bool) -> Iterator[str]:
    from generator.exchange.sources import sources, translated_in

    if format_ == "jsonl":
        from generator.exchange.jsonl import as_jsonl

        yield from as_jsonl(sources(catalogue))
        return
    entries = [
        file
        for file in sources(catalogue)
        if file.collection.name == "resources" and not file.language
    ]
    translations = translated_in(catalogue, language)
    fields = catalogue.table.of("resources")
    if format_ == "csv":
        from generator.exchange.csv import as_csv

        default = catalogue.config.default_language
        yield from as_csv(entries, fields, default, translations, notes=notes)
    else:
        from generator.exchange.hsds import as_hsds

        yield from as_hsds(entries, catalogue, language, translations, notes=notes)
