"""How alike two entries are: by their names, their web addresses and their phone numbers.

No two spellings of a name, an address or a number look the same to a computer, so each is brought
to one form first. Words that many names of a directory share say little, rare ones much.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

LIKE_WORD = 82
"""Likeness from 0 to 100 from which two words are spellings of one: centre and center."""

SHORT_WORD = 4
"""Words of fewer letters are alike only when they are the same."""

SILENT = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"})
FORMS = frozenset({"co", "corp", "gmbh", "inc", "incorporated", "limited", "llc", "ltd"})
"""Words for the legal form of a body, which some write and some do not."""

_PAGES = re.compile(r"/(index|default|home)(\.[a-z]{3,5})?$")
_TRACKING = re.compile("utm_.*|fbclid|gclid|mc_[ce]id|ref")
_EXTENSION = re.compile(r"\s*(ext\.?|x)\s*[0-9]{1,6}$", re.IGNORECASE)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_LEAST_DIGITS = 7
"""Shorter numbers, such as 211, say too little about who answers."""


def address_of(url: str) -> str:
    """Return what tells two web addresses apart.

    No scheme, no “www.”, no closing slash, no name of a start page, and nothing by which
    newsletters and social networks count who comes.
    """
    parts = urlsplit(url)
    path = _PAGES.sub("", parts.path.lower().rstrip("/"))
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host_of(url)}{path}{query}".lower()


def host_of(url: str) -> str:
    """Return the host of a web address, without “www.”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def digits_of(number: str) -> str:
    """Return what tells two phone numbers apart, or nothing where a number is too short to tell.

    Letters are the digits on whose keys they stand; how one dials out of a country is left out.
    """
    dialled = _EXTENSION.sub("", number).replace("(0)", "").upper().translate(_KEYS)
    digits = re.sub("[^0-9]", "", dialled).lstrip("0")
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]  # North America: with and without the 1 for another area
    return digits if len(digits) >= _LEAST_DIGITS else ""


def same_number(one: str, other: str) -> bool:
    """Say whether two results of `digits_of` are one number, with and without a country's code."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.endswith(short) and len(long) - len(short) <= 3


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart, without accents and capitals."""
    # Signs before folding: “®” and “™” are no letters, and an apostrophe parts no word.
    plain = re.sub("[®™©'’]", "", name)
    folded = unicodedata.normalize("NFKD", plain.casefold())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = re.findall(r"\w+", letters.replace("_", " "))
    return tuple(word for word in words if word not in SILENT | FORMS) or tuple(words)


class NameLikeness:
    """How alike names are in one directory, from 0 to 1."""

    def __init__(self, names: Iterable[str]) -> None:
        """Count how many of the `names` have each word."""
        counted = [frozenset(words_of(name)) for name in names]
        self.frequency = Counter(word for words in counted for word in words)
        """How many names have a word."""
        total = len(counted) + 1
        self._weights = {word: math.log(1 + total / n) for word, n in self.frequency.items()}

    def of(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Return the weight of the words that two names share, as a part of all their words."""
        if not one or not other:
            return 0.0
        if "".join(one) == "".join(other):
            return 1.0  # CancerCare and Cancer Care
        left, matched = list(other), 0.0
        for word in one:
            twin = word if word in left else _spelling(word, left)
            if twin is not None:
                left.remove(twin)
                matched += self._weights[word] + self._weights[twin]
        return matched / sum(self._weights[word] for word in (*one, *other))


def _spelling(word: str, words: Iterable[str]) -> str | None:
    return next((each for each in words if _are_spellings(word, each)), None)


@lru_cache(maxsize=1 << 16)
def _are_spellings(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORT_WORD or any(map(str.isdigit, one + other)):
        return False
    return fuzz.ratio(one, other) >= LIKE_WORD
