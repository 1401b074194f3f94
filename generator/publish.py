"""Publishing: a new tree beside the live one, then a swap. The last good site is never harmed.

Beside `site/` lies a work folder, `.site.alongside/`, with a lock, the tree that is being made
and, for a moment, the one that was replaced. Files that did not change are hard links to those of
the live tree. What nobody produced is not in the new tree, and so is gone.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from generator.failure import Failure, failure_of

MARKER = ".alongside"
"""A file that says that a folder was made by us and may be replaced; it also keeps our notes."""

_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2) on Linux, RENAME_SWAP of renamex_np(2) on macOS."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site; `path` is relative to its root, with forward slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files of the new tree are new or changed, the same, and gone."""

    written: int
    unchanged: int
    removed: int


class Tree:
    """The tree that is being made. Nothing of it is seen until `publish`."""

    def __init__(self, live: Path, work: Path) -> None:
        """Begin a tree that will replace `live`; `work` is the folder for what is unfinished."""
        self.live = live
        self.work = work
        self.next = work / "next"
        self.previous = work / "previous"
        self.notes: Mapping[str, str] = _read_notes(live)
        """What the build of the live tree noted for this one."""
        self._paths: dict[str, str] = {}
        self._folders: set[Path] = set()
        self._written = 0
        self._unchanged = 0
        self.next.mkdir(parents=True)

    def write(self, output: Output) -> None:
        """Add a file; two for one path are an error, also where only capitals differ."""
        path = PurePosixPath(output.path)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(f"an output must lie inside the site: {output.path}")
        if twin := self._paths.get(output.path.lower()):
            raise Failure(
                f"Two pages would live at the same address: /{twin} and /{output.path}.",
                "Rename the file of one of them.",
            )
        self._paths[output.path.lower()] = output.path
        target, live = self.next / path, self.live / path
        self._make_folder(target.parent)
        if _has_content(live, output.content) and _link(live, target):
            self._unchanged += 1
            return
        target.write_bytes(output.content)
        self._written += 1

    def take(self, folder: Path, name: str) -> None:
        """Add all files of `folder`, which may be the live tree's own, as the folder `name`."""
        for file in sorted(folder.rglob("*")):
            if not file.is_file():
                continue
            path = PurePosixPath(name, file.relative_to(folder).as_posix())
            target = self.next / path
            self._make_folder(target.parent)
            self._paths[str(path).lower()] = str(path)
            live = self.live / path
            if file != live and _has_content(live, file.read_bytes()):
                file = live
            if not _link(file, target):
                shutil.copyfile(file, target)
            if file == live:
                self._unchanged += 1
            else:
                self._written += 1

    def publish(self, notes: Mapping[str, str]) -> Changes:
        """Put the tree in the live one's place; `notes` are kept for the next build."""
        marker = {"made by": "Alongside", **dict(sorted(notes.items()))}
        (self.next / MARKER).write_text(json.dumps(marker, indent=1) + "\n", "utf-8")
        before = {path.lower() for path in _files_of(self.live)} - {MARKER}
        removed = len(before - set(self._paths))
        _swap(self.next, self.live, self.previous)
        return Changes(self._written, self._unchanged, removed)

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


@contextmanager
def new_tree(live: Path) -> Iterator[Tree]:
    """Give a tree that will replace the folder `live`, with nobody else writing there.

    What an earlier build left unfinished is put right or cleared away first. Raises Failure where
    `live` is not ours to replace, or the system refuses.
    """
    live = live.resolve()
    work = live.parent / f".{live.name}.alongside"
    try:
        _refuse_what_is_not_ours(live)
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "lock")
        lock.acquire(blocking=False)
    except Timeout:
        raise Failure(
            f"Another build is writing {live} just now.", "Wait until it has finished."
        ) from None
    except OSError as error:
        raise failure_of(error, f"preparing {live}") from error
    try:
        _recover(live, work)
        yield Tree(live, work)
    except OSError as error:
        raise failure_of(error, f"writing {live}") from error
    finally:
        with suppress(OSError):
            _recover(live, work)
        lock.release()


def _recover(live: Path, work: Path) -> None:
    """Put right what a build left in the middle, and clear away what it did not finish."""
    previous = work / "previous"
    if previous.exists() and not live.exists():
        previous.rename(live)
    for leftover in ("next", "previous", "search"):
        if (work / leftover).exists():
            shutil.rmtree(work / leftover)


def _refuse_what_is_not_ours(live: Path) -> None:
    if live.exists() and not live.is_dir():
        raise Failure(f"{live} is a file, not a folder.", "Choose another one with --out.")
    if live.is_dir() and any(live.iterdir()) and not (live / MARKER).is_file():
        raise Failure(
            f"{live} is not empty and was not made by Alongside, so it is left alone.",
            "Choose another folder with --out, or empty this one.",
        )


def _swap(new: Path, live: Path, previous: Path) -> None:
    if not live.exists():
        new.rename(live)
    elif not _exchange(new, live):
        live.rename(previous)
        new.rename(live)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            done = libc.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE)
        else:
            here = ctypes.c_int(-100)  # AT_FDCWD: paths count from the working folder
            done = libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), _EXCHANGE)
    except (AttributeError, OSError, TypeError):
        return False
    return bool(done == 0)


def _read_notes(live: Path) -> Mapping[str, str]:
    try:
        notes = json.loads((live / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _files_of(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.relative_to(folder).as_posix()


def _has_content(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def _link(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True
