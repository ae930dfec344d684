"""What a report judges and was written after it, by the order of commits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.age import ARCHIVED
from auditlint.claims import Quoted, Status, Verdict
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement
from auditlint.ledger.newest import last_audit
from auditlint.ledger.requirements import shortened
from auditlint.reading.numbers import pattern
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Subject
    from auditlint.evidence import Evidence
    from auditlint.evidence.history import Commit
    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling


def outrun(context: ProjectContext) -> Iterator[Finding]:
    """Yield one notice for each living report that covers what was written after it."""
    for workspace in context.ledger.workspaces:
        for phase in workspace.phases.values():
            reports = phase.of_kind("gsd-verification")
            if len(reports) == 1 and len(phase.folders) == 1 and reports[0].age != ARCHIVED:
                yield from _plans(context, phase, reports[0])
        audit = last_audit(workspace)
        if audit is not None:
            yield from _verifications(context, workspace, audit)


def _written(evidence: Evidence, facts: Facts) -> Commit | None:
    """Return the commit that last wrote a document as it stands; None where that is not known."""
    written = evidence.history.last_write(facts.path)
    return written if written is not None and evidence.contents.is_committed(facts.path) else None


def _is_later(evidence: Evidence, facts: Facts, report: Commit) -> bool:
    """Whether a document was first written, under whatever name, after `report`."""
    first = evidence.history.first_write(facts.path, follow=True)
    return first is not None and evidence.history.is_after(first, report) is True


#: The report of a single plan: ``06-06-VERIFICATION.md``.
_OF_A_PLAN = r"[\d.]+[A-Za-z]?-\d+[a-z]?-"


def _plans(context: ProjectContext, phase: Phase, report: Facts) -> Iterator[Finding]:
    evidence = context.evidence
    name = report.path.rpartition("/")[2]
    if pattern(_OF_A_PLAN).match(name) is not None:
        return
    summaries = [one.summary for one in phase.plans if one.summary is not None]
    if not summaries:
        return
    written = _written(evidence, report)
    later = [
        one for one in summaries if written is not None
        and _is_later(evidence, one, written) and not _speaks_of(context, one, name)
    ]
    _tell(context, report, written, later)
    if later:
        names = shortened([one.path.rpartition("/")[2] for one in later])
        yield _finding(report, later, f"written before {_count(later, 'summary', 'summaries')} of its phase: {names}")


def _speaks_of(context: ProjectContext, summary: Facts, name: str) -> bool:
    """Whether a summary names the report: it knows it, or its plan wrote it."""
    read = context.read(summary.path)
    return read is None or name.encode() in read.data


def _verifications(
    context: ProjectContext, workspace: Workspace, audit: Facts
) -> Iterator[Finding]:
    evidence = context.evidence
    judged: dict[str, tuple[str, Facts]] = {}
    for subject in _subjects(audit):
        if subject.type != "phase":
            continue
        phase = workspace.phase_of(Statement(audit, None), subject.id)
        reports = phase.of_kind("gsd-verification") if phase is not None else []
        if phase is not None and len(reports) == 1:
            judged[reports[0].path] = (str(phase.id), reports[0])
    if not judged:
        return
    written = _written(evidence, audit)
    found = [
        (name, one) for name, one in judged.values() if written is not None
        and (_is_later(evidence, one, written) or _is_rewritten(evidence, one, written))
    ]
    _tell(context, audit, written, [one for _, one in found])
    if found:
        names = shortened([name for name, _ in found])
        later = [one for _, one in found]
        count = _count(later, "verification", "verifications")
        yield _finding(audit, later, f"written before {count} that it quotes: phase {names}")


def _subjects(audit: Facts) -> Iterator[Subject]:
    yield from (one.subject for one in audit.of(Status))
    yield from (one.subject for one in audit.of(Verdict))
    yield from (one.subject for one in audit.of(Quoted))


def _is_rewritten(evidence: Evidence, report: Facts, audit: Commit) -> bool:
    """Whether a verification's status or score is another one than the audit found."""
    last = evidence.history.last_write(report.path)
    if last is None or evidence.history.is_after(last, audit) is not True:
        return False
    then, now = evidence.contents.text(report.path, audit.id), evidence.contents.text(report.path)
    return then is not None and now is not None and _stated(then) != _stated(now)


def _stated(text: str) -> list[str]:
    lines: list[str] = pattern(r"^(?:status|score):[^\n]*", re.MULTILINE).findall(text[:20_000])
    return [" ".join(one.split()) for one in lines]


def _count(some: list[Facts], one: str, many: str) -> str:
    return f"{len(some)} {one if len(some) == 1 else many}"


def _tell(
    context: ProjectContext, report: Facts, written: Commit | None, later: list[Facts]
) -> None:
    context.judged(report.path, _place(report), _ruling, context.evidence, report, written, later)


def _ruling(
    evidence: Evidence, report: Facts, written: Commit | None, later: list[Facts]
) -> Ruling:
    if written is None:
        doubt = evidence.history.doubt or "it is not committed as it stands"
        return unclear(f"nobody knows when it was written: {doubt}")
    own = Ground("the report as it stands", report.path, commit=written.id)
    if not later:
        return right("it is newer than what it covers", own)
    firsts = ((one, evidence.history.last_write(one.path)) for one in later)
    return wrong("it is older than what it covers", own, *(
        Ground("newer", one.path, commit=commit.id if commit is not None else "")
        for one, commit in firsts
    ))


def _place(report: Facts) -> Span:
    """Where a report says how it found things."""
    status = next((one for one in report.of(Status) if one.subject.type == "document"), None)
    return status.span if status is not None else Span(0, 0)


def _finding(report: Facts, later: list[Facts], message: str) -> Finding:
    return Finding(
        _place(report), message,
        related=tuple(Related(Span(0, 0), "this is newer", one.path) for one in later),
        data={"later": " ".join(one.path.rpartition("/")[2] for one in later[:20])},
        path=report.path,
    )
