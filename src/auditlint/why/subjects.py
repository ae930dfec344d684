"""Subjects across documents: which statements are about one and the same thing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Subject
from auditlint.ledger import Statement, scope_of
from auditlint.ledger.scopes import tree_of
from auditlint.reading.ids import phase_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.ledger import Facts, Ledger, Workspace

#: Types of which all documents of a planning tree speak; of any other, each speaks of its own.
_SHARED = frozenset(("phase", "plan", "requirement", "milestone"))
_PREFIX = "phase "


class Target(NamedTuple):
    """One subject: of a planning tree and milestone (`scope`), or of one document (`home`)."""

    home: str
    scope: str
    type: str
    id: str


@lru_cache(maxsize=1 << 14)
def normal(kind: str, identity: str) -> tuple[str, str]:
    """Return the milestone that an id carries, and the id in the form in which it is compared."""
    if kind not in ("phase", "plan"):
        return "", identity.casefold()
    scope, _, token = identity.rpartition("/")
    if kind == "phase":
        phase = phase_id(token)
        return scope, str(phase) if phase is not None else token.casefold()
    head, _, tail = token.rpartition("-")
    phase = phase_id(head)
    return scope, f"{phase}-{tail.lstrip('0').upper() or '0'}" if phase else token.casefold()


def written(kind: str, identity: str) -> str:
    """Return an id in the form in which people write it."""
    if kind in ("phase", "milestone", "section"):
        return identity
    if kind != "plan":
        return identity.upper()
    phase, _, plan = identity.rpartition("-")
    head, dot, tail = phase.partition(".")
    return f"{_padded(head)}{dot}{tail}-{_padded(plan)}" if phase else identity


def _padded(token: str) -> str:
    digits = token.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return digits.zfill(2) + token[len(digits):]


def named_by(claim: Claim) -> Iterator[Subject]:
    """Yield the subjects that a claim is about; none where it is about its whole document."""
    name = type(claim).__name__
    if name in ("Assigned", "Traced", "Listed"):
        yield Subject("requirement", claim.requirement)
    elif name == "Entry":
        for one in claim.ids:
            yield Subject("requirement", one)
    elif name in ("Count", "Tally", "Progress"):
        if claim.scope.startswith(_PREFIX):
            yield Subject("phase", claim.scope.removeprefix(_PREFIX))
    elif hasattr(claim, "subject"):
        yield claim.subject
        if name == "Depends":
            yield claim.on


class Subjects:
    """The subjects of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.workspaces: dict[str, Workspace] = {one.root: one for one in ledger.workspaces}
        self._known: dict[tuple[str, Subject], Target] = {}

    def target(self, facts: Facts, subject: Subject) -> Target:
        """Return what a document means by a subject."""
        key = (facts.path, subject)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._target(facts, subject)
        return found

    def _target(self, facts: Facts, subject: Subject) -> Target:
        scope, identity = normal(subject.type, subject.id)
        home = tree_of(facts.path) if subject.type in _SHARED else ""
        if not home or subject.type == "document" or not identity:
            return Target(facts.path, "", subject.type, identity)
        own = scope_of(facts.path) or scope
        workspace = self.workspaces.get(home)
        if subject.type == "milestone" or workspace is None:
            return Target(home, "", subject.type, identity)
        if subject.type != "requirement":
            named = subject.id if subject.type == "phase" else subject.id.rpartition("-")[0]
            phase = workspace.named_phase_of(Statement(facts, None), named)
            own = phase.scope if phase is not None else own
        return Target(home, own, subject.type, identity)
