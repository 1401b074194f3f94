"""What the YAML parser complains about, in a curator's words."""

from __future__ import annotations

import re
from typing import NamedTuple


class Explanation(NamedTuple):
    """A sentence and a hint; `where_it_began` tells which of the parser's two places to show."""

    message: str
    hint: str
    where_it_began: bool = False


_QUOTES = "Put the whole value in double quotes."
_EXPLANATIONS: tuple[tuple[str, Explanation], ...] = (
    ("that cannot start any token", Explanation("A value cannot begin with this sign.", _QUOTES)),
    ("mapping values are not allowed", Explanation(
        "There is a colon too many on this line.",
        "Put the whole value in double quotes when it contains a colon followed by a space.")),
    ("could not find expected ':'", Explanation(
        "There is no colon with a space behind it on this line.",
        "Write “name: value”; text that goes on must be indented under its field.", True)),
    ("scanning an alias", Explanation(
        "“*” at the start of a value has a meaning in YAML.",
        "Put the whole value in double quotes; begin each item of a list with “- ”.", True)),
    ("scanning an anchor", Explanation(
        "“&” at the start of a value has a meaning in YAML.", _QUOTES, True)),
    ("a tag", Explanation("“!” at the start of a value has a meaning in YAML.", _QUOTES, True)),
    ("undefined tag", Explanation("“!” at the start of a value has a meaning in YAML.", _QUOTES)),
    ("a directive", Explanation(
        "A line that begins with “%” has a meaning in YAML.", "Delete this line.", True)),
    ("a block scalar", Explanation(
        "“|” or “>” at the start of a value has a meaning in YAML.",
        "Begin the text on the next line, indented; or put the whole value in double quotes.",
        True)),
    ("unknown escape character", Explanation(
        "“\\” within double quotes has a meaning in YAML.",
        "Write it twice, or use single quotes around the value.")),
    ("hexdecimal number", Explanation(
        "“\\” within double quotes has a meaning in YAML.",
        "Write it twice, or use single quotes around the value.")),
    ("block sequence entries are not allowed", Explanation(
        "A list cannot begin on this line.",
        "Put each item on a line of its own below the field's name, after “- ”.")),
    ("did not find expected key", Explanation(
        "This line does not fit the ones above it.",
        "Look for a quotation mark or bracket that opens or closes too early, or for wrong "
        "indentation.")),
    ("did not find expected '-' indicator", Explanation(
        "This line does not fit the list above it.",
        "Begin each item of a list with “- ”, all at the same indentation.")),
    ("did not find expected ',' or ']'", Explanation(
        "This list in brackets has no end.",
        "Separate its items by commas and close it with “]”.", True)),
    ("did not find expected ',' or '}'", Explanation(
        "This group in braces has no end.",
        "Separate its fields by commas and close it with “}”.", True)),
    ("did not find expected node content", Explanation(
        "A list in brackets or a group in braces has not ended before this.",
        "Close it with “]” or “}”, or put the whole value in double quotes.")),
    ("unexpected end of stream", Explanation(
        "A quotation mark that opens here is never closed.", "Close it, or take it away.", True)),
    ("unexpected document indicator", Explanation(
        "A quotation mark that opens here is never closed.", "Close it, or take it away.", True)),
)  # fmt: skip
_TAB = Explanation("There is a tab here; YAML indents by spaces only.", "Replace it by two spaces.")
_INDENTED = Explanation(
    "This line is indented, but the field above it has its value already.",
    "Take away the spaces at its start, or put the whole value in double quotes.",
)


def explain(said: str, source: str, column: int) -> Explanation:
    """Return in words what the parser `said` when it stopped at `column` of the line `source`."""
    if source[column : column + 1] == "\t":
        return _TAB
    if "mapping values are not allowed" in said and re.fullmatch(r"\s+[^:]*", source[:column]):
        return _INDENTED
    return next(
        (explanation for words, explanation in _EXPLANATIONS if words in said),
        Explanation("This is not valid YAML.", f"The parser says: {said}." if said else ""),
    )
