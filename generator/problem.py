"""A mistake in somebody's content, as a value: where it is, what it is, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
"""Signs that a terminal obeys and that neither HTML nor XML may hold, and halves of characters."""

INVISIBLE = "\xad\u200b\u2028-\u202e\u2060\ufeff"
"""Spaces and hyphens that nobody sees, and marks that turn the direction of writing.

Like `CONTROL` this is the inside of a regular expression's set.
"""

REPLACEMENT = "\ufffd"
_UNPRINTABLE = re.compile(f"[{CONTROL}{INVISIBLE}\n]")


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of one file.

    `path` is relative to the project's root, with forward slashes. `line`, `column` and
    `end_column` count characters from 1; `end_column` is the first one behind the stretch.
    `source` is the text of that line, or empty when there is none to show.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 2
    source: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Keep what a terminal would obey out of what is shown."""
        object.__setattr__(self, "path", printable(self.path))
        object.__setattr__(self, "source", printable(self.source))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a curator should put right.

    `code` is stable and may be searched for; `message` is one clear sentence; `hint` says what
    to do, where we know it.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Keep what a terminal would obey out of what is shown."""
        object.__setattr__(self, "message", printable(self.message))
        object.__setattr__(self, "hint", printable(self.hint))

    @property
    def is_error(self) -> bool:
        """Whether this stops a build."""
        return self.severity is Severity.ERROR


def printable(text: str) -> str:
    """Return `text` on one line, with U+FFFD in place of every invisible character."""
    return _UNPRINTABLE.sub(REPLACEMENT, text)


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Say whether anything among `problems` stops a build."""
    return any(problem.is_error for problem in problems)
