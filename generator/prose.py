"""Markdown as curators write it, as HTML that is safe to publish.

HTML tags in a text are shown as text, pictures are left out, and every link goes through a
resolver of the caller's. What remains is cleaned once more by nh3, so that nothing depends on
the Markdown library alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

Resolve = Callable[[str], str | None]
"""From a link as it is written to the address it leads to; None takes the link away."""

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "rel", "class", "lang", "hreflang"},
    "div": {"class"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_SCHEMES = {"http", "https", "mailto", "tel", "sms"}
_MARKS = ("\ue000", "\ue001")
"""Two private signs that no text has, around a number."""

_MARK = re.compile(f"{_MARKS[0]}([0-9]+){_MARKS[1]}")
_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>)"  # [words](target) or [words](<target>)
    r"|^[ >]*\[[^\[\]^][^\[\]]*\]:[ ]*\n?[ ]*<?(?P<defined>)"  # [words]: target
    r"|<(?P<between>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<> !]+@[^@<> ]+)>",  # <target>
    re.MULTILINE,
)
_BLOCK = re.compile(
    r"(?:^[ ]*(?:[-*+]|\d+[.)])[ ]+)?(?P<block>\S.*(?:\n(?![ ]*(?:[-*+]|\d+[.)])[ ])[ ]*\S.*)*)",
    re.MULTILINE,
)
_NO_SENTENCES = re.compile(r"[#|]|\[\^[^\]]+\]:")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[\"”’)*_]*(?:\[\^[^\]]+\])*(?=\s+[^\sa-z])|\Z)", re.DOTALL)
_SIGNS = re.compile(r"\[\^[^\]]+\]|\[(?P<words>[^\]]*)\]\([^)]*\)|[*_`>]+")
_ESCAPED = re.compile(f"{STX}([0-9]+){ETX}")
_LETTERS = re.compile(r"[^\W_]+")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: what it leads to as written, and where in the text that stands."""

    target: str
    sign: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text as one would say it, and where in the text it begins."""

    words: str
    sign: int


def to_html(text: str, resolve: Resolve, *, deepen: int = 0) -> str:
    """Return `text` as HTML whose headings begin at level 2 plus `deepen`."""
    converter, collector = _converter()
    collector.resolve, collector.deepen, collector.targets = resolve, deepen, []
    converter.reset()
    html = converter.convert(text)
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
    ).strip()


def headings(text: str) -> tuple[tuple[str, str], ...]:
    """Return the level-2 headings of `text` as pairs of anchor and words."""
    converter, collector = _converter()
    collector.resolve, collector.deepen, collector.targets = _keep, 0, []
    converter.reset()
    converter.convert(text)
    tokens = getattr(converter, "toc_tokens", [])
    return tuple((token["id"], plain_text(token["name"])) for token in tokens)


def links(text: str) -> Iterator[Link]:
    """Yield the links of `text` in their order."""
    signs: list[int] = []

    def marked(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        signs.append(match.start(kind))
        cut = match.end(kind) - match.start()
        return f"{match[0][:cut]}{_MARKS[0]}{len(signs) - 1}{_MARKS[1]}{match[0][cut:]}"

    # The parser forgets where a link stood: so each target carries its number through it. What
    # looks like a link but is none, in a piece of code for example, never comes out again.
    numbered = _TARGET.sub(marked, text)
    if not signs:
        return
    converter, collector = _converter()
    collector.resolve, collector.deepen, collector.targets = _keep, 0, []
    converter.reset()
    converter.convert(numbered)
    for target in collector.targets:
        number = _MARK.search(target)
        yield Link(_MARK.sub("", target), signs[int(number[1])] if number else 0)


def plain_text(html: str) -> str:
    """Return the words of `html` without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of `text` in their order, without Markdown's signs.

    Each item of a list is a sentence. Headings, tables and notes at the end are left out.
    """
    for block in _BLOCK.finditer(text):
        if _NO_SENTENCES.match(block["block"]):
            continue
        for part in _SENTENCE.finditer(block["block"]):
            if words := " ".join(_SIGNS.sub(r"\g<words>", part[0]).split()):
                yield Sentence(words, block.start("block") + part.start())


def count_words(text: str) -> int:
    """Return how many words `text` has."""
    return sum(1 for _ in WORD.finditer(text))


def typed(text: str) -> str:
    """Return the words of `text` as people type them: small, without accents or apostrophes."""
    folded = unicodedata.normalize("NFKD", text).lower()
    letters = (sign for sign in folded if unicodedata.category(sign)[0] != "M" and sign not in "'’")
    return " ".join(_LETTERS.findall("".join(letters)))


def _keep(target: str) -> str | None:
    return target


class _Links(Treeprocessor):
    """Resolves links, moves headings and takes pictures out."""

    resolve: Resolve = staticmethod(_keep)
    deepen: int = 0
    targets: list[str]

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "img":
                    _replace_by_words(parent, child)
                elif child.tag == "a" and not child.get("class", "").startswith("footnote"):
                    self._link(child)
                elif re.fullmatch(r"h[1-6]", child.tag):
                    level = max(int(child.tag[1]), 2) + self.deepen
                    child.tag = f"h{min(level, 6)}"

    def _link(self, element: Element) -> None:
        target = _decoded(element.get("href", ""))
        self.targets.append(target)
        address = self.resolve(target)
        if address is None:
            element.tag = "span"
            element.attrib.clear()
            return
        element.set("href", address)
        if address.startswith(("http://", "https://")):
            element.set("rel", "external noopener")


def _decoded(target: str) -> str:
    # Markdown hides mail addresses and escaped signs behind codes of its own.
    target = _ESCAPED.sub(lambda match: chr(int(match[1])), target)
    if AMP_SUBSTITUTE in target:
        return unescape(target.replace(AMP_SUBSTITUTE, "&"))
    return target


def _replace_by_words(parent: Element, picture: Element) -> None:
    index = list(parent).index(picture)
    words = (picture.get("alt") or "") + (picture.tail or "")
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(picture)


def _anchor(heading: str, separator: str) -> str:
    """Return the id of a heading; the prefix keeps it apart from the ids of a page's own parts."""
    return f"about-{slugify_unicode(heading, separator)}"


@lru_cache(maxsize=1)
def _converter() -> tuple[Markdown, _Links]:
    converter = Markdown(
        extensions=["footnotes", "sane_lists", "tables", "toc"],
        extension_configs={
            "footnotes": {"BACKLINK_TEXT": "↩"},
            "toc": {"slugify": _anchor},
        },
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    collector = _Links(converter)
    # Before the table of contents reads the headings' levels.
    converter.treeprocessors.register(collector, "alongside-links", 8)
    return converter, collector
