"""What several subcommands share: loading the configuration, and errors that help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from auditlint.targets import current_root

if TYPE_CHECKING:
    from auditlint.settings import Loaded


def config_options(function: Any) -> Any:
    """Add ``--config`` and ``--isolated`` to a command."""
    function = click.option(
        "--isolated", is_flag=True, help="Ignore every configuration file."
    )(function)
    return click.option(
        "--config", "config_file", metavar="FILE",
        help="Read this configuration file instead of the nearest one.",
    )(function)


def load_config(config_file: str | None, isolated: bool, **command_line: Any) -> Loaded:
    """Load the configuration for the current folder, with the command line's values on top.

    Values of None are not set. Raises `click.UsageError` with the reason when it is broken.
    """
    from auditlint import settings

    try:
        loaded = settings.load(os.getcwd(), current_root(), config_file, isolated)
        given = {key: value for key, value in command_line.items() if value not in (None, ())}
        return settings.override(loaded, **given)
    except settings.ConfigError as error:
        raise click.UsageError(str(error)) from None


def split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split every value of a repeatable option at commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
