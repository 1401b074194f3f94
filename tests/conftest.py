"""What many tests need: a day, a tree of content, and the command as people start it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from sites import BUILDS, build, make_root

TREES = Path(__file__).parent / "trees"
TODAY = "2026-11-22"

settings.register_profile("alongside", deadline=None)  # a busy machine is no failure
settings.load_profile("alongside")

Tree = Callable[..., Path]
"""From overlays, each a folder below `trees/`, to a root in which they lie over the base tree."""


def pytest_configure(config: pytest.Config) -> None:
    """Give all workers one folder for what is built once; workers inherit the environment."""
    if BUILDS not in os.environ:
        folder = TemporaryDirectory(prefix="alongside-tests-")
        os.environ[BUILDS] = folder.name
        config.add_cleanup(folder.cleanup)
        config.add_cleanup(partial(os.environ.__delitem__, BUILDS))


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a root with a good site, built once; nobody may change it."""
    root = make_root(tmp_path_factory.mktemp("good") / "root")
    build(root)
    return root


@pytest.fixture
def root(good: Path, tmp_path: Path) -> Path:
    """Give a root with a good site."""
    return shutil.copytree(good, tmp_path / "root")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Give a function that lays overlays over the base tree and returns its root."""

    def made(*overlays: str) -> Path:
        root = tmp_path / "root"
        for name in ("base", *overlays):
            shutil.copytree(TREES / name / "content", root / "content", dirs_exist_ok=True)
        return root

    return made
