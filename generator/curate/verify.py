"""Writing down that somebody has checked an entry: its block `verified`, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator import nodes
from generator.curate.canonical import one_line
from generator.curate.comments import comments_of, texts_of
from generator.curate.edits import Edit, edited
from generator.curate.targets import Target
from generator.failure import Failure
from generator.fields import FieldTable
from generator.load.files import decode
from generator.model import Verified
from generator.nodes import Document, Node, Scalar, Span, parse, plain
from generator.problem import Problem

FIELD = "verified"
BESIDE = "confidence"
"""The field of crisis help behind which the block has its place."""


def verified_files(
    root: Path, targets: Sequence[Target], verified: Verified, table: FieldTable
) -> dict[str, bytes]:
    """Return the new content of each file of `targets`, all of them verified as told.

    Raises Failure where a file cannot be changed without a risk for its other words, and OSError
    where it cannot be read.
    """
    by_path: dict[str, list[Target]] = {}
    for target in targets:
        by_path.setdefault(target.path, []).append(target)
    order = {name: place for place, name in enumerate(table.of("resources"))}
    return {
        path: _verified_file(path, (root / path).read_bytes(), those, verified, order)
        for path, those in by_path.items()
    }


def _verified_file(
    path: str,
    data: bytes,
    targets: Sequence[Target],
    verified: Verified,
    order: Mapping[str, int],
) -> bytes:
    words = {"date": verified.date.isoformat(), "by": verified.by, "how": verified.how}
    document = _parsed(path, data)
    if document is None:
        raise Failure(f"{path} cannot be read.", "`alongside check` shows what is wrong there.")
    edits = [edit for each in targets for edit in _edits(document, each, words, order)]
    after = edited(data, edits)
    if not _is_sure(document, _parsed(path, after), targets, words):
        raise Failure(
            f"{path} is written in a way that cannot be changed safely; nothing was written.",
            f"Write its block “{FIELD}” by hand, as CONTRIBUTING shows.",
        )
    return after


def _edits(
    document: Document, target: Target, words: Mapping[str, str], order: Mapping[str, int]
) -> Iterator[Edit]:
    group = document.find(target.loc)
    if not isinstance(group, nodes.Mapping):
        return
    found = group.find(FIELD)
    if found is None:
        yield _new_block(document, group, words, order)
        return
    key, value = found
    if isinstance(value, nodes.Mapping):
        for name, said in words.items():
            if pair := value.find(name):
                yield Edit(pair[1].span, one_line(said, flow=value.flow))
    elif group.flow:
        yield Edit(value.span, _flow(words))
    else:
        line = key.span.line
        if isinstance(value, Scalar) and value.text:
            yield Edit(value.span, "")
        yield Edit(_line_end(document, line), _block(words, key.span.column, begin="\n"))


def _new_block(
    document: Document, group: nodes.Mapping, words: Mapping[str, str], order: Mapping[str, int]
) -> Edit:
    if beside := group.find(BESIDE):
        key, value = beside
        if group.flow:
            return Edit(_behind(value), f", {FIELD}: {_flow(words)}")
        block = f"\n{' ' * key.span.column}{FIELD}:" + _block(words, key.span.column, begin="\n")
        return Edit(_line_end(document, value.span.end_line), block)
    follower = next(
        (key for key, _ in group.pairs if order.get(key.text, -1) > order[FIELD]),
        group.pairs[-1][0],
    )
    line, column = follower.span.line, follower.span.column
    if group.flow:
        return Edit(Span(line, column, line, column), f"{FIELD}: {_flow(words)}, ")
    line = _above_comments(document.text.split("\n"), line, column)
    block = f"{' ' * column}{FIELD}:\n" + _block(words, column, end="\n")
    return Edit(Span(line, 0, line, 0), block)


def _above_comments(lines: Sequence[str], line: int, column: int) -> int:
    """Return the first line of the comments above a field, which stay with it; else its own."""
    first = line
    while line and (not lines[line - 1].strip() or lines[line - 1].startswith(" " * column + "#")):
        line -= 1
        first = line if lines[line].strip() else first
    return first


def _block(words: Mapping[str, str], column: int, begin: str = "", end: str = "") -> str:
    pad = " " * (column + 2)
    return "".join(f"{begin}{pad}{name}: {one_line(said)}{end}" for name, said in words.items())


def _flow(words: Mapping[str, str]) -> str:
    said = ", ".join(f"{name}: {one_line(each, flow=True)}" for name, each in words.items())
    return f"{{{said}}}"


def _behind(value: Node) -> Span:
    span = value.span
    return Span(span.end_line, span.end_column, span.end_line, span.end_column)


def _line_end(document: Document, line: int) -> Span:
    end = len(document.text.split("\n")[line])
    return Span(line, end, line, end)


def _parsed(path: str, data: bytes) -> Document | None:
    text = decode(path, data)
    return None if isinstance(text, Problem) else parse(path, text)[0]


def _is_sure(
    before: Document, after: Document | None, targets: Sequence[Target], words: Mapping[str, str]
) -> bool:
    """Say whether nothing differs but what was meant to: no other field, and no comment."""
    if after is None or texts_of(comments_of(before)) != texts_of(comments_of(after)):
        return False
    locs = [(*target.loc, FIELD) for target in targets]
    told = [after.find(loc) for loc in locs]
    if any(node is None or plain(node) != dict(words) for node in told):
        return False
    return _without(before, locs) == _without(after, locs)


def _without(document: Document, locs: Sequence[nodes.Loc]) -> list[tuple[nodes.Loc, str]]:
    """Return every single value with the way to it, but those below `locs`, in their order."""
    found: list[tuple[nodes.Loc, str]] = []

    def visit(node: Node, loc: nodes.Loc) -> None:
        if loc in locs:
            return
        if isinstance(node, Scalar):
            found.append((loc, node.text))
        elif isinstance(node, nodes.Sequence):
            for index, item in enumerate(node.items):
                visit(item, (*loc, index))
        else:
            for key, value in node.pairs:
                visit(value, (*loc, key.text))

    visit(document.root, ())
    return found
