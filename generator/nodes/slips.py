"""Every slip of a text that the parser could not read: all of them at once, one a line."""

from __future__ import annotations

from collections.abc import Container

from generator.nodes.layout import layout_slips, ragged_slips
from generator.nodes.lines import lines_of
from generator.nodes.quotes import quote_slip
from generator.nodes.signs import sign_slip
from generator.nodes.slip import Slip


def slips_of(text: str, names: Container[str] = ()) -> list[Slip]:
    """Return the slips of a text, by line; `names` are those of the fields that it may have."""
    lines = list(lines_of(text))
    sources = text.split("\n")
    found: dict[int, Slip] = {}
    for place, line in enumerate(lines):
        coming = lines[place + 1].number if place + 1 < len(lines) else len(sources)
        below = "\n".join(sources[line.number + 1 : coming]).strip() or None
        if slip := quote_slip(line, below) or sign_slip(line, below, names):
            found[slip.line] = slip
    for slip in (*layout_slips(lines, names), *ragged_slips(text)):
        found.setdefault(slip.line, slip)
    return [found[number] for number in sorted(found)]
