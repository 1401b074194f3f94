"""The first half of the pipeline: load → check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.checks import RULES, Rule, check
from generator.failure import Failure
from generator.load import Catalogue, load
from generator.problem import Problem


def examine(
    root: Path, today: date, rules: Sequence[Rule] = RULES
) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """Load and check the content of `root`, and return it with all its problems, by place."""
    if not (root / "content").is_dir():
        raise Failure(
            f"There is no folder “content” in {root}.",
            "Run this where your directory lies, or name it with --root.",
        )
    catalogue, problems = load(root)
    if catalogue is not None:
        problems += check(catalogue, today, rules)
    return catalogue, tuple(sorted(problems))
