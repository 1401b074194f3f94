"""What two values say differently, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.curate.in_words import in_words
from generator.model import CrisisCountry, CrisisHelp, CrisisLine, EmergencyNumber, Model
from generator.vocabularies import Facet

DIALLED = frozenset({"number", "sms", "sms_words", "confidence"})
"""What decides which number somebody in danger sees and dials."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that says something else; `before` or `after` is empty where it says nothing.

    `part` names the thing inside a file whose `field` it is: a term, a service. `language` is set
    for a translation.
    """

    field: str
    before: str
    after: str
    part: str = ""
    language: str = ""

    @property
    def is_dialled(self) -> bool:
        """Whether this changes which number is shown, if it is a service's field."""
        return self.field in DIALLED


Parts = Mapping[tuple[str, str], str]
"""Words by part and field."""


def differences(
    before: Mapping[str, str] | Parts, after: Mapping[str, str] | Parts
) -> tuple[Difference, ...]:
    """Return what differs, in the order in which `after` and then `before` say it."""
    was, now = _keyed(before), _keyed(after)
    keys = [*now, *(key for key in was if key not in now)]
    return tuple(
        Difference(field, was.get((part, field), ""), now.get((part, field), ""), part)
        for part, field in keys
        if was.get((part, field), "") != now.get((part, field), "")
    )


def _keyed(said: Mapping[str, str] | Parts) -> dict[tuple[str, str], str]:
    return {("", key) if isinstance(key, str) else key: words for key, words in said.items()}


def of_settings(config: object) -> dict[str, str]:
    """Return what the site's settings say, by field."""
    assert isinstance(config, Model)  # noqa: S101 - for the reader of types
    return {name: in_words(getattr(config, name)) for name in type(config).model_fields}


def of_facet(facet: Facet | None) -> Parts:
    """Return what a vocabulary says, its terms as parts."""
    if facet is None:
        return {}
    own = {
        ("", name): in_words(getattr(facet, name))
        for name in type(facet).model_fields
        if name not in {"slug", "terms"}
    }
    terms = {
        (f"term {id_}", name): in_words(getattr(term, name))
        for id_, term in facet.terms.items()
        for name in type(term).model_fields
    }
    return own | {key: "" if words == "false" else words for key, words in terms.items()}


def of_country(country: CrisisCountry | None) -> Parts:
    """Return what a country's crisis help says, its numbers and services as parts."""
    if country is None:
        return {}
    emergency = [each.label.texts[0][1] if each.label else "" for each in country.emergency]
    names = [f"emergency number {label}".strip() for label in emergency]
    return _services([*names, *(line.name for line in country.lines)], _all(country))


def of_directories(crisis: CrisisHelp | None) -> Parts:
    """Return what is said of the services that list others."""
    lines = crisis.directories if crisis else ()
    return _services([line.name for line in lines], lines)


def _all(country: CrisisCountry) -> tuple[EmergencyNumber | CrisisLine, ...]:
    return (*country.emergency, *country.lines)


def _services(names: Sequence[str], services: Sequence[EmergencyNumber | CrisisLine]) -> Parts:
    return {
        (name, field): in_words(getattr(service, field))
        for name, service in zip(_apart(names), services, strict=True)
        for field in type(service).model_fields
        if field != "name"
    }


def _apart(names: Sequence[str]) -> Iterator[str]:
    """Yield the names, a number behind each that stood there before."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"
