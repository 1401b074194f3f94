"""A plan: the files that an import would write, and the rows that it would not take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.exchange.records import Record
from generator.nodes import Mapping
from generator.problem import Problem

MOST_ALIKE = 3
"""How often the same mistake is told in full; of more, the first one speaks for all."""

_ONCE_FOR_ALL = frozenset({"missing-field", "unknown-term", "unsure-term"})
"""Codes of mistakes that one does not put right row by row."""

_ROW = re.compile(r"\w+ \d+(?: “[^”]*”)?(?=[:,])")


@dataclass(frozen=True, slots=True)
class Step:
    """One file to write. `before` is None for a new one; `fields` say something else than before."""

    record: Record
    id: str
    path: str
    before: str | None
    after: str
    fields: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """What an import would do.

    `left` are files that stay as they are because somebody wrote them and no update is asked
    for; `same` counts those that say it all already. `wrong` and `unsure` count rows that have
    no step; `problems` say why. `warnings` are of rows that have one.
    """

    steps: list[Step] = field(default_factory=list)
    left: list[Step] = field(default_factory=list)
    same: int = 0
    unsure: int = 0
    wrong: int = 0
    refused: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[Step]:
        """The files to make."""
        return [step for step in self.steps if step.before is None]

    @property
    def changed(self) -> list[Step]:
        """The files to change."""
        return [step for step in self.steps if step.before is not None]

    def refuse(self, record: Record, problems: Sequence[Problem]) -> None:
        """Leave a record out, and say why: it is wrong, or only unsure."""
        self.refused.append(record)
        errors = [problem for problem in problems if problem.is_error]
        self.problems += errors or problems
        if errors:
            self.wrong += 1
        else:
            self.unsure += 1


def as_said(record: Record, root: Mapping | None, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems of the text that a record would give, at the places in the list.

    `root` are the fields of that text; without it, all are problems of the whole record.
    """
    faulty = [name.partition(".")[0] for name in record.faults]
    lines = [(key.span.line + 1, key.text) for key, _ in root.pairs] if root else []
    found = []
    for problem in problems:
        above = [name for line, name in lines if line <= problem.place.line]
        name = above[-1] if above else ""
        hint = problem.hint
        if problem.code == "missing-field" and record.path is None:
            missing = problem.message.partition("“")[2].partition("”")[0]
            if missing in faulty:
                continue
            whole = f"{name}.{missing}" if name else missing
            hint = f"Add it to the list, or say it for all that lack it: --set {whole}=…"
        said = replace(problem, hint=hint)
        found.append(record.problem(name, said.code, said.message, said.hint, said.severity))
    return found


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by place; what is the same in many rows is told of the first one."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        alike.setdefault((problem.code, _ROW.sub("", problem.message, count=1)), []).append(problem)
    found: list[Problem] = []
    for (code, _), same in alike.items():
        if code in _ONCE_FOR_ALL and len(same) > MOST_ALIKE:
            message = f"{same[0].message} It is the same in {len(same) - 1:,} others."
            found.append(replace(same[0], message=message))
        else:
            found += same
    return sorted(found)
