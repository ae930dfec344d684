"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import MISSING, cited
from auditlint.evidence.successors import successor
from auditlint.findings import Finding
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import LIVING, Hedged, related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF001",
    name="missing-path",
    summary="A path in a living document that is not in the repository",
    severity="warning",
    scope="project",
    needs=("CitesPath",),
)

#: Documents that tell how things are. The other living ones also tell what shall be made.
_DESCRIBE = ("gsd-codebase-map", "gsd-state", "gsd-project", "instructions")


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each path that living documents cite and that is not there."""
    evidence = context.evidence
    hedged = Hedged(context)
    fates: dict[str, str] = {}
    groups: dict[str, list[Cited]] = {}
    for one in cited(evidence, context.ledger):
        if one.state != MISSING or one.is_link or one.facts.age != LIVING or _is_own(one):
            continue
        if one.path not in fates:
            fates[one.path] = _fate(evidence, one)
        if not fates[one.path] or hedged.at(one):
            continue
        if fates[one.path] == _NEVER and one.facts.kind not in _DESCRIBE:
            continue
        groups.setdefault(one.path, []).append(one)
    for path, (first, *others) in groups.items():
        yield Finding(
            first.claim.span, f"{path} {fates[path]}",
            related=related(others, first, "cited here too"),
            data={"path": path}, path=first.facts.path,
        )


_NEVER = "is not in the repository, and never was"


def _is_own(one: Cited) -> bool:
    """Whether a specification speaks of the folders that its framework keeps for its users."""
    return one.facts.kind.startswith("openspec-") and one.path.startswith("openspec/")


def _fate(evidence: Evidence, one: Cited) -> str:
    """Say what is known of a path that does not exist; "" for nothing that is wrong."""
    path = one.path
    existed = evidence.history.existed(path)
    if existed is None or successor(evidence, path) is not None:
        return ""
    if not existed:
        # Git keeps no empty folders, so that one may have been there, and be made again.
        return "" if one.claim.path.endswith("/") else _NEVER
    removed = evidence.history.removed(path)
    if removed is None:
        return "is not in the repository any more"
    return f"was removed by commit {removed.id[:9]}"
