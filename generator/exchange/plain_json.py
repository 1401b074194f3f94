"""JSON as other programs write it, read strictly, and as YAML wants it, written carefully."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from generator.exchange.sources import Tree
from generator.problem import CONTROL, INVISIBLE

DEEPEST = 20
"""How deeply the values of a list may be nested in each other."""

_HIDDEN = re.compile(f"[{CONTROL}{INVISIBLE}]")
_HALF = re.compile("[\ud800-\udfff]")
_SAID: tuple[tuple[str, str], ...] = (
    ("Expecting ',' delimiter", "There is no comma where one belongs."),
    ("Expecting ':' delimiter", "There is no colon where one belongs."),
    ("Expecting property name", "The name of a field belongs here, in double quotes."),
    ("Expecting value", "A value belongs here."),
    ("Illegal trailing comma", "There is a comma too many here."),
    ("Unterminated string", "A quotation mark that opens here is never closed."),
    ("Invalid control character", "There is a line break or a tab within these quotes."),
    ("Invalid", "“\\” has a meaning within these quotes, but not before this sign."),
    ("Extra data", "There is something behind the end."),
)


class BadJsonError(ValueError):
    """Why a text is no JSON: a sentence, and the index of the character where it shows."""

    def __init__(self, message: str, at: int = 0) -> None:
        """Say what is wrong and where."""
        super().__init__(message)
        self.message = message
        self.at = at


def read_json(text: str) -> Any:  # noqa: ANN401 - whatever somebody wrote
    """Return what a JSON text says. Raises BadJsonError."""
    try:
        value = json.loads(text, object_pairs_hook=_group, parse_constant=_constant)
    except json.JSONDecodeError as error:
        said = (words for start, words in _SAID if error.msg.startswith(start))
        raise BadJsonError(next(said, "This is no JSON."), error.pos) from None
    except RecursionError:
        raise BadJsonError("This nests its values too deeply.") from None
    except BadJsonError:
        raise
    except ValueError:  # a number of thousands of digits
        raise BadJsonError("There is a number here that is too long.") from None
    _ensure_sound(value)
    return value


def as_tree(value: object) -> Tree:
    """Return a JSON value with its numbers, true and false as words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return [as_tree(each) for each in value]
    if isinstance(value, dict):
        return {str(name): as_tree(each) for name, each in value.items()}
    words = str(value)
    return f"{value:f}" if isinstance(value, float) and "e" in words else words


def as_yaml(fields: dict[str, Tree]) -> str:
    """Return fields as JSON that is YAML, too, with every hidden sign written out."""
    written = json.dumps(fields, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _group(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise BadJsonError(f"The field “{name}” stands here twice.")
        found[name] = value
    return found


def _constant(word: str) -> NoReturn:
    raise BadJsonError(f"“{word}” is no number that can be kept.")


def _ensure_sound(value: object) -> None:
    """Refuse values that are nested too deeply, and halves of characters."""
    waiting = [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise BadJsonError("This nests its values too deeply.")
        if isinstance(each, str) and _HALF.search(each):
            raise BadJsonError("There is half of a character here, which nobody can read.")
        inside = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        waiting += [(child, depth + 1) for child in inside]
