"""The command `alongside`, as people start it: a process with nothing but arguments and files."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory

import generator

PATIENCE = 300
"""Seconds after which a command will never end."""


def alongside(
    *args: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    preexec: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own and wait for it; `env` adds to the environment.

    Where nothing about the interpreter is asked for, the process is a copy of one that has only
    imported the program: starting it anew takes longer than most commands.
    """
    line = command(*args)
    if sys.platform == "linux" and not env and not preexec:
        return _forked(line, cwd)
    return subprocess.run(
        line,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        preexec_fn=preexec,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def command(*args: str | Path) -> list[str]:
    """Return the command line that runs Alongside."""
    return [sys.executable, "-m", "generator", *map(str, args)]


def _forked(line: list[str], cwd: Path | None) -> subprocess.CompletedProcess[str]:
    with TemporaryDirectory() as folder:
        said, complained = Path(folder, "out"), Path(folder, "err")
        process = _forks().Process(
            target=_run, args=(line[3:], cwd or Path.cwd(), dict(os.environ), said, complained)
        )
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(line, PATIENCE)
        texts = (file.read_text("utf-8") for file in (said, complained))
        return subprocess.CompletedProcess(line, process.exitcode, *texts)


@cache
def _forks() -> ForkServerContext:
    context = get_context("forkserver")
    modules = (module.name for module in walk_packages(generator.__path__, "generator."))
    context.set_forkserver_preload([name for name in modules if not name.endswith("__main__")])
    return context


def _run(
    args: Sequence[str], cwd: Path, env: Mapping[str, str], said: Path, complained: Path
) -> None:
    """Become the command: what it writes goes into two files."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    for number, file in ((1, said), (2, complained)):
        with file.open("wb") as stream:
            os.dup2(stream.fileno(), number)
    sys.argv = ["alongside", *args]
    runpy.run_module("generator", run_name="__main__", alter_sys=True)
