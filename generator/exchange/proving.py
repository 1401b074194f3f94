"""Do the files of an import pass the checks of files written by hand, alone and together?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.checks import RULES
from generator.checks.finding import Finding
from generator.exchange.plans import Plan, Step, as_said
from generator.exchange.records import Record
from generator.fields import COLLECTIONS
from generator.load import Catalogue
from generator.load.items import item_from, read_document, translation_from
from generator.model import Item, Translation
from generator.nodes import swallowed_words
from generator.problem import has_errors


@dataclass(frozen=True, slots=True)
class _Made:
    """A step, and what its file says."""

    step: Step
    said: Item | Translation


def proved(
    steps: Iterable[Step], plan: Plan, catalogue: Catalogue, today: date, *, is_strict: bool
) -> list[Step]:
    """Return the steps that pass; `plan` gets the problems of all.

    When `is_strict`, nothing will be written while a row is wrong, so the files of wrong rows
    count as there: a row that names one of them is no further mistake.
    """
    made = [one for step in steps if (one := _made(step, plan, catalogue))]
    changed = {one.step.path for one in made if one.step.before is not None}
    old = _findings(catalogue, changed, today)
    while True:
        refused = plan.refused if is_strict else ()
        paths = {one.step.path for one in made}
        by_path: dict[str, list[Finding]] = {path: [] for path in paths}
        for finding in _findings(_with(catalogue, made, refused), paths, today) - old:
            by_path[finding.path].append(finding)
        good = []
        warnings = []
        for one in made:
            record = one.step.record
            found = sorted(record.faults.values())
            found += sorted(
                record.problem(
                    str(f.loc[0]) if f.loc else "", f.code, f.message, f.hint, f.severity
                )
                for f in by_path[one.step.path]
            )
            if has_errors(found):
                plan.refuse(record, found)
            else:
                warnings += found
                good.append(one)
        if len(good) == len(made):
            plan.warnings += warnings
            return [one.step for one in good]
        made = good


def _made(step: Step, plan: Plan, catalogue: Catalogue) -> _Made | None:
    """Return what a step's file says; None where it cannot say that, and `plan` knows why."""
    record, table = step.record, catalogue.table
    document, body, problems = read_document(record.collection, step.path, step.after)
    said: Item | Translation | None = None
    if document is not None and not problems:
        if record.language is None:
            said, problems = item_from(record.collection, document, body, step.id, table, sure=True)
        else:
            said, problems = translation_from(
                record.collection, document, body, record.language, table
            )
        problems = [*problems, *swallowed_words(document)]
    found = as_said(record, document.root if document else None, problems)
    if len(step.after.encode()) > record.collection.largest:
        most = record.collection.largest // 1024
        message = f"Its file would have more than {most} KiB."
        found.append(record.problem("", "too-large", message, "Shorten its texts and lists."))
    if said is None and record.faults:
        found += record.faults.values()
    if said is None or has_errors(found):
        plan.refuse(record, found)
        return None
    plan.warnings += found
    return _Made(step, said)


def _findings(catalogue: Catalogue, paths: set[str], today: date) -> set[Finding]:
    """Return what the rules find in some files."""
    if not paths:
        return set()
    return {
        finding for rule in RULES for finding in rule(catalogue, today) if finding.path in paths
    }


def _with(catalogue: Catalogue, made: Sequence[_Made], refused: Sequence[Record]) -> Catalogue:
    """Return the catalogue as it would be; the files of `refused` are there, but say nothing."""
    items = {name: {item.id: item for item in there} for name, there in catalogue.items.items()}
    files = {name: dict(paths) for name, paths in catalogue.files.items()}
    translations = dict(catalogue.translations)
    for record in refused:
        if record.id and record.language is None:
            path = f"content/{record.collection.name}/{record.id}{record.collection.suffix}"
            files[record.collection.name].setdefault(record.id, record.path or path)
    for one in made:
        name = one.step.record.collection.name
        if isinstance(one.said, Item):
            items[name][one.step.id] = one.said
            files[name][one.step.id] = one.step.path
        else:
            translations[name, one.step.id, one.said.language] = one.said
    return replace(
        catalogue,
        items={
            each.name: tuple(items[each.name][id_] for id_ in sorted(items[each.name]))
            for each in COLLECTIONS
        },
        files=files,
        translations=translations,
    )
