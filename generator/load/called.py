"""What people call fields that have another name here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.fields import Field
from generator.suggest import nearest

_CALLED: Mapping[str, str] = {
    "name": "title headline heading programme program",
    "title": "name headline heading",
    "url": "website web_site web web_address webpage homepage link site internet address_of_website",
    "summary": "short_description intro introduction blurb about in_short abstract",
    "description": "details text long_description about body more content",
    "first_step": "next_step how_to_start how_to_join how_to_begin getting_started start join",
    "organization": "org charity provider run_by_whom company institution sponsor",
    "also_known_as": "aka alias aliases other_names old_names",
    "eligibility": "who for_whom who_can_join for_who open_to",
    "places": "location locations where address addresses venue venues",
    "hours": "opening_hours times time when schedule open opening_times",
    "caution": "warning warnings caveat careful beware",
    "verified": "checked verification confirmed",
    "sources": "reference references found_at origin citation citations",
    "curator_notes": "notes note comment comments remarks internal",
    "phone": "telephone tel mobile number call fon telefon teléfono",
    "text": "sms text_message texting",
    "email": "mail e_mail email_address",
    "chat": "live_chat online_chat webchat",
    "label": "name title what",
    "by": "who person name checked_by",
    "how": "method way",
    "date": "when day on",
    "country": "state_of land nation",
    "city": "town village place",
    "region": "state province county",
    "zone": "timezone time_zone tz",
    "repeats": "rrule repeat frequency recurrence every",
    "starts": "start begins beginning first date when",
    "minutes": "duration length minute how_long",
    "person": "who author teller writer",
    "also": "synonyms aliases words",
}
"""By field, words that people write for its name."""


def plainly(word: str) -> str:
    """Return a word as names of fields are written: small letters, “_” for all that divides."""
    return re.sub(r"[\W_]+", "_", word.casefold()).strip("_")


def field_meant(word: str, known: Iterable[str], fields: Mapping[str, Field] | None = None) -> str:
    """Return which of the `known` fields somebody means who writes `word`; empty if none.

    `fields` are those among them that the field table knows; a facet goes by its label, too.
    """
    names = [*known]
    wanted = plainly(word)
    for name in names:
        facet = fields[name].facet if fields and name in fields else None
        labels = (words for _, words in facet.label.texts) if facet else ()
        others = {facet.slug, *labels} if facet else set()
        if wanted == plainly(name) or wanted in map(plainly, others):
            return name
    for name in names:
        if wanted in _CALLED.get(name, "").split():
            return name
    return nearest(word, names) or ""
