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
    """A problem in the file at `path`: at the value `loc`, or at a character of its body."""

    path: str
    loc: Loc
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    sign: int | None = None
    """The index of a character in the body of a Markdown file; `loc` is not looked at then."""

    def as_problem(self, catalogue: Catalogue) -> Problem:
        """Return this finding with its line and column."""
        if self.sign is not None:
            place = catalogue.body_line(self.path, self.sign)
        else:
            place = catalogue.locate(self.path, self.loc)
        return Problem(place, self.code, self.message, self.hint, self.severity)


Rule = Callable[[Catalogue, date], Iterator[Finding]]


def warning(path: str, loc: Loc, code: str, message: str, hint: str = "") -> Finding:
    """Return a finding that asks for a second look and stops nothing."""
    return Finding(path, loc, code, message, hint, Severity.WARNING)
