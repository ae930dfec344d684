"""PAGE"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import CitesCommit
from auditlint.findings import NOTICE, Finding, Related
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import HISTORICAL, LIVING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="REF003",
    name="unknown-commit",
    summary="A cited commit that is not in the repository",
    severity="warning",
    scope="project",
    needs=("CitesCommit",),
)

#: When fewer resolve, in hundredths, the history was written anew: that is one cause.
_SHARE = 60
_Places = list[tuple["Facts", CitesCommit]]


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each unknown hash, or one for all where most are unknown."""
    from auditlint.evidence.commits import COMMIT, MISSING, TAG

    cited: dict[str, _Places] = {}
    for facts in sorted(context.ledger.by_path.values(), key=_order):
        if "CitesCommit" in facts.types:
            for claim in facts.of(CitesCommit):
                cited.setdefault(claim.commit, []).append((facts, claim))
    resolved = context.evidence.commits.resolve_all(cited)
    known = sum(one.state in (COMMIT, TAG) for one in resolved.values())
    unknown = {
        one: places for one, places in cited.items() if resolved[one].state == MISSING
    }
    if not unknown:
        return
    if known * 100 < _SHARE * (known + len(unknown)):
        places = [place for found in unknown.values() for place in found]
        yield _finding(
            places, f"{len(unknown)} of the {known + len(unknown)} commits that the documents "
            "cite are not in the repository: its history was written anew"
            if known + len(unknown) > 1 else f"commit {places[0][1].commit} is not in the "
            "repository",
        )._replace(severity=NOTICE, data={"commits": "most"})
        return
    for commit, places in unknown.items():
        yield _finding(places, f"commit {commit} is not in the repository")._replace(
            data={"commit": commit}
        )


def _order(facts: Facts) -> tuple[int, str]:
    return (0 if facts.age == LIVING else 1 if facts.age == HISTORICAL else 2), facts.path


def _finding(places: _Places, message: str) -> Finding:
    facts, claim = places[0]
    return Finding(
        claim.span, message, path=facts.path,
        related=tuple(
            Related(one.span, "cited here", "" if other is facts else other.path)
            for other, one in places[1:]
        ),
    )
