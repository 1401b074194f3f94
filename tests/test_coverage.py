"""What the directory covers: `alongside stats` and the page that shows the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

from command import alongside
from conftest import TODAY, Tree


def test_stats_count_what_is_made_for_a_term_and_what_fits_it(tree: Tree) -> None:
    """Broader terms hold narrower ones; what fits everybody fits each term, too."""
    done = alongside("stats", "--root", tree(), "--today", TODAY, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["entries"], told["closed"], told["stories"], told["guides"]) == (3, 0, 1, 1)
    assert told["freshness"] == {"fresh": 1, "overdue": 0, "never": 2}
    plants = told["facets"]["plants"]["terms"]
    assert plants["roots"] == {"made_for": 1, "fitting": 3}
    assert plants["vegetables"] == {"made_for": 2, "fitting": 3}
    assert plants["any"] == {"made_for": 1, "fitting": 1}


def test_stats_are_readable(tree: Tree) -> None:
    """People get a table a facet, and the gaps by name."""
    done = alongside("stats", "--root", tree(), "--today", TODAY)
    assert done.stdout.startswith("3 entries (and 0 closed), 1 story, 1 guide.\n")
    assert re.search(r"^ +2 +3  Vegetables$", done.stdout, re.MULTILINE)


def test_stats_need_content_without_errors(tree: Tree) -> None:
    """Numbers of a directory with errors would be wrong."""
    root = tree()
    (root / "content/resources/broken.yaml").write_text("name: [\n", "utf-8")
    done = alongside("stats", "--root", root, "--today", TODAY)
    assert done.returncode == 1
    assert "broken.yaml" in done.stderr
    assert done.stdout == ""


def test_page_says_the_same(root: Path) -> None:
    """Each count of the page is that of the command, and the foot of every page leads there."""
    page = (root / "site/about/coverage/index.html").read_text("utf-8")
    told = json.loads(
        alongside("stats", "--root", root, "--today", TODAY, "--format", "json").stdout
    )
    rows = dict(
        re.findall(r'<th scope="row"[^>]*>(?:<a [^>]*>)?([^<]+)(?:</a>)?</th><td>(\d+)', page)
    )
    assert int(rows["Root vegetables"]) == told["facets"]["plants"]["terms"]["roots"]["made_for"]
    assert 'href="/about/coverage/"' in (root / "site/index.html").read_text("utf-8")


def test_stats_name_the_terms_that_nobody_uses(tree: Tree) -> None:
    """Of stories' fields, too; what is replaced is no gap, and a narrower term uses a wider one."""
    root = tree()
    plants = root / "content/vocabularies/plants.yaml"
    words = plants.read_text("utf-8")
    plants.write_text(f"{words}  moss:\n    label: Moss\n", "utf-8")
    (root / "content/vocabularies/moods.yaml").write_text(
        "field: moods\nlabel: Mood\nused_by: [stories]\nterms:\n  glad: {label: Glad}\n", "utf-8"
    )
    args = ("stats", "--root", root, "--today", TODAY)
    told = json.loads(alongside(*args, "--format", "json").stdout)["unused"]
    assert (told["plants"], told["moods"]) == (["moss"], ["glad"])
    assert "kind" not in told
    assert "\n\nTerms that nobody uses yet\n" in alongside(*args).stdout
