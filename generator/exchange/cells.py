"""How lists, groups and text stand in one cell of a spreadsheet, and how to read them again.

A list is joined by “; ”. A group is “name: value” pairs joined by “ | ”; groups stand on lines
of their own. What holds such a sign itself stands in double quotes, doubled where it has some.
A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.exchange.sources import Tree

BLANK = frozenset({"n/a", "#n/a", "-", "–", "—", "?", "unknown", "not known", "tbd"})
"""What people write, in any case, where they do not know."""

BROKEN = re.compile(r"#(REF|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC|ERROR)[!?]?|#{3,}", re.IGNORECASE)
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_QUOTED = re.compile(r'\s*"([^"]*(?:""[^"]*)*)"[^\S\n]*')
_NAME = re.compile(r"\s*([a-z_]+)\s*:[^\S\n]*")


def guarded(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it and no import reads it otherwise."""
    return f"'{text}" if _is_special(text) else text


def unguarded(cell: str) -> tuple[str, bool]:
    """Return the text that a cell means, and whether an apostrophe says to take it as it is."""
    if cell.startswith("'") and _is_special(cell[1:]):
        return cell[1:], True
    return cell, False


def joined(items: Iterable[str]) -> str:
    """Return a list as one text."""
    return "; ".join(_quoted(item, ";\n") for item in items)


def split(text: str, signs: str = ";\n") -> list[str]:
    """Return the items of a list that is separated by any of `signs`; empty ones are left out."""
    items: list[str] = []
    at = 0
    while at < len(text):
        item, at = _item(text, at, signs)
        items += [item] if item else []
        at += 1
    return items


def joined_groups(groups: Iterable[Mapping[str, Tree]]) -> str:
    """Return groups of fields as one text, a line each."""
    return "\n".join(" | ".join(_pairs(group)) for group in groups)


def split_groups(text: str, many: Sequence[str]) -> list[dict[str, Tree]] | None:
    """Return the groups of a text; the parts named `many` are lists. None where it has none."""
    groups: list[dict[str, Tree]] = [{}]
    at = 0
    while at < len(text.rstrip()):
        named = _NAME.match(text, at)
        if named is None:
            return None
        value, at = _item(text, named.end(), "|\n")
        if named[1] in groups[-1]:
            return None
        groups[-1][named[1]] = list(split(value)) if named[1] in many else value
        if text[at : at + 1] == "\n":
            groups.append({})
        at += 1
    return [group for group in groups if group]


def _is_special(text: str) -> bool:
    return (
        text.startswith(_FORMULA)
        or text.casefold() in BLANK
        or bool(BROKEN.fullmatch(text) or SCIENTIFIC.fullmatch(text))
        or (text.startswith("'") and _is_special(text[1:]))
    )


def _pairs(group: Mapping[str, Tree]) -> Iterator[str]:
    for name, value in group.items():
        if isinstance(value, list):
            yield f"{name}: {_quoted(joined(str(each) for each in value), '|')}"
        elif value is not None:
            yield f"{name}: {_quoted(str(value), '|')}"


def _quoted(text: str, signs: str) -> str:
    is_plain = not any(sign in text for sign in (*signs, "\n")) and not text.startswith('"')
    return text if is_plain else '"' + text.replace('"', '""') + '"'


def _item(text: str, at: int, signs: str) -> tuple[str, int]:
    """Return the item that begins at `at`, and where the sign behind it stands."""
    quoted = _QUOTED.match(text, at)
    if quoted and (quoted.end() == len(text) or text[quoted.end()] in signs):
        return quoted[1].replace('""', '"').strip(), quoted.end()
    end = min((found for sign in signs if (found := text.find(sign, at)) >= 0), default=len(text))
    return text[at:end].strip(), end
