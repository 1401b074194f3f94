"""Rules on what somebody meant to fill in later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from generator.checks.finding import Finding, warning
from generator.checks.texts import READ_ALOUD, texts
from generator.load import Catalogue

NAMES = ("name", "title", "organization", "person", "publisher")
LEAVE_OUT = "Leave the field out: the page then says “We do not know yet”."
WRITE_IT = "Write what belongs there."

_ONLY = re.compile(
    r"(?:[.…?_*/–—-]+|n\.?/?a\.?|none|unknown|not known|to be (?:added|announced|confirmed|done)"
    r"|coming soon|<.*>|\[.*\])\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX+|[Ll]orem ipsum)\b|\?{3,}")
_EXAMPLE = re.compile(r"(www\.)?example\.(com|org|net)")


def nothing_is_left_to_fill_in(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn of placeholders, which visitors would read, and of addresses from examples."""
    for item in catalogue.every_item():
        for field in NAMES:
            if words := getattr(item, field, None):
                yield from _left(catalogue, item.path, field, words)
        url = getattr(item, "url", None)
        if url and _EXAMPLE.fullmatch(urlsplit(url).hostname or ""):
            message = "This web address is only an example."
            yield warning(item.path, ("url",), "placeholder", message, "Write the real one.")
    for text in texts(catalogue, READ_ALOUD):
        yield from _left(catalogue, text.path, text.field, text.words)


def _left(catalogue: Catalogue, path: str, field: str, words: str) -> Iterator[Finding]:
    found = _WORD.search(words)
    if found is None and not _ONLY.fullmatch(words.strip()):
        return
    said = found[0] if found else words.strip()
    known = catalogue.table.of(path.split("/")[1]).get(field)
    hint = WRITE_IT if known is None or known.required or said != words.strip() else LEAVE_OUT
    message = f"“{said}” in “{field}” looks like a place to fill in; visitors would read it."
    sign = found.start() if found else None
    yield warning(path, (field,), "placeholder", message, hint, sign=sign)
