"""What tests of the workflows read of them, and how they run a step's script."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())

posix = pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")


def read(file: Path) -> dict[str, Any]:
    """Return a workflow; YAML 1.1 takes its key `on` for true."""
    workflow: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in workflow.items()}


def jobs(name: str) -> dict[str, Any]:
    """Return the jobs of the workflow of a name."""
    found: dict[str, Any] = read(GITHUB / "workflows" / f"{name}.yml")["jobs"]
    return found


def steps(file: Path) -> Iterator[dict[str, Any]]:
    """Yield every step of a workflow."""
    for job in read(file)["jobs"].values():
        yield from job["steps"]


def script(workflow: str, job: str, name: str) -> str:
    """Return what a step runs."""
    (step,) = (each for each in jobs(workflow)[job]["steps"] if each["name"] == name)
    run: str = step["run"]
    return run


def bash(text: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script as GitHub does, with the programs of `folder` before all others."""
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-e", "-c", text],  # noqa: S607 - the one that there is
        cwd=folder,
        env={**os.environ, **env, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
