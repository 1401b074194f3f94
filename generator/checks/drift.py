"""Rules on drift: what was right when it was written, until something else changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding, warning
from generator.load import Catalogue
from generator.model import Entry
from generator.vocabularies import Facet

SAME_LABEL = "One of the two needs another label, or they are one term."
IN_ALSO = "A search for it finds both. Take it out of “also” here, unless people mean both."


def nobody_is_sent_to_the_closed(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn where a reader is sent to a programme that has closed.

    A story may name one that has closed: it happened there. Only where it names no other has its
    reader nowhere to go.
    """
    closed = {entry.id: entry for entry in catalogue.entries if entry.status.status == "closed"}
    for story in catalogue.stories:
        if story.resources and closed.keys() >= set(story.resources):
            yield warning(
                story.path,
                ("resources",),
                "closed-entry",
                "All that this story names has closed, so its readers have nowhere to go.",
                _instead(closed[story.resources[0]]) or "Add an entry that they can still turn to.",
            )
    for guide in catalogue.guides:
        for index, id_ in enumerate(guide.resources):
            if id_ in closed:
                yield _sent(guide.path, ("resources", index), closed[id_])
    for entry in catalogue.entries:
        for index, id_ in enumerate(entry.status.instead):
            if id_ in closed and id_ != entry.id:
                yield _sent(entry.path, ("status", "instead", index), closed[id_])


def words_mean_one_term(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn where a term has a label, or a word that people use, that is the label of another.

    A term and one that holds it may share their words.
    """
    for facet in catalogue.table.facets:
        path = catalogue.vocabularies[facet.slug]
        default = catalogue.config.default_language
        owners: dict[tuple[str, str], str] = {}
        for id_, term in facet.terms.items():
            for tag, label in term.label.texts:
                owner = owners.setdefault((tag or default, label.casefold()), id_)
                if not _are_related(facet, id_, owner):
                    message = f"“{label}” is the label of the term “{owner}”, too."
                    loc = ("terms", id_, "label")
                    yield warning(path, loc, "two-meanings", message, SAME_LABEL)
        for id_, term in facet.terms.items():
            for tag, words in term.also.items():
                for word in words:
                    owner = owners.get((tag or default, word.casefold()), id_)
                    if not _are_related(facet, id_, owner):
                        message = f"“{word}” is the label of another term, “{owner}”."
                        loc = ("terms", id_, "also")
                        yield warning(path, loc, "two-meanings", message, IN_ALSO)


def _are_related(facet: Facet, one: str, other: str) -> bool:
    if one in facet.with_broader(other) or other in facet.with_broader(one):
        return True
    if one.lower() == other.lower():
        return True  # two spellings of one id are a mistake that is told by itself
    # What a term has been replaced by may answer to its words.
    return bool(facet.terms[one].replaced_by or facet.terms[other].replaced_by)


def _sent(path: str, loc: tuple[str | int, ...], entry: Entry) -> Finding:
    message = f"“{entry.name}” has closed, so nobody should be sent there."
    return warning(path, loc, "closed-entry", message, _instead(entry) or "Take it out.")


def _instead(entry: Entry) -> str:
    named = " or ".join(f"“{id_}”" for id_ in entry.status.instead)
    return f"Its own entry names {named} instead." if named else ""
