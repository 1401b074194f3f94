"""Loading the vocabularies: which facets there are, and which files they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.fields import collection_named
from generator.load.files import files_below
from generator.load.settings import as_settings, fields_of, settings_document
from generator.model import OURS
from generator.nodes import Document
from generator.nodes import Mapping as Group
from generator.problem import Place, Problem, Severity
from generator.values import SLUG
from generator.vocabularies import Facet

VOCABULARIES = "content/vocabularies"


@dataclass(slots=True)
class Vocabularies:
    """What the folder of vocabularies gave: facets, their files by slug, and problems.

    With `whole` false some facet is missing, so what nobody knows may well be one of its words.
    """

    facets: list[Facet] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True


def load_vocabularies(root: Path) -> Vocabularies:
    """Read every vocabulary below `root`."""
    read = Vocabularies()
    for path in files_below(root, VOCABULARIES):
        slug = PurePosixPath(path).stem
        if not path.endswith(".yaml") or not SLUG.fullmatch(slug):
            read.problems.append(
                Problem(
                    Place(path),
                    "unexpected-file",
                    "A vocabulary is a file of small letters and hyphens that ends in “.yaml”.",
                    "Rename it, or take it out of the folder.",
                    Severity.WARNING,
                )
            )
            continue
        document = settings_document(root, path, read.problems)
        facet = _facet(document, slug, read.problems) if document else None
        if document is None or facet is None:
            read.whole = False
        elif clash := next(_clashes(document, facet, read), None):
            read.problems.append(clash)
            read.whole = False
        else:
            read.facets.append(facet)
            read.paths[slug] = path
    return read


def _facet(document: Document, slug: str, problems: list[Problem]) -> Facet | None:
    if not any(document.root.find(name) for name in ("field", "label", "terms")):
        problems.append(
            Problem(
                document.locate(()),
                "missing-field",
                "This file has no “field”, “label” and “terms”, so it is no vocabulary.",
                "An entry belongs in content/resources/.",
            )
        )
        return None
    fields = {**fields_of(document), "slug": slug}
    listed = document.root.find("terms")
    if listed and isinstance(listed[1], Group):
        # A term without a value is a term without a label, not no term.
        told = fields.get("terms")
        known = told if isinstance(told, Mapping) else {}
        fields["terms"] = {key.text: known.get(key.text, {}) for key, _ in listed[1].pairs}
    return as_settings(document, fields, Facet, problems)


def _clashes(document: Document, facet: Facet, read: Vocabularies) -> Iterator[Problem]:
    """Yield what keeps a vocabulary from standing beside those that were read before it."""
    if first := read.paths.get(facet.slug):
        yield Problem(
            document.locate(()),
            "same-id",
            f"There is another file of this name: {first}.",
            "Two files cannot share one address; rename one of them.",
        )
    place = document.locate(("field",))
    if twin := next((each for each in read.facets if each.field == facet.field), None):
        yield Problem(
            place,
            "same-field",
            f"{read.paths[twin.slug]} fills the field “{facet.field}” already.",
            "Give one of the two another field.",
        )
    for name in facet.used_by:
        if facet.field in {*OURS, *collection_named(name).item.model_fields}:
            what = "Entries" if name == "resources" else name.capitalize()
            yield Problem(
                place,
                "same-field",
                f"{what} have a field “{facet.field}” of their own.",
                "Give this vocabulary another field.",
            )
