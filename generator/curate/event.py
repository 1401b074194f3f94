"""What GitHub says when somebody sets a label: read as data that anybody may have written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.failure import Failure

LABEL = "make a pull request"
"""The label by which a curator has a suggestion turned into a pull request."""

LARGEST = 2 * 1024 * 1024
"""The most bytes of an event."""

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\[bot\])?")
_OF_THE_HOUSE = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})

_IGNORED = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as it stood when the label was set, which is what the curator has read."""

    number: int
    author: str
    body: str


def issue_in(data: bytes) -> Issue:
    """Return the issue of an event. Raises Failure where there is nothing to do, and why.

    Only those who may sort a repository's issues can set a label; that its authors do not set it
    on their own issues is asked here once more.
    """
    if len(data) > LARGEST:
        raise Failure(f"The event is larger than {LARGEST // 1024} KiB.", _IGNORED)
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        raise Failure("The event is not JSON.", _IGNORED) from None
    event = event if isinstance(event, dict) else {}
    issue = _part(event, "issue")
    author, sender = _part(issue, "user"), _part(event, "sender")
    number, login = issue.get("number"), author.get("login")
    if event.get("action") != "labeled" or _part(event, "label").get("name") != LABEL:
        raise Failure(f"Nobody has set the label “{LABEL}”.", _IGNORED)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10**9:
        raise Failure("The issue has no number.", _IGNORED)
    if not isinstance(login, str) or not _LOGIN.fullmatch(login):
        raise Failure("The issue has no author.", _IGNORED)
    if "pull_request" in issue:
        raise Failure(f"#{number} is a pull request, not an issue.", _IGNORED)
    if issue.get("state") != "open":
        raise Failure(f"The issue #{number} is closed.", _IGNORED)
    if sender.get("login") == login and issue.get("author_association") not in _OF_THE_HOUSE:
        raise Failure(f"The label on #{number} was set by its author.", _IGNORED)
    body = issue.get("body")
    return Issue(number, login, body if isinstance(body, str) else "")


def _part(value: object, name: str) -> Mapping[str, Any]:
    """Return a group inside a group of an event; empty where it is none."""
    part = value.get(name) if isinstance(value, dict) else None
    return part if isinstance(part, dict) else {}
