"""Checking as the command line asks for it: a request in, a report and an exit status out.

The options are read elsewhere (`auditlint.cli.check`, `auditlint.cli.quick`); nothing here needs
the library that reads them.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from auditlint.config import Config
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic, Report
    from auditlint.report import Options
    from auditlint.session import Result
    from auditlint.settings import Loaded
    from auditlint.targets import Group


class UsageProblemError(ValueError):
    """A request that cannot be met; the message says why."""


class Request(NamedTuple):
    """What a user asks ``auditlint check`` for; the fields are the command's options.

    `overrides` holds the options that stand for configuration keys; None and () are not set.
    """

    paths: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    output_file: str | None = None
    exit_zero: bool = False
    notices: bool = False
    color: str = "auto"
    tracked: bool = False
    all_findings: bool = False
    force_exclude: bool = False
    show_files: bool = False
    jobs: int = 0
    quiet: bool = False
    config_file: str | None = None
    isolated: bool = False
    overrides: Mapping[str, Any] = {}
    document_rules: bool = False
    no_cache: bool = False
    cache_dir: str | None = None


def tell(text: str, end: str = "\n") -> None:
    """Write a line to standard error."""
    sys.stderr.write(text + end)
    sys.stderr.flush()


def load_config(config_file: str | None, isolated: bool, overrides: Mapping[str, Any]) -> Loaded:
    """Load the configuration for the current folder, with the command line's values on top.

    Values of None and () are not set. Raises `auditlint.config.ConfigError`.
    """
    from auditlint import settings
    from auditlint.targets import current_root

    loaded = settings.load(os.getcwd(), current_root(), config_file, isolated)
    given = {key: value for key, value in overrides.items() if value not in (None, ())}
    return settings.override(loaded, **given)


def run(request: Request) -> int:
    """Check, report, and return the exit status.

    Raises `UsageProblemError` and `auditlint.config.ConfigError`, both before anything is checked
    or (an output that cannot be written) after everything is.
    """
    config = load_config(request.config_file, request.isolated, request.overrides).config
    writers = _writers(request.outputs, request.output_file)

    from auditlint import targets

    try:
        groups = targets.resolve(
            request.paths, config, request.tracked, request.force_exclude
        )
    except targets.MissingPathError as error:
        raise UsageProblemError(str(error)) from None
    if request.show_files:
        return _show_files(groups, config)
    outcomes, report = _run(groups, config, request)
    unreadable = _complain(outcomes, groups)
    if not report.documents and not report.diagnostics:
        if not request.quiet:
            tell("auditlint: no planning document found")
        if not any(fmt in ("json", "jsonl") for fmt, _ in writers):
            return 2 if unreadable else 0
    outside: Sequence[Diagnostic] = ()
    if request.tracked and not request.all_findings:
        report, outside = _in_commit(report, groups)
    options = _options(groups, request.color, request.notices)
    _write(writers, report, options, request.color)
    if not request.quiet:
        _summarise(report, outside, options, writers)
    return 2 if unreadable else report.exit_code(config.fail_on, request.exit_zero)


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
            raise UsageProblemError(f"unknown output format {name!r}{hint}")
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
            raise UsageProblemError("--output-file: every output has a file of its own already")
        chosen[first] = (chosen[first][0], output_file)
    if sum(1 for _, file in chosen if file is None) > 1:
        raise UsageProblemError("only one output can go to standard output; name files: FORMAT=FILE")
    return chosen


def _run(groups: list[Group], config: Config, request: Request) -> Result:
    from auditlint import session

    progress = _progress(sum(len(group.tasks) for group in groups))
    cache = session.Cache(not request.no_cache, request.cache_dir)
    result = session.run(
        groups, config, request.jobs, progress, request.document_rules, cache
    )
    if progress is not None:
        tell("\r\033[K", end="")
    return result


def _progress(tasks: int) -> Callable[[int, int], None] | None:
    """Return a function that shows progress, for long work on a terminal only."""
    if tasks < 200 or not sys.stderr.isatty():
        return None

    def show(done: int, whole: int) -> None:
        tell(f"\rChecking {done}/{whole} documents", end="")

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
            tell(f"auditlint: {escape(outcome.reason[12:])}")
            failed = failed or outcome.path in explicit
        elif outcome.path in explicit:
            tell(
                f"auditlint: {escape(outcome.path)} is no planning document:"
                f" {escape(outcome.reason)}")
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
        from auditlint.source.text import UndecodableError, decode
        from auditlint.source.tree import UnreadableError

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
            from auditlint.source.atomic import write_text

            plain = options._replace(color=color == "always", links="")
            try:
                write_text(file, render(fmt, report, plain))
            except OSError as error:
                raise UsageProblemError(f"cannot write {file}: {error.strerror or error}") from None
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
        tell(f"auditlint: no step summary: {error.strerror or error}")


def _summarise(
    report: Report, outside: Sequence[Diagnostic], options: Options,
    writers: list[tuple[str, str | None]],
) -> None:
    from auditlint.report import PEOPLE, summary

    if not any(fmt in PEOPLE for fmt, _ in writers):
        options = options._replace(notices=True)
    tell(summary(report, options))
    if outside:
        many = "finding" if len(outside) == 1 else "findings"
        tell(
            f"{len(outside)} more {many} outside this commit; show them with --all")


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
        sys.stdout.write(line + "\n")
    return 0
