"""``auditlint check``: lint documents and report what was found."""

from __future__ import annotations

from typing import Any

import click

from auditlint.cli import checking
from auditlint.cli.options import BrokenConfigurationError, cache_options, config_options, split
from auditlint.config import ConfigError


@click.command(name="check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--select", multiple=True, callback=split, metavar="CODES",
              help="Only these rules: codes, names, families or prefixes, comma-separated.")
@click.option("--extend-select", multiple=True, callback=split, metavar="CODES",
              help="These rules too.")
@click.option("--ignore", multiple=True, callback=split, metavar="CODES",
              help="Not these rules.")
@click.option("--preview/--no-preview", default=None, help="Run preview rules too.")
@click.option("--archived/--no-archived", default=None,
              help="Give findings in archived documents their natural level.")
@click.option("--fail-on", metavar="LEVEL",
              help="Exit with 1 from this level on: error, warning (default), notice, never.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings.")
@click.option("--output-format", "outputs", multiple=True, metavar="FORMAT[=FILE]",
              help="full, concise, json, jsonl or github; repeatable, each into a file or not.")
@click.option("--output-file", metavar="FILE", help="Write the report to this file.")
@click.option("--notices", is_flag=True, help="Show notices in full and concise output.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="When to colour the output.")
@click.option("--tracked", is_flag=True, help="Only files in the git index.")
@click.option("--document-rules", is_flag=True,
              help="Only rules that one document decides.")
@click.option("--all", "all_findings", is_flag=True,
              help="In a commit, fail on findings outside the commit too.")
@click.option("--force-exclude", is_flag=True,
              help="Apply exclude to files that are named explicitly too.")
@click.option("--show-files", is_flag=True,
              help="List the documents that would be checked, and exit.")
@click.option("--jobs", "-j", type=click.IntRange(0, 256), default=0, metavar="N",
              help="Worker processes; 0 chooses.")
@cache_options
@click.option("--quiet", "-q", is_flag=True, help="Print no summary.")
@config_options
def command(
    paths: tuple[str, ...],
    outputs: tuple[str, ...],
    output_file: str | None,
    exit_zero: bool,
    notices: bool,
    color: str,
    tracked: bool,
    document_rules: bool,
    all_findings: bool,
    force_exclude: bool,
    show_files: bool,
    jobs: int,
    no_cache: bool,
    cache_dir: str | None,
    quiet: bool,
    config_file: str | None,
    isolated: bool,
    **command_line: Any,
) -> int:
    """Check planning documents; PATHs are files or folders, none means the repository.

    Exit status: 0 clean, 1 findings at the --fail-on level or worse, 2 usage, configuration or
    internal error.
    """
    request = checking.Request(
        paths, outputs, output_file, exit_zero, notices, color, tracked, all_findings,
        force_exclude, show_files, jobs, quiet, config_file, isolated, command_line,
        document_rules, no_cache, cache_dir,
    )
    try:
        return checking.run(request)
    except checking.UsageProblemError as error:
        from auditlint.report.escape import line as escape

        raise click.UsageError(escape(str(error))) from None
    except ConfigError as error:
        raise BrokenConfigurationError(error) from None
