"""`alongside new`: a new entry or story, question by question."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.cli import report
from generator.cli.asking import (
    agrees,
    choose,
    complain,
    explain,
    heading,
    prepare,
    read,
    read_prose,
    say,
)
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.curate.draft import (
    Answer,
    Draft,
    Group,
    faults,
    id_fault,
    named_alike,
    names_of,
    same_address,
    slug_of,
    text_of,
)
from generator.curate.fmt import write_new
from generator.curate.questions import (
    NOTES,
    Question,
    in_labels,
    needs_more,
    next_question,
    not_asked,
    proposal,
    question_named,
    questions_of_group,
)
from generator.examine import examine
from generator.failure import Failure, failure_of
from generator.fields import Collection, collection_named
from generator.load import Catalogue
from generator.model import Item
from generator.nodes import Loc
from generator.problem import Problem, has_errors

COLLECTIONS = {"entry": "resources", "story": "stories"}
STOPPED = "Nothing was written."
_WAYS = " Type a number or a word of the list; ? shows all of it."


@click.command()
@click.argument(
    "what", type=click.Choice(list(COLLECTIONS)), default="entry", metavar="[entry|story]"
)
@root_option
@today_option
def new(what: str, root: Path, today: date) -> None:
    """Ask for an entry or a story, question by question, and write its file.

    Each answer is checked at once. Nothing is written before the end, and no file is ever
    overwritten.
    """
    with failures_in_words():
        catalogue, before = examine(root, today)
        session = _Session(_with_questions(catalogue), collection_named(COLLECTIONS[what]), today)
        path, text = _answered(session)
        try:
            write_new(root, path, text)
        except FileExistsError:
            raise Failure(f"There is a file {path} now.", STOPPED) from None
        except OSError as error:
            raise failure_of(error, f"writing {path}") from error
        _, after = examine(root, today)
    _finish(path, sorted(set(after) - set(before)), session.left)


def _with_questions(catalogue: Catalogue | None) -> Catalogue:
    """Return the catalogue, when it can say what there is to ask."""
    if catalogue and catalogue.knows_settings and catalogue.knows_vocabularies:
        return catalogue
    raise Failure(
        "content/site.yaml or a vocabulary cannot be read, so the questions are not known.",
        "`alongside check` shows what is wrong there.",
    )


def _answered(session: _Session) -> tuple[str, str]:
    """Ask everything; return the new file's path and text, or say that nothing was written."""
    prepare()
    try:
        path, text = session.file()
        click.echo(f"\n{text}")
        if agrees(f"Write this to {path}?"):
            return path, text
    except (click.Abort, KeyboardInterrupt):
        click.echo()
    except UnicodeDecodeError:
        raise Failure("What was typed is not UTF-8 text.", STOPPED) from None
    click.echo(STOPPED, err=True)
    sys.exit(1)


def _finish(path: str, problems: list[Problem], left: tuple[str, ...]) -> None:
    click.echo(f"\nWritten: {path}")
    if problems:
        click.echo(f"\n{report.as_text(problems)}")
    say()
    say("What to do next:")
    more = ", ".join(left)
    say(f"The file can say more: {more}. CONTRIBUTING explains each field.", indent="- ")
    say("`alongside serve` shows the site with it in your browser.", indent="- ")
    say(
        "Then send it: commit it and open a pull request. Without git, open the folder "
        f"{Path(path).parent.as_posix()} on GitHub, choose “Add file”, then “Upload files”.",
        indent="- ",
    )
    sys.exit(1 if has_errors(problems) else 0)


