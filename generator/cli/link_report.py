"""What was found out about links, as text for people, as tasks for an issue, and as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from generator import gfm
from generator.cli import report
from generator.links.findings import Finding, Group
from generator.links.mentions import Mention
from generator.links.verdicts import Verdict
from generator.load import Catalogue
from generator.problem import printable

TITLES = {
    Group.DEAD: "Dead: nobody has reached these for a week or more",
    Group.SUSPECT: "Perhaps gone: these answer, but with another page",
    Group.REFUSED: "Not followed",
    Group.MOVED: "Moved for ever",
    Group.FAILING: "Out of reach lately; nothing to do yet",
    Group.BLOCKED: "Not known: these let no program look. Open them when you look at their entry",
}
TO_DO = {
    Group.DEAD: "Find where it is now, or whether the programme has closed.",
    Group.SUSPECT: "Open it and look whether it is still what we mean.",
    Group.REFUSED: "Open it: perhaps visitors cannot.",
}
OF_SOURCES = "It is only a source: name another one, or take it out."


def as_text(
    catalogue: Catalogue, found: Sequence[Finding], fixed: Sequence[Mention], _done: Collection[str]
) -> str:
    """Return all that is not fine, with its lines, and what to do."""
    return "\n".join(printable(line) if line else "" for line in _text(catalogue, found, fixed))


def _text(
    catalogue: Catalogue, found: Sequence[Finding], fixed: Sequence[Mention]
) -> Iterator[str]:
    yield _size(found)
    for group, those in _groups(found):
        yield from ("", f"{TITLES[group]}:")
        for each in those:
            yield from ("", f"  {each.url}", f"    {_why(each, fixed)}")
            yield from (f"    {_where(catalogue, mention)}" for mention in each.mentions)
    yield from _advice(found, fixed)


def _advice(found: Sequence[Finding], fixed: Sequence[Mention]) -> Iterator[str]:
    sure = [each for each in found if each.move and each.move.sure]
    if fixed:
        yield from ("", f"{report.counted(len(fixed), 'address', 'addresses')} written anew.")
    elif sure:
        yield from ("", "`alongside links --fix-redirects` writes the new addresses that are sure.")


def as_markdown(
    catalogue: Catalogue, found: Sequence[Finding], fixed: Sequence[Mention], done: Collection[str]
) -> str:
    """Return what there is to do as tasks, up to the size that a half of an issue has."""
    return gfm.report(_markdown(catalogue, found, fixed, done), "There is more.", gfm.ISSUE_PART)


def _markdown(
    catalogue: Catalogue, found: Sequence[Finding], fixed: Sequence[Mention], done: Collection[str]
) -> Iterator[str]:
    yield from ("## Links", "", _size(found))
    for group, those in _groups(found):
        if group is Group.BLOCKED:
            yield from ("", f"{len(those):,} let no program look. They are no cause for worry.")
            continue
        yield from ("", f"### {TITLES[group]}", "")
        for each in those:
            places = ", ".join(gfm.code(_where(catalogue, one)) for one in each.mentions[:5])
            words = f"{gfm.address(each.url)} {gfm.text(_why(each, fixed))} In {places}."
            key = hashlib.sha256(each.key.encode()).hexdigest()[:16]
            yield f"- {words}" if group is Group.FAILING else gfm.task(key, words, done)
    yield from _advice(found, fixed)


def as_json(
    catalogue: Catalogue, found: Sequence[Finding], fixed: Sequence[Mention], _done: Collection[str]
) -> str:
    """Return what is known of every address."""
    told = {
        "links": [
            {
                "url": each.url,
                "verdict": each.verdict.value,
                "group": each.group.value,
                "words": each.words,
                "failures": [day.isoformat() for day in each.failures],
                "moved_to": each.move.to if each.move else None,
                "sure": each.move.sure if each.move else None,
                "places": [
                    {
                        "path": mention.path,
                        "line": mention.place(catalogue).line,
                        "field": mention.field,
                        "fixed": mention in fixed,
                    }
                    for mention in each.mentions
                ],
            }
            for each in found
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _size(found: Sequence[Finding]) -> str:
    count = {verdict: sum(each.verdict is verdict for each in found) for verdict in Verdict}
    total = report.counted(len(found), "address", "addresses")
    words = f"{total}: {count[Verdict.FINE]:,} fine, {count[Verdict.UNKNOWN]:,} not known"
    return f"{words}, {count[Verdict.DEAD]:,} dead."


def _groups(found: Sequence[Finding]) -> Iterator[tuple[Group, tuple[Finding, ...]]]:
    for group, those in groupby(found, key=lambda each: each.group):
        if group is not Group.FINE:
            yield group, tuple(those)


def _why(each: Finding, fixed: Sequence[Mention]) -> str:
    if each.group is Group.MOVED and each.move:
        if any(mention in fixed for mention in each.mentions):
            return f"It is at {each.move.to} now, and written so."
        doubt = "" if each.move.sure else " This is another site: look whether it is the same."
        return f"It is at {each.move.to} now.{doubt}"
    words = f"{each.words[:1].upper()}{each.words[1:]}"
    if len(each.failures) > 1:
        words += f", on {len(each.failures)} days since {each.failures[0]}"
    to_do = OF_SOURCES if each.group is Group.DEAD and each.is_source else TO_DO.get(each.group, "")
    return f"{words}. {to_do}".strip()


def _where(catalogue: Catalogue, mention: Mention) -> str:
    place = mention.place(catalogue)
    return f"{place.path}:{place.line} ({mention.field})"
