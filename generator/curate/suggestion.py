"""From a filled-in form to the one new file that it suggests, or to what must be corrected first.

The answers go the way of `alongside new`: the same draft, the same checks. The file's name is
ours, made from the thing's own name; nothing of what came decides where anything is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import gfm
from generator.checks import RULES, SLOW_RULES, check
from generator.curate.draft import (
    Answer,
    Draft,
    faults,
    id_fault,
    named_alike,
    names_of,
    same_address,
    slug_of,
    text_of,
)
from generator.curate.event import Issue
from generator.curate.fmt import write_new
from generator.curate.forms import Form, forms
from generator.curate.issue_body import Filled, Mistake, read_body
from generator.curate.questions import in_labels, next_question
from generator.fields import Collection
from generator.load import Catalogue, load
from generator.load.items import LONGEST_ID
from generator.model import Item
from generator.nodes import Loc
from generator.problem import Problem
from generator.values import url_fault

_REVIEW = (
    "The file was made from the form as it stood when the label was set, and the checks find no "
    "error in it. Before you merge: is it real, does the link lead there, are the words our own?"
)
_CHECKS = (
    "GitHub does not start the checks by itself for what a workflow proposes: close this pull "
    "request and open it again to see them here."
)
_HOW = (
    "To correct it, choose “…” at the upper right of your first post, then “Edit”. Leave the lines "
    "that begin with ### as they are. Then say here that it is done, and a curator will look again."
)

_MISSING = "This one is needed."
_HERE = (
    "This is here already: “{name}”, in {path}. If something there is wrong or missing, please say "
    "so with the form “Report a mistake”."
)

_LONGEST = 30_000
"""The most bytes of a message. GitHub takes 65,536 characters."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The new file that a form suggests, and what reviewers should know of it."""

    path: str
    text: str
    twins: tuple[Item, ...]
    warnings: tuple[Problem, ...]


def suggested(
    issue: Issue, catalogue: Catalogue, today: date
) -> tuple[Suggested | None, tuple[Mistake, ...]]:
    """Return what an issue suggests, or every mistake that prevents it."""
    filled, mistakes = read_body(issue.body, tuple(forms(catalogue)))
    if filled is None or filled.form.collection is None:
        return None, mistakes
    draft = _draft(issue, filled, filled.form.collection, catalogue, today)
    mistakes = tuple(dict.fromkeys((*mistakes, *_mistakes(draft, filled, catalogue, today))))
    if mistakes:
        return None, mistakes
    text = text_of(draft, catalogue.table)
    problems = _new_problems(draft.path, text, catalogue, today) if isinstance(text, str) else text
    errors = [problem for problem in problems if problem.is_error]
    if errors or not isinstance(text, str):
        return None, tuple(_in_words(problem, (), filled.form) for problem in errors)
    alike, same = _twins(draft, catalogue)
    twins = {item.id: item for item in (*alike, *same)}
    return Suggested(draft.path, text, tuple(twins.values()), problems), ()


def thanks(suggestion: Suggested, issue: Issue) -> str:
    """Return the pull request's text, in Markdown."""
    author, path = gfm.code(issue.author), gfm.code(suggestion.path)
    lines = [f"Suggested by {author} in #{issue.number}. It adds {path}.", "", _REVIEW, ""]
    if suggestion.twins:
        lines += ["### It may be here already", ""]
        lines += [
            f"- {gfm.text(names_of(twin)[0])}: {gfm.code(twin.path)}" for twin in suggestion.twins
        ]
        lines.append("")
    if suggestion.warnings:
        lines += ["### Worth a second look", ""]
        lines += [
            f"- {gfm.code(f'{each.place.path}:{each.place.line}')} "
            f"{gfm.text(f'{each.message} {each.hint}')}"
            for each in suggestion.warnings
        ]
        lines.append("")
    return (
        gfm.report([*lines, _CHECKS, "", f"Closes #{issue.number}"], "There is more.", _LONGEST)
        + "\n"
    )


def corrections(mistakes: Sequence[Mistake]) -> str:
    """Return the comment that says what to correct, in Markdown."""
    lines = ["Thank you for this. It needs a little more before it can become a proposal:", ""]
    for mistake in mistakes:
        about = f"**{gfm.text(mistake.label)}**: " if mistake.label else ""
        lines.append(f"- {about}{gfm.text(mistake.words)}")
    return gfm.report([*lines, "", _HOW], "There is more.", _LONGEST) + "\n"


