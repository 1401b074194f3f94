"""Facets and their terms: the words by which entries are told apart and found.

Each file in `content/vocabularies/` declares one facet. No facet, kind, illness or country has
a name in this package; a meaning that code needs is a flag on a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import Field

from generator.model import Model
from generator.suggest import nearest
from generator.values import (
    FIELD_PATTERN,
    Line,
    Lines,
    LocalLines,
    Number,
    WholeNumber,
    Words,
    YesOrNo,
)

Collection = Literal["resources", "stories", "guides"]


LIKE_A_NAME = 85
"""Likeness of a word to the name of a country or language from which it may be meant."""


class Term(Model):
    """One value of a facet."""

    label: Words = Field(description="what visitors read")
    description: Words | None = Field(None, description="a sentence in plain words")
    also: LocalLines = Field(
        {}, description="the words that people really use: a list, or one for each language"
    )
    broader: Line | None = Field(None, description="the id of the term that this one belongs to")
    replaced_by: Line | None = Field(None, description="the id to use instead of this one")
    universal: YesOrNo = Field(False, description="true when it fits every visitor: any, worldwide")
    remote: YesOrNo = Field(False, description="true when one need not go anywhere: online, phone")
    likely: Number = Field(
        0,
        description="how much likelier people want what has it, whatever they type; 0 is "
        "ordinary, less is less likely",
    )
    requires: Lines = Field((), description="fields that an entry with this term must have")
    suggests: Lines = Field((), description="fields that an entry with this term should have")
    asks: Lines = Field(
        (), description="fields that the forms and `alongside new` ask about, without a warning"
    )
    schema_org: Line | None = Field(None, description="the schema.org type of such an entry")

    def also_in(self, *languages: str) -> tuple[str, ...]:
        """Return the words that people use in `languages`, and those that name no language."""
        return tuple(
            word for tag in dict.fromkeys((*languages, "")) for word in self.also.get(tag, ())
        )

    @property
    def also_anywhere(self) -> tuple[str, ...]:
        """The words that people use, in all languages."""
        return self.also_in(*self.also)


class Facet(Model):
    """One vocabulary: the field that it fills, and its terms."""

    slug: str = Field(description="the file's stem; its lists live under /slug/")
    field: Line = Field(pattern=FIELD_PATTERN, description="the field in an entry")
    label: Words = Field(description="what visitors read above its terms")
    question: Words | None = Field(None, description="the same as a visitor's question")
    curator_label: Words | None = Field(
        None, description="what those read who fill it in, where the label speaks to visitors"
    )
    description: Words | None = Field(None, description="for curators: what belongs in this field")
    used_by: tuple[Collection, ...] = Field(
        ("resources",), description="resources, stories, guides: whose files have this field"
    )
    required_by: tuple[Collection, ...] = Field((), description="whose files must have this field")
    many: YesOrNo = Field(True, description="whether an entry may have several terms")
    after: Line = Field("summary", description="the field behind which it stands in a file")
    order: WholeNumber = Field(100, description="its place among the facets; smaller comes first")
    filter: YesOrNo = Field(True, description="whether visitors can filter by it")
    lists: YesOrNo = Field(True, description="whether each of its terms has a list of its own")
    sort: Literal["label", "listed"] = Field("listed", description="the order of its terms")
    weight: Number = Field(
        1, description="how much it counts in a search that its terms fit; 1 is ordinary"
    )
    codes: Literal["languages", "territories"] | None = Field(
        None,
        description="the standard whose codes are terms too, with names from Unicode CLDR",
    )
    hsds: Literal["cost_options"] | None = Field(
        None, description="the list of an HSDS service that holds its terms, too"
    )
    terms: Mapping[str, Term] = Field(description="its terms, by id")

    def knows(self, id_: str) -> bool:
        """Say whether `id_` is a term of this facet."""
        return id_ in self.terms or (self.codes is not None and is_code(self.codes, id_))

    def successor_of(self, id_: str) -> str | None:
        """Return the term to use instead of `id_`, or None where `id_` is still in use."""
        chain = [id_]
        while (term := self.terms.get(chain[-1])) and term.replaced_by:
            if term.replaced_by in chain:
                break  # in a circle none is the last
            chain.append(term.replaced_by)
        return chain[-1] if len(chain) > 1 else None

    def label_of(self, id_: str, language: str, default: str) -> tuple[str, str]:
        """Return what visitors read for a term, and the language it is in.

        Source for codes without a label of our own: Unicode CLDR, by way of babel.
        """
        if id_ in self.terms:
            words, spoken = self.terms[id_].label.said_in(language, default)
            return words, spoken or default
        return code_name(self.codes or "languages", id_, language), language

    def with_broader(self, id_: str) -> tuple[str, ...]:
        """Return `id_` and every term that holds it, nearest first."""
        chain = [id_]
        while (term := self.terms.get(chain[-1])) and term.broader and term.broader not in chain:
            chain.append(term.broader)
        return tuple(chain)

    @cached_property
    def universal(self) -> frozenset[str]:
        """The terms that fit every visitor."""
        return frozenset(id_ for id_, term in self.terms.items() if term.universal)

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Every term that a term holds, directly or by way of others."""
        held: dict[str, list[str]] = {}
        for id_ in self.terms:
            for wide in self.with_broader(id_)[1:]:
                held.setdefault(wide, []).append(id_)
        return {wide: tuple(ids) for wide, ids in held.items()}

    def fitting(self, terms: Sequence[str]) -> frozenset[str]:
        """Return the terms by which an entry that has `terms` is found.

        These are its own, those that hold them and those that they hold.
        """
        wide = {each for term in terms for each in self.with_broader(term)}
        return frozenset(wide.union(*(self._narrower.get(term, ()) for term in terms)))

    def asked_by(self, term: str) -> frozenset[str]:
        """Return the terms that a visitor asks for by choosing `term`."""
        return frozenset({term}) | (frozenset() if term in self.universal else self.universal)


