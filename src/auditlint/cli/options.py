"""What several subcommands share: loading the configuration, and errors that help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from auditlint.config import ConfigError
    from auditlint.settings import Loaded


class BrokenConfigurationError(click.ClickException):
    """A configuration, or an option that stands for a part of it, that cannot be used."""

    exit_code = 2

    def __init__(self, error: ConfigError) -> None:
        super().__init__(str(error))

    def show(self, file: Any = None) -> None:
        """Print one line per problem, each with its place."""
        from auditlint.report.escape import start as escape

        for problem in self.message.split("\n"):
            click.echo(escape(problem), err=True, file=file)


def config_options(function: Any) -> Any:
    """Add ``--config`` and ``--isolated`` to a command."""
    function = click.option(
        "--isolated", is_flag=True, help="Ignore every configuration file."
    )(function)
    return click.option(
        "--config", "config_file", metavar="FILE",
        help="Read this configuration file instead of the nearest one.",
    )(function)


def cache_options(function: Any) -> Any:
    """Add ``--no-cache`` and ``--cache-dir`` to a command."""
    function = click.option(
        "--cache-dir", metavar="FOLDER", help="Keep the cache in this folder.",
    )(function)
    return click.option(
        "--no-cache", is_flag=True, help="Neither read nor write the cache.",
    )(function)


def load_config(config_file: str | None, isolated: bool, **command_line: Any) -> Loaded:
    """Load the configuration for the current folder, with the command line's values on top.

    Values of None are not set. Raises `BrokenConfigurationError` when it cannot be used.
    """
    from auditlint.cli import checking
    from auditlint.config import ConfigError

    try:
        return checking.load_config(config_file, isolated, command_line)
    except ConfigError as error:
        raise BrokenConfigurationError(error) from None


def split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split every value of a repeatable option at commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