class _Session:
    """The questions and answers for one file."""

    def __init__(self, catalogue: Catalogue, collection: Collection, today: date) -> None:
        self._catalogue = catalogue
        self._collection = collection
        self._today = today
        self._draft = Draft(collection, "a", {"added": today.isoformat()})
        self._asked: set[str] = set()
        self._is_enough = False
        self._proposed = ""

    @property
    def left(self) -> tuple[str, ...]:
        """The fields that were not asked for."""
        return not_asked(self._collection, self._catalogue, self._asked)

    def file(self) -> tuple[str, str]:
        """Ask everything; return the new file's path and text."""
        say(
            "Answer in your own words, a line each. Press Enter to leave out what you do not know: "
            "nothing is made up, and visitors then read “We do not know yet”. Ctrl+C stops, and "
            "nothing is written."
        )
        while question := next_question(
            self._collection, self._catalogue, self._draft.answers, self._asked
        ):
            if not self._goes_on():
                break
            is_title = not self._asked
            self._asked.add(question.field.name)
            self._draft = self._draft.answered(question.field.name, self._answer(question))
            if is_title:
                title = str(self._draft.answers[question.field.name])
                self._ask_back(named_alike(self._collection, title, self._catalogue), "name")
                self._draft = Draft(self._collection, self._id(title), self._draft.answers)
            elif question.field.name == "url" and "url" in self._draft.answers:
                url = str(self._draft.answers["url"])
                self._ask_back(same_address(self._collection, url, self._catalogue), "web address")
        text = text_of(self._draft, self._catalogue.table)
        assert isinstance(text, str)  # noqa: S101 - every answer was accepted
        return self._draft.path, text

    def _goes_on(self) -> bool:
        """Ask once, when all that is needed is there, whether somebody wants to say more."""
        if self._is_enough or needs_more(
            self._collection, self._catalogue, self._draft.answers, self._asked
        ):
            return True
        self._is_enough = True
        say()
        say("All that is needed is there. The other questions can be left out one by one.")
        return agrees("Go on with them?")

    def _answer(self, question: Question) -> Answer:
        heading(question.label, "needed" if question.is_needed else "")
        if question.help:
            say(question.help, indent="  ")
        field = question.field
        if field.parts:
            return self._groups(question)
        return self._value(question, lambda value: self._draft.answered(field.name, value), ())

    def _value(
        self, question: Question, drafted: Callable[[Answer], Draft], inside: Loc
    ) -> str | tuple[str, ...]:
        """Ask until the answer is good; `drafted` puts it into the draft, at `inside` + its name."""
        field = question.field
        loc = (*inside, field.name)
        explain(question)
        while True:
            value: str | tuple[str, ...]
            if question.choices:
                chosen = choose(question.choices, many=field.many)
                value = chosen if field.many else "".join(chosen[:1]) or question.usual
            elif field.many:
                value = self._list(question, drafted, loc)
            else:
                value = read_prose() if question.is_prose else read() or self._proposed
            self._proposed = ""
            if not value and question.is_needed:
                say(f"This one is needed.{_WAYS if question.choices else ''}", indent="  ! ")
            elif not value or self._is_good(question, drafted(value), loc):
                return value

    def _list(
        self, question: Question, drafted: Callable[[Answer], Draft], loc: Loc
    ) -> tuple[str, ...]:
        values: tuple[str, ...] = ()
        while value := read():
            if value not in values and self._is_good(question, drafted((*values, value)), loc):
                values = (*values, value)
        return values

    def _groups(self, question: Question) -> tuple[Group, ...]:
        groups: tuple[Group, ...] = ()
        name = question.field.name
        while (question.is_needed and not groups) or agrees(
            "Add another?" if groups else "Add one?", usual=False
        ):
            group = self._group(question, groups)
            candidate = self._draft.answered(name, (*groups, group))
            if not group or self._is_good(question, candidate, (name, len(groups))):
                groups = (*groups, group) if group else groups
            else:
                say("Once more, please.", indent="  ")
        return groups

    def _group(self, question: Question, groups: tuple[Group, ...]) -> Group:
        group: dict[str, object] = {}
        field = question.field

        for part in questions_of_group(question, self._catalogue, group):

            def drafted(value: Answer, name: str = part.field.name) -> Draft:
                return self._draft.answered(field.name, (*groups, {**group, name: value}))

            click.echo(f"  {part.label}{'  (needed)' if part.is_needed else ''}: {part.help}")
            open_part = replace(part, is_needed=False)
            while not (value := self._value(open_part, drafted, (field.name, len(groups)))):
                if not part.is_needed:
                    break
                if agrees("This one is needed. Leave all of it out?", usual=False):
                    return {}
            if value:
                group[part.field.name] = value
        return group

    def _is_good(self, question: Question, draft: Draft, loc: Loc) -> bool:
        """Say whether an answer can stand; a doubtful one when whoever gave it says so."""
        problems = faults(draft, loc, self._catalogue, self._today)
        notes = question_named(NOTES, self._collection, self._catalogue)
        names = {each.field.name: each.label for each in (question, notes)}
        complain(in_labels(problem, question.label, names) for problem in problems)
        if has_errors(problems):
            # Where nothing is needed, an empty answer leaves the field out.
            self._proposed = proposal(problems[0]) if question.is_needed else ""
            if self._proposed:
                say("Enter takes it.", indent="    ")
            return False
        return not problems or agrees("Keep it as it is?")

    def _id(self, title: str) -> str:
        proposed = slug_of(title)
        fault, hint = (
            id_fault(self._collection, proposed, self._catalogue) if proposed else ("", "")
        )
        heading("File name", "needed")
        say("It becomes the page's address for ever: small letters, digits, hyphens.", indent="  ")
        if fault:
            say(f"{fault} {hint}", indent="  ! ")
        while True:
            if proposed and not fault:
                say(f"Enter takes {proposed}.", indent="  ")
            id_ = (read() or ("" if fault else proposed)).removesuffix(self._collection.suffix)
            if not id_:
                say("This one is needed.", indent="  ! ")
                continue
            wrong, advice = id_fault(self._collection, id_, self._catalogue)
            if not wrong:
                return id_
            say(f"{wrong} {advice}", indent="  ! ")

    def _ask_back(self, twins: tuple[Item, ...], what: str) -> None:
        if not twins:
            return
        say(f"This may be here already, with the same or almost the same {what}:", indent="  ! ")
        for twin in twins:
            click.echo(f"      {names_of(twin)[0]}: {twin.path}")
        if not agrees("Is yours another one?"):
            say("Then change that file instead.")
            raise click.Abort
