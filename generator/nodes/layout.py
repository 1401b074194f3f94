"""Lines that stand too far left or right, and fields without their colon."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from generator.nodes.lines import BLOCK, NAME, Line
from generator.nodes.slip import Slip, shown, slip_at

_WORDS = re.compile(r"([^\W\d][\w-]*)(\s+\S.*)?")


def layout_slips(lines: Sequence[Line], names: Container[str]) -> Iterator[Slip]:
    """Yield what is wrong with where lines stand; `names` are those of known fields, if any are."""
    open_: list[Line] = []
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        below = lines[place + 1] if place + 1 < len(lines) else None
        if line.source[:1] == "\t" or "\t" in line.lead:
            continue
        if above is None:
            if not line.name and _lacks_colon(line, below, names):
                yield _no_colon(line)
                line = _as_meant(line)
            elif line.indent and line.dash is None and below and below.indent < line.indent:
                yield _too_far_right(line, below)
                line = replace(line, indent=below.indent)
            open_ = [line]
            continue
        slip = _slip(line, above, below, open_, names)
        if slip:
            yield slip
            if line.name or line.dash is not None:
                continue
        if not line.name and _lacks_colon(line, below, names):
            line = _as_meant(line)
        if line.name or line.dash is not None:
            open_ = [*(each for each in open_ if _column(each) < _column(line)), _kept(line, open_)]


def _as_meant(line: Line) -> Line:
    """Return a line without a colon as if it had one, for those that come below."""
    name, _, words = line.words.partition(" ")
    return replace(line, name=name, words=words.strip())


def _kept(line: Line, open_: Sequence[Line]) -> Line:
    """Return a line with the dash of the item in which it stands, for those that come below."""
    beside = (each.dash for each in open_ if each.indent == line.indent and each.name)
    return line if line.dash is not None else replace(line, dash=next(beside, None))


def ragged_slips(text: str) -> Iterator[Slip]:
    """Yield lines of a text of several lines that stand further left than its first one."""
    sources = text.split("\n")
    outer = first = None
    for number, source in enumerate(sources):
        if not source.strip():
            continue
        indent = len(source) - len(source.lstrip(" "))
        if outer is not None and indent > outer and "\t" not in source[:indent]:
            first = first or indent
            if indent < first:
                hint = f"Put {_spaces(first - indent)} before it."
                message = "This line stands further left than the text that it belongs to."
                yield Slip(number, indent, len(source.rstrip()), message, hint)
            continue
        outer = first = None
        if re.search(rf":\s+{BLOCK.pattern}$", source):
            outer = len(source) - len(source.lstrip(" -"))


def _slip(
    line: Line, above: Line, below: Line | None, open_: Sequence[Line], names: Container[str]
) -> Slip | None:
    if line.dash is not None:
        return _dash_slip(line, open_)
    if line.name and (not _is_text(line, names) or _is_sibling(line, open_)):
        return _field_slip(line, open_)
    if line.name and not above.announces:
        return _colon_in_text(line, open_)
    if line.name and above.words and line.indent <= above.indent:
        return _not_indented(line, above)
    if above.announces and line.indent > above.indent and below and below.indent == line.indent:
        return _no_colon(line) if _lacks_colon(line, below, names) and below.name else None
    at_field = any(line.indent == each.indent and each.name for each in open_)
    if not at_field and not (line.indent == 0 and open_):
        return None
    if _lacks_colon(line, below, names):
        return _no_colon(line)
    if line.name:
        return None
    owner = next((each for each in reversed(open_) if each.indent <= line.indent), above)
    return _not_indented(line, owner) if owner.name else None


def _not_indented(line: Line, owner: Line) -> Slip:
    message = f"This line is not indented, so it does not belong to “{owner.name}” above."
    words = line.source[line.indent :].strip()
    return slip_at(line, words, message, "Put two spaces before it.")


def _field_slip(line: Line, open_: Sequence[Line]) -> Slip | None:
    """Return that a field stands at no level of those above it."""
    levels = [each for each in open_ if each.name]
    if any(line.indent == each.indent for each in levels) or not levels:
        return None
    last = levels[-1]
    if line.indent > last.indent:
        return None if last.announces else _too_far_right(line, last)
    if last.dash is not None and line.indent >= last.dash:
        message = f"“{line.name}” must stand below “{last.name}”, not below the dash."
        hint = f"Put {_spaces(last.indent - line.indent)} before it."
        return slip_at(line, line.name, message, hint)
    nearest = min(levels, key=lambda each: (abs(each.indent - line.indent), -each.indent))
    if nearest.indent < line.indent:
        return _too_far_right(line, nearest)
    message = f"“{line.name}” stands further left than “{nearest.name}”, whose neighbour it is."
    hint = f"Put {_spaces(nearest.indent - line.indent)} before it, if the two belong together."
    return slip_at(line, line.name, message, hint)


def _colon_in_text(line: Line, open_: Sequence[Line]) -> Slip | None:
    """Return that a text which goes on over several lines holds a colon."""
    owner = next((each for each in reversed(open_) if each.indent < line.indent), None)
    if owner is None or BLOCK.fullmatch(owner.words):
        return None
    sign = line.source.index(":", line.indent)
    message = "There is a colon in this text, so it looks like a field."
    hint = f"Put the whole text of “{owner.name}” in double quotes."
    if not owner.words:
        hint = f"Write “{owner.name}: |” above the text."
    return Slip(line.number, sign, sign + 1, message, hint)


def _dash_slip(line: Line, open_: Sequence[Line]) -> Slip | None:
    """Return that an item stands below no other item and under no field that waits for a list."""
    assert line.dash is not None  # noqa: S101 - the caller saw a dash
    dashes = [each for each in open_ if each.dash is not None]
    if any(line.dash == each.dash for each in dashes):
        return None
    if dashes and dashes[-1] is open_[-1] and not (dashes[-1].name or dashes[-1].words):
        return None
    outer = [each for each in open_ if each.name and each.indent <= line.dash]
    field = outer[-1] if outer else None
    if field is not None and not field.words and field is open_[-1]:
        return None
    beside = [each for each in dashes if field is None or each.number >= field.number]
    if beside:
        far = line.dash - (beside[-1].dash or 0)
        where = "right" if far > 0 else "left"
        message = f"This dash stands further {where} than the one above it."
        hint = f"Take {_spaces(far)} away." if far > 0 else f"Put {_spaces(-far)} before it."
        return Slip(line.number, line.dash, line.dash + 1, message, hint)
    if field is not None and not field.words and not field.dash:
        if not any(each.indent == line.dash and each.name for each in open_):
            return None
        message = "A field belongs here, as on the lines above, not an item of a list."
        hint = f"Write it like this: {line.name or line.words}:"
        return Slip(line.number, line.dash, line.dash + 1, message, hint)
    if field is None or not field.words:
        return None
    message = f"“{field.name}” has a value on its own line, so no list can follow."
    hint = f"Put all items behind the colon, such as {_together(field, line)}, or all below it."
    if line.name:
        message = "This list has no field that it belongs to."
        hint = "Write the name of its field and a colon on the line above."
    return Slip(line.number, line.dash, line.dash + 1, message, hint)


def _too_far_right(line: Line, other: Line) -> Slip:
    message = (
        f"“{line.name or line.words}” stands further right than “{other.name or other.words}”."
    )
    if other.number < line.number and other.words:
        message = f"This line is indented, but “{other.name}” above it has its value already."
    hint = f"Take {_spaces(line.indent - other.indent)} away at its start."
    return slip_at(line, line.name or line.words, message, hint)


def _no_colon(line: Line) -> Slip:
    found = _WORDS.fullmatch(line.words)
    assert found  # noqa: S101 - else it would not lack a colon
    rest = (found[2] or "").strip()
    hint = f"Write it like this: {shown(f'{found[1]}: {rest}'.strip())}"
    return slip_at(line, found[1], f"There is no colon behind “{found[1]}”.", hint)


def _lacks_colon(line: Line, below: Line | None, names: Container[str]) -> bool:
    """Say whether a line looks like a field but for its colon."""
    found = _WORDS.fullmatch(line.words)
    if line.name or found is None or line.dash is not None:
        return False
    if names:
        return found[1] in names
    deeper = below is not None and (below.indent > line.indent or below.dash == line.indent)
    return found[1].islower() and (deeper or bool(found[2])) and len(line.words.split()) < 4


def _is_text(line: Line, names: Container[str]) -> bool:
    """Say whether what stands before a colon is rather a text that has one than a field."""
    return not NAME.fullmatch(line.name) or bool(
        names and line.name not in names and line.name.lower() not in names
    )


def _is_sibling(line: Line, open_: Sequence[Line]) -> bool:
    """Say whether a name stands like one above it: both alone, in one column, such as languages."""
    return bool(line.announces and NAME.fullmatch(line.name)) and any(
        each.announces and each.indent == line.indent and NAME.fullmatch(each.name)
        for each in open_
    )


def _column(line: Line) -> int:
    return line.dash if line.dash is not None and not line.name else line.indent


def _together(field: Line, item: Line) -> str:
    inside = field.words.strip("[]")
    return shown(f"{field.name}: [{inside}, {item.words}]")


def _spaces(number: int) -> str:
    return "one space" if number == 1 else f"{number} spaces"
