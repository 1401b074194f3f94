"""Reading what GitHub makes of a form: strictly, because anybody can write anything into it.

GitHub writes each question as a heading and its answer below:

    ### Name

    Imerman Angels

Whoever writes such a heading into an answer, or edits the issue afterwards, could seem to say one
thing to those who read it and say another to this program. So any such line that the form itself
does not have, or has once already, is refused, and so is what a reader cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.curate.choices import Choices, Option
from generator.curate.draft import Answer
from generator.curate.forms import PROMISES, SUBJECT, Form, FormQuestion, Shape
from generator.curate.questions import is_way
from generator.problem import CONTROL, INVISIBLE
from generator.values import url_fault

LONGEST_BODY = 40_000
"""The most characters of an issue. GitHub takes some 65,000; no form comes near."""

LONGEST_LINE = 2_000
MOST_LINES = 100
"""The most characters of an answer on one line, and the most lines of a list."""

_HEADING = re.compile(r" {0,3}###(?!#)")
_TURNING = "\u061c\u200e\u200f\u2066-\u2069"
_TAGS = "\ufff9-\ufffb\U000e0000-\U000e0fff"
_UNSEEN = re.compile(f"[{CONTROL}{INVISIBLE}{_TURNING}{_TAGS}]")
_HTML = re.compile(r"<[A-Za-z/!?]|&#|&[A-Za-z]+;")
_BULLET = re.compile(r"[-*+]\s+")
_NOTHING = "_No response_"
_NO_CHOICE = frozenset({_NOTHING, "None"})

_NOT_OURS = "This issue was not made with one of this directory's forms, or the form has changed."
_ANEW = "Please fill in the form once more."


@dataclass(frozen=True, slots=True)
class Mistake:
    """What stands in the way, in words for whoever filled in the form.

    `label` is the question that it is about; empty where it is about all of it.
    """

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its answers by field, as a new file takes them.

    `unclear` are the fields whose answers cannot be taken.
    """

    form: Form
    answers: Mapping[str, Answer]
    unclear: frozenset[str] = frozenset()


def read_body(body: str, forms: Sequence[Form]) -> tuple[Filled | None, tuple[Mistake, ...]]:
    """Return the answers that an issue's text gives, and all mistakes in how it gives them.

    There are no answers where it cannot be told which text is the answer to what.
    """
    if len(body) > LONGEST_BODY:
        words = f"This is longer than {LONGEST_BODY:,} characters. Please shorten it."
        return None, (Mistake("", words),)
    lines = body.replace("\r\n", "\n").split("\n")
    form = _form_of(lines, forms)
    if form is None:
        return None, (Mistake("", f"{_NOT_OURS} {_ANEW}"),)
    labels = [SUBJECT, *(question.label for question in form.questions)]
    sections, mistakes = _sections(lines, [*labels, *([PROMISES] if form.promises else [])])
    if mistakes:
        return None, tuple(mistakes)
    if sections[SUBJECT] != form.subject:
        mistakes.append(Mistake(SUBJECT, "Please delete what stands below the first answer."))
    mistakes += _unsafe(sections)
    mistakes += _broken_promises(form, sections.get(PROMISES, ""))
    if form.collection is None:
        mistakes.append(Mistake("", "This form is for people to read; no file can come of it."))
        return None, tuple(mistakes)
    answers: dict[str, Answer] = dict(form.given or {})
    groups: dict[str, dict[str, str]] = {}
    unclear: set[str] = set()
    for question in form.questions:
        said = sections.get(question.label, "")
        try:
            value = _answer(question, said)
        except ValueError as error:
            mistakes.append(Mistake(question.label, str(error)))
            unclear.add(question.field)
            continue
        if len(question.path) == 1 and value:
            answers[question.field] = value
        elif value:
            groups.setdefault(question.field, {})[question.path[1]] = str(value)
    answers |= {field: tuple(_divided(field, group)) for field, group in groups.items()}
    return Filled(form, answers, frozenset(unclear)), tuple(mistakes)


def _form_of(lines: Sequence[str], forms: Sequence[Form]) -> Form | None:
    """Return the form whose first question and answer `lines` begin with."""
    said = [line.strip() for line in lines if line.strip()][:2]
    subjects = {form.subject: form for form in forms}
    return subjects.get(said[1]) if len(said) == 2 and said[0] == f"### {SUBJECT}" else None


def _sections(lines: Sequence[str], labels: Sequence[str]) -> tuple[dict[str, str], list[Mistake]]:
    """Return the text below each heading, and a mistake for each heading that is not the form's."""
    found: dict[str, list[str]] = {}
    mistakes: list[Mistake] = []
    current = ""
    for line in lines:
        if not _HEADING.match(line):
            if current:
                found[current].append(line)
            continue
        label = line.rstrip().removeprefix("### ")
        if line.rstrip() != f"### {label}" or label not in labels:
            words = (
                "A line here begins with “###”, which only the form itself may use. "
                "Please take the “###” away."
            )
            mistakes.append(Mistake(current, words))
        elif label in found:
            words = (
                "This heading stands in the issue twice, so nobody can tell which answer is meant. "
                "Please delete one of the two with its answer."
            )
            mistakes.append(Mistake(label, words))
        else:
            current = label
            found[current] = []
    return {label: "\n".join(text).strip() for label, text in found.items()}, mistakes


