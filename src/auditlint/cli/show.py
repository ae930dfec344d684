"""``auditlint show``: a document's model and claims as JSON, to see what was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditlint.cli.options import config_options, load_config

if TYPE_CHECKING:
    from auditlint.config import Config
    from auditlint.source.text import LineIndex, Span


@click.command(name="show", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file")
@config_options
def command(file: str, config_file: str | None, isolated: bool) -> int:
    """Print the model and the claims of FILE as JSON."""
    import json

    from auditlint import engine, targets
    from auditlint.report.escape import line as escape
    from auditlint.source.text import UndecodableError
    from auditlint.source.tree import UnreadableError

    config = load_config(config_file, isolated).config
    try:
        groups = targets.resolve((file,), config)
    except targets.MissingPathError as error:
        raise click.UsageError(escape(str(error))) from None
    group = groups[0]
    if len(group.tasks) != 1 or not group.tasks[0].explicit:
        raise click.UsageError(escape(f"{file} is a folder; name one file"))
    path = group.tasks[0].path
    try:
        data = group.tree.read(path, config.limits.file_bytes).data
        understood = engine.understand(path, data, config)
    except (UnreadableError, UndecodableError) as error:
        raise click.UsageError(escape(str(error))) from None
    if understood is None:
        raise click.UsageError(escape(f"{file} is no planning document"))
    document, recognition, model, claims = understood
    lines = document.lines
    value = {
        "path": group.shown[path],
        "kind": recognition.kind.id,
        "reason": recognition.reason,
        "model": _model(recognition.kind.id, model, config),
        "claims": [_claim(claim, lines) for claim in claims],
    }
    # In ASCII, and without what a runner would take for a command: see `report.values.dump`.
    click.echo(json.dumps(value, indent=2).replace("##[", "##\\u005b"))
    return 0


def _model(kind: str, model: Any, config: Config) -> Any:
    from auditlint import schema
    from auditlint.schema.coerce import to_value

    return to_value(model, schema.schema_of(kind, config.schemas) or {})


def _claim(claim: Any, lines: LineIndex) -> dict[str, Any]:
    """Return a claim as a JSON value: its type, its fields, spans as ``line:column`` pairs."""
    value: dict[str, Any] = {"claim": type(claim).__name__}
    for name, field in zip(claim._fields, claim, strict=True):
        value[name] = _field(field, lines)
    return value


def _field(field: Any, lines: LineIndex) -> Any:
    from auditlint.source.text import Span as SpanType

    if isinstance(field, SpanType):
        return _range(field, lines)
    if hasattr(field, "_fields"):
        return {name: _field(one, lines) for name, one in zip(field._fields, field, strict=True)}
    if isinstance(field, (tuple, list)):
        return [_field(one, lines) for one in field]
    return field


def _range(span: Span, lines: LineIndex) -> str:
    start = lines.position(span.start)
    end = lines.position(span.end)
    return f"{start.line}:{start.column}-{end.line}:{end.column}"
