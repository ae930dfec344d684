"""One run over groups of documents: check them, and print paths as the user knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditlint.config import Config
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic, Place, Report
    from auditlint.targets import Group


class Result(NamedTuple):
    """The outcome of every file, and the report over all."""

    outcomes: list[Outcome]
    report: Report


def run(
    groups: Sequence[Group],
    config: Config,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Check every group; see `engine.run` for `jobs` and `progress`."""
    outcomes: list[Outcome] = []
    for group in groups:
        for outcome in engine.run(group.tree, group.tasks, config, jobs, progress):
            shown = group.shown.get(outcome.path, outcome.path)
            outcomes.append(_relocated(outcome, group.shown) if shown != outcome.path else outcome)
    return Result(outcomes, engine.report(outcomes, len(outcomes)))


def _relocated(outcome: Outcome, shown: dict[str, str]) -> Outcome:
    """Return `outcome` with the paths that are printed in place of the tree's own."""

    def place(one: Place) -> Place:
        return one._replace(path=shown.get(one.path, one.path))

    def diagnostic(one: Diagnostic) -> Diagnostic:
        fix = one.fix
        if fix is not None:
            fix = fix._replace(
                edits=tuple(edit._replace(place=place(edit.place)) for edit in fix.edits)
            )
        return one._replace(
            place=place(one.place),
            related=tuple(each._replace(place=place(each.place)) for each in one.related),
            fix=fix,
        )

    return outcome._replace(
        path=shown.get(outcome.path, outcome.path),
        diagnostics=tuple(diagnostic(one) for one in outcome.diagnostics),
        suppressed=tuple(diagnostic(one) for one in outcome.suppressed),
    )