def _draft(
    issue: Issue, filled: Filled, collection: Collection, catalogue: Catalogue, today: date
) -> Draft:
    answers = {**filled.answers, "added": today.isoformat()}
    id_ = _free_id(collection, _title(answers), issue, catalogue)
    return Draft(collection, id_, answers)


def _title(answers: Mapping[str, Answer]) -> str:
    """Return what the new thing is called."""
    return next((str(answers[name]) for name in ("name", "title") if name in answers), "")


def _free_id(collection: Collection, name: str, issue: Issue, catalogue: Catalogue) -> str:
    """Return an id that nothing has or had, from a name or, where it has no such letters, a number."""
    wanted = slug_of(name) or f"suggestion-{issue.number}"
    for number in range(1, 1000):
        ending = f"-{number}" if number > 1 else ""
        id_ = wanted[: LONGEST_ID - len(ending)].rstrip("-") + ending
        if not any(id_fault(collection, id_, catalogue)):
            return id_
    raise AssertionError(f"{wanted}: no such name is free")


def _mistakes(draft: Draft, filled: Filled, catalogue: Catalogue, today: date) -> Iterator[Mistake]:
    """Yield what is wrong with each answer, and each that is missing."""
    asked: set[str] = set()
    while question := next_question(draft.collection, catalogue, draft.answers, asked):
        name = question.field.name
        asked.add(name)
        if question.is_needed and name not in {*draft.answers, *filled.unclear}:
            yield Mistake(_label((name,), filled.form) or question.label, _MISSING)
    alike, same = _twins(draft, catalogue)
    title = _title(draft.answers).casefold()
    for twin in alike:
        if twin in same and title in map(str.casefold, names_of(twin)):
            yield Mistake("", _HERE.format(name=names_of(twin)[0], path=twin.path))
    wrong = {
        name: list(_wrong(draft, name, filled.form, catalogue, today)) for name in draft.answers
    }
    # What cannot be read at all hides from the rules what else there is.
    sound = {name: answer for name, answer in draft.answers.items() if not wrong[name]}
    if len(sound) < len(wrong):
        rest = replace(draft, answers=sound)
        for name in sound:
            wrong[name] += _wrong(rest, name, filled.form, catalogue, today)
    for mistakes in wrong.values():
        yield from mistakes


def _wrong(
    draft: Draft, name: str, form: Form, catalogue: Catalogue, today: date
) -> Iterator[Mistake]:
    """Yield what is wrong with the answer for one field."""
    field = catalogue.table.of(draft.collection.name).get(name)
    groups = [each for each in draft.answers[name] if not isinstance(each, str)]
    places: list[Loc] = [] if groups else [(name,)]
    for number, group in enumerate(groups):
        places += [*((name, number, part) for part in group), (name, number)]
        for part in field.parts if field else ():
            if part.required and part.name not in group:
                yield Mistake(_label((name, part.name), form), _MISSING)
    said: set[str] = set()
    for loc in places:
        path = tuple(step for step in loc if isinstance(step, str))
        for problem in faults(draft, loc, catalogue, today):
            # What is wrong with a part is wrong with the whole, too.
            if problem.is_error and problem.message not in said:
                said.add(problem.message)
                yield _in_words(problem, path, form)


def _in_words(problem: Problem, path: tuple[str, ...], form: Form) -> Mistake:
    """Return a problem of the file, at the field that `path` names, in the words of the form."""
    label = _label(path, form)
    labels = {question.path[-1]: question.label for question in form.questions}
    return Mistake(label, in_labels(problem, label, labels))


def _label(path: tuple[str, ...], form: Form) -> str:
    """Return the question that fills a field, or a part of one."""
    found = [question.label for question in form.questions if question.path[: len(path)] == path]
    return found[0] if path and found else ""


def _twins(draft: Draft, catalogue: Catalogue) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the items that are called almost like what is suggested, and those at its address."""
    url = str(draft.answers.get("url", ""))
    return (
        named_alike(draft.collection, _title(draft.answers), catalogue),
        () if url_fault(url) else same_address(draft.collection, url, catalogue),
    )


def _new_problems(path: str, text: str, catalogue: Catalogue, today: date) -> tuple[Problem, ...]:
    """Return what `check` finds once the file is there and did not find before."""
    before = {each for each in _problems(catalogue.root, today) if each.place.path != path}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(catalogue.root / "content", root / "content", symlinks=True)
        write_new(root, path, text)
        return tuple(each for each in _problems(root, today) if each not in before)


def _problems(root: Path, today: date) -> tuple[Problem, ...]:
    catalogue, problems = load(root)
    if catalogue is not None:
        problems += check(catalogue, today, (*RULES, *SLOW_RULES))
    return tuple(sorted(problems))
