"""Which questions a new file asks, in which order, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.curate.choices import Choices, Option, choices_of_facet, choices_of_words
from generator.curate.draft import BODY, Answer, names_of
from generator.fields import Collection, Field
from generator.load import Catalogue
from generator.model import Entry, Mark, Story
from generator.problem import Problem
from generator.vocabularies import is_code

NEVER_ASKED = frozenset({"added", "changed", "formerly", "noindex", "status", "verified"})
"""Fields that follow from the day, and those that come to be true only later."""

_PARTS_NEVER_ASKED = frozenset({"latitude", "longitude", "precision"})
"""Parts of groups that nobody knows by heart."""

NOTES = "curator_notes"
PUBLISHED = "published-elsewhere"
_LABELS = {
    "url": "Web address",
    BODY: "Text",
    "label": "Who answers",
    "text": "Text message",
    "email": "E-mail",
}
_HELP = {
    "country": "the country's name, or its two letters",
    "resources": "Entries of this directory that the story names. Type their names.",
}
_TEXT_BELOW = Field(
    BODY,
    required=False,
    description="A few sentences in your own words: what it is like, and for whom it may be good.",
    marks=frozenset({Mark.PROSE}),
)
_ONE_OF: Mapping[str, tuple[str, ...]] = {"contact": ("phone", "text", "email", "chat")}
"""Parts of a group of which exactly one is given."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `label` heads it, `help` says what belongs there.

    `choices` are set where the answer is one or several known words; `usual` is what an empty
    answer means.
    """

    field: Field
    label: str
    help: str
    is_needed: bool
    choices: Choices | None = None
    usual: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether the answer may have several lines."""
        return Mark.PROSE in self.field.marks


def next_question(
    collection: Collection, catalogue: Catalogue, answers: Mapping[str, Answer], asked: set[str]
) -> Question | None:
    """Return the first question that was not asked yet, or None when all were.

    An answer may lead to further questions: some terms ask for more fields than others.
    """
    needed = set(_needed(collection, catalogue, answers))
    for name in _order(collection, catalogue, answers):
        if name not in asked:
            return _question(_fields(collection, catalogue)[name], catalogue, name in needed)
    return None


def needs_more(
    collection: Collection, catalogue: Catalogue, answers: Mapping[str, Answer], asked: set[str]
) -> bool:
    """Say whether a question that must be answered is still to come."""
    return not asked.issuperset(
        name
        for name in _needed(collection, catalogue, answers)
        if name in _fields(collection, catalogue) and name not in NEVER_ASKED
    )


def not_asked(collection: Collection, catalogue: Catalogue, asked: set[str]) -> tuple[str, ...]:
    """Return the fields that one can still add by hand."""
    fields = catalogue.table.of(collection.name)
    return tuple(name for name in fields if name not in asked | NEVER_ASKED)


def questions_of_group(
    question: Question, catalogue: Catalogue, group: Mapping[str, object]
) -> Iterator[Question]:
    """Yield the questions for the parts of a group; `group` fills while they are answered."""
    ways = _ONE_OF.get(question.field.name, ())
    for part in question.field.parts:
        given = any(way in group for way in ways)
        if part.name in _PARTS_NEVER_ASKED or (part.name in ways and given):
            continue
        is_last_way = bool(ways) and part.name == ways[-1]
        yield _question(part, catalogue, part.required or is_last_way)


def question_named(name: str, collection: Collection, catalogue: Catalogue) -> Question:
    """Return the question for one field, whether or not it would be asked."""
    field = _fields(collection, catalogue)[name]
    return _question(field, catalogue, field.required)


def in_labels(problem: Problem, label: str, labels: Mapping[str, str]) -> str:
    """Return what is wrong with the answer to the question `label`, as it was asked.

    `labels` are those of other fields that the problem may name.
    """
    words = f"{problem.message} {problem.hint}".strip()
    for name, each in labels.items():
        words = words.replace(f"“{name}”", f"“{each}”")
    said = words.removeprefix(f"“{label}”: ")
    return words if said == words else f"{said[:1].upper()}{said[1:]}"


def proposal(problem: Problem) -> str:
    """Return the answer that a problem proposes; empty where it proposes none."""
    return problem.hint.partition("Write it like this: ")[2]


