"""What a directory is made of: entries, stories, guides, pages and crisis lines.

Each class is what one kind of file says, once it has been read. The order of the fields is the
canonical order in a file; their descriptions are what curators read in their editor and in
CONTRIBUTING. Facets (kind, languages …) are no fields here: the vocabularies declare
them, and an item holds `{field: terms}`. Absent means unknown, never no.
"""

from generator.model.base import OURS, Item, Mark, Model, Reviewed, Verified
from generator.model.crisis import (
    Confidence,
    CrisisCountry,
    CrisisHelp,
    CrisisLine,
    EmergencyNumber,
)
from generator.model.entry import Contact, Entry, Location, Meeting, Status
from generator.model.texts import Guide, Page, Story, Translation

__all__ = [
    "OURS",
    "Confidence",
    "Contact",
    "CrisisCountry",
    "CrisisHelp",
    "CrisisLine",
    "EmergencyNumber",
    "Entry",
    "Guide",
    "Item",
    "Location",
    "Mark",
    "Meeting",
    "Model",
    "Page",
    "Reviewed",
    "Status",
    "Story",
    "Translation",
    "Verified",
]
