"""`alongside import`: entries from a list that somebody else keeps, or from an export."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.examine import examine
from generator.failure import Failure, failure_of
from generator.load import Catalogue
from generator.load.files import decode
from generator.problem import Problem, printable

if TYPE_CHECKING:
    from generator.exchange.plans import Plan, Step
    from generator.exchange.records import Reading

FORMATS = ("csv", "jsonl", "hsds")
LARGEST = 64 * 1024 * 1024
"""The most bytes that a list may have."""

MOST_NAMED = 40
"""How many files of one sort are named; of more, the number is told."""

MOST_PROBLEMS = 100
"""How many problems are shown in full."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@root_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="What FILE is.  [default: by its name: .csv, .tsv, .jsonl, .json (HSDS)]",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column holds, such as “Web site=url”; or a YAML file with a line for each, "
    "“Column: field”. Give it as often as you like.",
)
@click.option(
    "--set",
    "usual",
    multiple=True,
    metavar="FIELD=VALUE",
    help="What a field of new entries is where the list does not say, such as cost=free.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.option("--update", is_flag=True, help="Also change entries that are here already.")
@click.option("--skip-wrong", is_flag=True, help="Write the good rows although others are wrong.")
def import_(
    file: Path,
    root: Path,
    today: date,
    format_: str | None,
    maps: tuple[str, ...],
    usual: tuple[str, ...],
    dry_run: bool,
    update: bool,
    skip_wrong: bool,
) -> None:
    """Add entries from a CSV table, JSON Lines or HSDS 3.0 JSON.

    Every row is checked like a file written by hand, and nothing is written while one is wrong.
    Entries that are here already stay as they are; with --update, only the fields that the list
    says change. Nothing becomes verified by an import. docs/exchange.md explains more.
    """
    with failures_in_words():
        catalogue = _readable(examine(root, today)[0])
        reading = _read(file, format_, catalogue, maps, usual)

        from generator.exchange.planning import plan

        result = plan(reading.records, catalogue, today, update=update, skip_wrong=skip_wrong)
        wrong = reading.wrong + result.wrong
        is_stopped = wrong > 0 and not skip_wrong
        _tell(reading, result, update=update)
        if dry_run:
            _show(result.steps)
        elif not is_stopped:
            _write(root, result.steps)
    _finish(result, wrong, dry_run=dry_run, is_stopped=is_stopped)


def _readable(catalogue: Catalogue | None) -> Catalogue:
    """Return the catalogue, when its fields are known."""
    if catalogue and catalogue.knows_settings and catalogue.knows_vocabularies:
        return catalogue
    raise Failure(
        "content/site.yaml or a vocabulary cannot be read, so the fields are not known.",
        "`alongside check` shows what is wrong there.",
    )


def _read(
    file: Path,
    format_: str | None,
    catalogue: Catalogue,
    maps: Sequence[str],
    usual: Sequence[str],
) -> Reading:
    from generator.exchange.reading import format_of, read_list

    form = format_ or format_of(file.name)
    if form is None:
        raise click.UsageError(f"What {file.name} is cannot be told by its name; say --format.")
    return read_list(
        file.as_posix(),
        _bytes_of(file),
        form,
        catalogue,
        _mapped(maps),
        dict(_pair(each, "--set") for each in usual),
    )


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise Failure(
                f"{file} has more than {LARGEST // 1024 // 1024} MiB.",
                "Divide it into several lists.",
            )
        return file.read_bytes()
    except OSError as error:
        raise failure_of(error, f"reading {file}") from error


def _mapped(maps: Sequence[str]) -> Mapping[str, str]:
    from generator.exchange.reading import map_in

    said: dict[str, str] = {}
    for each in maps:
        if "=" in each:
            said |= [_pair(each, "--map")]
            continue
        if not Path(each).is_file():
            raise click.UsageError(f"“{each}” is neither “Column=field” nor a file of such lines.")
        text = decode(each, _bytes_of(Path(each)))
        found = [text] if isinstance(text, Problem) else map_in(each, text)
        if isinstance(found, list):
            click.echo(report.as_text(sorted(found)), err=True)
            sys.exit(1)
        said |= found
    return said


def _pair(text: str, option: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=") if option == "--map" else text.partition("=")
    if not sign or not name.strip():
        raise click.UsageError(f"{option} wants two words with “=” between them, not “{text}”.")
    return name.strip(), value.strip()


def _tell(reading: Reading, result: Plan, *, update: bool) -> None:
    """Print what was understood and what is wrong."""
    from generator.exchange.plans import gathered

    for note in reading.notes:
        click.echo(printable(note))
    for step in result.left[:MOST_NAMED]:
        fields = ", ".join(step.fields)
        who = printable(step.record.spot.name)
        click.echo(f"left as it is: {step.path} ({who} has other {fields})")
    _more(len(result.left))
    if result.left and not update:
        click.echo("These are here already. To change them, say --update.")
    problems = gathered([*reading.problems, *result.problems])
    if problems:
        click.echo(f"\n{report.as_text(problems[:MOST_PROBLEMS])}", err=True)
    if len(problems) > MOST_PROBLEMS:
        click.echo(f"and {len(problems) - MOST_PROBLEMS:,} more problems.", err=True)


def _show(steps: Sequence[Step]) -> None:
    for step in steps:
        before = (step.before or "").splitlines()
        name = "(new)" if step.before is None else step.path
        click.echo()
        for line in unified_diff(before, step.after.splitlines(), name, step.path, lineterm=""):
            click.echo(_coloured(printable(line)))


def _coloured(line: str) -> str:
    if line.startswith(("+++", "---")):
        return click.style(line, bold=True)
    if line.startswith("+"):
        return click.style(line, fg="green")
    return click.style(line, fg="red") if line.startswith("-") else line


def _write(root: Path, steps: Sequence[Step]) -> None:
    from generator.exchange.writing import write_all

    write_all(root, steps)
    for step in steps[:MOST_NAMED]:
        where = f"({printable(step.record.spot.name)})"
        if step.before is None:
            click.echo(f"new: {step.path} {where}")
        else:
            click.echo(f"changed: {step.path}: {', '.join(step.fields)} {where}")
    _more(len(steps))


def _more(count: int) -> None:
    if count > MOST_NAMED:
        click.echo(f"and {count - MOST_NAMED:,} more files.")


def _finish(result: Plan, wrong: int, *, dry_run: bool, is_stopped: bool) -> None:
    """Print what was done, or would be, in one line; exit with 1 when a row was wrong."""
    would = "would be " if dry_run or is_stopped else ""
    line = ", ".join(_counts(result, wrong, would))
    click.echo(f"\n{line}.")
    if result.warnings:
        warnings = report.counted(len(result.warnings), "warning")
        click.echo(f"{warnings} of these files: `alongside check` shows them once they are there.")
    if is_stopped:
        click.echo(
            "Nothing was written. Put the list right, or say --skip-wrong to take the good rows.",
            err=True,
        )
    elif dry_run:
        click.echo("Nothing was written: this was a dry run.", err=True)
    elif result.steps:
        click.echo("Look through these files, then open a pull request with them.")
    sys.exit(1 if wrong else 0)


def _counts(result: Plan, wrong: int, would: str) -> Iterator[str]:
    yield f"{report.counted(len(result.new), 'file')} {would}added"
    yield f"{len(result.changed):,} {would}changed"
    if result.same:
        yield f"{result.same:,} the same already"
    if result.left:
        yield f"{len(result.left):,} left as they are"
    if result.unsure:
        yield f"{report.counted(result.unsure, 'unsure row')} skipped"
    if wrong:
        yield f"{report.counted(wrong, 'wrong row')}"
