"""What an address answered, day by day, and what that says of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

DEAD_DAYS = 3
DEAD_SPAN = timedelta(days=7)
WINDOW = timedelta(days=60)
"""An address is dead when it failed on three days, a week or more apart, within sixty days, and
was never fine in between. A site may well be down for a weekend."""

CONFIRMED_FOR = timedelta(days=28)
"""How long a page that was really fetched lets a mere HEAD speak for it. Some servers say yes to
every HEAD."""

FEWEST = 5
"""Of fewer addresses, all may well be down at once."""

KEPT = 10
"""Of how many days the answers are kept."""

_HOME = re.compile(r"/?((index|default|home)(\.\w+)?)?/?", re.IGNORECASE)
_SIGN_IN = re.compile(
    r"(^|[/._-])(log-?in|sign-?in|sso|oauth2?|wp-login|authorize)([/._?-]|$)", re.IGNORECASE
)
_NO_PAGE = re.compile(
    r"(^|[/._-])(404|not-?found|page-?not-?found|error|expired|parking)([/._-]|$)", re.IGNORECASE
)


class Kind(StrEnum):
    """What an answer says of a page; `GONE` and `TROUBLE` are failures."""

    FINE = "fine"
    GONE = "gone"
    TROUBLE = "trouble"
    BLOCKED = "blocked"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What is known of an address."""

    FINE = "fine"
    UNKNOWN = "unknown"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered; `words` say it for people.

    `to` is where it leads, where that is elsewhere; `permanent` tells whether every step there
    was meant for ever. `fetched` tells whether the page itself was asked for, `silent` whether
    no server said anything at all.
    """

    kind: Kind
    words: str
    to: str = ""
    permanent: bool = False
    fetched: bool = False
    silent: bool = False

    @property
    def failed(self) -> bool:
        """Whether nobody could have read the page."""
        return self.kind in {Kind.GONE, Kind.TROUBLE}


@dataclass(frozen=True, slots=True)
class Record:
    """The answers of one address by their day, and when its page was last fetched."""

    answers: Mapping[date, Answer] = field(default_factory=dict)
    fetched: date | None = None

    @property
    def last_day(self) -> date | None:
        """The day of the last answer."""
        return max(self.answers, default=None)

    @property
    def last(self) -> Answer | None:
        """The last answer."""
        return self.answers[max(self.answers)] if self.answers else None

    def with_answer(self, day: date, answer: Answer) -> Record:
        """Return the record with one more answer, in place of an earlier one of the day."""
        answers = {**self.answers, day: answer}
        kept = {each: answers[each] for each in sorted(answers)[-KEPT:]}
        fetched = day if answer.fetched and answer.kind is Kind.FINE else self.fetched
        return replace(self, answers=kept, fetched=fetched)

    def is_confirmed(self, today: date) -> bool:
        """Say whether the page itself was fetched not long ago."""
        return self.fetched is not None and today - self.fetched < CONFIRMED_FOR

    def is_young(self, today: date, max_age: timedelta) -> bool:
        """Say whether nobody needs to be asked: it was fine lately, or asked today already."""
        if self.last is None or self.last_day is None:
            return False
        return self.last_day == today or (
            self.last.kind is Kind.FINE and today - self.last_day < max_age
        )

    def failures(self, today: date) -> list[date]:
        """Return the days of the failures since it was last fine, within the window."""
        found: list[date] = []
        for day in sorted(self.answers):
            if self.answers[day].kind is Kind.FINE:
                found.clear()
            elif self.answers[day].failed and today - day <= WINDOW:
                found.append(day)
        return found


def looks_offline(answers: Collection[Answer]) -> bool:
    """Say whether it is rather our own way to the web that is broken: nobody at all answered."""
    return len(answers) >= FEWEST and all(answer.silent for answer in answers)


def verdict_of(url: str, record: Record, today: date) -> Verdict:
    """Return what is known of `url` on the day `today`."""
    last = record.last
    if last is None or last.kind is Kind.FINE:
        return Verdict.FINE if last and not suspicion(url, last) else Verdict.UNKNOWN
    days = record.failures(today)
    is_long = len(days) >= DEAD_DAYS and days[-1] - days[0] >= DEAD_SPAN
    return Verdict.DEAD if last.failed and is_long else Verdict.UNKNOWN


def suspicion(url: str, answer: Answer) -> str:
    """Say why a page that answers may yet be gone; empty when nothing speaks for it.

    A page that says so in its words only, and not in its address, cannot be told from others.
    """
    if not answer.to:
        return ""
    before, after = urlsplit(url), urlsplit(answer.to)
    if _HOME.fullmatch(after.path) and not _HOME.fullmatch(before.path):
        return f"it leads to the home page now ({answer.to}), so the page itself may be gone"
    if _NO_PAGE.search(after.path) and not _NO_PAGE.search(before.path):
        return f"it leads to {answer.to}, which looks like a page of errors"
    asks = _SIGN_IN.search(after.path) or _SIGN_IN.search(after.netloc)
    if asks and not (_SIGN_IN.search(before.path) or _SIGN_IN.search(before.netloc)):
        return f"it asks people to sign in now ({answer.to})"
    return ""
