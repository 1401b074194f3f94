"""The command `alongside`: one verb a file."""

from __future__ import annotations

from importlib import import_module

import click

from generator import __version__

VERBS = {
    "build": "build",
    "changes": "changes",
    "check": "check",
    "export": "export",
    "fmt": "fmt",
    "from-issue": "from_issue",
    "import": "import_",
    "links": "links",
    "new": "new",
    "review": "review",
    "serve": "serve",
    "stats": "stats",
    "verify": "verify",
}
"""The verbs, each with its module."""


class Verbs(click.Group):
    """The verbs. Each is loaded when it is asked for, so a check does not wait for a build's needs.

    Source: https://click.palletsprojects.com/en/stable/complex/#lazily-loading-subcommands
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """Return the names of all verbs."""
        return [*VERBS]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click has it
        cmd_name: str,
    ) -> click.Command | None:
        """Return a verb by its name."""
        if cmd_name not in VERBS:
            return None
        module = VERBS[cmd_name]
        verb: click.Command = getattr(import_module(f"generator.cli.{module}"), module)
        return verb


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alongside")
def main() -> None:
    """Check a directory kept as YAML and Markdown files, and make a site of it."""
