"""The state of the newest build, where open pages wait for news of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class State:
    """How the newest build went: its number, what is wrong, in words, and whether it stopped it."""

    number: int = 0
    words: str = ""
    failed: bool = False


@dataclass(slots=True)
class Board:
    """Where the builder writes the newest state and every open page waits for it."""

    state: State = field(default_factory=State)
    changed: threading.Condition = field(default_factory=threading.Condition)
    closed: bool = False

    def put(self, words: str, *, failed: bool) -> None:
        """Replace the state and wake whoever waits."""
        with self.changed:
            self.state = State(self.state.number + 1, words, failed)
            self.changed.notify_all()

    def wait_for_news(self, seen: int, seconds: float) -> State | None:
        """Return the state once it is newer than the number `seen`; None when time is up."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or self.state.number > seen, seconds)
            return self.state if self.state.number > seen else None

    def close(self) -> None:
        """Wake whoever waits, for the last time."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
