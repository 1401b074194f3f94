"""The command `alongside`: one verb a file."""

from __future__ import annotations

from importlib import import_module

import click

from generator import __version__

VERBS = (
    "build",
    "changes",
    "check",
    "fmt",
    "from-issue",
    "links",
    "new",
    "review",
    "serve",
    "stats",
    "verify",
)


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
        """Return a verb by its name, from the module of that name."""
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        verb: click.Command = getattr(import_module(f"generator.cli.{name}"), name)
        return verb


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alongside")
def main() -> None:
    """Check a directory kept as YAML and Markdown files, and make a site of it."""
