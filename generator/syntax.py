"""What the YAML parser complains about, in a curator's words."""

from __future__ import annotations

import re
from typing import NamedTuple


class Explanation(NamedTuple):
    """A sentence and a hint; `where_it_began` tells which of the parser's two places to show."""

    message: str
    hint: str
    where_it_began: bool = False


_QUOTES = "Put the whole text in double quotes."
_BACKSLASH = Explanation(
    "A “\\” within double quotes has a meaning of its own.",
    "Write it twice, or use single quotes around the text.",
)
_LOOK = "Look for a quotation mark or bracket that opens or closes too early, and for its spaces."
_EXPLANATIONS: tuple[tuple[str, Explanation], ...] = (
    ("that cannot start any token", Explanation("A text cannot begin with this sign.", _QUOTES)),
    ("mapping values are not allowed", Explanation(
        "There is a colon too many on this line.",
        "Put the whole text in double quotes when it holds a colon followed by a space.")),
    ("could not find expected ':'", Explanation(
        "There is no colon with a space behind it on this line.",
        "Write “name: value”; text that goes on must be indented under its field.", True)),
    ("scanning an alias", Explanation("A text cannot begin with “*”.", _QUOTES, True)),
    ("scanning an anchor", Explanation("A text cannot begin with “&”.", _QUOTES, True)),
    ("a tag", Explanation("A text cannot begin with “!”.", _QUOTES, True)),
    ("undefined tag", Explanation("A text cannot begin with “!”.", _QUOTES)),
    ("a directive", Explanation("A line cannot begin with “%”.", "Delete this line.", True)),
    ("a block scalar", Explanation(
        "A text cannot begin with “|” or “>”.",
        "Begin the text on the next line, indented; or put the whole text in double quotes.",
        True)),
    ("unknown escape character", _BACKSLASH),
    ("hexdecimal number", _BACKSLASH),
    ("block sequence entries are not allowed", Explanation(
        "A list cannot begin on this line.",
        "Put each item on a line of its own below the field's name, after “- ”.")),
    ("did not find expected key", Explanation("This line does not fit the ones above it.", _LOOK)),
    ("did not find expected '-' indicator", Explanation(
        "This line does not fit the list above it.",
        "Begin each item of a list with “- ”, all with as many spaces before it.")),
    ("did not find expected ',' or ']'", Explanation(
        "This list in brackets has no end.",
        "Separate its items by commas and close it with “]”.", True)),
    ("did not find expected ',' or '}'", Explanation(
        "This group in braces has no end.",
        "Separate its fields by commas and close it with “}”.", True)),
    ("did not find expected node content", Explanation(
        "A list in brackets or a group in braces has not ended before this.",
        "Close it with “]” or “}”, or put the whole text in double quotes.")),
    ("unexpected end of stream", Explanation(
        "A quotation mark that opens here is never closed.", "Close it, or take it away.", True)),
    ("unexpected document indicator", Explanation(
        "A quotation mark that opens here is never closed.", "Close it, or take it away.", True)),
)  # fmt: skip
_TAB = Explanation(
    "There is a tab here; only spaces may stand at the start of a line.",
    "Replace it by spaces, as many as the lines beside it have.",
)
_INDENTED = Explanation(
    "This line is indented, but the field above it has its value already.",
    "Take away the spaces at its start, or put the whole text in double quotes.",
)


def explain(said: str, source: str, column: int) -> Explanation:
    """Return in words what the parser `said` when it stopped at `column` of the line `source`."""
    if source[column : column + 1] == "\t":
        return _TAB
    if "mapping values are not allowed" in said and re.fullmatch(r"\s+[^:]*", source[:column]):
        return _INDENTED
    return next(
        (explanation for words, explanation in _EXPLANATIONS if words in said),
        Explanation("This line does not fit the ones above it.", _LOOK),
    )
