"""The page that says what the directory covers, and where something is missing."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses
from generator.coverage import Coverage, FacetCount, coverage_of
from generator.relate import Site
from generator.views.parts import Chrome, Link, Text, View, head_of, label_of, said

FEW = 1
"""Up to how many entries a term is shown as a gap."""


@dataclass(frozen=True, slots=True)
class Row:
    """A term with its counts; `share` is of the largest count in its table, from 0 to 100."""

    label: Text
    href: str
    made_for: int
    fitting: int
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """The counts of one facet. `gaps` are the terms for which little or nothing is listed."""

    slug: str
    label: Text
    rows: tuple[Row, ...]
    unknown: int
    gaps: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage(View):
    """What the directory covers."""

    coverage: Coverage
    tables: tuple[Table, ...]


def coverage_page(site: Site, chrome: Chrome) -> CoveragePage:
    """Return all that the page about the directory's coverage shows."""
    coverage = coverage_of(site)
    return CoveragePage(
        chrome=chrome,
        head=head_of(site, addresses.COVERAGE, ""),
        coverage=coverage,
        tables=tuple(_table(site, count) for count in coverage.facets),
    )


def _table(site: Site, count: FacetCount) -> Table:
    facet = count.facet
    largest = max((each.made_for for each in count.terms), default=0) or 1

    def row(term: str, made_for: int, fitting: int) -> Row:
        href = site.addresses.href(addresses.term_path(facet.slug, term)) if facet.lists else ""
        share = round(100 * made_for / largest)
        return Row(label_of(site, facet, term), href, made_for, fitting, share)

    return Table(
        slug=facet.slug,
        label=said(site, facet.label),
        rows=tuple(
            row(each.term, each.made_for, each.fitting) for each in count.terms if each.made_for
        ),
        unknown=count.unknown,
        gaps=tuple(
            Link(label.words, "", language=label.language)
            for each in count.terms
            if each.made_for <= FEW and each.term not in facet.universal and not facet.codes
            for label in [label_of(site, facet, each.term)]
        ),
    )
