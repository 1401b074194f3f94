"""Files and folders in `content/` that nothing reads: a slip of the pen, or in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.fields import COLLECTIONS
from generator.load.files import files_below
from generator.load.settings import link_problem
from generator.problem import Place, Problem, Severity
from generator.suggest import did_you_mean

FOLDERS = frozenset({*(each.name for each in COLLECTIONS), "vocabularies", "schema"})
FILES = frozenset({"site.yaml", "crisis.yaml", "LICENSE"})


def strays(root: Path) -> Iterator[Problem]:
    """Yield a warning for each file or folder that nothing reads, and an error for each link."""
    for path in sorted((root / "content").iterdir()):
        name = path.name
        if name.startswith((".", "~")):
            continue
        if path.is_symlink():
            if name in FOLDERS:
                yield link_problem(f"content/{name}")
        elif path.is_dir() and name not in FOLDERS:
            message = f"Nothing reads the folder “{name}”, so nobody will see what is in it."
            first = next(files_below(root, f"content/{name}"), None)
            if first:
                hint = did_you_mean(name, FOLDERS) or _home(first)
                yield _warning(first, message, hint)
        elif path.is_file() and name not in FILES:
            message = "Nothing reads this file, so nobody will see it."
            yield _warning(f"content/{name}", message, did_you_mean(name, FILES) or _home(name))


def _home(name: str) -> str:
    """Return where a file that ends so belongs, if anywhere."""
    homes = [f"content/{each.name}/" for each in COLLECTIONS if name.endswith(each.suffix)]
    return f"Move it to {' or '.join(homes)}, if it belongs there." if homes else ""


def _warning(path: str, message: str, hint: str) -> Problem:
    hint = hint or "Take it out of content/, or put it into one of its folders."
    return Problem(Place(path), "unexpected-file", message, hint, Severity.WARNING)
