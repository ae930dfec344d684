"""``auditlint kinds``: the kinds of documents, and what a file is recognised as."""

from __future__ import annotations

import click

from auditlint.cli.options import config_options, load_config


@click.command(name="kinds", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="[FILE]...")
@config_options
def command(files: tuple[str, ...], config_file: str | None, isolated: bool) -> int:
    """Say what each FILE is recognised as and why; without a FILE, list all kinds."""
    from auditlint import engine, registry, targets
    from auditlint.report.escape import line as escape
    from auditlint.report.escape import path as escape_path

    if not files:
        width = max(len(entry.kind.id) for entry in registry.KINDS)
        for entry in registry.KINDS:
            click.echo(f"{entry.kind.id:<{width}}  {entry.kind.title}")
        return 0
    config = load_config(config_file, isolated).config
    try:
        groups = targets.resolve(files, config)
    except targets.MissingPathError as error:
        raise click.UsageError(escape(str(error))) from None
    for group in groups:
        quiet = config._replace(select=("LNT000",), extend_select=())
        for outcome in engine.run(group.tree, group.tasks, quiet, 1):
            path = escape_path(group.shown.get(outcome.path, outcome.path))
            kind = outcome.kind or "no planning document"
            click.echo(f"{path}: {kind} ({escape(outcome.reason)})")
    return 0
