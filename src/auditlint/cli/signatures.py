"""``auditlint signatures``: what the source files say about a function, with places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.signatures import Signature


@click.command(name="signatures", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="The output format.")
def command(name: str, paths: tuple[str, ...], output: str) -> int:
    """Print every definition, declaration and binding of the function NAME.

    NAME may have its owner in front, as in Class.method. PATH is a source file or a folder;
    none means the repository. Nothing is executed. Exit status: 0 when something was found, 1
    when nothing was, 2 for a usage error.
    """
    found = list(_found(name, paths))
    if output == "json":
        from auditlint.report.values import dump

        value = {"version": 1, "name": name, "signatures": [_value(*one) for one in found]}
        click.echo(dump(value, 2))
    else:
        for shown, signature in found:
            click.echo(_line(shown, signature))
    if not found and output == "text":
        from auditlint.report.escape import message

        click.echo(f"no function {message(name)} found", err=True)
    return 0 if found else 1


def _found(name: str, paths: tuple[str, ...]) -> Iterator[tuple[str, Signature]]:
    """Yield the signatures called `name`, each with the path to print."""
    from auditlint.evidence import signatures
    from auditlint.source.tree import UnreadableError

    parts = name.replace("::", ".").replace(":", ".").replace("#", ".").split(".")
    if not all(parts):
        raise click.UsageError("NAME is a function's name, or Owner.name")
    owner, last = parts[:-1], parts[-1]
    wanted = (last.removeprefix("~").removeprefix("operator").strip().encode("utf-8", "replace"),)
    for tree, path, shown in _files(paths):
        try:
            data = tree.read(path, signatures.SIZE_LIMIT).data
        except UnreadableError:
            continue
        if not signatures.mentions(data, wanted):
            continue
        for one in signatures.read(path, data):
            if one.name == last and (not owner or one.owner.split(".")[-len(owner) :] == owner):
                yield shown, one


def _files(paths: tuple[str, ...]) -> Iterator[tuple[Any, str, str]]:
    """Yield the source files below `paths`: their tree, their path in it, the path to print."""
    from auditlint.evidence.signatures import is_source
    from auditlint.source.tree import WorkTree
    from auditlint.targets import current_root, root_of

    for path in paths or (current_root(),):
        full = os.path.abspath(path)
        if not os.path.exists(full):
            raise click.UsageError(f"{_escaped(path)}: no such file or folder")
        root, is_repository = root_of(full)
        tree = WorkTree(root, is_repository)
        below = os.path.relpath(full, tree.root).replace(os.sep, "/")
        if os.path.isdir(full):
            names = tree.files("" if below == "." else below, wanted=is_source)
        else:
            if not is_source(below):
                raise click.UsageError(f"{_escaped(path)}: not in a language whose functions are read")
            names = [below]
        for one in names:
            yield tree, one, os.path.relpath(tree.path_of(one)).replace(os.sep, "/")


def _escaped(text: str) -> str:
    from auditlint.report.escape import line

    return line(text)


def _line(shown: str, signature: Signature) -> str:
    from auditlint.evidence.signatures import show
    from auditlint.report.escape import message
    from auditlint.report.escape import path as escape_path

    notes = [signature.language]
    if signature.is_binding:
        notes.append("binding of " + signature.calls[0] if not signature.is_complete and signature.calls else "binding")
    elif not signature.is_complete:
        notes.append("uncertain")
    if not signature.has_body and not signature.is_binding:
        notes.append("declaration")
    if signature.is_stub:
        notes.append("stub")
    return f"{escape_path(shown)}:{signature.line}: {message(show(signature))} [{', '.join(notes)}]"


def _value(shown: str, signature: Signature) -> dict[str, Any]:
    value: dict[str, Any] = {
        "path": shown, "line": signature.line, "language": signature.language,
        "name": signature.name, "owner": signature.owner,
        "parameters": [one._asdict() for one in signature.parameters],
        "complete": signature.is_complete, "body": signature.has_body, "stub": signature.is_stub,
        "binding": signature.is_binding, "calls": list(signature.calls),
    }  # fmt: skip
    return value
