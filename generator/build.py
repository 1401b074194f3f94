"""The pipeline: load → check → relate → render → publish → index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import outputs
from generator.config import LOCAL_PREVIEW
from generator.examine import examine
from generator.problem import Problem, has_errors
from generator.publish import Changes, new_tree
from generator.relate import relate_all
from generator.search import Indexing
from generator.theme import Theme

Report = Callable[[int, int], None]
"""Told how many pages are done, and of how many, for whoever watches."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do. Everything that differs between two machines is here."""

    root: Path
    out: Path
    today: date
    environment: Mapping[str, str]
    """The variables with which other programs are started."""
    base_url: str | None = None
    theme: str | None = None
    search: bool = True
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a build found and made; `changes` is None where errors stopped it."""

    problems: tuple[Problem, ...]
    entries: int = 0
    changes: Changes | None = None
    base_url: str = ""


def build(options: Options, report: Report) -> Result:
    """Build the site of `options.root` into `options.out`.

    Errors in the content stop it before anything is written. Raises Failure where something
    outside prevents the work; the last good site then stays as it was.
    """
    catalogue, problems = examine(options.root, options.today)
    if catalogue is None or has_errors(problems):
        return Result(problems)
    base_url = options.base_url or catalogue.config.url or LOCAL_PREVIEW
    sites = relate_all(catalogue, base_url, options.today)
    theme = Theme(
        options.root / "themes",
        options.theme or catalogue.config.theme,
        sites[0].addresses.base_path,
    )
    with new_tree(options.out) as tree:
        documents = outputs.documents(sites) if options.search else ()
        indexing = Indexing(documents, tree, options.environment)
        try:
            total = outputs.count(sites)
            files = outputs.render(sites, theme, options.jobs, indexing.words)
            for done, output in enumerate(files, start=1):
                tree.write(output)
                report(min(done, total), total)
            notes = indexing.finish()
        finally:
            indexing.stop()
        changes = tree.publish(notes)
    return Result(problems, len(sites[0].entries), changes, base_url)
