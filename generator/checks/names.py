"""Rules on addresses: no two pages live at the same one, now or by their old ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.addresses import RESERVED
from generator.checks.finding import Finding
from generator.load import Catalogue
from generator.values import SLUG


def pages_have_free_addresses(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that no page takes an address of the site's own, at whose root pages live."""
    taken = {*RESERVED, *(language.lower() for language in catalogue.config.languages[1:])}
    for page in catalogue.pages:
        if page.id in taken:
            message = f"A page cannot be called “{page.id}”; the site uses that address."
            yield Finding(page.path, (), "reserved-name", message, "Rename the file.")


def old_ids_are_free(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that an old id can be an address and belongs to one entry only."""
    taken = dict(catalogue.files["resources"])
    for entry in catalogue.entries:
        for index, old in enumerate(entry.formerly):
            loc = ("formerly", index)
            if not SLUG.fullmatch(old):
                message = f"“{old}” cannot be part of an address."
                yield Finding(entry.path, loc, "bad-id", message, "Use a–z, digits and hyphens.")
            elif old == entry.id:
                message = f"The old id “{old}” is the entry's own id."
                yield Finding(entry.path, loc, "same-id", message, "Take it out.")
            elif old in entry.formerly[:index]:
                message = f"“{old}” stands in this list twice."
                yield Finding(entry.path, loc, "same-id", message, "Delete one of the two.")
            elif (other := taken.setdefault(old, entry.path)) != entry.path:
                message = f"The old id “{old}” belongs to {other} already."
                hint = "Take it out here, unless the other file is wrong."
                yield Finding(entry.path, loc, "same-id", message, hint)
