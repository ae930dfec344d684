"""``auditlint schema``: print a JSON Schema."""

from __future__ import annotations

import click


@click.command(name="schema", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("kind", required=False)
def command(kind: str | None) -> int:
    """Print the JSON Schema of KIND, of the configuration ('config') or of the JSON output
    ('output'); without KIND, list them."""
    import json

    from auditlint import schema

    names = schema.names()
    if kind is None:
        for name in names:
            click.echo(name)
        return 0
    if kind not in names:
        from difflib import get_close_matches

        near = get_close_matches(kind, names, 1)
        hint = f"; did you mean {near[0]!r}?" if near else "; 'auditlint schema' lists them"
        raise click.UsageError(f"unknown schema {kind!r}{hint}")
    click.echo(json.dumps(schema.load(kind), indent=2, ensure_ascii=False))
    return 0
