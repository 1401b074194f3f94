"""The command `alongside`: one verb a file."""

from __future__ import annotations

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.changes import changes
from generator.cli.check import check
from generator.cli.export import export
from generator.cli.fmt import fmt
from generator.cli.from_issue import from_issue
from generator.cli.import_ import import_
from generator.cli.links import links
from generator.cli.new import new
from generator.cli.review import review
from generator.cli.serve import serve
from generator.cli.stats import stats
from generator.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alongside")
def main() -> None:
    """Check a directory kept as YAML and Markdown files, and make a site of it."""


main.add_command(build)
main.add_command(changes)
main.add_command(check)
main.add_command(export)
main.add_command(fmt)
main.add_command(from_issue)
main.add_command(import_)
main.add_command(links)
main.add_command(new)
main.add_command(review)
main.add_command(serve)
main.add_command(stats)
main.add_command(verify)
