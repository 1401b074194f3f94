"""What a change brings with it that its own lines do not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.doubles import Double, doubles_among
from generator.checks.terms import wanted_by
from generator.curate.changes import Changes
from generator.fields import FieldTable
from generator.load import Catalogue
from generator.model import Entry
from generator.problem import Problem
from generator.vocabularies import Facet


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that has its first entry now, or has lost its last one."""

    facet: Facet
    term: str
    is_first: bool


def new_problems(
    before: Sequence[Problem], after: Sequence[Problem], moved: Mapping[str, str]
) -> list[Problem]:
    """Return the problems of `after` that `before` has not.

    On which line one stands does not matter, nor a file's name: `moved` tells old files of new.
    """
    known = Counter((problem.place.path, _what(problem)) for problem in before)
    found = []
    for problem in after:
        path = problem.place.path
        key = moved.get(path, path), _what(problem)
        known[key] -= 1
        if known[key] < 0:
            found.append(problem)
    return found


def lost_addresses(before: Catalogue, after: Catalogue) -> list[str]:
    """Return the ids of entries, old ones too, that led somewhere and now lead nowhere.

    What the old ids of an entry are that cannot be read now, nobody knows.
    """
    were, are = ({*side.files["resources"], *side.renamed} for side in (before, after))
    unread = after.files["resources"].keys() - {entry.id for entry in after.entries}
    return sorted(id_ for id_ in were - are if before.renamed.get(id_) not in unread)


def new_doubles(changes: Changes, after: Catalogue) -> list[Double]:
    """Return the likely doubles of which one entry at least was added or changed here."""
    entries = changes.of("resources")
    touched = {each.id for each in (*entries.added, *entries.changed, *entries.renamed)}
    if not touched:
        return []
    doubles = doubles_among(after.entries, after.table.facets)
    return [each for each in doubles if {each.first.id, each.second.id} & touched]


def coverage_changes(before: Catalogue, after: Catalogue) -> Iterator[TermChange]:
    """Yield the terms that gain their first or lose their last entry that has not closed."""
    was = {facet.field: facet for facet in before.table.facets_of("resources")}
    for facet in after.table.facets_of("resources"):
        if facet.field not in was:
            continue
        old, new = _covered(before, was[facet.field]), _covered(after, facet)
        # A term that its vocabulary does not know, or no longer, is no gap and fills none.
        for term in filter(facet.knows, sorted(new ^ old)):
            yield TermChange(facet, term, is_first=term in new)


def missing_of(table: FieldTable, entry: Entry) -> tuple[str, ...]:
    """Return the fields that an entry lacks and that its terms, or any reviewer, would want."""
    always = [name for name in ("sources", "verified") if not getattr(entry, name)]
    return tuple(dict.fromkeys((*wanted_by(table, entry), *always)))


def _what(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.message, problem.severity


def _covered(catalogue: Catalogue, facet: Facet) -> set[str]:
    return {
        wide
        for entry in catalogue.entries
        if entry.status.status != "closed"
        for term in entry.facets.get(facet.field, ())
        for wide in facet.with_broader(term)
    }
