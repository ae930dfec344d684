"""``auditlint trace``: the requirement matrix of a planning tree."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from auditlint.cli.options import cache_options, config_options, load_config
from auditlint.trace import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.session import Read
    from auditlint.trace.matrix import Matrix


@click.command(name="trace", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", required=False)
@click.option("--format", "output", type=click.Choice(FORMATS), default="table",
              show_default=True, help="The output format.")
@click.option("--output-file", metavar="FILE", help="Write the matrix to this file.")
@click.option("--milestone", default="", metavar="VERSION",
              help="The milestone, such as v1.0; the current one without it.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="When to colour the table.")
@click.option("--jobs", "-j", type=click.IntRange(0, 256), default=0, metavar="N",
              help="Worker processes; 0 chooses.")
@cache_options
@config_options
def command(
    path: str | None,
    output: str,
    output_file: str | None,
    milestone: str,
    color: str,
    jobs: int,
    no_cache: bool,
    cache_dir: str | None,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Trace every requirement of a milestone through list, roadmap, plans, summaries,
    verification and audit.

    PATH is a folder or file of a planning tree; none means the repository. Exit status: 0 when
    every requirement is satisfied or deferred, 1 when one is not or cannot be decided, 2 for a
    usage error or where there is nothing to trace.
    """
    from auditlint import session, targets
    from auditlint.trace import Options, render

    config = load_config(config_file, isolated).config
    try:
        groups = targets.resolve((path,) if path is not None else (), config)
    except targets.MissingPathError as error:
        raise click.UsageError(_escaped(str(error))) from None
    cache = session.Cache(not no_cache, cache_dir)
    reads = session.ledgers(groups, config, jobs, cache=cache)
    found = [
        (read, matrix) for read in reads
        for matrix in _matrices(read, milestone)
    ]
    if not found:
        raise click.UsageError(_nothing(reads, milestone))
    shown = {}
    where = {}
    for read, matrix in found:
        for place in _paths(matrix):
            shown[place] = read.shown(place)
            where[place] = read.group.tree.root
    options = Options(
        lambda one: shown.get(one, one),
        _links(where, os.path.dirname(os.path.abspath(output_file)) if output_file else os.getcwd()),
        output == "table" and _colored(color, output_file),
    )
    matrices = [matrix for _, matrix in found]
    _write(render(output, matrices, options), output_file)
    return 0 if all(one.is_fine for one in matrices) else 1


def _matrices(read: Read, milestone: str) -> list[Matrix]:
    from auditlint.trace.build import build

    built = [build(one, milestone) for one in read.ledger.workspaces]
    # A tree without any requirement (a folder of quick tasks) has no matrix to show.
    return [one for one in built if one is not None and one.rows]


def _nothing(reads: list[Read], milestone: str) -> str:
    """Say why there is no matrix, and what could be traced instead."""
    from auditlint.trace.sources import archived_versions, current_version

    workspaces = [one for read in reads for one in read.ledger.workspaces]
    if not workspaces:
        return "there is no planning tree here"
    if not milestone:
        return "the planning tree names no requirements"
    known = dict.fromkeys(
        version for one in workspaces
        for version in [*archived_versions(one), current_version(one)] if version
    )
    hint = f"; there is {', '.join(known)}" if known else ""
    return _escaped(f"no milestone {milestone} with requirements{hint}")


def _escaped(text: str) -> str:
    from auditlint.report.escape import line

    return line(text)


def _paths(matrix: Matrix) -> set[str]:
    from auditlint.trace.matrix import COLUMNS, cell_of

    found = {matrix.root, *matrix.sources}
    for row in matrix.rows:
        for column, _ in COLUMNS:
            found.update(one.path for one in cell_of(row, column).evidence)
    return found


def _links(where: dict[str, str], folder: str) -> Callable[[str], str | None]:
    """Return a function that gives a document's path relative to `folder`."""
    from functools import cache

    base = os.path.realpath(folder)

    @cache
    def link(path: str) -> str | None:
        root = where.get(path)
        if root is None:
            return None
        try:
            relative = os.path.relpath(os.path.join(os.path.realpath(root), path), base)
        except ValueError:  # another drive
            return None
        return relative.replace(os.sep, "/")

    return link


def _colored(color: str, output_file: str | None) -> bool:
    from auditlint.cli.checking import _colored as wanted

    return wanted(color, sys.stdout.isatty() and not output_file)


def _write(text: str, output_file: str | None) -> None:
    if output_file is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from auditlint.source.atomic import write_text

    try:
        write_text(output_file, text)
    except OSError as error:
        raise click.UsageError(
            _escaped(f"cannot write {output_file}: {error.strerror or error}")
        ) from None
