"""Whatever a curator may write: formatting keeps its meaning and its comments, and settles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml
from conftest import TREES
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.curate.fmt import format_text
from generator.fields import Field, collection_named
from generator.load import load
from generator.nodes import Document, Scalar, parse, plain, scalars

PATH = "content/resources/plot.yaml"
CATALOGUE, _ = load(TREES / "base")
assert CATALOGUE is not None
TABLE = CATALOGUE.table
ENTRY = collection_named("resources")
FIELDS = TABLE.of("resources")
FACETS = ["plants", "serves", "languages"]

HOSTILE = [
    *("", " ", "~", "null", "true", "No", "NO", "yes", "on", "=", "<<", "-", "--- x", "...", "?"),
    *(
        "0123",
        "9:30",
        "1e3",
        "0x1F",
        ".5",
        "1_000",
        "2026-11-22",
        "2026-11-22T10:00",
        "+44 20 7946",
    ),
    *("a: b", "a:", ":a", "a #b", "#a", "a#b", "- a", "? a", "[a", "{a", "a, b", "a]", "a}"),
    *("&a", "*a", "!a", "|", ">", "%a", "@a", "`a", '"a', "'a", '"a"', "'a'", "a\\nb", "\\", "a\\"),
    *(" a", "a ", "\ta", "a\tb", "a\n", "\na", "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n\n\n\nb"),
    *("# a\nb", "- a\n- b", "a:\n  b", "---\na", "a\n...", "|\n a", "\n\n", "a\n\t\nb", "a\n  \nb"),
    *(
        "\u00a0a",
        "a\u2028b",
        "\u200b",
        "\ufeffa",
        "é",
        "e\u0301",
        "花园",
        "حديقة",
        "🌱",
        "a\x07b",
        "\x85",
    ),
    *("x" * 100, "word " * 30, "long  gaps  " * 12, "https://a.example.org/" + "y" * 90),
    "Ends with a colon and is much longer than one line may be, so that it must be folded:",
    "Has a # sign and: a colon, and is much longer than one line may be, so it must be folded.",
]
"""Texts that YAML, or a formatter of YAML, may get wrong."""

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.text(st.sampled_from(list(" \n#:-'\"[]{},&*!|>%@`\\\tab0é")), max_size=40),
    st.lists(st.sampled_from(["garden", "tea:", "#2", "a,", "-", "x" * 30]), max_size=40).map(
        " ".join
    ),
)
values = st.one_of(words, st.none(), st.integers(-5, 10**6), st.floats(-90, 90, width=16))
terms = st.sampled_from([*FACETS, "any", "roots", "herbs", "GB", "NO", "no", "zinnias", "en"])
groups = st.dictionaries(
    st.one_of(st.sampled_from(["label", "phone", "email", "hours", "country", "city"]), words),
    values,
    max_size=4,
)
nested = st.recursive(
    values,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)
entries = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.one_of(words, values) for name in ("name", "summary", "hours", "description")},
        **{name: st.one_of(words, values) for name in ("first_step", "curator_notes", "added")},
        **{name: st.one_of(terms, st.lists(terms, max_size=9)) for name in FACETS},
        **{name: st.one_of(terms, st.lists(terms, max_size=1)) for name in ("kind", "cost")},
        **{
            name: st.one_of(words, st.lists(values, max_size=4)) for name in ("sources", "formerly")
        },
        **{name: st.one_of(groups, st.lists(groups, max_size=3)) for name in ("contact", "places")},
        "verified": groups,
        "meetings": st.lists(groups, max_size=2),
        "status": st.one_of(words, groups),
        "colour": nested,
        "odd: name": nested,
    },
)


@st.composite
def dumped(draw: st.DrawFn) -> str:
    """Draw an entry as PyYAML writes it, in one of its many styles."""
    value = draw(entries)
    options: Any = {
        "default_flow_style": draw(st.sampled_from([True, False, None])),
        "default_style": draw(st.sampled_from([None, None, "'", '"', "|", ">"])),
        "allow_unicode": draw(st.booleans()),
        "width": draw(st.sampled_from([20, 80, 1000])),
        "indent": draw(st.sampled_from([2, 4])),
        "explicit_start": draw(st.booleans()),
        "sort_keys": False,
    }
    # Tags are refused, as they should be; PyYAML writes them for numbers in quotes.
    return re.sub(r"!!\w+ ", "", yaml.safe_dump(value, **options))


def by_hand(value: object, draw: st.DrawFn, indent: str = "") -> list[str]:
    """Return lines of YAML as people write it, styles mixed from one value to the next."""
    if isinstance(value, dict) and value:
        lines = []
        for key, inner in value.items():
            first, *rest = by_hand(inner, draw, indent + draw(st.sampled_from(["  ", "    "])))
            name = key if re.fullmatch(r"[a-z_]+", key) else json.dumps(key)
            space = draw(st.sampled_from([" ", "   "])) if first else ""
            lines += [f"{indent}{name}:{space}{first}", *rest]
        return ["", *lines] if indent else lines
    if isinstance(value, list) and value and draw(st.booleans()):
        lines = [""]
        for inner in value:
            first, *rest = by_hand(inner, draw, indent + "  ")
            lines += [f"{indent}- {first}".rstrip(), *rest]
        return lines
    if isinstance(value, str) and "\n" in value and draw(st.booleans()):
        body = value.split("\n")
        if all(line == line.strip() and line.isprintable() for line in body) and body[0]:
            mark = draw(st.sampled_from(["|", "|-", "|+"]))
            return [mark, *(f"{indent or '  '}{line}".rstrip() for line in body)]
    if isinstance(value, str) and draw(st.booleans()) and "\n" not in value and value.isprintable():
        return ["'" + value.replace("'", "''") + "'"]
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w.,;()/ -]*[\w.]", value):
        return [value]
    return ["null" if value is None else json.dumps(value, ensure_ascii=draw(st.booleans()))]


@st.composite
def written(draw: st.DrawFn) -> str:
    """Draw an entry as a person may have written it."""
    value = draw(entries.filter(bool))
    return "\n".join(by_hand(value, draw)) + draw(st.sampled_from(["\n", "", "\n\n\n"]))


texts = st.one_of(dumped(), written())


@st.composite
def commented(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a text with comments wherever a comment may stand, and the comments' words."""
    text = draw(texts)
    document = read(text)
    lines = text.split("\n")
    inside = {
        line
        for scalar in scalars(document.root)
        for line in range(scalar.span.line + 1, scalar.span.end_line + 1)
    }
    blocks = {s.span.line for s in scalars(document.root) if s.style in {"|", ">"}}
    comments: list[str] = []
    for number in sorted(draw(st.sets(st.integers(0, len(lines) - 1), max_size=6)), reverse=True):
        said = f"# c{len(comments)}x {draw(st.sampled_from(['', 'a: b', '- a', '# b', 'é', '|']))}"
        line = lines[number]
        beside = draw(st.booleans()) and number + 1 not in inside | blocks and line.strip()
        tried = lines.copy()
        if beside:
            tried[number] = f"{line}  {said}"
        elif number not in inside:
            indent = line[: len(line) - len(line.lstrip())]
            tried.insert(number, indent + said)
        again, problems = parse(PATH, "\n".join(tried))
        if again and not problems and plain(again.root) == plain(document.root) and tried != lines:
            lines = tried
            comments.append(said.strip())
    return "\n".join(lines), comments


