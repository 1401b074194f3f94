"""GitHub's Markdown: anybody's words without effect, and reports that fit into a job's summary."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from generator.problem import REPLACEMENT, printable

LONGEST_TEXT = 300
"""The most characters of one text; more are left out behind an ellipsis."""

COMMENT_LIMIT = 65_000
"""The most bytes of a comment, of which GitHub takes 65,536 characters."""

SUMMARY_LIMIT = 256 * 1024
"""The most bytes of one report. GitHub shows no summary at all above 1 MiB.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

_MARKUP = re.compile(r"[$&*<>\[\\\]^_`{|}~]")
_LINKING = re.compile(r"[@#:](?=\S)|(?<=www)\.", re.IGNORECASE)
_PLAIN_URL = re.compile(
    r"https?://[a-z0-9.:-]+(/[\w./%~+,;:@!()-]*)?(\?[\w./%&=+-]*)?(#[\w./=&-]*)?",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = "<!-- -->"
_TASK = re.compile(r"^- \[(?P<sign>[ xX])\] .*<!-- task (?P<key>\S+) -->\s*$", re.MULTILINE)
_NO_KEY = re.compile(r"[^\w@./]+")

ISSUE_PART = 30 * 1024
"""The most bytes of a half of an issue's text, which may have 65,536 characters."""


def text(words: str, longest: int = LONGEST_TEXT) -> str:
    """Return `words` on one line, as nothing but text: no markup, link, mention or picture."""
    escaped = _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", _one_line(words, longest))
    # Bare addresses, @names, #numbers and :smileys: become links and pictures after all markup
    # has been read, so no escape keeps them from it; a comment in their middle does.
    return _LINKING.sub(
        lambda sign: _BETWEEN + sign[0] if sign[0] == "." else sign[0] + _BETWEEN,
        escaped.replace("&#", "\0"),
    ).replace("\0", "&#")


def paragraph(words: str, longest: int = LONGEST_TEXT) -> str:
    """Return `words` as a line of nothing but text, which neither a list nor a heading begins."""
    said = text(words, longest)
    number = re.match(r"\d+(?=[.)])", said)
    at = number.end() if number else 0
    if said[at : at + 1] in {*"#+-=.)"} - {""}:
        return f"{said[:at]}&#{ord(said[at])};{said[at + 1 :]}"
    return said


def code(words: str) -> str:
    """Return `words` on one line as a code span."""
    inside = _one_line(words, LONGEST_TEXT)
    longest = max(map(len, re.findall("`+", inside)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if not inside or inside[0] in "` " or inside[-1] in "` " else ""
    return f"{fence}{pad}{inside}{pad}{fence}"


def address(url: str) -> str:
    """Return a web address as a link that shows where it leads, or as code where it is odd."""
    return f"<{url}>" if len(url) <= LONGEST_TEXT and _PLAIN_URL.fullmatch(url) else code(url)


def task(key: str, words: str, done: Container[str] = ()) -> str:
    """Return an item of a list of tasks; it is ticked when its key is among `done`."""
    known = _NO_KEY.sub("_", key)
    return f"- [{'x' if known in done else ' '}] {words} <!-- task {known} -->"


def tasks_done(markdown: str) -> frozenset[str]:
    """Return the keys of the tasks that somebody has ticked in a list of tasks."""
    found = _TASK.finditer(markdown)
    return frozenset(match["key"] for match in found if match["sign"] != " ")


def report(lines: Iterable[str], rest: str, limit: int = SUMMARY_LIMIT) -> str:
    """Return as many whole `lines` as fit into `limit` bytes, and `rest` if some did not."""
    kept: list[str] = []
    room = limit - len(rest.encode()) - 2
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            return "\n".join([*kept, "", rest])
        kept.append(line)
    return "\n".join(kept)


def _one_line(words: str, longest: int) -> str:
    # Isolates turn the direction of writing as well, up to the end of the line.
    line = printable(re.sub("[\u2066-\u2069]", REPLACEMENT, " ".join(words.split())))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
