"""Every slip of a text that the parser could not read: all of them at once, one a line."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from generator.nodes.layout import layout_slips, ragged_slips
from generator.nodes.lines import NAME, Line, lines_of
from generator.nodes.quotes import quote_slip
from generator.nodes.signs import TAB, sign_slip
from generator.nodes.slip import Slip

MOST = 25
"""How many slips of one file are told; nobody reads more at once."""


def slips_of(text: str, names: Container[str] = ()) -> list[Slip]:
    """Return the slips of a text, by line, up to `MOST` of them.

    `names` are those of the fields that it may have, where we know them.
    """
    lines = list(lines_of(text))
    sources = text.split("\n")
    found: dict[int, Slip] = {}
    for place, line in enumerate(lines):
        coming = lines[place + 1].number if place + 1 < len(lines) else len(sources)
        below = "\n".join(sources[line.number + 1 : coming]).strip() or None
        if slip := quote_slip(line, below) or sign_slip(line, below, names):
            found[slip.line] = slip
    placed = {slip.line: slip for slip in (*ragged_slips(text), *layout_slips(lines, names))}
    return list(islice(_first_of_each(lines, placed | found, placed, names), MOST))


def _first_of_each(
    lines: Sequence[Line],
    found: Mapping[int, Slip],
    placed: Mapping[int, Slip],
    names: Container[str],
) -> Iterator[Slip]:
    """Yield slips by line; of the lines that stand wrongly in a field, the first tells the rest.

    Where one line of a field stands wrongly, what follows is out of joint up to the next field;
    only the same slip is told again.
    """
    fields = {line.number for line in lines if _is_field(line, names)}
    last: Slip | None = None
    for number in sorted({*found, *fields}):
        if number in fields:
            last = None
        slip = found.get(number)
        if slip and (last is None or slip.message == last.message):
            yield slip
            if number in placed or slip.message == TAB:
                last = slip


def _is_field(line: Line, names: Container[str]) -> bool:
    """Say whether a line begins a field of the file itself."""
    if line.indent or line.dash is not None or not NAME.fullmatch(line.name):
        return False
    return not names or line.name.lower() in names
