"""For search engines: which pages there are, and that they may be read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.addresses import Addresses
from generator.publish import Output

MOST_ADDRESSES = 50_000
"""The most addresses that one sitemap may hold. Source: https://www.sitemaps.org/protocol.html"""


def sitemaps(canonicals: Iterable[str], addresses: Addresses) -> Iterable[Output]:
    """Yield `sitemap.xml` for the addresses of all pages; with parts where there are too many."""
    urls = sorted(set(canonicals))
    parts = [urls[i : i + MOST_ADDRESSES] for i in range(0, len(urls), MOST_ADDRESSES)] or [[]]
    if len(parts) == 1:
        yield Output("sitemap.xml", _xml("urlset", "url", parts[0]))
        return
    root = f"{addresses.origin}{addresses.base_path}"
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Output(name, _xml("urlset", "url", part))
    yield Output("sitemap.xml", _xml("sitemapindex", "sitemap", [f"{root}{n}" for n in names]))


def robots(addresses: Addresses) -> Output:
    """Return `robots.txt`.

    It allows everything, also in a draft: a page that may not be read cannot say `noindex`.
    """
    sitemap = f"{addresses.origin}{addresses.base_path}sitemap.xml"
    return Output("robots.txt", f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n".encode())


def _xml(outer: str, inner: str, urls: Iterable[str]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<{inner}><loc>{escape(url)}</loc></{inner}>" for url in urls),
        f"</{outer}>",
    ]
    return ("\n".join(lines) + "\n").encode()
