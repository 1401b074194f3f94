"""Writing what an import has planned: each file whole or not at all, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.curate.fmt import Formatted, write, write_new
from generator.exchange.plans import Step
from generator.failure import Failure, failure_of
from generator.load.files import read_text


def write_all(root: Path, steps: Sequence[Step]) -> None:
    """Write every step's file.

    Raises Failure where that cannot be done; the files written so far stay, and importing the
    same list again goes on from there.
    """
    for done, step in enumerate(steps):
        hint = f"{done:,} of {len(steps):,} files are written. Import the list again to go on."
        try:
            if step.before is None:
                write_new(root, step.path, step.after)
            elif read_text(root, step.path, step.record.collection.largest) == step.before:
                write(root, Formatted(step.path, step.before, step.after))
            else:
                raise Failure(f"{step.path} has changed in the meantime.", hint)
        except FileExistsError:
            raise Failure(f"There is a file {step.path} now.", hint) from None
        except OSError as error:
            raise Failure(failure_of(error, f"writing {step.path}").message, hint) from error
