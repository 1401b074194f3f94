"""Asking a person, line by line: in a terminal, or from standard input for tests and scripts."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

import click

from generator.curate.choices import Choices
from generator.curate.questions import Question
from generator.problem import printable

WIDEST = 88
MOST_SHOWN = 15
"""How many choices are shown unasked; longer lists wait for a “?”."""

_LIST_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")


def prepare() -> None:
    """Make the terminal ready for answers: lines can be edited and be of any length."""
    if sys.stdin.isatty():
        with suppress(ImportError):  # Windows has this by itself
            import readline  # noqa: F401 - it speaks to the terminal once it is there


def say(text: str = "", indent: str = "") -> None:
    """Print a paragraph, wrapped to the window."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    click.echo(click.wrap_text(text, width, indent, " " * len(indent)) if text else "")


def heading(text: str, note: str = "") -> None:
    """Print what a question is about."""
    click.echo(f"\n{click.style(text, bold=True)}{f'  ({note})' if note else ''}")


def read(sign: str = ">", *, strip: bool = True) -> str:
    """Return the next line. Raises click.Abort at the end of input and on Ctrl+C."""
    answer: str = click.prompt(sign, default="", show_default=False, prompt_suffix=" ")
    if not sys.stdin.isatty():
        click.echo(printable(answer))
    return " ".join(answer.split()) if strip else answer.expandtabs(4).rstrip()


def agrees(question: str, *, usual: bool = True) -> bool:
    """Return whether the answer is yes; an empty one is the `usual` answer."""
    while True:
        answer = read(f"{question} [{'Y/n' if usual else 'y/N'}]").casefold()
        if answer in {"", "y", "yes", "n", "no"}:
            return usual if not answer else answer.startswith("y")
        say("Please answer y for yes or n for no.")


def read_prose() -> str:
    """Return several lines as Markdown: each is a paragraph, items of a list stay together."""
    lines: list[str] = []
    while line := read(strip=False):
        together = (
            bool(lines) and bool(_LIST_ITEM.match(line)) and bool(_LIST_ITEM.match(lines[-1]))
        )
        lines += [line] if together or not lines else ["", line]
    return "\n".join(lines)


def complain(sentences: Iterable[str]) -> None:
    """Print what is wrong with an answer."""
    for sentence in sentences:
        say(sentence, indent="  ! ")


def choose(choices: Choices, *, many: bool) -> tuple[str, ...]:
    """Return the ids of what somebody chooses; none after an empty answer."""
    answer = _answer(choices)
    chosen = tuple(dict.fromkeys(_meant(choices, answer, many=many)))
    if chosen:
        say(", ".join(choices.label_of(id_) for id_ in chosen), indent="  = ")
    return chosen


def show(choices: Choices, *, whole: bool = False, only: tuple[str, ...] = ()) -> None:
    """Print the list of choices; `whole` with descriptions, `only` some of them."""
    options = [option for option in choices.options if not only or option.id in only]
    if not whole and len(options) > MOST_SHOWN:
        say(f"There are {len(options)}: type words of yours, or ? to see them all.", indent="  ")
        return
    for option in options:
        number = f"{choices.number_of(option.id):>4}  "
        click.echo(f"{number}{option.label}")
        if whole and option.description:
            say(option.description, indent=" " * (len(number) + 2))
    for id_ in only:
        if choices.number_of(id_) is None:
            click.echo(f"{id_:>4}  {choices.label_of(id_)}")


def explain(question: Question) -> None:
    """Print what can be answered, and how."""
    if question.choices:
        show(question.choices)
        several = "Several are fine, separated by commas." if question.field.many else ""
        explained = "? explains them." if question.choices.are_explained else ""
        if notes := f"{several} {explained}".strip():
            say(notes, indent="  ")
        if question.usual:
            say(f"Enter takes {question.choices.label_of(question.usual)}.", indent="  ")
    elif question.is_prose:
        say("Each line becomes a paragraph; an empty line ends the text.", indent="  ")
    elif question.field.many:
        say("One a line; an empty line ends the list.", indent="  ")


def _meant(choices: Choices, answer: str, *, many: bool) -> Iterator[str]:
    """Yield the ids that an answer means, asking back until each is sure."""
    for word in choices.split(answer) if many else filter(None, [answer]):
        found = choices.find(word)
        if found.is_sure or _is_right(choices, word, found.ids):
            yield found.ids[0]
        else:
            yield from _meant(choices, _asked_again(choices, word, found.ids), many=many)


def _is_right(choices: Choices, word: str, candidates: tuple[str, ...]) -> bool:
    """Ask whether the one candidate is what `word` means; several are for a list."""
    return len(candidates) == 1 and agrees(
        f"“{printable(word)}”: do you mean “{choices.label_of(candidates[0])}”?"
    )


def _asked_again(choices: Choices, word: str, candidates: tuple[str, ...]) -> str:
    """Return what somebody says instead of `word`; nothing leaves it out."""
    if len(candidates) > 1:
        say(f"“{printable(word)}” may be one of these. Which number? Enter leaves it out.")
        show(choices, only=candidates)
    elif candidates:
        say("Another word or number, please. Enter leaves it out, ? shows the list.")
    else:
        say(
            f"Nothing here is like “{printable(word)}”. Another word or number, please. "
            "Enter leaves it out, ? shows the list."
        )
    return _answer(choices)


def _answer(choices: Choices) -> str:
    while (answer := read()) == "?":
        show(choices, whole=True)
    return answer
