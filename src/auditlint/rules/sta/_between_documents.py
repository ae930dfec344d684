"""STA003 between documents: phases and milestones that two documents put into different states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Boxed, Named, Status
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement, is_finished
from auditlint.ledger.milestones import by_version, current_documents
from auditlint.parsing.structure import DONE, OPEN
from auditlint.reading import words
from auditlint.reading.names import alike, words_of
from auditlint.rules.sta._quoting import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditlint.ledger import Facts, Phase, Workspace

_UNFINISHED = frozenset((words.OPEN, words.ACTIVE))


class _Side(NamedTuple):
    """What one document says of a subject: done or not, and where."""

    done: bool
    raw: str
    place: Statement


def conflicts(workspace: Workspace) -> Iterator[Finding]:
    """Yield one finding for each subject on whose being done two current documents differ."""
    found = list(_milestones(workspace))
    yield from found
    state, roadmap = workspace.one("gsd-state"), workspace.one("gsd-roadmap")
    # A state file that is a milestone behind is so with its phase too: one cause.
    behind = state is not None and any(one.path == state.path for one in found)
    if state is not None and roadmap is not None and not behind:
        yield from _phases(workspace, state, roadmap)


def _milestones(workspace: Workspace) -> Iterator[Finding]:
    documents = current_documents(workspace)
    for same in by_version((Status, Boxed), documents).values():
        sides = _sides(same)
        done = [one for one in sides if one.done]
        other = [one for one in sides if not one.done]
        if done and other:
            few, many = (done, other) if len(done) < len(other) else (other, done)
            subject = few[0].place.claim.subject
            yield _finding(f"milestone {subject.id}", few[0], many)


def _sides(statements: list[Statement]) -> list[_Side]:
    """What each document says, where it says one thing and says it in known words."""
    by_path: dict[str, list[_Side]] = {}
    unclear: set[str] = set()
    for one in statements:
        path = one.facts.path
        claim = one.claim
        if isinstance(claim, Boxed):
            if claim.state in (DONE, OPEN):
                raw = "ticked" if claim.state == DONE else "not ticked"
                by_path.setdefault(path, []).append(_Side(claim.state == DONE, raw, one))
        elif claim.state == words.DONE or claim.state in _UNFINISHED:
            by_path.setdefault(path, []).append(_Side(claim.state == words.DONE, claim.raw, one))
        else:
            unclear.add(path)
    return [
        same[0] for path, same in by_path.items()
        if path not in unclear and len({one.done for one in same}) == 1
    ]


def _phases(workspace: Workspace, state: Facts, roadmap: Facts) -> Iterator[Finding]:
    """The state file's current phase against the roadmap."""
    mine = _by_phase(workspace, state)
    if not mine or workspace.is_renumbered(roadmap):
        return
    theirs = _by_phase(workspace, roadmap)
    for identity, ours in mine.items():
        own, other = _sides(ours), _sides(theirs.get(identity, []))
        if not own or not other or own[0].done == other[0].done:
            continue
        if not _same_name(state, roadmap, identity):
            continue  # A phase of another milestone, whose numbers are used again.
        phase = workspace.phase_of(other[0].place, identity)
        if phase is None or _on_disk(phase) != own[0].done:
            yield _finding(f"phase {identity}", own[0], other)


def _by_phase(workspace: Workspace, facts: Facts) -> Mapping[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in workspace.statements(Status, [facts]):
        if one.claim.subject.type == "phase":
            found.setdefault(one.claim.subject.id, []).append(one)
    return found


def _same_name(one: Facts, other: Facts, identity: str) -> bool:
    """Whether the two documents call the phase alike, as far as they name it."""
    names = [
        [words_of(named.name) for named in facts.of(Named)
         if named.subject.type == "phase" and named.subject.id == identity]
        for facts in (one, other)
    ]
    return all(
        alike(left, right) for left in names[0] for right in names[1] if left and right
    )


def _on_disk(phase: Phase) -> bool | None:
    """Whether every plan of a phase is finished; None where the folder cannot tell.

    A roadmap that is behind its folders is the finding of other rules (BOX002, CNT006).
    """
    if phase.has_phase_summary or phase.has_unnumbered_plans or not phase.plans:
        return None
    return all(one.summary is not None and is_finished(one.summary) for one in phase.plans)


def _finding(subject: str, wrong: _Side, others: list[_Side]) -> Finding:
    there = others[0]
    name = there.place.facts.path.rpartition("/")[2]
    return Finding(
        wrong.place.span,
        f"{subject} is {said(wrong.raw)} here, but {said(there.raw)} in {name}",
        related=tuple(
            Related(one.place.span, f"{subject} is {said(one.raw)} here", one.place.facts.path)
            for one in others
        ),
        data={"subject": subject, "stated": "done" if wrong.done else "not done",
              "document": name},
        path=wrong.place.facts.path,
    )
