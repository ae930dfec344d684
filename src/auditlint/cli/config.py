"""``auditlint config``: the effective configuration and where each value came from."""

from __future__ import annotations

import os

import click

from auditlint.cli.options import config_options, load_config


@click.command(name="config", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--check", "check_only", is_flag=True,
              help="Validate the configuration file and print every problem.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@config_options
def command(check_only: bool, as_json: bool, config_file: str | None, isolated: bool) -> int:
    """Show the effective configuration and where each value came from."""
    import json

    from auditlint import settings
    from auditlint.targets import current_root

    if check_only:
        problems = settings.problems(os.getcwd(), current_root(), config_file)
        for problem in problems:
            click.echo(problem)
        return 2 if problems else 0
    loaded = load_config(config_file, isolated)
    values = settings.effective(loaded)
    if as_json:
        shown = {key: {"value": value, "from": loaded.origins.get(key, "default")}
                 for key, value in values.items()}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
        return 0
    for key, value in values.items():
        click.echo(f"{key} = {json.dumps(value, ensure_ascii=False)}  # "
                   f"{loaded.origins.get(key, 'default')}")
    return 0
