"""A web server that does what GitHub Pages does with a built site, and no more."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".xml": "application/xml",
}


@dataclass(frozen=True)
class Server:
    """A running server; `asked` is every address that it was asked for, as a log would have it."""

    origin: str
    asked: list[str] = field(default_factory=list)


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base's
        """Say what went wrong, but for a browser that has left in the middle of an answer."""
        if not isinstance(sys.exception(), BrokenPipeError):
            super().handle_error(request, client_address)


@contextmanager
def served(sites: Mapping[str, Path]) -> Iterator[Server]:
    """Serve each folder of `sites` below its base path until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            running.asked.append(self.path)
            path = unquote(urlsplit(self.path).path)
            base = max((each for each in sites if path.startswith(each)), key=len)
            file = sites[base] / path.removeprefix(base)
            if file.is_dir() and not path.endswith("/"):
                self.answer(301, b"", location=f"{path}/")
                return
            if file.is_dir():
                file /= "index.html"
            if file.is_file():
                type_ = TYPES.get(file.suffix) or guess_type(file.name)[0]
                self.answer(200, file.read_bytes(), type_ or "application/octet-stream")
            else:
                self.answer(404, (sites[base] / "404.html").read_bytes(), TYPES[".html"])

        def answer(self, status: int, content: bytes, type_: str = "", location: str = "") -> None:
            self.send_response(status)
            for name, value in (("Content-Type", type_), ("Location", location)):
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

    http = _Http(("127.0.0.1", 0), Handler)
    running = Server(f"http://127.0.0.1:{http.server_address[1]}")
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield running
    finally:
        http.shutdown()
        http.server_close()
