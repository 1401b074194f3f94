"""Notes whatever a page of this site must never do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Route

NOISE = ("error", "warning", "assert")


@dataclass
class Guard:
    """Watches browser contexts; `troubles` is what it saw.

    Those are errors and warnings in the console (the browser reports breaches of the page's
    content security policy there), errors in scripts, requests to another host, which are
    stopped, and requests that leave the base path of the page that makes them.
    """

    origin: str
    bases: tuple[str, ...]
    troubles: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect trouble that `pattern` matches, for a test that makes it."""
        self.allowed.append(pattern)

    def watch(self, context: BrowserContext) -> None:
        """Begin to watch all pages of a context."""
        context.on("console", self._heard)
        context.on("weberror", lambda error: self._note(f"script error: {error.error}"))
        context.on("request", self._asked)
        context.route(re.compile(rf"^(https?|wss?):(?!{re.escape(self._own)})"), self._stop)

    def verdict(self) -> list[str]:
        """Return all trouble that no test expects."""
        return [
            each
            for each in self.troubles
            if not any(re.search(pattern, each) for pattern in self.allowed)
        ]

    @property
    def _own(self) -> str:
        return self.origin.partition(":")[2] + "/"

    def _note(self, trouble: str) -> None:
        self.troubles.append(trouble)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in NOISE:
            self._note(f"console {message.type}: {message.text} ({message.location['url']})")

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:")):
            return
        if not request.url.startswith(f"{self.origin}/"):
            self._note(f"request to another host: {request.url}")
            return
        if not request.is_navigation_request():
            worker = request.service_worker  # it has no frame
            page = worker.url if worker else request.frame.url
            if self._base(request.url) != self._base(page):
                self._note(f"request that leaves the base path: {request.url} from {page}")

    def _base(self, url: str) -> str:
        path = url.removeprefix(self.origin)
        return max((base for base in self.bases if path.startswith(base)), key=len, default="")

    def _stop(self, route: Route) -> None:
        self._note(f"request to another host: {route.request.url}")
        route.abort()
