"""The one canonical form of a file's fields: their order, wrapping and quoting.

Comments are kept with what they speak of. The meaning never changes: what is written is read
again and compared before anybody gets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from yaml import SafeLoader

from generator import nodes
from generator.curate.comments import Comments, comments_of, texts_of
from generator.fields import Field
from generator.model import Mark
from generator.nodes import Document, Node, Scalar, parse

WIDTH = 88
SCHEMA_LINE = "# yaml-language-server: $schema="
STEP = "  "

_NUMBERS_ONLY = re.compile(r"[\d\s()+*#./–-]+")
_WORD = re.compile(r"[\w.-]+")
_ISO_TIME = re.compile(r"\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2})?)?")
_NO_PLAIN_START = tuple("-?:,[]{}#&*!|>'\"%@` \t=~<")
_NUMBER_OR_SWITCH = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?|true|false")
_NOT_TEXT_IN_1_2 = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|<<|="
)
_TEXT = Field("", required=False, description="")


def canonical(document: Document, fields: Mapping[str, Field], schema: str = "") -> str:
    """Return a document in canonical form, ending in a line break.

    `fields` are in canonical order; unknown ones follow in the order of the file. `schema` is
    the address of the JSON Schema that editors should use.
    """
    comments = comments_of(document)
    writer = _Writer(comments)
    head = [words for words in comments.head if not words.startswith(SCHEMA_LINE)]
    lines = [f"{SCHEMA_LINE}{schema}"] if schema else []
    lines += [*head, ""] if head else []
    lines += writer.fields(document.root, fields, indent="") or ["{}"]
    lines += comments.tail
    text = "\n".join(lines) + "\n"
    _ensure_same(document, text, fields)
    return text


class _Writer:
    def __init__(self, comments: Comments) -> None:
        self.comments = comments
        self._written: set[tuple[int, int]] = set()
        """Where comments stood that are above a list item already, not above its first field."""

    def fields(self, mapping: nodes.Mapping, known: Mapping[str, Field], indent: str) -> list[str]:
        order = {name: place for place, name in enumerate(known)}
        pairs = sorted(mapping.pairs, key=lambda pair: order.get(pair[0].text, len(order)))
        lines: list[str] = []
        for key, value in pairs:
            at = (key.span.line, key.span.column)
            lines += [f"{indent}{words}" for words in self._above(at)]
            field = known.get(key.text, _TEXT)
            first, *rest = self._pair(_key(key), value, field, indent)
            beside = "".join(f"  {words}" for words in self.comments.beside.get(at, ()))
            lines += [first + beside, *rest]
            lines += [f"{indent}{STEP}{words}" for words in self.comments.after.get(at, ())]
        return lines

    def _above(self, at: tuple[int, int]) -> list[str]:
        if at in self._written:
            return []
        above = self.comments.before.get(at, ())
        return [words for words in above if not words.startswith(SCHEMA_LINE)]

    def _pair(self, name: str, value: Node, field: Field, indent: str) -> list[str]:
        if isinstance(value, nodes.Mapping):
            inner = self.fields(value, _parts(field), indent + STEP)
            return [f"{indent}{name}:", *inner] if inner else [f"{indent}{name}: {{}}"]
        if isinstance(value, nodes.Sequence) and not (
            _is_single_term(field, value) and not self.comments.inside(value)
        ):
            return self._list(name, value, field, indent)
        if isinstance(value, nodes.Sequence):
            value = value.items[0]
        assert isinstance(value, Scalar)  # noqa: S101 - a single term is a word
        if field.many and not value.is_null and not field.parts:
            words = self._flow_item(value, field)
            if words is not None and len(f"{indent}{name}: [{words}]") <= WIDTH:
                return [f"{indent}{name}: [{words}]"]
            return [f"{indent}{name}:", f"{indent}{STEP}- {_inline(value.text.strip(), field)}"]
        return _scalar(name, value, field, indent)

    def _list(self, name: str, value: nodes.Sequence, field: Field, indent: str) -> list[str]:
        items = _sorted_terms(value.items, field)
        flow = self._flow(items, field) if not self.comments.inside(value) else None
        if flow is not None and (not items or len(f"{indent}{name}: {flow}") <= WIDTH):
            return [f"{indent}{name}: {flow}"]
        return [f"{indent}{name}:", *self._items(items, field, indent + STEP)]

    def _items(self, items: Sequence[Node], field: Field, indent: str) -> Iterator[str]:
        for item in items:
            at = (item.span.line, item.span.column)
            inner = indent + STEP
            if isinstance(item, nodes.Mapping) and item.pairs:
                yield from (f"{indent}{words}" for words in self._above(at))
                self._written.add(at)
                yield from self._group(item, field, indent)
                continue
            yield from (f"{indent}{words}" for words in self._above(at))
            beside = self.comments.beside.get(at, ())
            written = self._one_line(item, field)
            if written is None or written == "-":
                # Behind a bare dash a comment would speak of what comes next.
                yield from (f"{indent}{words}" for words in beside)
                yield f"{indent}-"
            else:
                yield indent + "  ".join((written, *beside))
            if written is None and isinstance(item, nodes.Sequence):
                yield from self._items(item.items, _TEXT, inner)

    def _one_line(self, item: Node, field: Field) -> str | None:
        """Return a list item that fits on the line of its dash; None where it does not."""
        if isinstance(item, nodes.Mapping):
            return "- {}"
        if isinstance(item, Scalar):
            return "-" if item.is_null else f"- {_inline(item.text.strip(), field)}"
        flow = self._flow(item.items, _TEXT)
        return None if flow is None or self.comments.inside(item) else f"- {flow}"

    def _group(self, item: nodes.Mapping, field: Field, indent: str) -> Iterator[str]:
        """Write a list item that is a group of fields: its first field stands behind the dash."""
        at = (item.span.line, item.span.column)
        beside_item = [] if _begins_with_key(item) else self.comments.beside.get(at, [])
        yield from (f"{indent}{words}" for words in beside_item)
        lines = self.fields(item, _parts(field), indent + STEP)
        # Comments above the first field go above the dash: behind it they could not stand.
        while lines and lines[0].lstrip().startswith("#"):
            yield indent + lines.pop(0).lstrip()
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _flow(self, items: Sequence[Node], field: Field) -> str | None:
        words = [self._flow_item(item, field) for item in items]
        if any(word is None for word in words):
            return None
        return f"[{', '.join(word for word in words if word is not None)}]"

    @staticmethod
    def _flow_item(item: Node, field: Field) -> str | None:
        if not isinstance(item, Scalar) or item.is_null:
            return None
        text = item.text.strip()
        return _inline(text, field) if _WORD.fullmatch(text) else None


def _scalar(name: str, value: Scalar, field: Field, indent: str) -> list[str]:
    text = value.text.strip()
    if value.is_null:
        return [f"{indent}{name}:"]
    if "\n" in text and _can_be_literal(text):
        lines = text.split("\n")
        return [f"{indent}{name}: |", *(f"{indent}{STEP}{line}" if line else "" for line in lines)]
    line = f"{indent}{name}: {_inline(text, field)}"
    if len(line) <= WIDTH or not _can_be_folded(text):
        return [line]
    mark = "|" if Mark.PROSE in field.marks else ">-"
    wrapped = _wrap(text, WIDTH - len(indent) - len(STEP))
    if mark == "|":
        # One paragraph of Markdown: line breaks in it mean nothing, but its words may.
        mark = ">-"
    return [f"{indent}{name}: {mark}", *(f"{indent}{STEP}{each}" for each in wrapped)]


def _inline(text: str, field: Field) -> str:
    """Return `text` on one line: plain where every reader of YAML takes it for the same words."""
    if not field.is_text and _NUMBER_OR_SWITCH.fullmatch(text):
        return text
    if _ISO_TIME.fullmatch(text):
        return text
    if text and not _is_ambiguous(text):
        return text
    return _quoted(text)


def _is_ambiguous(text: str) -> bool:
    return (
        text.startswith(_NO_PLAIN_START)
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or "\n" in text
        or not text.isprintable()
        or bool(_NUMBERS_ONLY.fullmatch(text))
        or (any(sign in text for sign in "[]{},") and bool(_WORD.fullmatch(text)))
        or _read_as_something_else(text)
    )


@lru_cache(maxsize=4096)
def _read_as_something_else(text: str) -> bool:
    """Say whether YAML 1.1 or 1.2 would read `text` as a number, a date, true, false or null."""
    if _NOT_TEXT_IN_1_2.fullmatch(text):
        return True
    return any(
        pattern.match(text)
        for _, pattern in (
            *SafeLoader.yaml_implicit_resolvers.get(text[:1], ()),
            *SafeLoader.yaml_implicit_resolvers.get(None, ()),
        )
    )


def _quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(sign) or _escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _can_be_literal(text: str) -> bool:
    return (
        "\t" not in text
        and all((sign.isprintable() or sign == "\n") for sign in text)
        and not any(line != line.rstrip() and not line.strip() for line in text.split("\n"))
    )


def _can_be_folded(text: str) -> bool:
    return " " in text and "  " not in text and text.isprintable() and "\n" not in text


def _wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _key(key: Scalar) -> str:
    is_plain = key.text == key.text.strip() != "" and not _is_ambiguous(key.text)
    return key.text if is_plain else _quoted(key.text)


def _parts(field: Field) -> Mapping[str, Field]:
    return {part.name: part for part in field.parts}


def _begins_with_key(item: nodes.Mapping) -> bool:
    first = item.pairs[0][0].span
    return (item.span.line, item.span.column) == (first.line, first.column)


def _is_single_term(field: Field, value: nodes.Sequence) -> bool:
    only = value.items[0] if len(value.items) == 1 else None
    return field.facet is not None and not field.many and isinstance(only, Scalar)


def _sorted_terms(items: Sequence[Node], field: Field) -> Sequence[Node]:
    if field.facet is None or not all(isinstance(item, Scalar) for item in items):
        return items
    order = {term: place for place, term in enumerate(field.facet.terms)}

    def place(item: Node) -> tuple[int, str]:
        text = item.text if isinstance(item, Scalar) else ""
        return order.get(text, len(order)), text

    return sorted(items, key=place)


def _ensure_same(document: Document, text: str, fields: Mapping[str, Field]) -> None:
    again, problems = parse(document.path, text)
    if again is None or problems:
        raise AssertionError(f"{document.path}: the canonical form cannot be read:\n{text}")
    before, after = meaning(document, fields), meaning(again, fields)
    if before != after:
        raise AssertionError(f"{document.path}: the canonical form means something else:\n{text}")
    kept = [words for words in _all_comments(document) if not words.startswith(SCHEMA_LINE)]
    found = [words for words in _all_comments(again) if not words.startswith(SCHEMA_LINE)]
    if kept != found:
        raise AssertionError(f"{document.path}: the canonical form loses a comment:\n{text}")


def one_line(text: str, *, flow: bool = False) -> str:
    """Return one value as it stands on a line; with `flow`, as it stands between braces."""
    return _inline(text, _TEXT) if not flow or _WORD.fullmatch(text) else _quoted(text)


def meaning(document: Document, fields: Mapping[str, Field]) -> object:
    """Return what a document says, in a form that compares: terms in no order, texts stripped."""
    return {
        key.text: _meaning(value, fields.get(key.text, _TEXT)) for key, value in document.root.pairs
    }


def _meaning(node: Node, field: Field) -> object:
    if isinstance(node, Scalar):
        words = None if node.is_null else node.text.strip()
        return [words] if field.many and words is not None else words
    if isinstance(node, nodes.Sequence):
        items = [_meaning(item, _part_of(field)) for item in node.items]
        if field.facet is None:
            return items
        listed = sorted(items, key=str)
        return listed[0] if not field.many and len(listed) == 1 else listed
    parts = _parts(field)
    group = {key.text: _meaning(value, parts.get(key.text, _TEXT)) for key, value in node.pairs}
    return [group] if field.many else group


def _part_of(field: Field) -> Field:
    return Field("", required=False, description="", parts=field.parts)


def _all_comments(document: Document) -> Iterable[str]:
    return texts_of(comments_of(document))
