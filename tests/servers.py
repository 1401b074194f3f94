"""Servers on this machine that answer as servers on the web do, badly ones above all."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server: its port, and every request that it got, as method and path, with its headers."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    sent: int = 0
    """How many bytes of its longest page it could send."""

    def at(self, path: str, host: str = "127.0.0.11", scheme: str = "http") -> str:
        """Return an address of this server; every number from 127.0.0.0 on leads to it."""
        return f"{scheme}://{host}:{self.port}{path}"


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and some headers."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def by_method(head: Answer, get: Answer) -> Answer:
    """Answer HEAD and GET differently."""
    return lambda handler: (head if handler.command == "HEAD" else get)(handler)


def in_turn(*answers: Answer) -> Answer:
    """Answer every request differently; the last answer stays."""
    left = list(answers)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


def with_cookie(then: Answer, otherwise: Answer) -> Answer:
    """Answer those who carry a cookie differently."""
    return lambda handler: (then if handler.headers["Cookie"] else otherwise)(handler)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def never(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing for longer than anybody waits."""
    time.sleep(2)
    hang_up(handler)


def slowly(then: Answer, seconds: float) -> Answer:
    """Answer after a while."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        then(handler)

    return answer


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a header every now and then, so that no read ever times out by itself."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(40):
        handler.wfile.write(f"X-{number}: drip\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)
    hang_up(handler)


def huge(site: Site, size: int) -> Answer:
    """Answer with a page of many bytes, as far as anybody takes them."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(size))
        handler.end_headers()
        if handler.command == "GET":
            for _ in range(size // 65536):
                handler.wfile.write(bytes(65536))
                site.sent += 65536

    return answer


@contextmanager
def served(pages: dict[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve `pages` by their paths; any other path is not found."""
    site = Site(0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.command, self.path))
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            pages.get(self.path, status(404))(self)

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            pass

    server = Quiet(("0.0.0.0", 0), Handler)  # noqa: S104 - all of 127.0.0.0/8 must lead here
    if context:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
