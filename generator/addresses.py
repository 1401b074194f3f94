"""Where things live on the site. Addresses are promises: people print them.

A *path* is relative to the root of one language, has no leading slash and ends in one: it is the
folder of a page (`resources/long-meadow/`). A *href* is what a link says: root-absolute, with
the base path and the language (`/repo/es/resources/…/`), so that it holds at any depth, also on
the page for addresses that do not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

HOME = ""
FIND = "find/"
BROWSE = "browse/"
CRISIS = "crisis/"
STORIES = "stories/"
GUIDES = "guides/"
COVERAGE = "about/coverage/"
RESOURCES = "resources/"
PACKET = "packet/"
OFFLINE = "offline/"
NOT_FOUND = "404.html"
SEARCH_TABLE = "find/table.json"
SEARCH_WORDS = "find/words/"
"""The folder of what people say, in parts; the name of each part is its number."""
SEARCH_PARTS = 32
"""How many parts there are. Each small Latin letter has one of its own."""

WORKER = "sw.js"
"""What answers for the packet where there is no connection; only from the root of the site may it
answer for every page."""

INDEX = "pagefind"
"""The folder of the search index; Pagefind finds its base path by this very name."""


def search_program(language: str) -> str:
    """Return where, within the search index, the program lies that searches a language."""
    return f"wasm.{language.lower()}.pagefind"


RESERVED = frozenset(
    {
        *("resources", "stories", "guides", "crisis", "find", "browse", "packet", "offline"),
        *("assets", "pagefind", "api"),
    }
)
"""First parts of addresses that the site itself uses."""


SEARCH = "find:"
"""How a link in a text begins that leads to a pre-set search: `find:kind=a,b&cost=free`."""


PACKET_LINK = "packet:"
"""How a link in a text begins that leads to the visitor's own packet: `packet:#wipe`."""


def filters_in(target: str) -> dict[str, tuple[str, ...]]:
    """Return the terms that a link to a pre-set search chooses, by field."""
    parts = (part.partition("=") for part in target.removeprefix(SEARCH).split("&"))
    return {field: tuple(terms.split(",")) for field, _, terms in parts}


def fragment_of(filters: Mapping[str, tuple[str, ...]]) -> str:
    """Return the fragment by which the search page finds `filters` chosen."""
    return "#" + "&".join(f"{field}={','.join(terms)}" for field, terms in filters.items())


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one language of a site that lives at `base_url`."""

    base_url: str
    language: str
    default_language: str

    @property
    def origin(self) -> str:
        """Scheme and host, without a closing slash."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def base_path(self) -> str:
        """The path below which the whole site lives; begins and ends with a slash."""
        return urlsplit(self.base_url).path.rstrip("/") + "/"

    @property
    def prefix(self) -> str:
        """The folder of this language: empty for the site's own, else such as `es/`."""
        return "" if self.language == self.default_language else f"{self.language}/"

    def file(self, path: str) -> str:
        """Return the file, relative to the site's root, that a web server gives for `path`."""
        return f"{self.prefix}{path}index.html"

    def data(self, path: str) -> str:
        """Return the file of data that lies at `path`, which names it in full."""
        return f"{self.prefix}{path}"

    def href(self, path: str) -> str:
        """Return what a link to `path` says."""
        return f"{self.base_path}{self.prefix}{path}"

    def absolute(self, path: str) -> str:
        """Return the whole address of `path`, for those who see it outside the site."""
        return f"{self.origin}{self.href(path)}"

    def in_language(self, language: str) -> Addresses:
        """Return the addresses of the same site in another language."""
        return Addresses(self.base_url, language, self.default_language)


def item_path(collection: str, id_: str) -> str:
    """Return the path of an item's page; pages about the directory live at the root."""
    return f"{id_}/" if collection == "pages" else f"{collection}/{id_}/"


def calendar_path(id_: str) -> str:
    """Return the path of the file with the meetings of an entry."""
    return f"{item_path('resources', id_)}meetings.ics"


def leaf_path(id_: str) -> str:
    """Return the path of what a visitor's packet keeps of an entry."""
    return f"{RESOURCES}{id_}/packet.json"


def term_path(slug: str, term: str, page: int = 1) -> str:
    """Return the path of the list of a vocabulary's term."""
    path = f"{slug}/{term.lower()}/"
    return path if page == 1 else f"{path}{page}/"
