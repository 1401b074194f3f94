"""The forms as files of GitHub's issue forms.

Source: https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.curate.forms import PROMISES, SUBJECT, Form, FormQuestion, Shape, forms
from generator.load import Catalogue

FOLDER = ".github/ISSUE_TEMPLATE"
HEAD = "# Written by `alongside fmt` from the fields and vocabularies; do not edit here."

LONGEST_WORDS = 200
"""The most characters of a form's name and description."""

_TYPES = {
    Shape.LINE: "input",
    Shape.WORDS: "input",
    Shape.TEXT: "textarea",
    Shape.LIST: "textarea",
    Shape.ONE: "dropdown",
    Shape.SEVERAL: "dropdown",
}


def issue_forms(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield each form as the path of its file and its text."""
    for form in forms(catalogue):
        yield path_of(form), _text(form)


def path_of(form: Form) -> str:
    """Return where a form's file lies."""
    return f"{FOLDER}/{form.file}.yml"


def is_used(root: Path) -> bool:
    """Say whether a directory is kept where such forms have a use."""
    return (root / ".github").is_dir()


def left_over(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """Yield files that were written here and are none of `paths` now: their kind is gone."""
    for file in sorted((root / FOLDER).glob("*.yml")):
        path = f"{FOLDER}/{file.name}"
        if path not in paths and file.read_bytes().startswith(HEAD.encode()):
            yield path


def _text(form: Form) -> str:
    subject = {
        "type": "dropdown",
        "id": "subject",
        "attributes": {"label": SUBJECT, "options": [form.subject], "default": 0},
        "validations": {"required": True},
    }
    said = {
        "name": _short(form.name),
        "description": _short(form.description),
        "title": form.title,
        "body": [
            {"type": "markdown", "attributes": {"value": form.intro}},
            subject,
            *(_element(question) for question in form.questions),
            *([_promises(form)] if form.promises else []),
        ],
    }
    return "\n".join([HEAD, *_lines(said, "")]) + "\n"


def _element(question: FormQuestion) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    # GitHub chooses the first option of a single choice that is required, unasked. So whoever
    # overlooks it would state a fact; instead it is asked for once the form has come.
    can_be_required = question.shape is not Shape.ONE
    help_ = question.help
    if question.is_needed and not can_be_required:
        help_ = f"{help_} This one is needed.".strip()
    if help_:
        attributes["description"] = help_
    if question.shape is Shape.SEVERAL:
        attributes["multiple"] = True
    if question.options:
        attributes["options"] = [option.label for option in question.options]
    elif question.example:
        attributes["placeholder"] = question.example
    element = {"type": _TYPES[question.shape], "id": question.id, "attributes": attributes}
    if question.is_needed and can_be_required:
        element["validations"] = {"required": True}
    return element


def _promises(form: Form) -> dict[str, Any]:
    options = [{"label": words, "required": True} for words in form.promises]
    return {
        "type": "checkboxes",
        "id": "promises",
        "attributes": {"label": PROMISES, "options": options},
    }


def _short(words: str) -> str:
    if len(words) <= LONGEST_WORDS:
        return words
    return words[: LONGEST_WORDS - 1].rpartition(" ")[0] + " …"


def _lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield a mapping as YAML; each text in the quotes of JSON, which no reader of YAML mistakes."""
    for name, each in value.items():
        if isinstance(each, Mapping):
            yield f"{indent}{name}:"
            yield from _lines(each, f"{indent}  ")
        elif isinstance(each, list):
            yield f"{indent}{name}:"
            yield from _items(each, f"{indent}  ")
        else:
            yield f"{indent}{name}: {json.dumps(each, ensure_ascii=False)}"


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for each in values:
        if isinstance(each, Mapping):
            first, *rest = _lines(each, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {json.dumps(each, ensure_ascii=False)}"
