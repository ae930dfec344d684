"""NAM003 outside the roadmap: what the state file and verifications call its phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import HEADING, Belongs, Named
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, scope_of
from auditlint.reading import words
from auditlint.reading.ids import phase_id
from auditlint.reading.names import alike, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.ledger import Facts, Phase, Workspace

#: Words that say what a report is and not what its phase is about.
_OF_REPORTS = frozenset((
    "report", "reports", "verification", "validation", "security", "review", "uat", "user",
    "acceptance", "testing", "tests", "test", "human", "manual", "code", "gap", "gaps", "closure",
    "re", "after", "fix", "fixes", "audit", "threat", "model", "results", "strategy", "final",
    "initial", "goal", "backward", "second", "third", "pass", "rerun", "round", "checklist",
    "summary", "iteration", "reverification", "grading", "grade", "regrade", "verdict", "fourth",
    "fifth", "first", "re-verification", "assessment", "update", "updated", "standard", "deep", "plan", "plans", "wave",
))  # fmt: skip


def elsewhere(
    workspace: Workspace, roadmap: Facts, names: dict[str, list[tuple[str, Statement]]]
) -> Iterator[Finding]:
    """Yield a finding for each document whose name for a phase is like none that is known.

    `names` are the roadmap's own, by phase, where it calls the phase by one name.
    """
    state = workspace.one("gsd-state")
    if state is not None and not scope_of(roadmap.path):
        stated = [
            (identity, one) for identity, one in _state_names(state)
            # A folder of that name is of another milestone, whose numbers are used again.
            if not any(
                alike(words_of(one.name), _slug(folder)) for folder in _folders(workspace, identity)
            )
        ]
        yield from _compare(state, stated, names)
    if workspace.is_renumbered(roadmap):
        return
    for identity, known in names.items():
        phase = workspace.named_phase_of(Statement(roadmap, known[0][1].claim), identity)
        if phase is None or phase.scope != scope_of(roadmap.path):
            continue
        folder = _slug(next(iter(phase.folders)))
        for report in phase.documents:
            if report.kind == "gsd-verification":  # Others are titled freely.
                own = _report_names(report, phase)
                yield from _compare(report, ((identity, one) for one in own), names, folder)


def _folders(workspace: Workspace, identity: str) -> Iterator[str]:
    number = phase_id(identity)
    for phase in workspace.by_number.get(number, []) if number is not None else []:
        yield from phase.folders


def _slug(folder: str) -> tuple[str, ...]:
    return words_of(folder.rpartition("/")[2].replace("-", " ").replace("_", " "))


def _state_names(state: Facts) -> Iterator[tuple[str, Named]]:
    for one in state.of(Named):
        if one.subject.type == "phase" and not _tells_a_status(one.name):
            yield one.subject.id, one


def _tells_a_status(name: str) -> bool:
    """Whether what stands where a name is expected says how far the work is."""
    folded = {one.strip(".,:;") for one in name.casefold().split()}
    return words.state(name) != words.UNKNOWN or not folded.isdisjoint(
        ("complete", "completed", "done", "shipped", "milestone", "none", "tbd", "next", "of")
    )


def _report_names(report: Facts, phase: Phase) -> Iterator[Named]:
    """The name in the title; none where the title is another phase's (NAM004)."""
    if any(
        one.subject.type == "phase" and one.subject.id != str(phase.id)
        for one in report.of(Belongs)
    ):
        return
    for one in report.of(Named):
        if (
            one.subject.type == "phase" and one.source == HEADING
            and not _OF_REPORTS.issuperset(words_of(one.name))
        ):
            yield one


def _compare(
    facts: Facts, stated: Iterable[tuple[str, Named]],
    names: dict[str, list[tuple[str, Statement]]], folder: tuple[str, ...] = (),
) -> Iterator[Finding]:
    for identity, one in stated:
        own = words_of(one.name)
        known = names.get(identity, [])
        others = [words for words in (words_of(name) for name, _ in known) if words]
        if not own or not others or alike(own, folder):
            continue
        if not any(alike(own, other) for other in others):
            name, place = known[0]
            where = place.facts.path.rpartition("/")[2]
            yield Finding(
                one.span,
                f"phase {identity} is {_short(one.name)!r} here, but {_short(name)!r} in {where}",
                related=(Related(place.span, f"{_short(name)!r} here", place.facts.path),),
                data={"phase": identity, "name": _short(one.name), "other": _short(name)},
                path=facts.path,
            )
            return


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
