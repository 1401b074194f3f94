"""Rendering: from sites and a theme to the files that are published.

Outputs are streamed: no more than a few pages are in memory at once, however many there are.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from generator.outputs.pages import Page, page_count, pages_of
from generator.outputs.search_documents import search_documents
from generator.outputs.sitemap import robots, sitemaps
from generator.publish import Output
from generator.relate import Site
from generator.search import SearchDocument
from generator.theme import Theme

CHUNK = 64
"""How many pages a helper process renders at a time."""

WORTH_HELPERS = 1000
"""From how many pages on further processes save more time than they cost to start."""


def render(sites: Sequence[Site], theme: Theme, jobs: int) -> Iterator[Output]:
    """Yield every file of the site but for its search index, in a fixed order.

    With more than one of `jobs`, pages of a large site are rendered in as many processes.
    """
    yield from theme.assets.values()
    canonicals: list[str] = []

    def noting() -> Iterator[Page]:
        for site in sites:
            for page in pages_of(site):
                if not page.view.head.hidden:
                    canonicals.append(page.view.head.canonical)
                yield page

    yield from _rendered(noting(), theme, jobs)
    yield from sitemaps(canonicals, sites[0].addresses)
    yield robots(sites[0].addresses)


def count(sites: Sequence[Site]) -> int:
    """Return how many pages `render` will yield, for those who watch."""
    return sum(page_count(site) for site in sites)


def documents(sites: Sequence[Site]) -> Iterator[SearchDocument]:
    """Yield what visitors can search, in every language."""
    for site in sites:
        yield from search_documents(site)


def _rendered(pages: Iterator[Page], theme: Theme, jobs: int) -> Iterator[Output]:
    first = list(islice(pages, WORTH_HELPERS)) if jobs > 1 else []
    if len(first) < WORTH_HELPERS:
        yield from (_output(page, theme) for page in (*first, *pages))
        return
    context = multiprocessing.get_context("spawn")
    settings = (theme.themes, theme.name, theme.base_path)
    with ProcessPoolExecutor(jobs, context, _start_helper, settings) as pool:
        waiting: deque[Future[list[Output]]] = deque()
        for chunk in _chunks(_chain(first, pages)):
            waiting.append(pool.submit(_render_chunk, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chain(first: list[Page], rest: Iterator[Page]) -> Iterator[Page]:
    yield from first
    yield from rest


def _chunks(pages: Iterable[Page]) -> Iterator[list[Page]]:
    pages = iter(pages)
    while chunk := list(islice(pages, CHUNK)):
        yield chunk


def _output(page: Page, theme: Theme) -> Output:
    return Output(page.file, theme.render(page.template, page.view, page.view.chrome.language))


_helper_theme: list[Theme] = []


def _start_helper(themes: Path, name: str, base_path: str) -> None:
    _helper_theme[:] = [Theme(themes, name, base_path)]


def _render_chunk(pages: list[Page]) -> list[Output]:
    return [_output(page, _helper_theme[0]) for page in pages]