def _unsafe(sections: Mapping[str, str]) -> Iterator[Mistake]:
    """Yield what a reader of the issue would not see."""
    for label, text in sections.items():
        if found := _UNSEEN.search(text):
            words = (
                f"There is an invisible character in this answer (U+{ord(found[0]):04X}). It often "
                "comes along when text is pasted. Please type the answer anew."
            )
            yield Mistake(label, words)
        if _HTML.search(text):
            words = (
                "This answer has signs that a web page would take for commands, such as “<b>” or "
                "“&amp;”. Please write plain words."
            )
            yield Mistake(label, words)


def _broken_promises(form: Form, said: str) -> Iterator[Mistake]:
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    for words in form.promises:
        if f"- [x] {words}" not in lines and f"- [X] {words}" not in lines:
            yield Mistake(PROMISES, f"Please tick: {words}")
    boxes = {f"- [{tick}] {words}" for words in form.promises for tick in "xX "}
    if not boxes.issuperset(lines):
        yield Mistake(PROMISES, "Only the boxes belong here. Please delete what else stands here.")


def _answer(question: FormQuestion, said: str) -> str | tuple[str, ...]:
    """Return an answer as the new file takes it. Raises ValueError with what is wrong with it."""
    text = "\n".join(line.expandtabs(4).rstrip() for line in said.split("\n")).strip()
    is_choice = question.shape in {Shape.ONE, Shape.SEVERAL}
    if text == _NOTHING or (is_choice and text in _NO_CHOICE):
        text = ""
    if not text:
        return question.usual
    match question.shape:
        case Shape.TEXT:
            return re.sub(r"\n{3,}", "\n\n", text)
        case Shape.LIST:
            return _list(question, text)
        case Shape.ONE:
            return _only(_chosen(text, question.options))
        case Shape.SEVERAL:
            return _chosen(text, question.options)
    return _line(question, text)


def _list(question: FormQuestion, text: str) -> tuple[str, ...]:
    items = (_BULLET.sub("", line.strip(), count=1) for line in text.split("\n"))
    said_once = tuple(dict.fromkeys(item for item in items if item))
    if len(said_once) > MOST_LINES:
        raise ValueError(f"This has more than {MOST_LINES} lines. Please shorten it.")
    if question.choices is None:
        return said_once
    return tuple(_meant(question.choices, item) for item in said_once)


def _line(question: FormQuestion, text: str) -> str | tuple[str, ...]:
    if "\n" in text:
        raise ValueError("This must fit on one line.")
    if len(text) > LONGEST_LINE:
        raise ValueError(f"This has more than {LONGEST_LINE:,} characters. Please shorten it.")
    line, choices = " ".join(text.split()), question.choices
    if choices is None:
        return _address(line) if question.path[-1] == "url" else line
    if not question.is_list:
        return _meant(choices, line)
    return tuple(dict.fromkeys(_meant(choices, word) for word in choices.split(line)))


def _address(line: str) -> str:
    """Return a web address with the beginning that people leave out: www.example.org has none."""
    whole = f"https://{line}"
    return line if ":" in line or url_fault(whole) else whole


def _only(chosen: Sequence[str]) -> str:
    if len(chosen) != 1:
        raise ValueError("Only one can be chosen here.")
    return chosen[0]


def _chosen(text: str, options: Sequence[Option]) -> tuple[str, ...]:
    """Return the ids of the options that GitHub has joined with commas, also where they hold some."""
    by_label = {option.label: option.id for option in options}
    ways = list(islice(_ways_to_part(text, by_label, frozenset()), 2))
    if len(ways) != 1:
        raise ValueError(
            "This is not what the form offers to choose. Please write the words of the form, with "
            "commas between them."
        )
    return tuple(by_label[label] for label in ways[0])


def _ways_to_part(
    text: str, labels: Mapping[str, str], used: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """Yield each way in which `text` is a list of different labels."""
    for label in labels:
        if label in used:
            continue
        if text == label:
            yield (label,)
        elif text.startswith(f"{label}, "):
            rest = text[len(label) + 2 :]
            for way in _ways_to_part(rest, labels, used | {label}):
                yield (label, *way)


def _meant(choices: Choices, word: str) -> str:
    """Return the id of what `word` names without a doubt."""
    if word.isdecimal():  # the number of a choice, which no form shows
        raise ValueError(f"“{word}” is not known here.")
    found = choices.find(word)
    if found.is_sure:
        return found.ids[0]
    others = {o.id for o in choices.options if word.casefold() in map(str.casefold, o.also)}
    if len(others) == 1 and others == set(found.ids):
        return found.ids[0]
    like = " or ".join(f"“{choices.label_of(id_)}”" for id_ in found.ids)
    raise ValueError(f"“{word}” is not known here." + (f" Did you mean {like}?" if like else ""))


def _divided(field: str, group: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Yield the groups that one set of answers stands for: one for each way to reach somebody.

    What is said beside the ways, such as the hours, goes with the first of them.
    """
    ways = [part for part in group if is_way(field, part)]
    first = {part: said for part, said in group.items() if part not in ways[1:]}
    yield first
    for way in ways[1:]:
        yield {way: group[way]}
