"""The forms that people without git can fill in: which there are, and what each asks.

They ask what `alongside new` asks, made from the same field table and vocabularies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import Enum

from generator.curate.choices import Choices, Option
from generator.curate.questions import (
    NOTES,
    Question,
    is_way,
    next_question,
    question_named,
    questions_of_group,
    terms_by_label,
)
from generator.fields import Collection, collection_named
from generator.load import Catalogue
from generator.model import Mark

SUBJECT = "What you suggest"
"""The heading of the first question of each form; its one answer says which form it is."""

PROMISES = "Before you send this"
"""The heading of what everybody agrees to."""

_OF_ADDRESSES = frozenset(
    {"title", "body", "labels", "milestone", "assignees", "projects", "template", "type"}
)
"""What an address that opens a form says by these names is not about its questions."""

_NOTES_HELP = (
    "For the curators: what nothing above asks for, and what you are not sure of. It stays in "
    "the file, which anyone can read, so leave out anything about yourself."
)
_AGREED = (
    "The words are my own; they are not copied from a website.",
    "Nothing here is about a private person who has not agreed to it.",
)


class Shape(Enum):
    """How a question is answered."""

    LINE = "a line"
    TEXT = "as many lines as one likes"
    LIST = "one a line"
    WORDS = "known words, typed with commas between them"
    ONE = "one of some options"
    SEVERAL = "any of some options"


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question of a form.

    `id` is its name in addresses that open the form with answers. `path` is the field that it
    fills, and the part where the field holds groups. `is_list` says whether it takes several
    values. `options` are what one can choose, by what people read; `choices` what known words
    may mean. `usual` is what an empty answer means.
    """

    id: str
    label: str
    help: str = ""
    shape: Shape = Shape.LINE
    path: tuple[str, ...] = ()
    is_needed: bool = False
    is_list: bool = False
    options: tuple[Option, ...] = ()
    choices: Choices | None = None
    usual: str = ""
    example: str = ""

    @property
    def field(self) -> str:
        """The field that the answer goes into."""
        return self.path[0]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: `file` is its name, `subject` the answer that tells its issues from others.

    `collection` is None where somebody must read the answers, since no file follows from them;
    `given` is what the choice of the form has answered already.
    """

    file: str
    name: str
    description: str
    subject: str
    intro: str
    questions: tuple[FormQuestion, ...]
    collection: Collection | None = None
    given: Mapping[str, str] | None = None
    title: str = "Suggestion: "
    promises: tuple[str, ...] = _AGREED


def forms(catalogue: Catalogue) -> Iterator[Form]:
    """Yield every form of a directory; a link alone first, as it asks least."""
    yield _LINK
    yield from _kinds(catalogue)
    if catalogue.table.of("stories"):
        yield _story(catalogue)
    yield REPORT


def _kinds(catalogue: Catalogue) -> Iterator[Form]:
    collection = collection_named("resources")
    role = catalogue.config.roles.kind
    facet = catalogue.table.facet(role)
    if facet is None:
        return
    options = _told_apart(
        question_named(role, collection, catalogue).choices, taken=(_LINK.subject, _STORY, _REPORT)
    )
    for option in options:
        yield Form(
            f"2-{option.id}",
            f"Suggest: {option.label}",
            option.description or f"For an entry of this kind: {option.label}.",
            option.label,
            _INTRO,
            tuple(_questions(collection, catalogue, {role: option.id})),
            collection,
            {role: option.id},
        )


def _story(catalogue: Catalogue) -> Form:
    collection = collection_named("stories")
    return Form(
        "3-story",
        "Suggest: a personal story",
        "A story that somebody has published, or that its teller has given to us.",
        _STORY,
        _INTRO,
        tuple(_questions(collection, catalogue, {})),
        collection,
        {},
    )


def _questions(
    collection: Collection, catalogue: Catalogue, given: Mapping[str, str]
) -> Iterator[FormQuestion]:
    """Yield the questions: those that must be answered first, notes for curators last."""
    asked = {*given, NOTES}
    # A link is expected: what is only asked for in its place may stay empty.
    answers = {"url": "expected", **given}
    found: list[FormQuestion] = []
    while question := next_question(collection, catalogue, answers, asked):
        asked.add(question.field.name)
        found += _parts(question, catalogue) if question.field.parts else [_asked(question)]
    notes = _asked(question_named(NOTES, collection, catalogue))
    needed = {each.field for each in found if each.is_needed}
    found = sorted(found, key=lambda each: each.field not in needed)
    yield from _with_own_labels([*found, replace(notes, label="Anything else", help=_NOTES_HELP)])


def _asked(question: Question) -> FormQuestion:
    field, choices = question.field, question.choices
    shape = _shape(question)
    example = str(field.examples[0]) if field.examples else ""
    if choices and shape is Shape.WORDS:
        # What stands first may be no good example: all languages, or the whole world.
        example = ", ".join(each.label for each in choices.options[1 : 3 if field.many else 2])
    help_ = question.help
    if choices and shape is not Shape.WORDS:
        help_ = terms_by_label(help_, choices)
    elif choices and field.many:
        help_ = f"{help_} Write their names, with commas between them."
    elif choices:
        usual = f" Empty means {choices.label_of(question.usual)}." if question.usual else ""
        help_ = f"{help_} Write its name.{usual}"
    if shape is Shape.LIST:
        help_ = f"{help_} One a line."
    return FormQuestion(
        f"the_{field.name}" if field.name in _OF_ADDRESSES else field.name,
        question.label,
        help_.strip(),
        shape,
        (field.name,),
        question.is_needed,
        field.many,
        _told_apart(choices) if shape in {Shape.ONE, Shape.SEVERAL} else (),
        choices,
        question.usual,
        example,
    )


def _shape(question: Question) -> Shape:
    field, choices = question.field, question.choices
    if choices and field.many and not field.facet:
        return Shape.LIST
    if choices and choices.standard:
        return Shape.WORDS
    if choices:
        return Shape.SEVERAL if field.many else Shape.ONE
    if field.many:
        return Shape.LIST
    is_long = question.is_prose or Mark.PRIVATE in field.marks
    return Shape.TEXT if is_long else Shape.LINE


def _parts(question: Question, catalogue: Catalogue) -> Iterator[FormQuestion]:
    """Yield the questions for one group of a field, such as one place."""
    group = question.field.name
    for place, part in enumerate(questions_of_group(question, catalogue, {})):
        name = part.field.name
        help_ = f"{part.help[:1].upper()}{part.help[1:]}."
        if place == 0 and question.is_needed:
            help_ = f"{help_} Something under “{question.label}” is needed."
        yield replace(
            _asked(part),
            id=f"{group}_{name}",
            label=f"{question.label}: {part.label.lower()}",
            help=help_,
            path=(group, name),
            # Of several ways to reach somebody none is needed: any one will do.
            is_needed=question.is_needed and part.field.required and not is_way(group, name),
        )


def _told_apart(choices: Choices | None, taken: Iterable[str] = ()) -> tuple[Option, ...]:
    """Return the options by labels that are all different, and that GitHub allows."""
    options = choices.options if choices else ()
    seen = {"none", *(each.casefold() for each in taken)}
    found = []
    for option in options:
        label = " ".join(option.label.split())
        label = label if label.casefold() not in seen else f"{label} ({option.id})"
        seen.add(label.casefold())
        found.append(replace(option, label=label))
    return tuple(found)


def _with_own_labels(questions: Iterable[FormQuestion]) -> Iterator[FormQuestion]:
    seen: Set[str] = {SUBJECT.casefold(), PROMISES.casefold()}
    for question in questions:
        label = " ".join(question.label.split())
        label = label if label.casefold() not in seen else f"{label} ({question.id})"
        seen = {*seen, label.casefold()}
        yield replace(question, label=label)


_INTRO = (
    "Thank you. **Only what has a red star, or says that it is needed, must be answered**: the "
    "first questions, and the boxes at the end. Answer in your own plain words, and leave out "
    "what you do not know: the page then says so. Where several can be chosen, choose all that fit. "
    "A curator reads it and turns it into a proposal; nothing is published before that. "
    "**Everything you write here is public.**"
)
_STORY = "A personal story"
_REPORT = "A correction"

_LINK = Form(
    "1-link",
    "I only have a link",
    "The quickest way: a name, a web address, and why it should be here.",
    "A link",
    "Thank you. A curator will look at it and find out the rest. "
    "**Everything you write here is public**, so leave out anything about yourself.",
    (
        FormQuestion("name", "Name", "What it is called.", is_needed=True),
        FormQuestion("url", "Web address", "It begins with https://", is_needed=True),
        FormQuestion("why", "Why it should be here", "Who it helps, and how.", Shape.TEXT),
    ),
    promises=(),
)
REPORT = Form(
    "4-report",
    "Report a mistake",
    "Something here is wrong or out of date.",
    _REPORT,
    "Thank you. **Everything you write here is public**, so leave out anything about yourself.",
    (
        FormQuestion(
            "page", "Page", "The name or the address of the page with the mistake.", is_needed=True
        ),
        FormQuestion("wrong", "What is wrong", shape=Shape.TEXT, is_needed=True),
        FormQuestion("found", "Where you found it", "A web address, a call, a visit …"),
    ),
    title="A mistake in: ",
    promises=(),
)
"""The form that the link “Report a mistake” of each entry opens."""
