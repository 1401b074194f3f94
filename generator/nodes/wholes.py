"""Files that are something else than fields: a page, a mail, two versions at once."""

from __future__ import annotations

import re

from generator.nodes.document import place_in
from generator.nodes.tree import Span
from generator.problem import Problem

_CONFLICT = re.compile(r"^(<{7}|>{7})( .*)?$", re.MULTILINE)
_MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|head|body|div|p|table)\b", re.IGNORECASE)
_PREFIXES = (
    (re.compile(r"> ?"), "“>”, as in the answer to an e-mail"),
    (re.compile(r"\+ ?"), "“+”, as in a comparison of two files"),
    (re.compile(r"[-*•] "), "a dash, as in a list"),
    (re.compile(r"\d+[.):]? +"), "a number, as in a list"),
)
_FIELD = re.compile(r"[^\W\d][\w-]*:( |$)")
_EXAMPLE = "Write one field a line, each as “name: value”."


def conflict(path: str, text: str) -> Problem | None:
    """Return that two versions of a text stand in it, as git leaves them, or None."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    return _problem(
        path,
        text,
        text.count("\n", 0, found.start()),
        "two-versions",
        "From here on two versions of this file stand below one another.",
        "Keep what is right of both, and delete the lines that begin with “<<<<<<<”, “=======” "
        "and “>>>>>>>”.",
    )


def foreign(path: str, text: str) -> Problem | None:
    """Return what the whole of a file is instead of fields, or None."""
    if _MARKUP.match(text):
        message = "This is the source of a web page, not an entry."
        return _problem(path, text, _first(text), "not-fields", message, _EXAMPLE)
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    for prefix, what in _PREFIXES:
        begun = [line for line in lines if prefix.match(line)]
        fields = [line for line in begun if _FIELD.match(prefix.sub("", line, count=1))]
        if len(fields) > 1 and len(begun) > 2 * len(lines) // 3 and begun[0] is lines[0]:
            message = f"Each line begins with {what}."
            hint = (
                "Delete that at the start of every line, so that each begins with a field's name."
            )
            return _problem(path, text, _first(text), "not-fields", message, hint)
    return None


def no_fields(path: str, text: str, span: Span) -> Problem:
    """Return that a file that could be read has no fields, and what it has instead."""
    words = [line for line in text.split("\n") if line.strip() and not line.strip().startswith("#")]
    message, hint = "This file has no fields.", _EXAMPLE
    if not text.strip():
        message = "This file is empty."
    elif len(words) == 1 and re.fullmatch(r"https?://\S+", words[0].strip()):
        message = "There is only a web address in this file."
    elif text.lstrip()[:1] in {"[", "{"}:
        message = "This file begins with a bracket, as what programs write does."
    elif words[:1] and words[0].startswith("- ") and _FIELD.match(words[0][2:]):
        message = "This file begins with a dash, as a list does."
        hint = "Put each field at the start of its line, without dash and spaces."
    return Problem(place_in(path, text, span), "not-fields", message, hint)


def _first(text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def _problem(path: str, text: str, line: int, code: str, message: str, hint: str) -> Problem:
    source = text.split("\n")[line]
    span = Span(line, 0, line, len(source.rstrip()))
    return Problem(place_in(path, text, span), code, message, hint)
