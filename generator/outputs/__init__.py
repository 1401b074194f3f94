"""Rendering: from sites and a theme to the files that are published.

Outputs are streamed: no more than a few pages are in memory at once, however many there are.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from generator.outputs.calendars import calendars
from generator.outputs.pages import Task, tasks_of, view_of
from generator.outputs.search_documents import search_documents
from generator.outputs.search_table import search_table
from generator.outputs.search_words import search_words
from generator.outputs.sitemap import robots, sitemaps
from generator.outputs.worker import kept_files, worker
from generator.publish import Output
from generator.relate import Site
from generator.search import SearchDocument
from generator.theme import Theme

CHUNK = 64
"""How many pages a helper process makes at a time."""

WORTH_HELPERS = 1500
"""From how many pages on further processes save more time than they cost to start."""


@dataclass(frozen=True, slots=True)
class _Made:
    output: Output
    canonical: str
    """The page's address for search engines; empty where they should leave it out."""


def render(
    sites: Sequence[Site], theme: Theme, jobs: int, written: Mapping[str, Mapping[str, int]]
) -> Iterator[Output]:
    """Yield every file of the site but for its search index, in a fixed order.

    `written` says by language in how many of its texts each word stands (`Indexing.words`). With
    more than one of `jobs`, the pages of a large site are made in as many processes.
    """
    yield from theme.assets.values()
    canonicals: list[str] = []
    kept: list[Output] = []
    parts: set[str] = set()
    kept_paths = kept_files(sites)
    many = jobs > 1 and count(sites) >= WORTH_HELPERS
    for made in _made_by_helpers(sites, theme, jobs) if many else _made(sites, theme):
        if made.canonical:
            canonicals.append(made.canonical)
        parts.add(made.output.path.split("/")[0])
        if made.output.path in kept_paths:
            kept.append(made.output)
        yield made.output
    for site in sites:
        yield search_table(site)
        yield from search_words(site, written.get(site.language, {}))
        yield from calendars(site)
    yield worker(sites, theme, kept, parts)
    yield from sitemaps(canonicals, sites[0].addresses)
    yield robots(sites[0].addresses)


def count(sites: Sequence[Site]) -> int:
    """Return how many pages `render` will yield, for those who watch."""
    return sum(1 for _ in _tasks(sites))


def documents(sites: Sequence[Site]) -> Iterator[SearchDocument]:
    """Yield what visitors can search, in every language."""
    for site in sites:
        yield from search_documents(site)


def _tasks(sites: Sequence[Site]) -> Iterator[tuple[int, Task]]:
    return ((index, task) for index, site in enumerate(sites) for task in tasks_of(site))


def _made(sites: Sequence[Site], theme: Theme) -> Iterator[_Made]:
    return (_make(sites[index], theme, task) for index, task in _tasks(sites))


def _make(site: Site, theme: Theme, task: Task) -> _Made:
    view = view_of(site, task)
    output = Output(task.file, theme.render(task.template, view, site.language))
    return _Made(output, "" if view.head.hidden else view.head.canonical)


def _made_by_helpers(sites: Sequence[Site], theme: Theme, jobs: int) -> Iterator[_Made]:
    # Helpers get the whole site once and then only names of pages: making a view costs as much
    # as rendering it, and sending one costs more.
    context = multiprocessing.get_context("spawn")
    start = (sites, theme.themes, theme.name, theme.base_path)
    with ProcessPoolExecutor(jobs, context, _start_helper, start) as pool:
        waiting: deque[Future[list[_Made]]] = deque()
        for chunk in _chunks(_tasks(sites)):
            waiting.append(pool.submit(_make_chunk, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(tasks: Iterable[tuple[int, Task]]) -> Iterator[list[tuple[int, Task]]]:
    tasks = iter(tasks)
    while chunk := list(islice(tasks, CHUNK)):
        yield chunk


@dataclass(slots=True)
class _Helper:
    """What a helper process keeps between chunks."""

    sites: Sequence[Site] = ()
    theme: Theme | None = None


_helper = _Helper()


def _start_helper(sites: Sequence[Site], themes: Path, name: str, base_path: str) -> None:
    _helper.sites, _helper.theme = sites, Theme(themes, name, base_path)


def _make_chunk(chunk: list[tuple[int, Task]]) -> list[_Made]:
    assert _helper.theme is not None  # noqa: S101 - set as the helper starts
    return [_make(_helper.sites[index], _helper.theme, task) for index, task in chunk]
