"""A change as a page of Markdown: first what needs a second look, then every item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import gfm
from generator.checks.duplicates import in_words
from generator.cli import report
from generator.config import Subject
from generator.curate import cards
from generator.curate.attention import (
    coverage_changes,
    lost_addresses,
    new_doubles,
    new_problems,
)
from generator.curate.changes import Changes, CollectionChanges, Touched
from generator.curate.differences import Difference
from generator.load import Catalogue
from generator.problem import Problem, has_errors
from generator.vocabularies import code_name

SUBJECTS: Mapping[Subject, str] = {
    "crisis": "Crisis help",
    "resources": "Entries",
    "stories": "Stories",
    "guides": "Guides",
    "pages": "Pages",
    "vocabularies": "Vocabularies",
}
"""What a checklist asks about, in the order in which it is asked."""

TITLES: Mapping[str, str] = dict(SUBJECTS.items())
TWO_PEOPLE = "A crisis number changes: two people must check it."
MOST_CARDS = 25
"""How many items of a group are shown in full; the others by name."""

MOST_PROBLEMS = 30
DOUBLES = frozenset({"like-entry", "same-address", "same-entry"})
"""The problems that likely doubles tell better."""


def first_looks(before: Catalogue, after: Catalogue, changes: Changes) -> Iterator[str]:
    """Yield the lines of what nobody should miss, and of what the reviewer is asked."""
    yield from _crisis(after, changes)
    looks = [
        *_unread(before, after),
        *_broken_links(before, after, changes),
        *_doubles(changes, after),
        *_coverage(before, after),
    ]
    if looks:
        yield from ("### Look at this first", "", *looks, "")
    yield from _checklist(before, after, changes)


def details(after: Catalogue, changes: Changes) -> Iterator[str]:
    """Yield the lines of all that differs, item by item."""
    touched = [each for each in changes.collections if each.differs]
    for each in touched:
        yield from _collection(each, after)
    for slug, differences in changes.vocabularies:
        yield from (f"### Vocabulary {gfm.code(slug)}", "", *cards.changed(differences))
    if changes.settings:
        yield from ("### Settings", "", *cards.changed(changes.settings))
    if not (touched or changes.crisis or changes.vocabularies or changes.settings):
        yield from ("Nothing that visitors or curators read differs.", "")


def problems_told(
    before: Sequence[Problem] | None, after: Sequence[Problem], moved: Mapping[str, str]
) -> Iterator[str]:
    """Yield how many problems there are, and those that this change brings.

    `moved` tells the old files of new ones, whose problems are not new.
    """
    yield from ("### Problems", "", f"- now: {report.summary(after)}")
    if has_errors([*after, *(before or ())]):
        yield "- With errors in it a file may not be read, so what stands above may lack something."
    if before is None:
        return
    yield f"- before: {report.summary(before)}"
    new = [each for each in new_problems(before, after, moved) if each.code not in DOUBLES]
    if new:
        ranked = sorted(new, key=lambda problem: not problem.is_error)
        yield from ("", "New with this change:", "")
        yield from map(report.item, ranked[:MOST_PROBLEMS])
        if len(new) > MOST_PROBLEMS:
            yield f"- and {len(new) - MOST_PROBLEMS:,} more"
    yield ""


def _crisis(after: Catalogue, changes: Changes) -> Iterator[str]:
    if not changes.crisis:
        return
    if any(each.is_dialled for _, differences in changes.crisis for each in differences):
        yield from (
            "> [!CAUTION]",
            f"> **{TWO_PEOPLE}** Each checks it with the service itself, before this is merged.",
            "",
        )
    yield from ("### Crisis help", "")
    language = after.config.default_language
    for country, differences in changes.crisis:
        name = code_name("territories", country, language) if country else ""
        title = f"{gfm.text(name)} {gfm.code(country)}" if country else "Services that list others"
        yield from (f"#### {title}", "", *cards.changed(sorted(differences, key=_dialled_first)))


def _unread(before: Catalogue, after: Catalogue) -> Iterator[str]:
    sides = ((before, "could not be read before"), (after, "cannot be read now"))
    for side, said in sides:
        if side.has_crisis_file and side.crisis is None:
            yield f"- The crisis lines {said}, so no change of a number can be shown here."
        if not side.knows_vocabularies:
            yield f"- A vocabulary {said}, so its field is not compared."
        if not side.knows_settings:
            yield f"- The settings {said}, so they are not compared."


def _dialled_first(difference: Difference) -> bool:
    return not difference.is_dialled


def _broken_links(before: Catalogue, after: Catalogue, changes: Changes) -> Iterator[str]:
    for collection in changes.collections:
        for each in collection.renamed:
            if each.keeps_links:
                continue
            old, name = gfm.code(each.was or ""), gfm.text(each.name)
            if collection.collection == "resources":
                yield (
                    f"- **{name}** was {old} until now. Add {gfm.code(f'formerly: [{each.was}]')} "
                    f"to {gfm.code(each.path)}, so that old links, printed pages and kept lists "
                    "still lead there."
                )
            else:
                yield f"- **{name}** was {old} until now; old links to it will lead nowhere."
    removed = {each.id: each for each in changes.of("resources").removed}
    told = {each.was for each in changes.of("resources").renamed}
    for id_ in lost_addresses(before, after):
        if id_ in removed:
            yield (
                f"- **{gfm.text(removed[id_].name)}** is taken away; links to it will lead nowhere. "
                f"Where a programme has closed, its entry stays and says "
                f"{gfm.code('status: closed')}; where another entry tells of it now, that one says "
                f"{gfm.code(f'formerly: [{id_}]')}."
            )
        elif id_ not in told:
            yield f"- No entry says {gfm.code(f'formerly: [{id_}]')} any more; links to it break."


def _doubles(changes: Changes, after: Catalogue) -> Iterator[str]:
    for double in new_doubles(changes, after):
        one, other = (
            f"**{gfm.text(each.name)}** {gfm.code(each.path)}"
            for each in (double.first, double.second)
        )
        yield (
            f"- Perhaps one programme: {one} and {other} have {in_words(double.reasons)}. Keep one "
            f"of them, or let {gfm.code('curator_notes')} of one name the other."
        )


def _coverage(before: Catalogue, after: Catalogue) -> Iterator[str]:
    if not (before.knows_vocabularies and after.knows_vocabularies):
        return
    if any(len(each.entries) < len(each.files["resources"]) for each in (before, after)):
        return  # an entry that cannot be read is no gap
    default = after.config.default_language
    groups: dict[tuple[bool, str], list[str]] = {}
    for each in coverage_changes(before, after):
        field = each.facet.label.said_in(default, default)[0]
        label = each.facet.label_of(each.term, default, default)[0]
        groups.setdefault((each.is_first, field), []).append(label)
    for (is_first, field), labels in sorted(groups.items()):
        what = "The first entry" if is_first else "**No entry is left**"
        yield f"- {what} for {gfm.text(field)}: {gfm.text(', '.join(labels))}"


def _checklist(before: Catalogue, after: Catalogue, changes: Changes) -> Iterator[str]:
    """Yield the site's questions about what is touched; no change takes away its own questions."""
    touched = {each.collection for each in changes.collections if each.differs}
    touched |= {"crisis"} if changes.crisis else set()
    touched |= {"vocabularies"} if changes.vocabularies else set()
    lists = [side.config.checklist for side in (before, after)]
    asked = {
        title: dict.fromkeys(line for each in lists for line in each.get(subject, ()))
        for subject, title in SUBJECTS.items()
        if subject in touched
    }
    if any(asked.values()):
        yield from ("### For whoever reviews this", "")
    for title, lines in asked.items():
        if lines:
            yield from (f"**{title}**", "", *(f"- [ ] {gfm.text(line)}" for line in lines), "")


