"""The one place that prints, and that knows the day and the machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from generator import gfm
from generator.failure import Failure, failure_of

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as a command's option, written 2026-11-22."""

    name = "date"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the day; click shows the mistake where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is no day; write it like 2026-11-22.", param, ctx)


def root_option(command: Command) -> Command:
    """Add `--root` to a command."""
    return click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        help="The folder that holds content/, themes/ and site/.  [default: here]",
    )(command)


def today_option(command: Command) -> Command:
    """Add `--today` to a command."""
    return click.option(
        "--today",
        type=Day(),
        default=today,
        metavar="DATE",
        help="Take this for today, such as 2026-11-22.",
    )(command)


def list_option(command: Command) -> Command:
    """Add `--format` to a command that makes a list of what somebody should look at."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "markdown", "json"]),
        default="text",
        show_default=True,
        help="Text for people, a list of tasks for an issue, JSON for programs.",
    )(command)


def ticked_option(command: Command) -> Command:
    """Add `--ticked` to a command."""
    return click.option(
        "--ticked",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="An earlier list of tasks; what is ticked there stays ticked.",
    )(command)


def tasks_done_in(file: Path | None) -> frozenset[str]:
    """Return the keys of the tasks that are ticked in an earlier list, if there is one."""
    if file is None:
        return frozenset()
    try:
        return gfm.tasks_done(file.read_text("utf-8", errors="replace"))
    except OSError as error:
        raise failure_of(error, "reading the earlier list") from error


def today() -> date:
    """Return the day on this machine's calendar."""
    return datetime.now().astimezone().date()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def progress(begins: str, *, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told how far long work is, and draws a bar when a person watches.

    It begins as `begins`; it is told what is done, how many steps, and of how many.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _doing, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(begins, total=None)
        yield lambda doing, done, total: bar.update(
            task, description=doing, completed=done, total=total
        )


@contextmanager
def failures_in_words() -> Iterator[None]:
    """Turn a failure into its sentence and exit code 1."""
    try:
        yield
    except Failure as failure:
        fail(failure.message, failure.hint)


def fail(message: str, hint: str = "") -> NoReturn:
    """Say what went wrong on the error stream and exit with 1."""
    click.echo(f"alongside: {message}", err=True)
    if hint:
        click.echo(f"  {hint}", err=True)
    sys.exit(1)
