"""``auditlint schema``: print a JSON Schema."""

from __future__ import annotations

import click

from auditlint.cli.options import config_options, load_config


@click.command(name="schema", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("kind", required=False)
@config_options
def command(kind: str | None, config_file: str | None, isolated: bool) -> int:
    """Print the JSON Schema of KIND, of the configuration ('config') or of the JSON output
    ('output'); without KIND, list them. Of a kind for which the configuration has a schema, that
    one is printed, put together with the built-in one; --isolated prints the built-in one."""
    import json

    from auditlint import schema

    own = load_config(config_file, isolated).config.schemas
    names = sorted({*schema.names(), *(one for one, _, _ in own)})
    if kind is None:
        for name in names:
            click.echo(name)
        return 0
    if kind not in names:
        from difflib import get_close_matches

        near = get_close_matches(kind, names, 1)
        hint = f"; did you mean {near[0]!r}?" if near else "; 'auditlint schema' lists them"
        raise click.UsageError(f"unknown schema {kind!r}{hint}")
    click.echo(json.dumps(schema.schema_of(kind, own), indent=2, ensure_ascii=False))
    return 0
