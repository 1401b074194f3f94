"""What a rule finds: a problem that still names its place by file and field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.load import Catalogue
from generator.nodes import Loc
from generator.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the file at `path`, at the value `loc`.

    With `on_key` it stands at the field's name; with `sign` at one character of the text at
    `loc`, which may be the `("body",)` of a Markdown file.
    """

    path: str
    loc: Loc
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    sign: int | None = None
    on_key: bool = False

    def as_problem(self, catalogue: Catalogue) -> Problem:
        """Return this finding with its line and column."""
        place = catalogue.locate(self.path, self.loc, key=self.on_key, sign=self.sign)
        return Problem(place, self.code, self.message, self.hint, self.severity)


Rule = Callable[[Catalogue, date], Iterator[Finding]]


def warning(
    path: str, loc: Loc, code: str, message: str, hint: str = "", *, sign: int | None = None
) -> Finding:
    """Return a finding that asks for a second look and stops nothing."""
    return Finding(path, loc, code, message, hint, Severity.WARNING, sign)
