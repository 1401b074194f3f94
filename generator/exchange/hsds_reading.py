"""Reading HSDS 3.0: our own export exactly, the services of others as far as they say it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.exchange.cells import split
from generator.exchange.hsds import OF_OUR_OWN, PLACES, STATES, TEXTS
from generator.exchange.mapping import ID, TEXT_LANGUAGE, Target
from generator.exchange.plain_json import BadJsonError, as_tree, read_json
from generator.exchange.records import Reading, Spot, problem_at
from generator.exchange.rows import Rows, Said
from generator.exchange.sheet import Lines
from generator.exchange.sources import Tree
from generator.exchange.taxonomies import FIELDS
from generator.load import Catalogue

Json = Mapping[str, Any]

_STATES = {theirs: ours for ours, theirs in STATES.items()} | {"inactive": "paused"}
_STANDARDS = {
    "languages": "languages",
    "service_areas": "territories",
    "cost_options": "cost_options",
}
"""By list of a service, which facets hold its words."""

_LONGEST_SUMMARY = 240
_LONGEST_NAME = 60
_MOST_NAMED = 12
_TEXTS_READ = "id name status alternate_name description url email last_modified assured_date"
_GROUPS_READ = "organization organization_id contacts phones schedules service_at_locations"
_LISTS_READ = "attributes languages service_areas cost_options"
_READ = frozenset(f"{_TEXTS_READ} {_GROUPS_READ} {_LISTS_READ}".split()).union(TEXTS.values())
"""Fields of a service that are read."""


def read_hsds(name: str, text: str, rows: Rows, catalogue: Catalogue, reading: Reading) -> None:
    """Add a record for each service of a page, a list or a single one to `reading`."""
    places = Lines(name, text)
    try:
        value = read_json(text)
    except BadJsonError as error:
        spot = Spot(places.place(error.at), "This list")
        hint = "Take the file as the other directory gives it."
        reading.problems.append(problem_at(spot, None, "bad-json", error.message, hint))
        reading.wrong += 1
        return
    dropped: Counter[str] = Counter()
    at, count = 0, 0
    for count, service in enumerate(_services(value), start=1):
        at = max(text.find(json.dumps(service.get("id"), ensure_ascii=False), at), at)
        called = _text(service, "name")[:_LONGEST_NAME]
        quoted = f" “{called}”" if called else ""
        spot = Spot(places.place(at), f"Service {count}{quoted}")
        said = _Reader(service, spot, rows, catalogue, dropped).said()
        reading.records.append(rows.record(spot, said))
    if count == 0:
        spot = Spot(places.place(0), "This list")
        message = "There is no service in it."
        hint = "It must hold services as HSDS 3.0 writes them, each with an organization."
        reading.problems.append(problem_at(spot, None, "no-services", message, hint))
        reading.wrong += 1
    pages = value.get("total_pages") if isinstance(value, dict) else None
    if isinstance(pages, int) and pages > 1:
        reading.notes.append(f"This is one page of {pages:,}: import the others, too.")
    if dropped:
        told = [f"{what} ({times:,})" for what, times in sorted(dropped.items())]
        more = f" and {len(told) - _MOST_NAMED:,} more" if len(told) > _MOST_NAMED else ""
        reading.notes.append(f"Not taken over: {', '.join(told[:_MOST_NAMED])}{more}.")


def _services(value: object, organization: Json | None = None) -> Iterator[dict[str, Any]]:
    """Yield every service in a page, a list, an organization or alone."""
    if isinstance(value, list):
        for each in value:
            yield from _services(each, organization)
    elif isinstance(value, dict):
        inside = value.get("contents", value.get("services"))
        if isinstance(inside, list):
            yield from _services(inside, value if "services" in value else organization)
        elif "name" in value and ("status" in value or organization):
            yield value if organization is None else {"organization": organization, **value}


class _Reader:
    """Reads one service; what it cannot take is counted in `dropped`."""

    def __init__(
        self,
        service: Json,
        spot: Spot,
        rows: Rows,
        catalogue: Catalogue,
        dropped: Counter[str],
    ) -> None:
        self._service = service
        self._spot = spot
        self._rows = rows
        self._catalogue = catalogue
        self._dropped = dropped
        self._own = _own_values(service)
        self._is_ours = ID in self._own

    def said(self) -> Iterator[Said]:
        """Yield all that the service says of fields."""
        for name, value in self._values():
            if value not in (None, "", [], {}):
                spot = Spot(self._spot.place, f"“{name}”")
                yield Said(Target(name), spot, value, is_exact=True)
        for name in sorted(self._service.keys() - _READ):
            if self._service[name] not in (None, "", [], {}):
                self._dropped[name] += 1

    def _values(self) -> Iterator[tuple[str, Tree]]:
        service = self._service
        if self._is_ours:
            yield ID, self._own[ID][0]
            yield TEXT_LANGUAGE, "".join(self._own.get(TEXT_LANGUAGE, ()))
            for name in (*OF_OUR_OWN, "curator_notes"):
                known = self._rows.fields.get(name)
                values: list[Tree] = [*self._own.get(name, ())]
                yield name, values if known and known.many else "".join(map(str, values))
            yield "changed", _text(service, "last_modified")[:10]
        organization = _group(service, "organization")
        yield "name", _text(service, "name")
        if "organization" in self._own or _text(organization, "name") != _text(service, "name"):
            yield "organization", _text(organization, "name")
        names: list[Tree] = [*split(_text(service, "alternate_name"), ";")]
        yield "also_known_as", names
        yield "status", self._status()
        yield "url", _text(service, "url") or _text(organization, "website")
        summary, description = self._texts()
        yield "summary", summary
        yield "description", description
        for ours, theirs in TEXTS.items():
            yield ours, _text(service, theirs)
        yield "places", list(self._places())
        yield "contact", list(self._contacts(organization))
        yield from self._schedules()
        yield from self._terms()

    def _status(self) -> Tree:
        found: dict[str, Tree] = {}
        for name in ("since", "instead", "note"):
            if values := self._own.get(f"status.{name}"):
                found[name] = [*values] if name == "instead" else values[0]
        status = _STATES.get(_text(self._service, "status"), "active")
        if found:
            return {"status": status, **found}
        return status if status != "active" or "status" in self._own else None

    def _texts(self) -> tuple[str, str]:
        """Return the summary and the description that one text holds."""
        text = _text(self._service, "description")
        if alone := self._own.get("description"):
            return "", alone[0]
        first, _, rest = text.partition("\n\n")
        if len(first) <= _LONGEST_SUMMARY and "\n" not in first:
            return first, rest
        sentence = re.match(r"(?s).{20,239}?[.!?](?=\s)", text)
        return (" ".join(sentence[0].split()) if sentence else ""), text

    def _places(self) -> Iterator[Tree]:
        for link in _listed(self._service, "service_at_locations"):
            location = _group(link, "location")
            if not location or location.get("location_type") == "virtual":
                continue
            own = _own_values(location)
            address = next(iter(_listed(location, "addresses")), {})
            found: dict[str, Tree] = {"name": _text(location, "name")}
            found |= {ours: _text(address, theirs) for ours, theirs in PLACES.items()}
            if second := _text(address, "address_2"):
                found["address"] = f"{found['address']}, {second}"
            for axis in ("latitude", "longitude"):
                exact = own.get(f"places.{axis}")
                found[axis] = exact[0] if exact else as_tree(location.get(axis))
            found["precision"] = "".join(own.get("places.precision", ()))
            if _text(address, "postal_code"):
                self._dropped["postal_code"] += 1
            said: Tree = {name: value for name, value in found.items() if value}
            if found["country"]:
                yield said
            else:
                self._dropped["places without a country"] += 1

    def _contacts(self, organization: Json) -> Iterator[Tree]:
        seen: set[str] = set()
        for contact in _listed(self._service, "contacts"):
            own = _own_values(contact)
            # Others name a person here; only our own label is meant for visitors.
            label = _text(contact, "name") if self._is_ours else _text(contact, "title")
            shared: dict[str, Tree] = {"label": label} if label else {}
            hours: dict[str, Tree] = (
                {"hours": own["contact.hours"][0]} if "contact.hours" in own else {}
            )
            for way, value in self._ways(contact):
                seen.add(value)
                yield {**shared, way: value, **hours}
            for chat in own.get("contact.chat", ()):
                yield {**shared, "chat": chat, **hours}
        for holder in (self._service, organization if not seen else {}):
            for way, value in self._ways(holder):
                if value not in seen:
                    seen.add(value)
                    yield {way: value}

    def _ways(self, holder: Json) -> Iterator[tuple[str, str]]:
        for phone in _listed(holder, "phones"):
            number = _text(phone, "number")
            kind = _text(phone, "type").lower()
            if kind in {"fax", "pager", "video", "textphone"} or not number:
                self._dropped[f"phones of the type {kind or 'unknown'}"] += 1
            else:
                yield ("text" if kind in {"text", "sms"} else "phone"), number
        if email := _text(holder, "email"):
            yield "email", email

    def _schedules(self) -> Iterator[tuple[str, Tree]]:
        meetings: list[Tree] = []
        hours: list[str] = []
        for schedule in _listed(self._service, "schedules"):
            own = _own_values(schedule)
            if "meetings.starts" in own:
                meetings.append(
                    {
                        code.partition(".")[2]: [*values]
                        if code.endswith("cancelled")
                        else values[0]
                        for code, values in own.items()
                    }
                )
            elif text := _text(schedule, "description"):
                hours.append(text)
            else:
                self._dropped["schedules without words"] += 1
        yield "meetings", meetings
        yield "hours", "; ".join(hours)

    def _terms(self) -> Iterator[tuple[str, Tree]]:
        found: dict[str, dict[str, None]] = {}
        for attribute in _listed(self._service, "attributes"):
            term = _group(attribute, "taxonomy_term")
            if _text(term, "taxonomy") == FIELDS:
                continue
            self._take(found, (_text(term, "code"), _text(term, "name")), _text(term, "taxonomy"))
        if not self._is_ours:
            for key, standard in _STANDARDS.items():
                for each in _listed(self._service, key):
                    words = tuple(_text(each, name) for name in ("code", "name", "option"))
                    self._take_code(found, standard, words)
        for name, ids in found.items():
            yield name, [*ids]

    def _take(self, found: dict[str, dict[str, None]], words: tuple[str, ...], slug: str) -> None:
        facet = self._catalogue.table.facet_by_slug(slug)
        for name, terms in self._rows.terms.items():
            if facet is not None and facet is not terms.facet:
                continue
            ids = [terms.find(word) for word in words if word and terms.has(word)]
            if ids and (terms.facet.many or name not in found):
                found.setdefault(name, {})[ids[0]] = None
                return
        said = words[-1] or words[0]
        self._dropped[f"the term “{said}”" if said else "terms without words"] += 1

    def _take_code(
        self, found: dict[str, dict[str, None]], standard: str, words: tuple[str, ...]
    ) -> None:
        for name, terms in self._rows.terms.items():
            if standard in {terms.facet.codes, terms.facet.hsds}:
                for word in words:
                    if word and terms.has(word):
                        found.setdefault(name, {})[terms.find(word)] = None
                        return
        said = next(filter(None, words), "something unnamed")
        self._dropped[f"“{said}” of {standard.replace('_', ' ')}"] += 1


def _own_values(holder: Json) -> dict[str, list[str]]:
    """Return what attributes of our own taxonomy say, by the name of the field."""
    found: dict[str, list[str]] = {}
    for attribute in _listed(holder, "attributes"):
        term = _group(attribute, "taxonomy_term")
        if _text(term, "taxonomy") == FIELDS:
            found.setdefault(_text(term, "code"), []).append(_text(attribute, "value"))
    return found


def _text(holder: Json, name: str) -> str:
    value = as_tree(holder.get(name))
    return value.strip() if isinstance(value, str) else ""


def _group(holder: Json, name: str) -> Json:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def _listed(holder: Json, name: str) -> list[Json]:
    value = holder.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