def terms_by_label(help_: str, choices: Choices) -> str:
    """Return a help text that names terms as people read them, where its words are plainly ids."""
    for option in choices.options:
        if "-" in option.id:
            name = rf"(?<![\w-]){re.escape(option.id)}(?![\w-])"
            help_ = re.sub(name, f"“{option.label}”", help_)
    return help_


def is_way(group: str, part: str) -> bool:
    """Say whether a part of a group is one of those of which exactly one is given."""
    return part in _ONE_OF.get(group, ())


def _order(
    collection: Collection, catalogue: Catalogue, answers: Mapping[str, Answer]
) -> list[str]:
    fields = _fields(collection, catalogue)
    facets = [name for name, field in fields.items() if field.facet]
    required = [name for name, field in fields.items() if field.required]
    wanted = [*_named_by_terms(catalogue, answers, "requires")]
    wanted += _named_by_terms(catalogue, answers, "suggests")
    kind = catalogue.config.roles.kind
    title = next(iter(fields))
    order: tuple[str, ...] = (*required, *facets, BODY)
    if collection.item is Entry:
        order = (title, "url", kind, *required, *wanted, "first_step", "description")
        order += (*_named_by_terms(catalogue, answers, "asks"), "eligibility", "organization")
        order += (*facets, "contact", "sources", NOTES)
    elif collection.item is Story:
        order = (title, "person", *(name for name in required if name in facets), "consent")
        order += ("publisher", "url", "language", "summary", *required, *wanted)
        order += (*facets, "resources", BODY)
    return [name for name in dict.fromkeys(order) if name in fields and name not in NEVER_ASKED]


def _needed(
    collection: Collection, catalogue: Catalogue, answers: Mapping[str, Answer]
) -> Iterator[str]:
    yield from (name for name, field in _fields(collection, catalogue).items() if field.required)
    yield from _named_by_terms(catalogue, answers, "requires")
    if answers.get("consent") == PUBLISHED:
        yield "url"
    elif BODY in collection.item.model_fields and "url" not in answers:
        yield BODY


def _named_by_terms(
    catalogue: Catalogue, answers: Mapping[str, Answer], which: str
) -> Iterator[str]:
    """Yield the fields that the chosen terms require, suggest or ask about."""
    for facet in catalogue.table.facets:
        answer = answers.get(facet.field, ())
        for id_ in (answer,) if isinstance(answer, str) else answer:
            if isinstance(id_, str) and id_ in facet.terms:
                yield from getattr(facet.terms[id_], which)


def _fields(collection: Collection, catalogue: Catalogue) -> Mapping[str, Field]:
    fields = catalogue.table.of(collection.name)
    return {**fields, BODY: _TEXT_BELOW} if BODY in collection.item.model_fields else fields


def _question(field: Field, catalogue: Catalogue, is_needed: bool) -> Question:
    language = catalogue.config.default_language
    if field.facet:
        words = field.facet.description or field.facet.question
        choices = choices_of_facet(field.facet, language)
        return Question(
            field,
            (field.facet.curator_label or field.facet.label).said_in(language)[0],
            terms_by_label(words.said_in(language)[0], choices) if words else "",
            is_needed,
            choices,
        )
    label = _LABELS.get(field.name) or field.name.replace("_", " ").capitalize()
    help_ = _HELP.get(field.name, field.description)
    usual = language if field.name == "language" else ""
    return Question(field, label, help_, is_needed, _choices(field, catalogue), usual)


def _choices(field: Field, catalogue: Catalogue) -> Choices | None:
    if field.options:
        return choices_of_words(field.options)
    if field.name == "language":
        return _codes("languages", catalogue)
    if field.name == "country":
        return _codes("territories", catalogue)
    if field.name == "resources":
        return Choices(
            tuple(
                Option(item.id, names_of(item)[0], also=names_of(item)[1:])
                for item in catalogue.entries
            )
        )
    return None


def _codes(standard: str, catalogue: Catalogue) -> Choices:
    """Return all codes of a standard; those that a vocabulary names, by its words, too."""
    language = catalogue.config.default_language
    facets = (facet for facet in catalogue.table.facets if facet.codes == standard)
    named = [option for facet in facets for option in choices_of_facet(facet, language).options]
    return Choices(
        tuple(option for option in named if is_code(standard, option.id)), standard, language
    )
