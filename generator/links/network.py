"""The way to other hosts: only to public ones, wherever a name or a redirect may point.

Content comes from strangers by pull request. A link to a machine's own network would make our
server ask what nobody outside should ask. The very number that was looked at is connected to, so
a name cannot change its mind in between.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host and a port to its numbers, best first; raises OSError where there are none."""

MOST_NUMBERS = 3
"""How many of a host's numbers are tried."""

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class PrivateHostError(Exception):
    """A host lies in a network that is nobody's business."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for a host's numbers, the older kind first: some networks have no other."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = dict.fromkeys(str(each[4][0]) for each in found)
    return sorted(numbers, key=lambda number: ":" in number)


def is_public(number: str) -> bool:
    """Say whether a number belongs to the open internet, whatever it is wrapped in."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if address.teredo:
            return False
    return address.is_global and not address.is_multicast


class PublicTransport(httpx.AsyncBaseTransport):
    """Sends requests to public hosts, each over a connection of its own."""

    def __init__(
        self, inner: httpx.AsyncBaseTransport, resolve: Resolve, *, allow_local: bool = False
    ) -> None:
        """Send by `inner`; with `allow_local` to this machine and its network, too."""
        self._inner = inner
        self._resolve = resolve
        self._allow_local = allow_local

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer. Raises PrivateHostError where nobody may be asked."""
        url = request.url
        host = url.raw_host.decode("ascii")  # where `url.host` has letters of any script
        numbers = await self._resolve(host, url.port or 443)
        if not self._allow_local and not all(map(is_public, numbers)):
            raise PrivateHostError(host)
        # The certificate must be the host's, though the connection goes to a number.
        request.extensions = {**request.extensions, "sni_hostname": host}
        if not numbers:
            raise socket.gaierror(host)
        *others, last = numbers[:MOST_NUMBERS]
        for number in others:
            try:
                return await self._send(request, url, number)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._send(request, url, last)

    async def _send(self, request: httpx.Request, url: httpx.URL, number: str) -> httpx.Response:
        request.url = url.copy_with(host=number)
        try:
            return await self._inner.handle_async_request(request)
        finally:
            request.url = url

    async def aclose(self) -> None:
        """Close what is open."""
        await self._inner.aclose()


def transport(*, allow_local: bool) -> PublicTransport:
    """Return a transport that keeps no connection: two hosts may share a number."""
    limits = httpx.Limits(max_keepalive_connections=0)
    inner = httpx.AsyncHTTPTransport(limits=limits, trust_env=False)
    return PublicTransport(inner, resolve, allow_local=allow_local)
