"""Events as GitHub sends them when somebody sets a label on an issue that came from a form."""

from __future__ import annotations

import json
from typing import Any

from sites import TREES

ISSUES = TREES / "issues"


def body_of(name: str) -> str:
    """Return the text of an issue, as GitHub makes it of a filled-in form."""
    return (ISSUES / f"{name}.md").read_text("utf-8")


def event_with(body: str | None, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return an event with this text; `changes` are by path, its steps joined by “__”."""
    event: dict[str, Any] = json.loads((ISSUES / "event.json").read_text("utf-8"))
    event["issue"]["body"] = body
    for path, value in changes.items():
        *parents, last = path.split("__")
        part = event
        for parent in parents:
            part = part[parent]
        part[last] = value
    return event