def _collection(found: CollectionChanges, after: Catalogue) -> Iterator[str]:
    counts = [f"{len(items):,} {did}" for did, items in found.groups if items]
    if found.unreadable:
        counts.append(f"{len(found.unreadable):,} unreadable")
    yield from (f"### {TITLES[found.collection]}: {', '.join(counts)}", "")
    for path in found.unreadable:
        yield from (f"- cannot be read: {gfm.code(path)}", "")
    for did, items in found.groups:
        for number, item in enumerate(items):
            if did == "removed" or number >= MOST_CARDS:
                yield f"- {did} {_one_line(item)}"
            elif did == "added":
                yield from (f"#### Added: {gfm.text(item.name)}", "")
                yield from cards.card(item, found.collection, after)
                yield from cards.changed(item.differences)
            else:
                yield from _changed(did, item)
        yield ""


def _changed(did: str, item: Touched) -> Iterator[str]:
    yield from (f"#### {did.capitalize()}: {gfm.text(item.name)}", "", gfm.code(item.path), "")
    if item.was_unreadable:
        yield from ("It could not be read before.", "")
    if item.was_at:
        yield from (f"It was at {gfm.code(item.was_at)}.", "")
    yield from cards.changed(item.differences)


def _one_line(item: Touched) -> str:
    return f"**{gfm.text(item.name)}** {gfm.code(item.path)}"
