"""What an import would do: which files it makes and changes, and which rows it cannot take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.checks.likeness import address_of
from generator.exchange.editing import Edited, File, edited, written
from generator.exchange.matching import Matcher
from generator.exchange.plans import Plan, Step, as_said
from generator.exchange.proving import proved
from generator.exchange.records import Group, Record
from generator.exchange.sources import Tree, tree
from generator.load import Catalogue
from generator.load.filenames import name_parts
from generator.load.files import read_text
from generator.load.items import read_document
from generator.model import Mark
from generator.problem import Problem
from generator.values import url_fault

_OF_THE_FILE = frozenset({"added", "changed"})
"""Fields that tell of the file itself; a list from elsewhere may set them once, at the start."""

_UNSEEN = frozenset({"added", "changed", "formerly", "sources", "verified"})
"""Fields whose change is none to a visitor."""


def plan(
    records: Iterable[Record],
    catalogue: Catalogue,
    today: date,
    *,
    update: bool,
    skip_wrong: bool,
) -> Plan:
    """Return what importing `records` would do.

    Each file that would be written has passed the checks of a file written by hand. Files that
    are here already change only with `update`, and only in the fields that a record says. With
    `skip_wrong` the steps hold together without the wrong rows; else nobody may take them while
    there is one.
    """
    result = Plan()
    matcher = Matcher(catalogue)
    stepper = _Stepper(catalogue, today)
    steps: list[Step] = []
    for record in records:
        match = matcher.find(record)
        if isinstance(match, Problem):
            result.refuse(record, [match, *record.faults.values()])
            continue
        step = stepper.step(record, match.id)
        if not isinstance(step, Step):
            result.refuse(record, [*step, *record.faults.values()])
        elif step.record.faults:
            steps.append(step)
        elif step.before is not None and not step.fields:
            result.same += 1
        elif step.before is not None and not update:
            result.left.append(step)
        else:
            steps.append(step)
    result.steps = proved(steps, result, catalogue, today, is_strict=not skip_wrong)
    return result


class _Stepper:
    """Finds what would become of each record's file."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self._catalogue = catalogue
        self._today = today

    def step(self, record: Record, id_: str) -> Step | list[Problem]:
        path = self._path(record, id_)
        if problem := self._misnamed(record, id_, path):
            return [problem]
        file = File(record.collection, path, record.language, self._catalogue.table)
        before = self._text(record, path)
        if isinstance(before, Problem):
            return [before]
        if before is None:
            fields = self._fields_of_new(record)
            text = written(file, fields, record.body)
            if isinstance(text, str):
                return Step(record, id_, path, None, text, tuple(fields))
            return as_said(record, None, text)
        record = _for_a_file_that_is_here(record)
        result = self._edited(file, record, before)
        if isinstance(result, Edited):
            return Step(record, id_, path, before, result.text, result.changed)
        return as_said(record, None, result)

    def _path(self, record: Record, id_: str) -> str:
        name = record.collection.name
        if record.language is None:
            there = self._catalogue.files[name].get(id_)
        else:
            translation = self._catalogue.translations.get((name, id_, record.language))
            there = translation.path if translation else None
        language = f".{record.language}" if record.language else ""
        usual = f"content/{name}/{id_}{language}{record.collection.suffix}"
        return there or record.path or usual

    def _misnamed(self, record: Record, id_: str, path: str) -> Problem | None:
        """Return why no file of this name may be there: a name never leads out of its folder."""
        languages = self._catalogue.config.languages
        if record.path is None and record.language not in {None, *languages}:
            message = f"The directory has no language “{record.language}”."
            hint = f"It has: {', '.join(languages)}."
            return record.problem("", "unknown-language", message, hint)
        named = name_parts(record.collection, path)
        if named != (id_, record.language) or ".." in path.split("/"):
            message = f"“{path}” cannot be the name of a file."
            return record.problem("", "bad-path", message, "Take an id of letters and digits.")
        return None

    def _text(self, record: Record, path: str) -> str | Problem | None:
        """Return the text of a file that is here; a problem where it cannot be read or written."""
        target = self._catalogue.root / path
        inside = [target, *target.parents][: len(path.split("/"))]
        if any(step.is_symlink() for step in inside):
            message = f"{path} is reached by a link, and links are not followed."
            return record.problem("", "bad-path", message, "Take another path.")
        if not target.exists():
            return None
        text = read_text(self._catalogue.root, path, record.collection.largest)
        problems: Sequence[Problem] = [text] if isinstance(text, Problem) else ()
        if isinstance(text, str):
            problems = read_document(record.collection, path, text)[2]
            if not problems:
                return text
        message = f"{path} has a mistake, so it cannot be compared."
        hint = "`alongside check` shows it. Put it right first."
        return record.problem("", "unreadable", message, hint)

    def _fields_of_new(self, record: Record) -> Mapping[str, Tree]:
        fields = dict(record.fields)
        for name, groups in record.additions.items():
            fields[name] = [*_listed(fields.get(name)), *groups]
        known = self._catalogue.table.of(record.collection.name)
        if record.path is None and record.language is None and "added" in known:
            fields.setdefault("added", self._today.isoformat())
        return fields

    def _edited(self, file: File, record: Record, before: str) -> Edited | list[Problem]:
        fields = dict(record.fields)
        old = _fields_in(file, before)
        if _is_same_address(fields.get("url"), old.get("url")):
            del fields["url"]
        for name, groups in record.additions.items():
            there = fields.get(name) or old.get(name)
            new = [group for group in groups if not _is_among(group, _listed(there))]
            fields[name] = [*_listed(there), *new]
        result = edited(file, before, fields, record.body)
        if not isinstance(result, Edited) or record.path is not None or record.language:
            return result
        if not any(self._is_seen(file, name) for name in result.changed):
            return result
        again = edited(file, result.text, {"changed": self._today.isoformat()}, None)
        return replace(again, changed=result.changed) if isinstance(again, Edited) else again

    @staticmethod
    def _is_seen(file: File, name: str) -> bool:
        known = file.fields.get(name)
        is_private = known is not None and Mark.PRIVATE in known.marks
        return name not in _UNSEEN and not is_private


