"""Every web address that a directory names, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from generator.checks.crisis import lines_of
from generator.checks.texts import MARKDOWN, texts
from generator.load import Catalogue
from generator.load.catalogue import CRISIS, SITE
from generator.model import Model
from generator.nodes import Loc
from generator.problem import Place
from generator.prose import links
from generator.values import url_fault


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an address stands: a field's value, or a link in the text of a field."""

    url: str
    path: str
    loc: Loc
    sign: int | None = None

    @property
    def page(self) -> str:
        """The address that a server is asked for: without the place within its page."""
        return urldefrag(self.url).url

    @property
    def field(self) -> str:
        """The name of the field."""
        return next(str(step) for step in reversed(self.loc) if isinstance(step, str))

    def place(self, catalogue: Catalogue) -> Place:
        """Return its line and column."""
        return catalogue.locate(self.path, self.loc, sign=self.sign)


def mentions(catalogue: Catalogue) -> Iterator[Mention]:
    """Yield every mention, but for links to the directory's own site and what is no address."""
    own = catalogue.config.url
    for mention in _all(catalogue):
        if not url_fault(mention.url) and not (own and mention.url.startswith(own)):
            yield mention


def _all(catalogue: Catalogue) -> Iterator[Mention]:
    if catalogue.config.host.url:
        yield Mention(catalogue.config.host.url, SITE, ("host", "url"))
    for item in catalogue.every_item():
        yield from _fields(item, item.path, (), ("url",))
        for index, contact in enumerate(getattr(item, "contact", ())):
            yield from _fields(contact, item.path, ("contact", index), ("chat",))
    for text in texts(catalogue, MARKDOWN):
        for link in links(text.words):
            yield Mention(link.target, text.path, (text.field,), link.sign)
    for loc, line in lines_of(catalogue.crisis):
        yield from _fields(line, CRISIS, loc, ("chat", "url"))


def _fields(group: Model, path: str, loc: Loc, fields: tuple[str, ...]) -> Iterator[Mention]:
    """Yield the addresses in some fields of a group, then those of its sources."""
    for field in fields:
        if url := getattr(group, field, None):
            yield Mention(url, path, (*loc, field))
    for index, url in enumerate(getattr(group, "sources", ())):
        yield Mention(url, path, (*loc, "sources", index))
