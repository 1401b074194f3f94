"""`alongside build`: the site, made from the content."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.build import Options, Report, Result
from generator.build import build as build_site
from generator.cli import report
from generator.cli.terminal import (
    failures_in_words,
    processors,
    progress,
    root_option,
    today_option,
)
from generator.problem import has_errors
from generator.values import url_fault


def _base_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    is_local = parts.scheme in {"http", "https"} and parts.hostname in {"localhost", "127.0.0.1"}
    if parts.query or parts.fragment or (not is_local and url_fault(value)):
        raise click.BadParameter(f"“{value}” is no address such as https://example.org/support/.")
    return value.rstrip("/") + "/"


@click.command()
@root_option
@today_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: site/ in the root]",
)
@click.option(
    "--base-url",
    callback=_base_url,
    metavar="URL",
    help="Where the site will live, such as https://owner.github.io/repo/.",
)
@click.option("--theme", metavar="NAME", help="A folder in themes/, instead of site.yaml's.")
@click.option("--no-search", is_flag=True, help="Leave the search index out.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=processors,
    metavar="N",
    help="How many processes may render a large site.  [default: one a processor]",
)
@click.option("--quiet", is_flag=True, help="Print nothing but problems that stop the build.")
@click.option("--verbose", is_flag=True, help="Show warnings in full.")
def build(
    root: Path,
    today: date,
    out: Path | None,
    base_url: str | None,
    theme: str | None,
    no_search: bool,
    jobs: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the content and make the site.

    With an error anywhere, nothing is written and the last good site stays as it is.
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other.")
    began = time.monotonic()
    options = Options(
        root,
        out or root / "site",
        today,
        os.environ,
        base_url,
        theme,
        search=not no_search,
        jobs=jobs,
    )
    with failures_in_words(), _progress(quiet) as told:
        result = build_site(options, told)
    shown = [p for p in result.problems if p.is_error or (verbose and not quiet)]
    if shown:
        click.echo(report.as_text(shown), err=True)
    if has_errors(result.problems):
        click.echo("\nNothing was built; the last good site is as it was.", err=True)
        sys.exit(1)
    if not quiet:
        click.echo(_last_line(options, result, time.monotonic() - began))


@contextmanager
def _progress(quiet: bool) -> Iterator[Report]:
    with progress("Checking", quiet=quiet) as told:
        yield lambda done, total: told("Rendering" if done < total else "Indexing", done, total)


def _last_line(options: Options, result: Result, seconds: float) -> str:
    changes = result.changes
    assert changes is not None  # noqa: S101 - a build without errors has published
    entries = report.counted(result.entries, "entry", "entries")
    differ = [f"{changes.written:,} new or changed"]
    differ += [f"{changes.removed:,} removed"] if changes.removed else []
    files = report.counted(changes.written + changes.unchanged, "file")
    line = (
        f"Built {entries} as {files} in {_shown(options.out)} ({', '.join(differ)}) "
        f"in {seconds:.1f} s, for {result.base_url}."
    )
    warnings = sum(not problem.is_error for problem in result.problems)
    if warnings:
        line += f"\n{report.counted(warnings, 'warning')}: `alongside check` shows them."
    return line


def _shown(folder: Path) -> str:
    try:
        return f"{folder.resolve().relative_to(Path.cwd()).as_posix()}/"
    except ValueError:
        return f"{folder.as_posix()}/"
