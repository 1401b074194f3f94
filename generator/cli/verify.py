"""`alongside verify`: write down that somebody has checked entries with their programmes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

import click

from generator.build import examine
from generator.cli import report
from generator.cli.terminal import Day, fail, failures_in_words, root_option, today_option
from generator.curate.edits import replace_all
from generator.curate.targets import Target, fault_of, targets_of
from generator.curate.verify import verified_files
from generator.failure import Failure, failure_of
from generator.freshness import due_after
from generator.load import Catalogue
from generator.model import Verified
from generator.problem import printable

NOTHING = "Nothing was written."
WAYS = get_args(Verified.model_fields["how"].annotation)
LONGEST_NAME = 80


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@root_option
@today_option
@click.option(
    "--how", type=click.Choice(WAYS), required=True, help="How you checked it with the programme."
)
@click.option(
    "--by",
    envvar="ALONGSIDE_BY",
    metavar="NAME",
    help="Your name or handle. Visitors see it.  [default: the variable ALONGSIDE_BY]",
)
@click.option(
    "--date", "day", type=Day(), metavar="DATE", help="The day of the check.  [default: today]"
)
def verify(
    ids: tuple[str, ...], root: Path, today: date, how: str, by: str | None, day: date | None
) -> None:
    """Write into entries that you checked them with the programme itself.

    An ID is a file's name without its ending, as `alongside review` shows it; crisis help goes by
    its country, as GB/112. All of them are written, or none, and nothing else in their files
    changes.
    """
    day = day or today
    name = _name(by)
    if day > today:
        fail(f"{day} is still to come; today is {today}.", NOTHING)
    with failures_in_words():
        catalogue, _ = examine(root, today)
        if catalogue is None or not catalogue.knows_settings:
            raise Failure(
                "content/site.yaml cannot be read.", "`alongside check` shows what is wrong there."
            )
        targets = _targets(catalogue, ids, day)
        verified = Verified.model_validate({"date": day.isoformat(), "by": name, "how": how})
        try:
            files = verified_files(root, targets, verified, catalogue.table)
            replace_all(root, files)
        except OSError as error:
            raise failure_of(error, "writing what was verified") from error
    due = due_after(day, catalogue.config.review_months)
    for target in targets:
        again = "is due again" if due >= today else "was due again"
        click.echo(f"{target.path}: {target.name}, verified on {day} ({how}), {again} on {due}.")
    click.echo(f"{report.counted(len(targets), 'check')} written.")
    click.echo("If anything was different there, change it in the file, too, and set “changed”.")


def _name(by: str | None) -> str:
    name = (by or "").strip()
    if not name:
        fail(
            "Who checked it? Visitors see the name or handle.",
            "Add --by and your name, or set the variable ALONGSIDE_BY once.",
        )
    if printable(name) != name or len(name) > LONGEST_NAME:
        fail(f"A name has at most {LONGEST_NAME} characters and no line break.", NOTHING)
    return name


def _targets(catalogue: Catalogue, ids: Sequence[str], day: date) -> tuple[Target, ...]:
    """Return what `ids` name, each once; otherwise say of every one what is wrong with it."""
    known = targets_of(catalogue)
    faults = []
    for id_ in dict.fromkeys(ids):
        target = known.get(id_)
        if target is None:
            faults.append(fault_of(catalogue, id_, known))
        elif target.verified and target.verified.date > day:
            later = f"“{id_}” was verified later already, on {target.verified.date}."
            faults.append((later, "Leave it out, or name another day with --date."))
    if faults:
        said = "\n  ".join(" ".join(part for part in fault if part) for fault in faults)
        raise Failure(said, NOTHING)
    return tuple(known[id_] for id_ in dict.fromkeys(ids))
