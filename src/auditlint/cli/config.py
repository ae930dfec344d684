"""``auditlint config``: the effective configuration and where each value came from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from auditlint.cli.options import config_options, load_config

if TYPE_CHECKING:
    from auditlint.config import ConfigProblem


@click.command(name="config", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--check", "check_only", is_flag=True,
              help="Validate the configuration file and print every problem.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@config_options
def command(check_only: bool, as_json: bool, config_file: str | None, isolated: bool) -> int:
    """Show the effective configuration and where each value came from."""
    import json

    from auditlint import settings
    from auditlint.report.escape import line as escape
    from auditlint.report.escape import start
    if check_only:
        problems = _problems(config_file)
        for problem in problems:
            click.echo(start(str(problem)))
        return 2 if problems else 0
    loaded = load_config(config_file, isolated)
    values = settings.effective(loaded)
    origins = loaded.origins
    if as_json:
        shown = {key: {"value": value, "from": _origin(origins, key)}
                 for key, value in values.items()}
        click.echo(json.dumps(shown, indent=2).replace("##[", "##\\u005b"))
        return 0
    for key, value in values.items():
        click.echo(f"{key} = {escape(json.dumps(value, ensure_ascii=False))}  # "
                   f"{_origin(origins, key)}")
    return 0


def _origin(origins: dict[str, str], key: str) -> str:
    """Where a value came from; of a table, where each of its keys did."""
    inner = {place for name, place in origins.items() if name.startswith(key + ".")}
    return origins.get(key) or ", ".join(sorted(inner)) or "default"


def _problems(config_file: str | None) -> list[ConfigProblem]:
    """Return what is wrong with the configuration file that a run here would read."""
    from auditlint import settings
    from auditlint.config import ConfigError
    from auditlint.targets import current_root

    root = current_root()
    if config_file is not None:
        return settings.check(config_file, root=root)
    try:
        file = settings.find(os.getcwd(), root)
    except ConfigError as error:
        return error.problems
    if file is None:
        return []
    return settings.check(os.path.join(root, *file.shown.split("/")), file.shown, root)
