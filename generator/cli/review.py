"""`alongside review`: what to look at next, so that the directory stays right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import click

from generator import gfm
from generator.cli import report
from generator.cli.terminal import (
    failures_in_words,
    list_option,
    root_option,
    tasks_done_in,
    ticked_option,
    today_option,
)
from generator.curate.review import Group, Item
from generator.curate.review import review as review_of
from generator.examine import examine
from generator.failure import Failure
from generator.load import Catalogue
from generator.problem import Place, printable

MINUTES = 5
"""How long one thing takes, more or less."""

AN_HOUR = 12
"""How many are shown at a time; an hour a week brings some 300 entries round in half a year."""

TITLES = {
    Group.PAST: "Something there is over",
    Group.DUE: "Due to be checked again",
    Group.CRISIS: "Crisis help that nobody has verified yet",
    Group.NEVER: "Not verified yet",
}
LONGEST_NOTES = 240


@dataclass(frozen=True, slots=True)
class Plan:
    """The first things to look at, out of `total`."""

    items: Sequence[Item]
    total: int
    catalogue: Catalogue

    def groups(self) -> Iterator[tuple[Group, tuple[Item, ...]]]:
        """Yield the items that belong together."""
        for group, items in groupby(self.items, key=lambda item: item.group):
            yield group, tuple(items)

    def place_of(self, item: Item) -> Place:
        """Return the line that most needs a look."""
        return self.catalogue.locate(item.path, item.place)


@click.command()
@root_option
@today_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=AN_HOUR,
    show_default=True,
    metavar="N",
    help="How many to show; twelve are about an hour.",
)
@click.option(
    "--due-within",
    type=click.IntRange(0, 3660),
    default=14,
    show_default=True,
    metavar="DAYS",
    help="Show what falls due this soon, too.",
)
@list_option
@ticked_option
def review(
    root: Path, today: date, limit: int, due_within: int, format_: str, ticked: Path | None
) -> None:
    """List what to look at next: what is over, due, or was never verified.

    Soonest first. `alongside verify` writes down that you have looked.
    """
    with failures_in_words():
        catalogue, problems = examine(root, today)
        if catalogue is None or not catalogue.knows_settings:
            raise Failure(
                "content/site.yaml cannot be read.", "`alongside check` shows what is wrong there."
            )
        broken = frozenset(problem.place.path for problem in problems if problem.is_error)
        items = review_of(catalogue, today, timedelta(days=due_within), broken)
        done = tasks_done_in(ticked)
    plan = Plan(items[:limit], len(items), catalogue)
    match format_:
        case "json":
            click.echo(_as_json(plan, today))
        case "markdown":
            click.echo(gfm.report(_as_markdown(plan, done), "There is more.", gfm.ISSUE_PART))
        case _:
            click.echo("\n".join(_as_text(plan)))
    if missing := sum(path.startswith("content/resources/") for path in broken):
        said = report.counted(missing, "file has mistakes", "files have mistakes")
        click.echo(f"{said} and may be missing here; `alongside check` shows them.", err=True)


def _size(plan: Plan) -> str:
    shown = len(plan.items)
    if not shown:
        return "Nothing to look at today."
    hours = round(shown * MINUTES / 60)
    time = f"{hours} hours" if hours > 1 else "an hour" if hours else f"{shown * MINUTES} minutes"
    if shown == plan.total:
        return f"{shown:,} to look at: about {time}."
    return f"{plan.total:,} to look at. Here are the first {shown:,}: about {time}."


def _as_text(plan: Plan) -> Iterator[str]:
    yield _size(plan)
    for group, items in plan.groups():
        yield f"\n{click.style(TITLES[group], bold=True)}"
        for item in items:
            yield ""
            yield f"  {_title(item)}"
            yield from (f"    {line}" for line in _details(plan, item))
    if plan.items:
        yield "\nOnce you have looked, and what is written there is right:"
        ids = [id_ for item in plan.items for id_ in item.ids]
        yield f"  {_command(ids)}"


def _title(item: Item) -> str:
    is_entry = item.ids == (item.ids[0],) and "/" not in item.ids[0]
    return f"{item.name} ({item.ids[0]})" if is_entry else f"Crisis help: {item.name}"


def _details(plan: Plan, item: Item) -> Iterator[str]:
    yield from item.reasons
    if last := _last(item):
        yield last
    place = plan.place_of(item)
    yield f"{place.path}:{place.line}"
    if item.url:
        yield item.url
    yield f"Compare: {printable('; '.join(item.checks))}"
    if item.notes:
        notes = printable(" ".join(item.notes.split()))
        shown = notes if len(notes) <= LONGEST_NOTES else f"{notes[: LONGEST_NOTES - 1]}…"
        yield f"Notes: {shown}"
    if len(item.ids) > 1 or "/" in item.ids[0]:
        yield f"Ids: {' '.join(item.ids)}"


def _last(item: Item) -> str:
    last = item.verified
    return printable(f"Verified on {last.date} by {last.by} ({last.how}).") if last else ""


def _command(ids: Sequence[str]) -> str:
    return f"alongside verify {' '.join(ids)} --how website --by YOUR-NAME"


def _as_markdown(plan: Plan, done: frozenset[str]) -> Iterator[str]:
    yield "## To look at"
    yield ""
    yield _size(plan)
    for group, items in plan.groups():
        yield from ("", f"### {TITLES[group]}", "")
        yield from (_task(plan, item, done) for item in items)
    if plan.items:
        yield ""
        yield "Once you have looked, write it down in the entry's block `verified`, or with:"
        yield ""
        ids = [id_ for item in plan.items for id_ in item.ids]
        yield f"    {_command(ids)}"


def _task(plan: Plan, item: Item, done: frozenset[str]) -> str:
    place = plan.place_of(item)
    repository = plan.catalogue.config.repository
    where = f"{place.path}:{place.line}"
    words = [f"**{gfm.text(_title(item))}**", *map(gfm.text, (*item.reasons, _last(item)))]
    words += [gfm.address(item.url)] if item.url else []
    words += [f"Compare: {gfm.text('; '.join(item.checks))}."]
    if repository:
        file = f"{repository.rstrip('/')}/blob/HEAD/{place.path}?plain=1#L{place.line}"
        words.append(f"File: {gfm.address(file)}")
    else:
        words.append(f"File: {gfm.code(where)}")
    return gfm.task(item.key, " ".join(word for word in words if word), done)


def _as_json(plan: Plan, today: date) -> str:
    told = {
        "today": today.isoformat(),
        "total": plan.total,
        "items": [
            {
                "group": item.group.value,
                "ids": list(item.ids),
                "name": item.name,
                "path": item.path,
                "line": plan.place_of(item).line,
                "url": item.url or None,
                "day": item.day.isoformat() if item.day != date.min else None,
                "verified": item.verified.model_dump(mode="json") if item.verified else None,
                "reasons": list(item.reasons),
                "compare": list(item.checks),
            }
            for item in plan.items
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
