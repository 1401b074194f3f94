"""HSDS 3.0: entries as the services of the Human Services Data Specification, in JSON.

What the specification has no field for stands in attributes of a taxonomy of our own: the term
says which field it is, the attribute's value what it says. Ids are made from those of the
entries, so that an entry keeps its own for ever.

Source: https://docs.openreferral.org/en/v3.0.1/hsds/schema_reference.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from generator.exchange.cells import joined
from generator.exchange.mapping import ID, TEXT_LANGUAGE
from generator.exchange.sources import Source, Tree
from generator.exchange.taxonomies import Json, Taxonomies, texts_of
from generator.load import Catalogue
from generator.model import Mark

STATES = {"active": "active", "paused": "temporarily closed", "closed": "defunct"}
TEXTS = {
    "first_step": "application_process",
    "eligibility": "eligibility_description",
    "caution": "alert",
}
"""Our fields whose words stand in a field of a service."""

PLACES = {"city": "city", "region": "state_province", "country": "country", "address": "address_1"}
_ADDRESS = ("address_1", "city", "state_province", "postal_code", "country")
OF_OUR_OWN = ("also", "added", "formerly", "sources")
"""Fields that HSDS has no place for; they stand in attributes."""

_RULE_TEXTS = ("byday", "bymonthday", "wkst")
_RULE_NUMBERS = ("interval", "count")
_FREQUENCIES = frozenset({"WEEKLY", "MONTHLY"})


def as_hsds(
    entries: Iterable[Source],
    catalogue: Catalogue,
    language: str,
    translations: Mapping[str, Source],
    *,
    notes: bool,
) -> Iterator[str]:
    """Yield one page of services, in parts. `notes` adds what is meant for curators only."""
    taxonomies = Taxonomies(catalogue, language)
    fields = catalogue.table.of("resources").values()
    private = [each.name for each in fields if notes and Mark.PRIVATE in each.marks]
    default = catalogue.config.default_language
    services = []
    for entry in entries:
        translation = translations.get(entry.id)
        said, spoken = dict(entry.fields), default
        if translation:
            texts = [each.name for each in fields if Mark.TRANSLATED in each.marks]
            said |= {name: translation.fields.get(name) for name in texts}
            spoken = translation.language or default
        services.append(_Service(taxonomies, entry.id, said).whole(spoken, private))
    page = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    yield json.dumps(page, ensure_ascii=False, indent=1) + "\n"


class _Service:
    """One entry while it becomes a service."""

    def __init__(self, taxonomies: Taxonomies, id_: str, said: Mapping[str, Tree]) -> None:
        self._taxonomies = taxonomies
        self._name = id_
        self._said = said
        self.id = taxonomies.id("service", id_)

    def whole(self, language: str, private: Iterable[str]) -> Json:
        said = self._said
        status, more = _status(said.get("status"))
        service: Json = {"id": self.id, "name": said["name"], "status": STATES[status]}
        if names := texts_of(said.get("also_known_as")):
            service["alternate_name"] = joined(names)
        if words := [text for text in (said.get("summary"), said.get("description")) if text]:
            service["description"] = "\n\n".join(map(str, words))
        service["url"] = said["url"]
        service |= {theirs: said[ours] for ours, theirs in TEXTS.items() if said.get(ours)}
        if changed := said.get("changed"):
            service["last_modified"] = f"{changed}T00:00:00Z"
        verified = said.get("verified")
        if isinstance(verified, dict):
            service["assured_date"] = verified["date"]
        organization = self._organization()
        service |= {"organization_id": organization["id"], "organization": organization}
        contacts = [self._contact(n, each) for n, each in enumerate(_groups(said.get("contact")))]
        if email := next((each["email"] for each in contacts if "email" in each), None):
            service["email"] = email
        phones = [phone for each in contacts for phone in each.get("phones", ())]
        lists = {
            "phones": [{**phone, "service_id": self.id} for phone in phones],
            "schedules": list(self._schedules()),
            "service_areas": list(self._areas()),
            "service_at_locations": [
                self._place(n, each) for n, each in enumerate(_groups(said.get("places")))
            ],
            "languages": list(self._languages()),
            "cost_options": list(self._costs()),
            "contacts": contacts,
            "attributes": [
                *self._taxonomies.terms(self.id, said),
                *self._own_fields(language, more, private),
            ],
        }
        return service | {name: items for name, items in lists.items() if items}

    def _organization(self) -> Json:
        name, by = str(self._said["name"]), self._said.get("organization")
        found: Json = {"id": self._taxonomies.id("organization", str(by or name))}
        if by:
            return {**found, "name": by, "description": by}
        text = self._said.get("summary") or name
        return {**found, "name": name, "description": text, "website": self._said["url"]}

    def _contact(self, number: int, said: Mapping[str, Tree]) -> Json:
        id_ = self._taxonomies.id("contact", self._name, str(number))
        found: Json = {"id": id_, "service_id": self.id}
        if label := said.get("label"):
            found["name"] = label
        if email := said.get("email"):
            found["email"] = email
        for ours, type_ in (("phone", "voice"), ("text", "text")):
            if number_ := said.get(ours):
                phone = self._taxonomies.id("phone", self._name, str(number))
                found["phones"] = [
                    {"id": phone, "contact_id": id_, "number": number_, "type": type_}
                ]
                if label:
                    found["phones"][0]["description"] = label
        more = {name: said[name] for name in ("chat", "hours") if said.get(name)}
        if attributes := list(self._taxonomies.values("contact", id_, "contact", more)):
            found["attributes"] = attributes
        return found

    def _place(self, number: int, said: Mapping[str, Tree]) -> Json:
        id_ = self._taxonomies.id("location", self._name, str(number))
        location: Json = {"id": id_, "location_type": "physical"}
        if name := said.get("name"):
            location["name"] = name
        for axis in ("latitude", "longitude"):
            if value := said.get(axis):
                location[axis] = float(str(value))
        address = dict.fromkeys(_ADDRESS, "")
        address |= {theirs: str(said[ours]) for ours, theirs in PLACES.items() if said.get(ours)}
        location["addresses"] = [
            {
                "id": self._taxonomies.id("address", self._name, str(number)),
                "location_id": id_,
                "address_type": "physical",
                **address,
            }
        ]
        # A number in JSON keeps no closing zero: the words do.
        exact = {name: said[name] for name in ("latitude", "longitude") if said.get(name)}
        exact = {name: text for name, text in exact.items() if str(float(str(text))) != text}
        more = exact | ({"precision": said["precision"]} if said.get("precision") else {})
        if attributes := list(self._taxonomies.values("location", id_, "places", more)):
            location["attributes"] = attributes
        return {
            "id": self._taxonomies.id("service_at_location", self._name, str(number)),
            "service_id": self.id,
            "location_id": id_,
            "location": location,
        }

    def _schedules(self) -> Iterator[Json]:
        if hours := self._said.get("hours"):
            id_ = self._taxonomies.id("schedule", self._name, "hours")
            yield {"id": id_, "service_id": self.id, "description": hours}
        for number, meeting in enumerate(_groups(self._said.get("meetings"))):
            id_ = self._taxonomies.id("schedule", self._name, str(number))
            yield {
                "id": id_,
                "service_id": self.id,
                **_times(meeting),
                "description": meeting["title"],
                "attributes": list(self._taxonomies.values("schedule", id_, "meetings", meeting)),
            }

    def _areas(self) -> Iterator[Json]:
        for facet in self._taxonomies.facets:
            for term in (
                texts_of(self._said.get(facet.field)) if facet.codes == "territories" else ()
            ):
                yield {
                    "id": self._taxonomies.id("service_area", self._name, term),
                    "service_id": self.id,
                    "name": self._taxonomies.label(facet, term),
                }

    def _languages(self) -> Iterator[Json]:
        for facet in self._taxonomies.facets:
            for term in texts_of(self._said.get(facet.field)) if facet.codes == "languages" else ():
                yield {
                    "id": self._taxonomies.id("language", self._name, term),
                    "service_id": self.id,
                    "name": self._taxonomies.label(facet, term),
                    "code": term.partition("-")[0],
                }

    def _costs(self) -> Iterator[Json]:
        for facet in self._taxonomies.facets:
            for term in (
                texts_of(self._said.get(facet.field)) if facet.hsds == "cost_options" else ()
            ):
                yield {
                    "id": self._taxonomies.id("cost_option", self._name, term),
                    "service_id": self.id,
                    "option": self._taxonomies.label(facet, term),
                }

    def _own_fields(
        self, language: str, status: Mapping[str, Tree], private: Iterable[str]
    ) -> Iterator[Json]:
        values: dict[str, Tree] = {ID: self._name, TEXT_LANGUAGE: language}
        if not self._said.get("summary"):
            values["description"] = self._said.get("description")
        if self._said.get("organization") == self._said["name"]:
            values["organization"] = self._said["name"]
        if self._said.get("status") == "active":
            values["status"] = "active"
        values |= {name: self._said.get(name) for name in (*OF_OUR_OWN, *private)}
        yield from self._taxonomies.values("service", self.id, "", values)
        yield from self._taxonomies.values("service", self.id, "status", status)


def _status(said: Tree) -> tuple[str, Mapping[str, Tree]]:
    if isinstance(said, dict):
        return str(said["status"]), {name: said[name] for name in said if name != "status"}
    return str(said or "active"), {}


def _times(meeting: Mapping[str, Tree]) -> Json:
    """Return what HSDS can say of when a meeting is; our own words stand beside it."""
    rule = dict(
        part.partition("=")[::2] for part in str(meeting.get("repeats") or "").lower().split(";")
    )
    zone = ZoneInfo(str(meeting["zone"]))
    begins = datetime.fromisoformat(str(meeting["starts"])).replace(tzinfo=zone)
    found: Json = {"dtstart": begins.date().isoformat(), "opens_at": _clock(begins)}
    if minutes := meeting.get("minutes"):
        found["closes_at"] = _clock(begins + timedelta(minutes=int(str(minutes))))
    if rule.get("freq", "").upper() in _FREQUENCIES:
        found["freq"] = rule["freq"].upper()
        found |= {name: rule[name].upper() for name in _RULE_TEXTS if name in rule}
        found |= {name: int(rule[name]) for name in _RULE_NUMBERS if name in rule}
        if until := rule.get("until"):
            found["until"] = datetime.strptime(until[:8], "%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day has no zone
    return found


def _clock(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes").partition("T")[2]


def _groups(value: Tree) -> list[dict[str, Tree]]:
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, dict)]
