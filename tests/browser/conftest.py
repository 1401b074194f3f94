"""The directory in a browser: built once for all workers, served, and watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sites import built, root_of

from browser.chromium import start
from browser.guard import Guard
from browser.server import Server, served

Window = Callable[..., Page]
"""Opens a new browser window; its options are those of a Playwright context."""

DESKTOP = {"width": 1280, "height": 900}


BASES = {"/": "real", "/repo/": "real-repo", "/garden/": "garden-below"}
"""The sites by the path at which they lie.

The directory itself lies at `/` and below `/repo/`; at `/garden/` is the tests' garden, which has
what the directory may lack, such as a closed entry.
"""


@dataclass(frozen=True)
class Sites:
    """What is served: the built sites by their base path, and where their content lies."""

    folders: dict[str, Path]

    @property
    def root(self) -> Path:
        """The directory's own content."""
        return self.root_of("/")

    def root_of(self, base: str) -> Path:
        """Return the content from which the site at a base path is built."""
        return root_of(BASES[base])


@pytest.fixture(scope="session")
def sites() -> Sites:
    """Give the built sites."""
    return Sites({base: built(name).folder for base, name in BASES.items()})


@pytest.fixture(scope="session")
def running(sites: Sites) -> Iterator[Server]:
    """Give a server of all sites."""
    with served(sites.folders) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """Give the server, which has been asked for nothing yet."""
    running.asked.clear()
    return running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as playwright:
        started = start(playwright)
        yield started
        started.close()


@pytest.fixture
def guard(server: Server) -> Iterator[Guard]:
    """Watch all windows of a test, which fails when a page did what it must not do."""
    watching = Guard(server.origin, tuple(BASES))
    yield watching
    assert watching.verdict() == []


@pytest.fixture
def window(browser: Browser, server: Server, guard: Guard) -> Iterator[Window]:
    """Give a function that opens watched windows; addresses may leave out the server."""
    contexts = []

    def opened(**options: Any) -> Page:  # noqa: ANN401 - as Playwright's `new_context`
        settings = {"viewport": DESKTOP, "reduced_motion": "reduce", "base_url": server.origin}
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        guard.watch(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(window: Window) -> Page:
    """Give a watched window on a desk."""
    return window()
