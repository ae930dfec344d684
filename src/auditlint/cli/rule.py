"""``auditlint rule``: explain one rule, or list all of them."""

from __future__ import annotations

from typing import Any

import click


@click.command(name="rule", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List every rule.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(code: str | None, every: bool, as_json: bool) -> int:
    """Explain the rule CODE (or its name): what it does, why it matters, how to fix."""
    import json

    from auditlint import registry

    if every or code is None:
        if as_json:
            rules = [_as_value(entry, with_page=False) for entry in registry.RULES]
            click.echo(json.dumps(rules, indent=2, ensure_ascii=False))
        else:
            width = max(len(entry.rule.name) for entry in registry.RULES)
            for entry in registry.RULES:
                rule = entry.rule
                preview = " (preview)" if rule.preview else ""
                click.echo(
                    f"{rule.code}  {rule.name:<{width}}  {rule.severity:<7}  "
                    f"{rule.summary}{preview}"
                )
        return 0
    found = next(
        (one for one in registry.RULES if code.upper() == one.rule.code or code == one.rule.name),
        None,
    )
    if found is None:
        near = registry.suggest(code)
        hint = f"; did you mean {near}?" if near else "; 'auditlint rule --all' lists them"
        raise click.UsageError(f"unknown rule {code!r}{hint}")
    if as_json:
        click.echo(json.dumps(_as_value(found, with_page=True), indent=2, ensure_ascii=False))
    else:
        from auditlint.pages import page

        click.echo(page(found), nl=False)
    return 0


def _as_value(entry: Any, with_page: bool) -> dict[str, Any]:
    rule = entry.rule
    value: dict[str, Any] = {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "severity": rule.severity,
        "fix": rule.fix or None,
        "preview": rule.preview,
        "since": rule.since,
    }
    if with_page:
        from auditlint.pages import page

        value["page"] = page(entry)
    return value
