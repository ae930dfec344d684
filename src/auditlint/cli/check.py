"""``auditlint check``: lint documents and report what was found."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli.options import config_options, load_config, split

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditlint.config import Config
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic, Report
    from auditlint.report import Options
    from auditlint.session import Result
    from auditlint.targets import Group


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
@click.option("--no-cache", is_flag=True, help="Keep no cache (this version keeps none anyway).")
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
    quiet: bool,
    config_file: str | None,
    isolated: bool,
    **command_line: Any,
) -> int:
    """Check planning documents; PATHs are files or folders, none means the repository.

    Exit status: 0 clean, 1 findings at the --fail-on level or worse, 2 usage, configuration or
    internal error.
    """
    # All rules of this version are document rules and there is no cache, so these two change
    # nothing yet; both are part of the contract with hooks and scripts.
    del document_rules, no_cache
    loaded = load_config(config_file, isolated, **command_line)
    config = loaded.config
    writers = _writers(outputs, output_file)

    from auditlint import targets

    try:
        groups = targets.resolve(paths, config, tracked, force_exclude)
    except targets.MissingPathError as error:
        raise click.UsageError(str(error)) from None
    if show_files:
        return _show_files(groups, config)
    outcomes, report = _run(groups, config, jobs)
    unreadable = _complain(outcomes, groups)
    if not report.documents and not report.diagnostics:
        if not quiet:
            click.echo("auditlint: no planning document found", err=True)
        if not any(fmt in ("json", "jsonl") for fmt, _ in writers):
            return 2 if unreadable else 0
    outside: Sequence[Diagnostic] = ()
    if tracked and not all_findings:
        report, outside = _in_commit(report, groups)
    options = _options(groups, color, notices)
    _write(writers, report, options, color)
    if not quiet:
        _summarise(report, outside, options, writers)
    return 2 if unreadable else report.exit_code(config.fail_on, exit_zero)


def _writers(outputs: tuple[str, ...], output_file: str | None) -> list[tuple[str, str | None]]:
    """Return (format, file or None for standard output) for every output asked for."""
    from auditlint.report import FORMATS

    chosen: list[tuple[str, str | None]] = []
    for one in outputs:
        name, _, file = one.partition("=")
        if name not in FORMATS:
            from difflib import get_close_matches

            near = get_close_matches(name, FORMATS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; it is one of {', '.join(FORMATS)}"
            raise click.UsageError(f"unknown output format {name!r}{hint}")
        chosen.append((name, file or None))
    if not chosen:
        if os.environ.get("GITHUB_ACTIONS") == "true":
            chosen.append(("github", None))
        elif sys.stdout.isatty() and not output_file:
            chosen.append(("full", None))
        else:
            chosen.append(("concise", None))
    if output_file:
        first = next((index for index, one in enumerate(chosen) if one[1] is None), None)
        if first is None:
            raise click.UsageError("--output-file: every output has a file of its own already")
        chosen[first] = (chosen[first][0], output_file)
    if sum(1 for _, file in chosen if file is None) > 1:
        raise click.UsageError("only one output can go to standard output; name files: FORMAT=FILE")
    return chosen


def _run(groups: list[Group], config: Config, jobs: int) -> Result:
    from auditlint import session

    progress = _progress(sum(len(group.tasks) for group in groups))
    result = session.run(groups, config, jobs, progress)
    if progress is not None:
        click.echo("\r\033[K", err=True, nl=False)
    return result


def _progress(tasks: int) -> Callable[[int, int], None] | None:
    """Return a function that shows progress, for long work on a terminal only."""
    if tasks < 200 or not sys.stderr.isatty():
        return None

    def show(done: int, whole: int) -> None:
        click.echo(f"\rChecking {done}/{whole} documents", err=True, nl=False)

    return show


def _complain(outcomes: Sequence[Outcome], groups: list[Group]) -> bool:
    """Say on standard error what a named file is not, and what could not be read.

    Return whether a file that was named could not be read.
    """
    failed = False
    from auditlint.report.escape import line as escape

    explicit = {
        group.shown[task.path] for group in groups for task in group.tasks if task.explicit
    }
    for outcome in outcomes:
        if outcome.kind:
            continue
        if outcome.reason.startswith("unreadable: "):
            click.echo(f"auditlint: {escape(outcome.reason[12:])}", err=True)
            failed = failed or outcome.path in explicit
        elif outcome.path in explicit:
            click.echo(
                f"auditlint: {escape(outcome.path)} is no planning document:"
                f" {escape(outcome.reason)}", err=True,
            )
    return failed


def _in_commit(report: Report, groups: list[Group]) -> tuple[Report, Sequence[Diagnostic]]:
    """In a real commit, keep the findings that touch it; the others come back apart."""
    from auditlint import hook

    if len(groups) != 1:
        return report, ()
    staged = hook.staged_paths(groups[0].tree.root)
    if staged is None:
        return report, ()
    inside, outside = hook.split(report.diagnostics, staged)
    return report._replace(diagnostics=inside), outside


def _options(groups: list[Group], color: str, notices: bool) -> Options:
    from auditlint.report import Options
    from auditlint.targets import current_root

    where = {
        shown: (group.tree, path) for group in groups for path, shown in group.shown.items()
    }

    def read(path: str) -> str | None:
        from auditlint.text import UndecodableError, decode
        from auditlint.tree import UnreadableError

        found = where.get(path)
        if found is None:
            return None
        try:
            return decode(found[0].read(found[1], 64 * 1024 * 1024).data)
        except UndecodableError as error:
            return error.decoded
        except UnreadableError:
            return None

    on_terminal = sys.stdout.isatty()
    return Options(
        color=_colored(color, on_terminal),
        links=current_root() if on_terminal else "",
        notices=notices,
        read=read,
        width=_width() if on_terminal else 120,
    )


def _width() -> int:
    import shutil

    return max(60, shutil.get_terminal_size((120, 24)).columns)


def _colored(color: str, on_terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") not in (None, "", "0"):
        return True
    return on_terminal and os.environ.get("TERM") != "dumb"


def _write(
    writers: list[tuple[str, str | None]], report: Report, options: Options, color: str
) -> None:
    from auditlint.report import render

    for fmt, file in writers:
        if file is None:
            sys.stdout.write(render(fmt, report, options))
            sys.stdout.flush()
        else:
            from auditlint.atomic import write_text

            plain = options._replace(color=color == "always", links="")
            try:
                write_text(file, render(fmt, report, plain))
            except OSError as error:
                raise click.UsageError(f"cannot write {file}: {error.strerror or error}") from None
        if fmt == "github":
            _step_summary(report)


def _step_summary(report: Report) -> None:
    """Append the Markdown summary of the run where GitHub asks for it."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    from auditlint.report.github_summary import markdown

    try:
        with open(target, "a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(markdown(report))
    except OSError as error:
        click.echo(f"auditlint: no step summary: {error.strerror or error}", err=True)


def _summarise(
    report: Report, outside: Sequence[Diagnostic], options: Options,
    writers: list[tuple[str, str | None]],
) -> None:
    from auditlint.report import PEOPLE, summary

    if not any(fmt in PEOPLE for fmt, _ in writers):
        options = options._replace(notices=True)
    click.echo(summary(report, options), err=True)
    if outside:
        many = "finding" if len(outside) == 1 else "findings"
        click.echo(
            f"{len(outside)} more {many} outside this commit; show them with --all", err=True
        )


def _show_files(groups: list[Group], config: Config) -> int:
    from auditlint import engine
    from auditlint.report.escape import line as escape
    from auditlint.report.escape import path as escape_path

    lines = []
    for group in groups:
        for outcome in engine.run(group.tree, group.tasks, config._replace(select=("LNT000",)), 0):
            path = escape_path(group.shown.get(outcome.path, outcome.path))
            kind = outcome.kind or "not a planning document"
            lines.append(f"{path}: {kind} ({escape(outcome.reason)})")
    for line in sorted(lines):
        click.echo(line)
    return 0
