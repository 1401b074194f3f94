"""What the YAML parser complains about, in a curator's words."""

from __future__ import annotations

_EXPLANATIONS = (
    ("that cannot start any token", "A value cannot begin with this sign.",
     "Put the whole value in double quotes."),
    ("mapping values are not allowed", "There is a colon too many on this line.",
     "Put the whole value in double quotes when it contains a colon followed by a space."),
    ("could not find expected ':'", "A field on this line or the one before has no colon.",
     "Write “name: value”; text that goes on must be indented under its field."),
    ("did not find expected key", "This line does not fit the ones above it.",
     "Look for a quotation mark that opens or closes too early, or for wrong indentation."),
    ("did not find expected '-' indicator", "This line does not fit the list above it.",
     "Begin each item of a list with “- ”, all at the same indentation."),
    ("did not find expected ',' or ']'", "This list in brackets has no end.",
     "Separate its items by commas and close it with “]”."),
    ("did not find expected ',' or '}'", "This group in braces has no end.",
     "Separate its fields by commas and close it with “}”."),
    ("unexpected end of stream", "A quotation mark that opens here is never closed.",
     "Close it, or take it away."),
)  # fmt: skip


def explain(said: str, sign: str) -> tuple[str, str]:
    """Return a sentence and a hint for what the parser `said`; `sign` is where it stopped."""
    if sign == "\t":
        return "There is a tab here; YAML indents by spaces only.", "Replace it by two spaces."
    return next(
        ((message, hint) for words, message, hint in _EXPLANATIONS if words in said),
        ("This is not valid YAML.", f"The parser says: {said}." if said else ""),
    )
