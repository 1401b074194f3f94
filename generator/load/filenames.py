"""What a file's name says: its id, its language, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from generator.fields import COLLECTIONS, Collection
from generator.problem import Place, Problem
from generator.values import SLUG

LONGEST_ID = 80
LANGUAGE_SUFFIX = re.compile(r"\.([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")

_TEXT_ENDINGS = re.compile(r"(\.(ya?ml|md|markdown|txt|text|json))+$", re.IGNORECASE)
_LEFTOVERS = re.compile(r"(~|\.(bak|orig|swp|tmp))$|^(thumbs\.db|desktop\.ini)$", re.IGNORECASE)


def name_parts(collection: Collection, path: str) -> tuple[str, str | None] | Problem:
    """Return the id and, for a translation, the language that a file's name says."""
    name = PurePosixPath(path).name
    if not name.endswith(collection.suffix):
        return Problem(
            Place(path),
            "unexpected-file",
            f"Files in {collection.name}/ end in “{collection.suffix}”; this one does not.",
            ending_hint(collection, name),
        )
    stem = name.removesuffix(collection.suffix)
    language = None
    if match := LANGUAGE_SUFFIX.search(stem):
        stem, language = stem[: match.start()], match[1]
    if not SLUG.fullmatch(stem) or len(stem) > LONGEST_ID:
        meant = as_slug(stem.removesuffix(collection.suffix))
        return Problem(
            Place(path),
            "bad-file-name",
            f"The file's name becomes the page's address, and “{stem}” cannot be one.",
            f"Use small letters a–z, digits and single hyphens, {LONGEST_ID} at the most: "
            f"“{meant}{collection.suffix}”.",
        )
    return stem, language


def ending_hint(collection: Collection, name: str) -> str:
    """Return what to do with a file of a collection whose name ends in another way."""
    if _LEFTOVERS.search(name):
        return "Delete it; a program left it behind."
    ending = _TEXT_ENDINGS.search(name)
    if ending is None:
        stem, dot, _ = name.partition(".")
        if dot:
            return "Take it out of the folder; copy its words into a file that ends so."
        return f"Rename it to “{as_slug(stem)}{collection.suffix}”, or take it out of the folder."
    last = f".{ending[2].lower()}"
    others = [each.name for each in COLLECTIONS if each.suffix == last]
    if others and collection.suffix != last and ending[0].lower() == last:
        where = " or ".join(f"content/{each}/" for each in others)
        return f"Move it to {where}, if it belongs there."
    return f"Rename it to “{as_slug(name[: ending.start()])}{collection.suffix}”."


def as_slug(stem: str) -> str:
    """Return the id that is most like a file's stem."""
    letters = unicodedata.normalize("NFKD", stem.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_ID].strip("-")
    return slug or "a-name"
