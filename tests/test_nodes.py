"""Reading: whatever a file holds, it becomes a tree or a problem at a place that there is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.load.files import decode
from generator.nodes import Mapping, Scalar, parse, plain, scalars
from generator.problem import Place, Problem

YAML_SIGNS = "ab1 :-\n\t[]{},&*!|>'\"%@`#?~.=<\\"
ODD_SIGNS = "\r\x00\x07\x1b\x7f\x85\xa0\u200b\u2028\u2029\ufeff\uffff\U0001f331é種"
LINES = (
    "name: x",
    "a: [b, c]",
    "  - d",
    "- e",
    "a: {b: c}",
    "a: |",
    "  text",
    "'",
    '"',
    "---",
    "...",
)

texts = st.one_of(
    st.text(),
    st.text(YAML_SIGNS, max_size=60),
    st.text(YAML_SIGNS + ODD_SIGNS, max_size=60),
    st.lists(st.sampled_from(LINES) | st.text(YAML_SIGNS, max_size=8), max_size=8).map("\n".join),
)
words = st.text("abcxyzéß種0123456789 .,-", max_size=20)


def assert_inside(place: Place, text: str) -> None:
    """Fail unless a place lies within the text."""
    lines = text.split("\n")
    assert 1 <= place.line <= len(lines)
    line = lines[place.line - 1]
    assert 1 <= place.column <= len(line) + 1
    assert place.column < place.end_column <= max(len(line), place.column) + 1
    assert place.path == "file.yaml"


@given(texts)
@example("")
@example("\n\n")
@example("a: b\rc: d\rc: e")
@example("a: [")
@example("a: '\n\n")
@example("? [a]\n: b")
@example("? a\n? b")
@example("[" * 500)
@example("- " * 500)
@example("a: &x *x")
@example("%TAG ! x\n---\na: !x y")
@example("---\n---\na: b")
def test_parse_never_raises(text: str) -> None:
    """A curator's file is never our exception, and no problem points into the void."""
    document, problems = parse("file.yaml", text)
    assert document or problems
    for problem in problems:
        assert problem.is_error
        assert problem.message.endswith(".")
        assert_inside(problem.place, text)


@given(texts.filter(lambda text: "\r" not in text))
@example("a: 種 # b\nc: 'd'\n")
@example("a:\n  - b\n  -\nc: |\n  d\n")
def test_every_value_has_a_place(text: str) -> None:
    """Each value of a document lies where its place says, and reads as it stands there."""
    document, _ = parse("file.yaml", text)
    if document is None:
        return
    plain(document.root)
    for scalar in scalars(document.root):
        place = document.place(scalar.span)
        assert_inside(place, text)
        if scalar.text and not scalar.style and scalar.span.line == scalar.span.end_line:
            assert place.source[place.column - 1 : place.end_column - 1] == scalar.text


@given(st.dictionaries(words.filter(str.strip), words, min_size=1, max_size=5))
def test_quoted_values_come_back(fields: dict[str, str]) -> None:
    """What stands between double quotes is what the field holds, at its own line."""
    text = "".join(f'"{name}": "{value}"\n' for name, value in fields.items())
    document, problems = parse("file.yaml", text)
    assert document and not problems
    assert plain(document.root) == fields
    for line, name in enumerate(fields, start=1):
        assert document.locate((name,), key=True).line == line
        assert document.locate((name, 7, "no", "such")).line == line


@given(
    st.sampled_from(
        ["NO", "no", "0123", "9:30", "1e3", "0x1F", "2026-01-01", "yes", ".5", "=", "<<"]
    )
)
def test_scalars_stay_as_they_were_written(value: str) -> None:
    """A value's look decides nothing; only nothing is nothing."""
    document, problems = parse("file.yaml", f"field: {value}\nnull_field: ~\n")
    assert document and not problems
    assert plain(document.root) == {"field": value}
    pair = document.root.find("field")
    assert pair and isinstance(pair[1], Scalar)
    assert isinstance(document.root, Mapping)


@given(st.binary())
@example(b"\xef\xbb")
@example(b"\xef\xbb\xbf\xff")
@example(b"\xef\xbb\xbfa\xff")
@example(b"a\r\n\xff")
def test_decode_never_raises(data: bytes) -> None:
    """Bytes are text or a problem, and text has only line feeds as line ends."""
    read = decode("file.yaml", data)
    if isinstance(read, Problem):
        assert read.code == "not-utf8"
        assert read.place.line >= 1
        assert read.place.column >= 1
    else:
        assert "\r\n" not in read
        assert not read.startswith("\ufeff") or data.startswith(b"\xef\xbb\xbf" * 2)


@given(st.text(), st.binary(max_size=5), st.booleans(), st.sampled_from(["\n", "\r\n"]))
@example("a", b"", True, "\n")
@example("name: Caf", b"", True, "\n")
def test_decode_finds_the_first_bad_byte(good: str, rest: bytes, bom: bool, ending: str) -> None:
    """The place is behind the last sign that could be read, with and without a BOM."""
    good = good.replace("\r", "").removeprefix("\ufeff")
    data = (b"\xef\xbb\xbf" if bom else b"") + good.replace("\n", ending).encode() + b"\xff" + rest
    problem = decode("file.yaml", data)
    assert isinstance(problem, Problem)
    *_, last = lines = good.split("\n")
    assert (problem.place.line, problem.place.column) == (len(lines), len(last) + 1)


@given(st.text())
def test_decode_reads_any_text(text: str) -> None:
    """Text that a person can write comes back, but for its line ends."""
    read = decode("file.yaml", b"\xef\xbb\xbf" + text.encode())
    assert read == text.replace("\r\n", "\n").replace("\r", "\n")
