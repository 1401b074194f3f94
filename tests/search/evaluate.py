"""How well the search finds what people mean: `make search-eval`.

Types every query of `queries.yaml` into the search page of a built site, in a browser, and prints
how often a right answer is the first (hit@1) or among the first three (hit@3), the mean of one
over the place of the first right one among ten (MRR@10), and the share without any result.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import yaml
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.chromium import start
from browser.server import served

QUERIES = Path(__file__).with_name("queries.yaml")
SHOWN = "cards => cards.slice(0, 10).map(card => card.textContent)"


@dataclass(frozen=True)
class Query:
    """What somebody types, on the pages of a language, and the names of right answers."""

    words: str
    expect: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Answer:
    """The names of the first ten results, best first."""

    query: Query
    names: tuple[str, ...]

    @property
    def place(self) -> int:
        """Where the first right answer stands, counted from 1; 0 where there is none."""
        for place, name in enumerate(self.names, start=1):
            if any(each.casefold() in name.casefold() for each in self.query.expect):
                return place
        return 0


@dataclass(frozen=True)
class Measure:
    """How good some answers are; all but `count` are shares of 1."""

    count: int
    hit_at_1: float
    hit_at_3: float
    mrr_at_10: float
    nothing: float


def queries() -> dict[str, list[Query]]:
    """Return both halves by their names."""
    said: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(QUERIES.read_text("utf-8"))
    return {
        half: [Query(q["query"], tuple(q["expect"]), q.get("language", "en")) for q in each]
        for half, each in said.items()
    }


def ask(page: Page, base: str, asked: Sequence[Query]) -> Iterator[Answer]:
    """Type each query into the search page below `base` (the site's root) and read its results."""
    for language in sorted({query.language for query in asked}):
        page.goto(f"{base}{'' if language == 'en' else f'{language}/'}find/")
        for query in asked:
            if query.language == language:
                page.fill("#words", query.words)
                page.press("#words", "Enter")
                page.wait_for_selector("#results[aria-busy=false]")
                names = page.eval_on_selector_all("#list .card-name", SHOWN)
                yield Answer(query, tuple(name.strip() for name in names))


def measure(answers: Sequence[Answer]) -> Measure:
    """Return how good `answers` are."""
    places = [answer.place for answer in answers]
    return Measure(
        len(answers),
        sum(place == 1 for place in places) / len(answers),
        sum(0 < place <= 3 for place in places) / len(answers),
        sum(1 / place for place in places if place) / len(answers),
        sum(not answer.names for answer in answers) / len(answers),
    )


@click.command()
@click.option("--site", type=click.Path(exists=True, path_type=Path), default="site")
@click.option("--misses", help="Of which half to show the queries that miss the first three.")
def main(site: Path, misses: str | None) -> None:
    """Measure the search of a built site."""
    with served({"/": site}) as server, sync_playwright() as playwright:
        browser = start(playwright)
        page = browser.new_page()
        click.echo(f"{'':10} queries  hit@1  hit@3  MRR@10  nothing found")
        for half, asked in queries().items():
            answers = list(ask(page, f"{server.origin}/", asked))
            found = measure(answers)
            click.echo(
                f"{half:10} {found.count:7}  {found.hit_at_1:5.2f}  {found.hit_at_3:5.2f}"
                f"  {found.mrr_at_10:6.2f}  {found.nothing:13.2f}"
            )
            for answer in answers:
                if half == misses and not 0 < answer.place <= 3:
                    click.echo(
                        f"  {answer.query.words!r} ({answer.place}) {list(answer.names[:4])}"
                    )
        browser.close()


if __name__ == "__main__":
    main()
