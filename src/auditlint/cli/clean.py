"""``auditlint clean``: remove the cache."""

from __future__ import annotations

import os

import click

from auditlint.cli.options import config_options, load_config


@click.command(name="clean", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--cache-dir", metavar="FOLDER", help="Remove the cache in this folder.")
@config_options
def command(
    paths: tuple[str, ...], cache_dir: str | None, config_file: str | None, isolated: bool
) -> int:
    """Remove the caches of the trees that PATHs belong to; none means the repository here.

    Only a folder that auditlint marked as its cache is removed, and in it only what auditlint
    put there.
    """
    from auditlint.cache.folder import clean, place
    from auditlint.report.escape import path as escaped
    from auditlint.targets import current_root, root_of

    for path in paths:
        if not os.path.lexists(path):
            raise click.UsageError(escaped(path) + ": no such file or folder")
    configured = load_config(config_file, isolated).config.cache_dir
    roots = dict.fromkeys(
        [root_of(os.path.abspath(path))[0] for path in paths] or [current_root()]
    )
    for folder in dict.fromkeys(place(root, cache_dir, configured) for root in roots):
        if folder is None:
            continue
        shown = escaped(os.path.relpath(folder) if _is_below(folder) else folder)
        removed = clean(folder)
        if removed is None:
            reason = "is no cache of auditlint" if os.path.lexists(folder) else "is not there"
            click.echo(f"{shown}: nothing to remove: it {reason}", err=True)
        else:
            files = "1 file" if removed.files == 1 else f"{removed.files} files"
            click.echo(f"{shown}: removed ({files}, {removed.size / 1e6:.1f} MB)", err=True)
    return 0


def _is_below(folder: str) -> bool:
    return folder.startswith(os.getcwd().rstrip(os.sep) + os.sep)
