"""`alongside serve`: the site in a browser, fresh after every change."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator import preview
from generator.build import Options, build
from generator.cli import report
from generator.cli.terminal import failures_in_words, processors, root_option, today
from generator.failure import Failure


def _base_path(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    inner = value.strip("/")
    return f"/{inner}/" if inner else "/"


@click.command()
@root_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Where the browser finds it; 0 lets the system choose.",
)
@click.option(
    "--base-path",
    callback=_base_path,
    default="/",
    show_default=True,
    metavar="PATH",
    help="Show the site below a path, as a project's site on GitHub Pages is.",
)
@click.option("--theme", metavar="NAME", help="A folder in themes/, instead of site.yaml's.")
@click.option("--no-search", is_flag=True, help="Leave the search index out.")
def serve(root: Path, port: int, base_path: str, theme: str | None, no_search: bool) -> None:
    """Show the site in a browser and build it anew whenever a file changes.

    Mistakes are shown over the page and here. The folder site/ is not touched.
    """
    board = preview.Board()
    with failures_in_words(), TemporaryDirectory(prefix="alongside-") as folder:
        site = Path(folder) / "site"
        with preview.served(site, base_path, port, board) as used:
            address = f"http://localhost:{used}{base_path}"
            options = Options(
                root,
                site,
                today(),
                os.environ,
                address,
                theme,
                search=not no_search,
                jobs=processors(),
            )

            def rebuild() -> None:
                _build_for(replace(options, today=today()), board)

            rebuild()
            click.echo(f"Open {address} in a browser. Press Ctrl+C to stop.")
            watched = (root / "content", root / "themes")
            preview.watch(tuple(each for each in watched if each.is_dir()), rebuild)
    click.echo("Stopped.")


def _build_for(options: Options, board: preview.Board) -> None:
    try:
        result = build(options, lambda _done, _total: None)
    except Failure as failure:
        words = "\n".join(line for line in (failure.message, failure.hint) if line)
        click.echo(f"alongside: {words}", err=True)
        board.put(words, failed=True)
        return
    errors = [problem for problem in result.problems if problem.is_error]
    if errors:
        words = report.as_text(errors)
        click.echo(words, err=True)
        board.put(words, failed=True)
        return
    click.echo(f"Built {report.counted(result.entries, 'entry', 'entries')}.")
    board.put("", failed=False)
