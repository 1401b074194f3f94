"""What answers where there is no connection: for the packet and for help in a crisis, no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.publish import Output
from generator.relate import Site
from generator.theme import Theme

KEPT = (addresses.PACKET, addresses.OFFLINE, addresses.CRISIS)
"""The pages that a visitor's device keeps once something is in the packet."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What the service worker is told; addresses are relative to `base`.

    `files` are all that it keeps; `offline` are the pages that say that there is no connection, by
    the folder of their language; `parts` are the first parts of the site's own addresses, as
    another site may lie below the same base.
    """

    base: str
    digest: str
    files: tuple[str, ...]
    offline: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]


def kept_files(sites: Iterable[Site]) -> frozenset[str]:
    """Return the files of the pages that are kept, where the site has them."""
    return frozenset(site.addresses.file(path) for site in sites for path in KEPT)


def worker(
    sites: Sequence[Site], theme: Theme, kept: Sequence[Output], parts: Iterable[str]
) -> Output:
    """Return the service worker for the pages `kept`; another build of them is another worker."""
    files = sorted((*kept, *_assets_of(theme, kept)), key=lambda output: output.path)
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.path.encode() + b"\0" + file.content + b"\0")
    own = sites[0].addresses
    prefixes = sorted((site.addresses.prefix for site in sites), key=len, reverse=True)
    view = Worker(
        base=own.base_path,
        digest=digest.hexdigest()[:16],
        files=tuple(file.path.removesuffix("index.html") for file in files),
        offline=tuple((prefix, f"{prefix}{addresses.OFFLINE}") for prefix in prefixes),
        parts=tuple(sorted(parts)),
    )
    return Output(addresses.WORKER, theme.render("sw.js", view, own.language))


def _assets_of(theme: Theme, files: Iterable[Output]) -> Iterator[Output]:
    """Yield the assets that `files` name, and those that these name in turn."""
    unread = list(files)
    found: set[str] = set()
    while unread:
        content = unread.pop().content
        for asset in theme.assets.values():
            name = asset.path.rpartition("/")[2]
            if asset.path not in found and name.encode() in content:
                found.add(asset.path)
                unread.append(asset)
                yield asset
