"""Reading content files: as UTF-8 text of a bounded size, or as one clear problem."""

from __future__ import annotations

import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.problem import Place, Problem

SETTINGS_LIMIT = 1024 * 1024
"""The most bytes that site.yaml, crisis.yaml or a vocabulary may have."""


_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = (
    (b"PK\x03\x04", "a Word file or a packed folder"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a file with formatting (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    *((start, "text in another encoding, UTF-16") for start in _UTF16),
)
"""How files begin that hold no plain text, and what they are."""


def read_text(root: Path, path: str, limit: int) -> str | Problem:
    """Return the text of the file at `path` below `root`, with `\\n` line ends and no BOM.

    `limit` is in bytes and is checked before anything is read.
    """
    file = root / path
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return _problem(
                path, "not-a-file", "This is no ordinary file.", "Remove or replace it."
            )
        if status.st_size > limit:
            return _problem(
                path,
                "too-large",
                f"This file has {status.st_size // 1024} KiB; {limit // 1024} is the most.",
                "Shorten it, or divide it into several files.",
            )
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return _problem(path, "unreadable", f"This file cannot be read: {reason}.", "")
    return decode(path, data)


def decode(path: str, data: bytes) -> str | Problem:
    """Return UTF-8 `data` as text with `\\n` line ends and no BOM, or where it is not UTF-8."""
    if kind := next((kind for start, kind in _NO_TEXT if data.startswith(start)), None):
        message = f"This is {kind}, not plain text in UTF-8."
        hint = "Copy its words into a file that a text editor makes."
        if data.startswith(_UTF16):
            hint = "Save it again in a text editor, with the encoding UTF-8."
        return _problem(path, "not-utf8", message, hint)
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = _with_line_feeds(data[: error.start].decode("utf-8"))
        line = good.count("\n") + 1
        column = len(good) - (good.rfind("\n") + 1) + 1
        source = _with_line_feeds(data.decode("utf-8", "replace")).split("\n")[line - 1]
        return Problem(
            Place(path, line, column, column + 1, source),
            "not-utf8",
            "From this letter on the file is not saved as UTF-8 text.",
            "Save it again in a text editor, with the encoding UTF-8.",
        )
    return _with_line_feeds(text)


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Yield every file below `folder` by its path relative to `root`, sorted; hidden ones left out.

    Links are not followed: content stays where it can be seen.
    """
    for path in sorted((root / folder).rglob("*")):
        relative = path.relative_to(root)
        inside = relative.relative_to(folder)
        if any(part.startswith((".", "~")) for part in inside.parts) or path.is_dir():
            continue
        if path.is_symlink() or any(parent.is_symlink() for parent in _between(root, path)):
            continue
        yield PurePosixPath(relative).as_posix()


def _with_line_feeds(text: str) -> str:
    # YAML takes a lone carriage return for a line end, too; so do old programs.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _between(root: Path, path: Path) -> Iterator[Path]:
    for parent in path.parents:
        if parent == root:
            return
        yield parent


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(path), code, message, hint)
