"""``auditlint matcher``: problem matchers for GitHub Actions and VS Code."""

from __future__ import annotations

import click


@click.command(name="matcher", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("consumer", type=click.Choice(["github", "vscode"]))
def command(consumer: str) -> int:
    """Print the problem matcher for CONSUMER: it reads 'concise' output."""
    import json

    from auditlint.report import matchers

    value = matchers.github() if consumer == "github" else matchers.vscode()
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
    return 0
