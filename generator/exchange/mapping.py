"""Which column of a table fills which field of an entry: as somebody says, or as we guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.exchange.words import folded
from generator.failure import Failure
from generator.fields import Field
from generator.problem import printable
from generator.suggest import did_you_mean

ID = "id"
TEXT_LANGUAGE = "text language"
"""The column that says in which language a row's texts are; no field can have this name."""

NEVER_TAKEN = frozenset({"verified"})
"""Fields that a list from elsewhere cannot fill: nobody has checked anything by importing it."""

_USUAL: Mapping[str, tuple[str, ...]] = {
    "name": ("program", "programme", "program name", "programme name", "resource", "title"),
    "organization": ("organisation", "organization name", "organisation name", "run by whom"),
    "also_known_as": ("aka", "other names", "alternate name", "alternative name", "old names"),
    "url": ("website", "web site", "web address", "webpage", "web page", "homepage", "link"),
    "summary": ("short description", "in short"),
    "description": ("details", "about", "long description"),
    "first_step": ("how to start", "how to join", "how to sign up", "what happens first"),
    "eligibility": ("who can use it", "who can join", "eligible"),
    "hours": ("opening hours", "times", "schedule", "when"),
    "contact.phone": ("phone", "telephone", "tel", "phone number", "telephone number"),
    "contact.text": ("sms", "text number"),
    "contact.email": ("email", "e mail", "email address", "mail"),
    "contact.chat": ("chat", "online chat"),
    "places.address": ("address", "street", "street address"),
    "places.city": ("city", "town"),
    "places.region": ("state", "province", "county", "region"),
    "places.country": ("country",),
    "places.latitude": ("lat", "latitude"),
    "places.longitude": ("lon", "lng", "long", "longitude"),
    "added": ("date added", "added on"),
    "curator_notes": ("notes", "comments", "comment", "remarks"),
}
"""By field, what lists call it. Only columns of these very names are taken."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column fills: a field, a part of its groups, or one term that it says yes or no to."""

    name: str
    part: str = ""
    term: str = ""

    def __str__(self) -> str:
        """Return the target as one writes it in `--map`."""
        return ".".join(filter(None, (self.name, self.part or self.term)))


@dataclass(frozen=True, slots=True)
class Columns:
    """By column its target, None where there is none; and which of these were guessed."""

    targets: tuple[Target | None, ...]
    guessed: tuple[tuple[str, Target], ...]
    left: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether any column has a target."""
        return any(self.targets)

    def told(self) -> Iterator[str]:
        """Yield what somebody should know of how the columns were taken."""
        if self.guessed:
            yield "Columns that we guessed:"
            yield from (f"  “{heading}” is {target}" for heading, target in self.guessed)
        if self.left:
            yield (
                f"Not taken over: {listed(self.left)}. To take one, name its field: "
                f'--map "{self.left[0]}=…".'
            )


class Targets:
    """All that a column can fill, by the words for it."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Gather the words for the fields of entries."""
        self._fields = fields
        self._known: dict[str, Target] = {}
        for words, target in self._words():
            self._known.setdefault(_heading(words), target)

    def said(self, words: str) -> Target:
        """Return the target that somebody names. Raises Failure where there is none."""
        name, _, part = words.strip().partition(".")
        field = self._fields.get(name)
        if words.strip() in {ID, TEXT_LANGUAGE} or (field and not part):
            return Target(words.strip())
        if field and any(part == each.name for each in field.parts):
            return Target(name, part=part)
        if field and field.facet and field.facet.knows(part):
            return Target(name, term=part)
        inner = [each.name for each in field.parts] if field else []
        inner += list(field.facet.terms) if field and field.facet else []
        known = [f"{name}.{each}" for each in inner] or [ID, *self._fields]
        hint = did_you_mean(words, known) or f"There are: {', '.join(known)}."
        raise Failure(f"There is no field “{words.strip()}”.", hint)

    def guess(self, words: str) -> Target | None:
        """Return what a heading means, when its words are usual ones."""
        heading = _heading(words)
        without_number = re.sub(r" ?\d+$", "", heading)
        return self._known.get(heading) or self._known.get(without_number)

    def columns(self, headings: Sequence[str], said: Mapping[str, str]) -> Columns:
        """Return what each column fills; `said` are targets by heading. Raises Failure."""
        chosen = {folded(heading): words for heading, words in said.items()}
        there = {folded(heading) for heading in headings}
        for heading in said:
            if folded(heading) not in there:
                hint = (
                    did_you_mean(heading, map(printable, headings))
                    or f"There are: {listed(headings)}."
                )
                raise Failure(f"The list has no column “{heading}”.", hint)
        targets: list[Target | None] = []
        guessed: list[tuple[str, Target]] = []
        left: list[str] = []
        for heading in headings:
            if folded(heading) in chosen:
                words = chosen[folded(heading)]
                targets.append(self.said(words) if words.strip() else None)
                continue
            target = self.guess(heading) if heading else None
            if target in targets and target is not None and not self._may_repeat(target):
                target = None
            targets.append(target)
            if target and heading != str(target):
                guessed.append((heading, target))
            elif heading and not target:
                left.append(heading)
        return Columns(tuple(targets), tuple(guessed), tuple(left))

    def _may_repeat(self, target: Target) -> bool:
        field = self._fields.get(target.name)
        return field is not None and field.many

    def _words(self) -> Iterator[tuple[str, Target]]:
        yield from ((name, Target(name)) for name in (ID, TEXT_LANGUAGE, *self._fields))
        for name, field in self._fields.items():
            yield from ((f"{name}.{part.name}", Target(name, part.name)) for part in field.parts)
        for name, field in self._fields.items():
            if field.facet:
                yield from ((text, Target(name)) for _, text in field.facet.label.texts)
                yield field.facet.slug, Target(name)
        for name, usual in _USUAL.items():
            field_name, _, part = name.partition(".")
            if field_name in self._fields:
                yield from ((words, Target(field_name, part)) for words in usual)


def _heading(words: str) -> str:
    """Return a heading without case, brackets, plural and closing signs."""
    plain = re.sub(r"\([^)]*\)|[*:?!]", " ", words.replace(".", " "))
    return " ".join(re.sub(r"(?<=[a-z]{3})s$", "", word) for word in folded(plain).split())


def listed(headings: Iterable[str]) -> str:
    """Return headings in words."""
    return ", ".join(f"“{printable(heading)}”" for heading in headings if heading)
