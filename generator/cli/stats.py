"""`alongside stats`: what the directory covers, as tables or as JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from generator.build import examine, relate_all
from generator.cli import report
from generator.cli.terminal import failures_in_words, root_option, today_option
from generator.config import LOCAL_PREVIEW
from generator.coverage import Coverage, coverage_of
from generator.problem import has_errors
from generator.relate import Site


@click.command()
@root_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Tables for people, JSON for programs.",
)
def stats(root: Path, today: date, format_: str) -> None:
    """Count what the directory covers: kinds, topics, places, languages, freshness.

    Closed programmes do not count. Exits with 1 when the content has errors.
    """
    with failures_in_words():
        catalogue, problems = examine(root, today)
    if catalogue is None or has_errors(problems):
        click.echo(report.as_text([problem for problem in problems if problem.is_error]), err=True)
        sys.exit(1)
    site = relate_all(catalogue, LOCAL_PREVIEW, today)[0]
    coverage = coverage_of(site)
    click.echo(_as_json(coverage) if format_ == "json" else _as_text(site, coverage))


def _as_json(coverage: Coverage) -> str:
    told = {
        "entries": coverage.entries,
        "closed": coverage.closed,
        "stories": coverage.stories,
        "guides": coverage.guides,
        "unused": {facet.field: list(terms) for facet, terms in coverage.unused},
        "freshness": {state.value: number for state, number in coverage.freshness},
        "facets": {
            count.facet.field: {
                "unknown": count.unknown,
                "terms": {
                    each.term: {"made_for": each.made_for, "fitting": each.fitting}
                    for each in count.terms
                },
            }
            for count in coverage.facets
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(site: Site, coverage: Coverage) -> str:
    entries = report.counted(coverage.entries, "entry", "entries")
    verified = ", ".join(f"{number:,} {state}" for state, number in coverage.freshness)
    texts = (
        f"{report.counted(coverage.stories, 'story', 'stories')}, "
        f"{report.counted(coverage.guides, 'guide')}"
    )
    lines = [f"{entries} (and {coverage.closed:,} closed), {texts}.", f"Verified: {verified}."]
    for count in coverage.facets:
        label = count.facet.label.said_in(site.language, site.default_language)[0]
        lines += ["", f"{label} ({count.facet.field})", f"{'made for':>10} {'fitting':>8}"]
        lines += [
            f"{each.made_for:>10,} {each.fitting:>8,}  {site.label(count.facet, each.term)}"
            for each in count.terms
            if each.fitting
        ]
        if count.unknown:
            lines.append(f"{count.unknown:>10,} {'':>8}  (not said)")
    if coverage.unused:
        lines += ["", "Terms that nobody uses yet"]
        lines += [f"  {facet.field}: {', '.join(terms)}" for facet, terms in coverage.unused]
    return "\n".join(lines)
