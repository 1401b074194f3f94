"""The package's shape: imports point down, and nothing in it knows what a directory is about."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sites import REPOSITORY

SUBJECTS = re.compile(
    r"cancer|tumou?r|oncolog|chemo|leuk|patient|caregiver|survivor|bereave|diagnos|illness|disease"
    r"|support[- ]group|helpline|peer[- ]match|retreat|navigator|hotline"
    r"|(?-i:\bUSA?\b|\bUK\b)|America|Britain|England|Canada|Germany|\b988\b|\b911\b|\b999\b",
    re.IGNORECASE,
)
EXAMPLES = {"America/New_York"}
"""Words that only show how a value is written."""

FILES = sorted((REPOSITORY / "generator").rglob("*.py"))


def test_imports_point_down() -> None:
    """The contracts of pyproject.toml hold."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout)


@pytest.mark.parametrize(
    "file", FILES, ids=[file.relative_to(REPOSITORY).as_posix() for file in FILES]
)
def test_package_names_no_illness_kind_or_country(file: Path) -> None:
    """Another directory needs no change in Python: its words are in content/ alone."""
    source = file.read_text("utf-8")
    tree = ast.parse(source)
    told = {id(each) for each in _descriptions(tree)}
    found = [
        f"{node.lineno}: {match[0]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        for match in SUBJECTS.finditer(re.sub("|".join(EXAMPLES), "", node.value))
    ]
    assert found == []


def _descriptions(tree: ast.AST) -> list[ast.AST]:
    """Return docstrings and the descriptions and examples of fields: prose for people."""
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.append(node.value)
        if isinstance(node, ast.keyword) and node.arg in {"description", "examples"}:
            found += ast.walk(node.value)
    return found


def test_only_the_command_prints_and_asks_the_machine() -> None:
    """Clock, environment and output belong to `cli` and are passed down."""
    asking = re.compile(r"\b(print\(|os\.environ|getenv|datetime\.now|date\.today|time\.time)")
    found = [
        f"{file.relative_to(REPOSITORY)}: {match[0]}"
        for file in FILES
        if "cli" not in file.parts
        for match in asking.finditer(file.read_text("utf-8"))
    ]
    assert len(FILES) > 40
    assert found == []
