"""What the preview answers: the site's files, and to each page a script that keeps it fresh."""

from __future__ import annotations

import json
import posixpath
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.preview.board import Board, State

OWN = "__preview__/"
"""The folder, below the base path, of what is the preview's own and not the site's."""

_OWN_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_PATIENCE = 15.0
"""Seconds after which an open page hears that we are still here."""

_TYPES = {".js": "text/javascript", ".pagefind": "application/wasm", ".html": "text/html"}
_EMPTY = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    "<body></body></html>"
)
_POLICY_BEGIN = b'http-equiv="Content-Security-Policy" content="'


def handler_for(site: Path, base_path: str, board: Board) -> type[BaseHTTPRequestHandler]:
    """Return a handler that serves `site` below `base_path`."""

    class Handler(_Handler):
        pass

    Handler.site, Handler.base_path, Handler.board = site, base_path, board
    return Handler


class _Handler(BaseHTTPRequestHandler):
    site: Path
    base_path: str
    board: Board
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.base_path):
            self._redirect(self.base_path)
            return
        inside = path.removeprefix(self.base_path)
        if inside.startswith(OWN):
            self._own(inside.removeprefix(OWN))
        else:
            self._file(inside)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the terminal is for problems."""

    def _own(self, name: str) -> None:
        if name == "events":
            self._events()
        elif name == "state":
            self._send(HTTPStatus.OK, "application/json", _as_json(self.board.state))
        elif name in _OWN_FILES:
            content = (files("generator.preview") / name).read_bytes()
            self._send(HTTPStatus.OK, _OWN_FILES[name], content)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"not found")

    def _events(self) -> None:
        """Send the number of each new build, for as long as the page is open."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = self.board.state.number
        try:
            while not self.board.closed:
                state = self.board.wait_for_news(seen, _PATIENCE)
                if state is None:
                    self.wfile.write(b": still here\n\n")
                else:
                    seen = state.number
                    self.wfile.write(b"data: " + _as_json(state) + b"\n\n")
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def _file(self, inside: str) -> None:
        clean = posixpath.normpath(f"/{inside}").lstrip("/")
        file = self.site / clean
        if file.is_dir() and inside and not inside.endswith("/"):
            self._redirect(f"{self.base_path}{inside}/")
            return
        if file.is_dir():
            file /= "index.html"
        status = HTTPStatus.OK
        if not file.is_file() and file.suffix in {"", ".html"}:
            status, file = HTTPStatus.NOT_FOUND, self.site / "404.html"
        try:
            content = file.read_bytes()
        except OSError:
            status, content = HTTPStatus.NOT_FOUND, _EMPTY.encode()
            file = Path("404.html")
        type_ = _TYPES.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream"
        if type_ == "text/html":
            content = _with_script(content, self.base_path)
        self._send(status, type_, content)

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, type_: str, content: bytes) -> None:
        self.send_response(status)
        charset = "; charset=utf-8" if type_.startswith(("text/", "application/json")) else ""
        self.send_header("Content-Type", type_ + charset)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)


def _as_json(state: State) -> bytes:
    told = {"number": state.number, "words": state.words, "failed": state.failed}
    return json.dumps(told, ensure_ascii=False).encode()


def _with_script(page: bytes, base_path: str) -> bytes:
    """Return a page with the preview's script, and a policy that lets it in."""
    own = f"{base_path}{OWN}"
    begin, policy, rest = page.partition(_POLICY_BEGIN)
    if policy:
        content, quote, end = rest.partition(b'"')
        if b"script-src" not in content:
            content += b"; script-src 'self'; connect-src 'self'"
        rest = content + quote + end
    page = begin + policy + rest
    extra = (
        f'<link rel="stylesheet" href="{own}preview.css">'
        f'<script type="module" src="{own}preview.js"></script>'
    )
    head, mark, tail = page.partition(b"</head>")
    return head + extra.encode() + mark + tail
