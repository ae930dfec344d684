"""The reports that are the newest word on what they judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.age import ARCHIVED
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Ledger, Workspace


def newest_reports(ledger: Ledger) -> Iterator[Facts]:
    """Yield the only verification of each phase, the last audit of each tree, and registers."""
    for workspace in ledger.workspaces:
        for phase in workspace.phases.values():
            reports = phase.of_kind("gsd-verification")
            if len(reports) == 1 and len(phase.folders) == 1 and reports[0].age != ARCHIVED:
                yield reports[0]
        audit = last_audit(workspace)
        if audit is not None:
            yield audit
    for facts in ledger.by_path.values():
        if facts.kind == "issue-register" and facts.age != ARCHIVED:
            yield facts


def last_audit(workspace: Workspace) -> Facts | None:
    """Return the audit of the highest milestone that is not archived; None where two may be."""
    audits = [one for one in workspace.of_kind("gsd-milestone-audit", None) if one.age != ARCHIVED]
    if not audits:
        return None
    keyed = sorted((_version(one.path), one.path) for one in audits)
    if len(keyed) > 1 and keyed[-1][0] == keyed[-2][0]:
        return None
    return next(one for one in audits if one.path == keyed[-1][1])


def _version(path: str) -> tuple[int, ...]:
    match = pattern(r"[vV](\d{1,6}(?:\.\d{1,6}){0,4})").search(path.rpartition("/")[2])
    numbers = [int(one) for one in match[1].split(".")] if match is not None else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
