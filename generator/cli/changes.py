"""`alongside changes`: what a change does to the directory, for those who review it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from generator import gfm
from generator.build import examine
from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.curate.changes import TEXT, Changes, CollectionChanges, Touched, compare
from generator.failure import Failure
from generator.load import Catalogue
from generator.problem import Problem

TITLES = {"resources": "Entries", "stories": "Stories", "guides": "Guides", "pages": "Pages"}


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
def changes(root: Path, today: date, base: Path) -> None:
    """Compare two states of the directory and print as Markdown what differs.

    Names what was added, changed (and in which fields) and removed, and counts the problems of
    both. It reports and never judges: problems are for `alongside check`.
    """
    with failures_in_words():
        after, problems = examine(root, today)
        if _is_no_directory(base):
            raise Failure(
                f"There is no folder “content” in {base}.",
                "Name the folder that holds content/, not one inside or beside it.",
            )
        try:
            before, old_problems = examine(base, today)
        except Failure:
            before, old_problems = None, None
    lines = [
        "## What changes",
        "",
        *_comparison(before, after),
        "### Problems",
        "",
        *_problems(old_problems, problems),
    ]
    click.echo(gfm.report(lines, "There is more: too much to be shown here."))


def _is_no_directory(base: Path) -> bool:
    """Say whether a folder holds something else; a checkout may be of a time before content."""
    if (base / "content").exists() or (base / ".git").exists():
        return False
    return any(not each.name.startswith(".") for each in base.iterdir())


def _comparison(before: Catalogue | None, after: Catalogue | None) -> Iterator[str]:
    if after is None:
        yield from ("The changed content cannot be read, so nothing can be compared.", "")
    elif before is None:
        yield from ("The content as it was before cannot be read: nothing to compare with.", "")
    else:
        yield from _changes(compare(before, after))


def _changes(found: Changes) -> Iterator[str]:
    rest = list(_rest(found))
    touched = [each for each in found.collections if each.any]
    if not touched and not rest:
        yield from ("Nothing that visitors or curators read differs.", "")
    for each in touched:
        yield from _collection(each)
    if rest:
        yield from ("### Besides", "", *rest, "")


def _collection(found: CollectionChanges) -> Iterator[str]:
    groups = (("added", found.added), ("changed", found.changed), ("removed", found.removed))
    counts = [f"{len(items):,} {did}" for did, items in groups if items]
    if found.unreadable:
        counts.append(f"{len(found.unreadable):,} unreadable")
    yield from (f"### {TITLES[found.collection]}: {', '.join(counts)}", "")
    for did, items in groups:
        for item in items:
            yield f"- {did} **{gfm.text(item.name)}** {gfm.code(item.path)}{_details(item)}"
    for path in found.unreadable:
        yield f"- cannot be read: {gfm.code(path)}"
    yield ""


def _details(item: Touched) -> str:
    said = ["text" if field == TEXT else gfm.code(field) for field in item.fields]
    said += [f"translation {gfm.code(language)}" for language in item.translations]
    said += [f"moved from {gfm.code(item.was_at)}"] if item.was_at else []
    said += ["could not be read before"] if item.was_unreadable else []
    return f": {', '.join(said)}" if said else ""


def _rest(found: Changes) -> Iterator[str]:
    if found.countries:
        yield f"- crisis help: {_codes(found.countries)}"
    if found.directories:
        yield "- crisis help: the services that list others"
    if found.vocabularies:
        yield f"- vocabularies: {_codes(found.vocabularies)}"
    if found.settings:
        yield f"- settings: {_codes(found.settings)}"


def _codes(words: Sequence[str]) -> str:
    return ", ".join(map(gfm.code, words))


def _problems(before: Sequence[Problem] | None, after: Sequence[Problem]) -> Iterator[str]:
    yield f"- now: {report.summary(after)}"
    if before is not None:
        yield f"- before: {report.summary(before)}"