def _for_a_file_that_is_here(record: Record) -> Record:
    """Return a record without what a list from elsewhere may say of new files only."""
    if record.path is not None:
        return record
    left_out = _OF_THE_FILE | record.usual
    return replace(
        record,
        fields={name: value for name, value in record.fields.items() if name not in left_out},
        additions={
            name: groups for name, groups in record.additions.items() if name not in left_out
        },
        # Spreadsheets write days in their own way; here nobody reads them.
        faults={name: fault for name, fault in record.faults.items() if name not in left_out},
    )


def _is_same_address(new: Tree, old: Tree) -> bool:
    if not isinstance(new, str) or not isinstance(old, str) or url_fault(new):
        return False
    return address_of(new) == address_of(old)


def _fields_in(file: File, text: str) -> Mapping[str, Tree]:
    document, _, _ = read_document(file.collection, file.path, text)
    fields = tree(document.root) if document else None
    return fields if isinstance(fields, dict) else {}


def _listed(value: Tree) -> list[Tree]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_among(group: Group, there: Sequence[Tree]) -> bool:
    """Say whether a group says nothing that one of the groups there does not say."""
    return any(
        isinstance(other, dict)
        and all(_plain(other.get(name)) == _plain(value) for name, value in group.items())
        for other in there
    )


def _plain(value: Tree) -> str:
    """Return a value without what differs between two ways to write one number or name."""
    text = str(value).casefold()
    digits = "".join(sign for sign in text if sign.isdigit())
    is_number = len(digits) > 4 and not any(sign.isalpha() for sign in text)
    return digits if is_number else " ".join(text.split())