def is_code(standard: str, code: str) -> bool:
    """Say whether `code` is one of the standard's: a BCP 47 tag, or an ISO 3166-1 country."""
    if standard == "territories":
        return code in _territories()
    if not _TAG.fullmatch(code):
        return False
    try:
        return bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        base = code.partition("-")[0]
        return base == code and base in Locale("en").languages


def code_meant(standard: str, word: str, *, exactly: bool = False) -> str:
    """Return the code of `standard` that is written `word` in another form, or is so called.

    Empty where there is none; without `exactly` a likeness is enough. Source: Unicode CLDR, its
    names in English and its old codes.
    """
    base, _, region = word.strip().replace("_", "-").partition("-")
    known = "-".join(filter(None, (base.lower(), region.upper())))
    if standard == "territories":
        known = word.strip().upper()
    if is_code(standard, known):
        return known
    aliases = get_global("territory_aliases" if standard == "territories" else "language_aliases")
    found = aliases.get(known) or ()
    replaced = [found] if isinstance(found, str) else [*found]
    if len(replaced) == 1 and is_code(standard, replaced[0]):
        return replaced[0]
    locale = Locale("en")
    names = locale.territories if standard == "territories" else locale.languages
    by_name = {name: code for code, name in names.items() if is_code(standard, code)}
    named = next((name for name in by_name if name.casefold() == word.strip().casefold()), None)
    if named is None and not exactly:
        named = nearest(word.strip(), by_name, LIKE_A_NAME)
    return by_name[named] if named else ""


def code_hint(standard: str, word: str = "") -> str:
    """Return how one writes a code of `standard`, and which one `word` may mean."""
    if word and (code := code_meant(standard, word, exactly=True)):
        return f"Write {code} for {code_name(standard, code, 'en')}."
    if word and (code := code_meant(standard, word)):
        return f"Did you mean “{code}” ({code_name(standard, code, 'en')})?"
    if standard == "territories":
        return "Write the country's two capital letters, such as FR."
    return "Write its tag (BCP 47), such as en or pt-BR."


def code_name(standard: str, code: str, language: str) -> str:
    """Return the name of a language or country in `language`, or the code where CLDR has none."""
    locale = Locale.parse(language, sep="-")
    if standard == "territories":
        return str(locale.territories.get(code, code))
    if code in locale.languages:
        return str(locale.languages[code])
    key = code.replace("-", "_")
    if key in locale.languages:
        return str(locale.languages[key])
    try:
        return Locale.parse(code, sep="-").get_display_name(language.replace("-", "_")) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def _territories() -> frozenset[str]:
    return frozenset(filter(str.isalpha, Locale("en").territories)) - _NO_PLACE


_NO_PLACE = frozenset({"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"})
_TAG = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def ordered(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """Return the facets in the order in which visitors meet them."""
    return tuple(sorted(facets, key=lambda facet: (facet.order, facet.slug)))
