"""`alongside changes`: what a change does to the directory, for those who review it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from generator import gfm
from generator.build import examine
from generator.checks import RULES, SLOW_RULES
from generator.cli.change_report import details, first_looks, problems_told
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.curate.changes import compare
from generator.failure import Failure
from generator.load import Catalogue
from generator.problem import Problem

MORE = "There is more than can be shown here. The files of the change have all of it."
LIMITS = {"summary": gfm.SUMMARY_LIMIT, "comment": gfm.COMMENT_LIMIT}


@click.command()
@root_option
@today_option
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder that holds the directory as it was before.",
)
@click.option(
    "--for",
    "place",
    type=click.Choice(tuple(LIMITS)),
    default="summary",
    show_default=True,
    help="Keep within what GitHub shows of a run's summary, or of one comment.",
)
def changes(root: Path, today: date, base: Path, place: str) -> None:
    """Compare two states of the directory and print as Markdown what differs.

    Shows what was added, changed, renamed and removed, what the change brings with it, and what
    its reviewer should look at. It reports and never judges: problems are for `alongside check`.
    """
    rules = (*RULES, *SLOW_RULES)
    with failures_in_words():
        after, problems = examine(root, today, rules)
        try:
            before, old_problems = examine(base, today, rules)
        except Failure:
            before, old_problems = None, None
    click.echo(
        gfm.report(_single(_page(before, after, old_problems, problems)), MORE, LIMITS[place])
    )


def _page(
    before: Catalogue | None,
    after: Catalogue | None,
    old_problems: Sequence[Problem] | None,
    problems: Sequence[Problem],
) -> Iterator[str]:
    """Yield the lines of the whole page, what matters most first: its end may be cut."""
    yield from ("## What changes", "")
    if after is None:
        yield from ("The changed content cannot be read, so nothing can be compared.", "")
    elif before is None:
        yield from ("The content as it was before cannot be read: nothing to compare with.", "")
    if before is None or after is None:
        yield from problems_told(old_problems, problems, {})
        return
    found = compare(before, after)
    yield from first_looks(before, after, found)
    yield from problems_told(old_problems, problems, found.moved)
    yield from details(after, found)


def _single(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, of several empty ones in a row only the first."""
    last = ""
    for line in lines:
        if line or last:
            yield line
        last = line