def read(text: str) -> Document:
    """Return a text's document; what cannot be read is no case."""
    document, problems = parse(PATH, text)
    assume(document is not None and not problems)
    assert document is not None
    return document


def meaning(document: Document) -> object:
    """Return what an entry says, apart from order, outer white space and optional brackets."""
    found: Any = plain(document.root)
    return {name: said(value, FIELDS.get(name)) for name, value in found.items()}


def said(value: object, field: Field | None) -> object:
    """Return what one value says."""
    if isinstance(value, str):
        value = value.strip()
    parts = {part.name: part for part in field.parts} if field else {}
    if isinstance(value, Mapping):
        value = {name: said(inner, parts.get(name)) for name, inner in value.items()}
    if isinstance(value, list):
        inner_field = Field("", required=False, description="", parts=tuple(parts.values()))
        value = [said(inner, inner_field) for inner in value]
    if field and field.many and not isinstance(value, list) and value is not None:
        value = [value]
    if field and field.facet:
        listed = sorted(value, key=str) if isinstance(value, list) else [value]
        return tuple(str(each) for each in listed)
    return value


def formatted(text: str) -> str:
    """Return the canonical form of a text that can be read."""
    result = format_text(PATH, text, ENTRY, TABLE)
    assert not result.problems
    return result.after


MANY = settings(max_examples=150, deadline=None, derandomize=True)


@MANY
@given(texts)
def test_meaning_stays(text: str) -> None:
    """What is read afterwards is what was read before."""
    before = read(text)
    after = read(formatted(text))
    assert meaning(after) == meaning(before)


@MANY
@given(texts)
def test_formatting_settles(text: str) -> None:
    """The canonical form of a canonical form is itself; it has no stray white space."""
    read(text)
    once = formatted(text)
    assert formatted(once) == once
    assert once.endswith("\n")
    assert "\r" not in once
    literal = {
        line
        for scalar in scalars(read(once).root)
        if scalar.style == "|"
        for line in range(scalar.span.line + 1, scalar.span.end_line + 1)
    }
    for number, line in enumerate(once.split("\n")):
        assert number in literal or line == line.rstrip(" "), line


@MANY
@given(commented())
def test_comments_are_kept(case: tuple[str, list[str]]) -> None:
    """Every comment is there once, as a comment; what it stands in means the same."""
    text, comments = case
    after = formatted(text)
    assert meaning(read(after)) == meaning(read(text))
    lines = after.split("\n")
    for comment in comments:
        holding = [line for line in lines if re.search(rf"(^|\s){re.escape(comment)}$", line)]
        assert len(holding) == 1, comment
    values_ = [scalar.text for scalar in scalars(read(after).root) if isinstance(scalar, Scalar)]
    assert not any(re.search(r"# c\dx", value) for value in values_)
    assert formatted(after) == after


@MANY
@given(st.one_of(st.text(max_size=80), st.text(st.sampled_from(list("a:-#'\"[]{}|>\n \t")))))
def test_any_text_is_formatted_or_left_alone(text: str) -> None:
    """No text at all makes the formatter fail; what it cannot read it does not change."""
    result = format_text(PATH, text, ENTRY, TABLE)
    assert result.after == text if result.problems else result.after.endswith("\n")
    assert not (result.problems and result.is_changed)
