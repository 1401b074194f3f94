"""What somebody meant who wrote a value in another form: a day, a number, an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from generator.values import EMAIL, HOST, url_fault

_DEFAULTS = (datetime(2004, 2, 28, 3, 4), datetime(2007, 11, 13, 15, 16))  # noqa: DTZ001 - wall clock
"""Two moments that differ in every part: what a text leaves out shows by their difference."""

_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:[T ,]+(.*))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEB = re.compile(r"https?://[^\s<>\"“”‘’,;)\]]+[^\s<>\"“”‘’,;).\]]/?", re.IGNORECASE)
_NEARLY_WEB = re.compile(r"h[tps]{2,5}[:;]?/{0,3}(?=[^\s/])", re.IGNORECASE)
_YES = frozenset({"yes", "y", "on", "ja", "sí", "si", "oui", "1", "true"})
_NO = frozenset({"no", "n", "off", "nein", "non", "0", "false"})


def day_meant(said: str) -> str:
    """Return as a hint the day that `said` can only mean; empty where it may mean several."""
    found = _moment(said)
    return f"Write it like this: {found:%Y-%m-%d}" if found else ""


def time_meant(said: str) -> str:
    """Return as a hint the day and hour that `said` can only mean."""
    found = _moment(re.sub(r"(?<!\d)(\d{1,2})\.(\d{2})$", r"\1:\2", said), with_hour=True)
    return f"Write it like this: {found:%Y-%m-%dT%H:%M}" if found else ""


def switch_meant(said: str) -> str:
    """Return as a hint which of true and false a word for yes or no means."""
    word = said.strip().casefold()
    return (
        "Write it like this: true"
        if word in _YES
        else "Write it like this: false"
        if word in _NO
        else ""
    )


def number_meant(said: str) -> str:
    """Return as a hint the number in a text such as “90 minutes” or “53,8”."""
    if re.fullmatch(r"[-+]?\d+,\d+", said.strip()):
        return f"Write it like this: {said.strip().replace(',', '.')}"
    found = re.fullmatch(r"(?:about |ca\. ?|~ ?)?(\d+)\s*[^\W\d]+\.?", said.strip())
    return f"Write it like this: {found[1]}" if found else ""


def address_meant(said: str) -> str:
    """Return as a hint the one web address in a text, or that it is an e-mail address."""
    if EMAIL.fullmatch(said.removeprefix("mailto:")):
        return "This is an e-mail address; it belongs in a field “email”."
    if said.startswith(("http://", "https://")) and " " in said.strip() and "://" not in said[8:]:
        return "An address has no spaces; keep what stands before the first one, or write %20."
    inside = [each for each in _WEB.findall(said) if not url_fault(each)]
    if len(inside) > 1:
        return "Keep one address here; a field that takes a list has them in brackets: [one, two]."
    if inside:
        return f"Write it like this: {inside[0]}"
    bare = _NEARLY_WEB.sub("", said) if _NEARLY_WEB.match(said) else said
    whole = f"https://{bare.strip(' .')}"
    host = bare.partition("/")[0].strip(" .")
    if HOST.fullmatch(host) and not url_fault(whole):
        return f"Write it like this: {whole}"
    return ""


def email_meant(said: str) -> str:
    """Return as a hint the one e-mail address in a text, or that it is a web address."""
    spelt = re.sub(r"\s*[(\[]at[)\]]\s*|\s+at\s+", "@", said)
    inside = [found[0] for found in EMAIL.finditer(spelt)]
    if len(inside) > 1:
        return "Make an item of its own of each address."
    if inside:
        return f"Write it like this: {inside[0]}"
    return (
        "A web address belongs in another field, such as “url”."
        if said.startswith(("http://", "https://", "www."))
        else ""
    )


MEANT: Mapping[str, Callable[[str], str]] = {
    "not_date": day_meant,
    "not_partial_date": day_meant,
    "not_time": time_meant,
    "not_true_or_false": switch_meant,
    "not_whole_number": number_meant,
    "not_number": number_meant,
    "bad_url": address_meant,
    "bad_email": email_meant,
}
"""By the kind of what pydantic refuses, who knows what was meant."""


def _moment(said: str, *, with_hour: bool = False) -> datetime | None:
    """Return the moment that `said` names in full, in whichever order of day and month."""
    said = re.sub("[‐‑‒–—]", "-", said.strip())
    if match := _YEAR_FIRST.fullmatch(said) or _COMPACT.fullmatch(said):
        day = "-".join(match.group(1, 2, 3))
        rest = match.groups()[3:]
        said = f"{day} {rest[0]}" if rest and rest[0] else day
        year_first = True
        orders: tuple[bool, ...] = (False,)
    else:
        year_first, orders = False, (True, False)
    from dateutil import parser  # few files need it

    found = set()
    for day_first in orders:
        for default in _DEFAULTS:
            start = default.replace(minute=0) if with_hour else default
            try:
                moment = parser.parse(said, default=start, yearfirst=year_first, dayfirst=day_first)
            except (ValueError, OverflowError):
                return None
            found.add(moment if with_hour else moment.date())
    only = found.pop()
    if found or getattr(only, "tzinfo", None):
        return None
    return only if isinstance(only, datetime) else datetime(only.year, only.month, only.day)  # noqa: DTZ001
