"""Rules on links in texts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date

from generator.addresses import PACKET_LINK, SEARCH, filters_in
from generator.checks.filters import filter_faults
from generator.checks.finding import Finding
from generator.checks.texts import MARKDOWN, texts
from generator.load import Catalogue
from generator.prose import links
from generator.suggest import nearest
from generator.values import url_fault

HOW = "Link to the file of an entry, story, guide or page: ../resources/name.yaml."


def links_in_texts_are_sound(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Ensure that every link in a Markdown text leads to a page of ours or to the web."""
    for text in texts(catalogue, MARKDOWN):
        for link in links(text.words):
            if fault := _link_fault(catalogue, text.path, link.target):
                yield Finding(text.path, (text.field,), "bad-link", *fault, sign=link.sign)


def _link_fault(catalogue: Catalogue, path: str, target: str) -> tuple[str, str] | None:
    """Say what is wrong with a link as (message, hint)."""
    if not target:
        return "This link has no address.", HOW
    if target.startswith(("#", "mailto:", "tel:", "sms:", PACKET_LINK)):
        return None
    if target.startswith(SEARCH):
        fault = next(filter_faults(catalogue, filters_in(target)), None)
        return (fault.message, fault.hint) if fault else None
    if ":" in target.split("/")[0]:
        bad = url_fault(target)
        return (f"The link “{target}” cannot be followed: {bad}.", "") if bad else None
    folder = posixpath.dirname(path)
    wanted = posixpath.normpath(posixpath.join(folder, target.partition("#")[0]))
    if wanted in catalogue.linkable:
        return None
    stem, collection = _stem(wanted), posixpath.dirname(wanted)
    if collection == "content/resources" and stem in catalogue.renamed:
        now = posixpath.relpath(catalogue.files["resources"][catalogue.renamed[stem]], folder)
        return (
            f"The link “{target}” leads to an entry that has another name now.",
            f"Write “{now}”.",
        )
    likely = _likely(catalogue, path, wanted)
    hint = f"Did you mean “{posixpath.relpath(likely, folder)}”?" if likely else HOW
    return f"The link “{target}” leads to no file of this directory.", hint


def _likely(catalogue: Catalogue, path: str, wanted: str) -> str | None:
    """Return the file whose name is most like the one that is `wanted`, but for the one at `path`.

    Names are compared without their folders and endings, which are alike for all of them.
    """
    by_name: dict[str, list[str]] = {}
    for file in sorted(catalogue.linkable - {path}):
        by_name.setdefault(_stem(file), []).append(file)
    stem = _stem(wanted)
    name = stem if stem in by_name else nearest(stem, by_name)
    if name is None:
        return None
    beside = posixpath.dirname(wanted)
    return min(by_name[name], key=lambda file: (posixpath.dirname(file) != beside, file))


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
