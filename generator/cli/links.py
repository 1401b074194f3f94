"""`alongside links`: whether the links of the directory still lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.cli import link_report
from generator.cli.terminal import (
    failures_in_words,
    list_option,
    progress,
    root_option,
    tasks_done_in,
    ticked_option,
    today_option,
)
from generator.examine import examine
from generator.failure import Failure, failure_of
from generator.load import Catalogue
from generator.load.catalogue import CRISIS
from generator.suggest import did_you_mean

if TYPE_CHECKING:
    from generator.links.findings import Finding
    from generator.links.mentions import Mention
    from generator.links.verdicts import Answer

CACHE = Path(".cache/links.json")


@click.command()
@root_option
@today_option
@click.option(
    "--cache",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"Where earlier answers are remembered.  [default: {CACHE.as_posix()} in the root]",
)
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    default=6,
    show_default=True,
    metavar="DAYS",
    help="Do not ask again what was fine this lately.",
)
@click.option(
    "--only", multiple=True, metavar="ID", help="Ask only for this entry, story, guide or page."
)
@click.option(
    "--fix-redirects", is_flag=True, help="Write new addresses where pages have moved for ever."
)
@list_option
@ticked_option
@click.option(
    "--allow-local", is_flag=True, help="Ask this machine and its own network, too (for tests)."
)
def links(
    root: Path,
    today: date,
    cache: Path | None,
    max_age: int,
    only: tuple[str, ...],
    fix_redirects: bool,
    format_: str,
    ticked: Path | None,
    allow_local: bool,
) -> None:
    """Ask every web address of the directory whether it still answers.

    An address is dead only after failures on three days, a week or more apart. What cannot be told
    stays unknown. Nothing here makes the command fail: that somebody else's server is down is no
    mistake of anybody's.
    """
    from generator.links import memory
    from generator.links.findings import by_page, findings_of
    from generator.links.mentions import mentions
    from generator.links.verdicts import Record, looks_offline

    file = cache or root / CACHE
    with failures_in_words():
        catalogue, problems = examine(root, today)
        if catalogue is None:
            raise Failure(
                "The folder “content” cannot be read.",
                "`alongside check` shows what is wrong there.",
            )
        done = tasks_done_in(ticked)
        everything = list(mentions(catalogue))
        pages = by_page(_chosen(catalogue, everything, only))
        known = set(by_page(everything))
        records = {url: each for url, each in memory.read(file).items() if url in known}
        wanted = [
            url
            for url in pages
            if url not in records or not records[url].is_young(today, timedelta(days=max_age))
        ]
        answers: dict[str, Answer] = {}
        try:
            confirmed = {url: url in records and records[url].is_confirmed(today) for url in wanted}
            _ask(catalogue, confirmed, answers, allow_local=allow_local)
        finally:
            if not (is_offline := looks_offline(answers.values())):
                for url, answer in answers.items():
                    records[url] = records.get(url, Record()).with_answer(today, answer)
            memory.write(file, records)
        found = findings_of(pages, records, today)
        fixed = _fix(catalogue, found) if fix_redirects else []
    formatted = {
        "json": link_report.as_json,
        "markdown": link_report.as_markdown,
        "text": link_report.as_text,
    }[format_]
    click.echo(formatted(catalogue, found, fixed, done))
    if is_offline:
        click.echo(
            f"None of {len(answers):,} addresses answered: perhaps this machine is offline. "
            "Nothing of that is remembered.",
            err=True,
        )
    if any(problem.is_error for problem in problems):
        click.echo(
            "Files with mistakes may be missing here; `alongside check` shows them.", err=True
        )


def _chosen(
    catalogue: Catalogue, everything: Sequence[Mention], only: Sequence[str]
) -> Sequence[Mention]:
    """Return the mentions of some items, in their translations too; all of them without `only`."""
    if not only:
        return everything
    paths: dict[str, set[str]] = {"crisis": {CRISIS}}
    for files in catalogue.files.values():
        for id_, path in files.items():
            paths.setdefault(id_, set()).add(path)
    for (_, id_, _), translation in catalogue.translations.items():
        paths.setdefault(id_, set()).add(translation.path)
    unknown = [id_ for id_ in only if id_ not in paths]
    if unknown:
        said = (f"There is nothing called “{id_}”. {did_you_mean(id_, paths)}" for id_ in unknown)
        raise Failure("\n  ".join(each.strip() for each in said))
    wanted = {path for id_ in only for path in paths[id_]}
    return [mention for mention in everything if mention.path in wanted]


def _ask(
    catalogue: Catalogue,
    confirmed: Mapping[str, bool],
    answers: dict[str, Answer],
    *,
    allow_local: bool,
) -> None:
    """Ask all addresses, each with whether it is `confirmed`; put into `answers` what comes."""
    import asyncio
    import time

    from generator.links.asking import Asker, Clock, Manners, ask_all
    from generator.links.network import transport

    manners = Manners(agent=_agent(catalogue))
    clock = Clock(time.monotonic, asyncio.sleep, lambda: datetime.now(UTC))

    async def ask(told: Callable[[str, Answer], None]) -> None:
        asker = Asker(transport(allow_local=allow_local), manners, clock)
        await ask_all(confirmed.items(), asker, manners, told)

    with _watched(len(confirmed)) as step:

        def told(url: str, answer: Answer) -> None:
            answers[url] = answer
            step()

        asyncio.run(ask(told))


def _agent(catalogue: Catalogue) -> str:
    """Say who asks, and where one can complain."""
    where = catalogue.config.repository or catalogue.config.host.url
    more = f"; +{where}" if where else ""
    return f"Alongside/{__version__} (looks whether links still work{more})"


@contextmanager
def _watched(total: int) -> Iterator[Callable[[], None]]:
    """Give what counts one answer, with a bar where a person watches."""
    with progress("Asking", quiet=not total) as told:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1
            told("Asking", count, total)

        yield step


def _fix(catalogue: Catalogue, found: Sequence[Finding]) -> list[Mention]:
    """Write the sure moves into the files; return what was changed."""
    from generator.curate.edits import replace_all
    from generator.links.moves import moved_files

    moves = {each.url: each.move for each in found if each.move}
    every = [mention for each in found for mention in each.mentions]
    changed: list[Mention] = []
    files: dict[str, bytes] = {}
    try:
        for path, content, those in moved_files(catalogue, every, moves):
            files[path] = content
            changed += those
        replace_all(catalogue.root, files)
    except OSError as error:
        raise failure_of(error, "writing new addresses") from error
    return changed
