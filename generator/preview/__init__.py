"""The preview: a little web server that shows the site while it is being written.

It builds into a folder of its own, never into `site/`, rebuilds when a file changes, and tells the
browser to load the page again. Problems in the content, in a template or outside are shown over
the page; the last good build stays visible behind them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path

from generator.failure import Failure
from generator.preview.board import Board
from generator.preview.server import handler_for

__all__ = ["Board", "served", "watch"]

HOST = "127.0.0.1"
"""The preview answers this machine only: a draft is nobody else's business."""


@contextmanager
def served(site: Path, base_path: str, port: int, board: Board) -> Iterator[int]:
    """Serve the folder `site` below `base_path` until the block ends; gives the port.

    With port 0 the system chooses one. Raises Failure where the port is taken.
    """
    try:
        server = ThreadingHTTPServer((HOST, port), handler_for(site, base_path, board))
    except OSError as error:
        raise Failure(
            f"Port {port} cannot be used: {(error.strerror or str(error)).lower()}.",
            "Another preview may be running; stop it, or choose another with --port.",
        ) from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        board.close()
        server.shutdown()
        server.server_close()


def watch(folders: tuple[Path, ...], rebuild: Callable[[], None]) -> None:
    """Call `rebuild` whenever something in `folders` has changed, until interrupted."""
    from watchfiles import watch as changes

    with suppress(KeyboardInterrupt):
        for _ in changes(*folders, raise_interrupt=True, debounce=200, step=50):
            rebuild()
