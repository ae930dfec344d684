"""The command ``auditlint``: a group whose subcommands are imported when they are called.

``auditlint PATH...`` means ``auditlint check PATH...``; a subcommand's name wins over a folder
of that name.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from auditlint.cli import streams

#: Subcommand -> (module, short help). The help is here so that ``--help`` imports none of them.
COMMANDS = {
    "check": ("auditlint.cli.check", "Check planning documents (the default command)."),
    "clean": ("auditlint.cli.clean", "Remove the cache."),
    "config": ("auditlint.cli.config", "Show the effective configuration, or check it."),
    "kinds": ("auditlint.cli.kinds", "Say what a file is recognised as, and why."),
    "matcher": ("auditlint.cli.matcher", "Print a problem matcher for an editor or CI."),
    "rule": ("auditlint.cli.rule", "Explain a rule, or list all of them."),
    "schema": ("auditlint.cli.schema", "Print a JSON Schema."),
    "signatures": ("auditlint.cli.signatures", "Print what source files say about a function."),
    "show": ("auditlint.cli.show", "Print a document's model and claims as JSON."),
    "trace": ("auditlint.cli.trace", "Trace requirements to phases, plans and verification."),
    "why": ("auditlint.cli.why", "Show every claim about a subject, and what rules make of it."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand's module when it is needed, and defaults to check."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``check`` in front where no subcommand was named."""
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "--version", "-h")):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in sorted(COMMANDS.items())])


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from auditlint import __version__

        click.echo(f"auditlint {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Run 'auditlint COMMAND --help' for a command's own options.",
)
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True,
    help="Show the version and exit.",
)
def cli() -> None:
    """Lint planning documents: find where they contradict themselves.

    Without a command, 'check' runs: 'auditlint PATH...' checks files and folders, 'auditlint'
    alone the whole repository.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status (0 clean, 1 findings, 2 error)."""
    streams.prepare()
    try:
        result: Any = cli.main(args=arguments, prog_name="auditlint", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return streams.interrupted()
    except BrokenPipeError:
        return streams.reader_gone()
    return result if isinstance(result, int) else 0
