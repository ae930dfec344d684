"""NAM002 between documents: one version with names that have nothing in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, Named, Status
from auditlint.findings import Finding, Related
from auditlint.ledger.milestones import by_version, current_documents, version_of
from auditlint.reading import words
from auditlint.reading.names import alike, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Statement, Workspace
    from auditlint.ledger.milestones import Version

#: Names that any milestone can bear besides its own.
_GENERIC = frozenset((
    "mvp", "release", "initial", "milestone", "version", "core", "first", "launch", "foundation",
    "current", "next", "major", "minor", "project", "app", "product",
))  # fmt: skip
#: What is no name, though it stands where one is expected.
_NO_NAME = frozenset((
    "shipped", "complete", "completed", "planned", "progress", "tbd", "phases", "archived",
    "unnamed", "between", "none", "null", "next", "pending", "planning", "active",
))  # fmt: skip


def differences(workspace: Workspace) -> Iterator[Finding]:
    """Yield what the current documents call differently: names first, then the state's version."""
    apart = list(_named_apart(workspace))
    yield from apart
    state, roadmap = workspace.one("gsd-state"), workspace.one("gsd-roadmap")
    # A state file that is a milestone behind has the wrong name too: one cause.
    if state is not None and roadmap is not None and all(one.path != state.path for one in apart):
        yield from _behind(state, roadmap)


def _named_apart(workspace: Workspace) -> Iterator[Finding]:
    """Yield one finding for each version that a document names unlike all others do."""
    documents = current_documents(workspace)
    for same in by_version((Named,), documents).values():
        by_path: dict[str, list[tuple[tuple[str, ...], Statement]]] = {}
        for one in same:
            said = words_of(one.claim.name)
            if said and not _NO_NAME.intersection(said) and not _GENERIC.issuperset(said):
                by_path.setdefault(one.facts.path, []).append((said, one))
        # The record of what was shipped is believed first, the state file last.
        names = [by_path[facts.path] for facts in documents if facts.path in by_path]
        odd = _odd(names)
        if odd is not None:
            yield _finding(odd, next(one for one in names if one is not odd)[0][1])


def _behind(state: Facts, roadmap: Facts) -> Iterator[Finding]:
    """Yield a finding where the state file is at a shipped milestone, and the roadmap at another."""
    statuses = by_version((Status,), [roadmap])
    states: dict[Version, set[str]] = {
        version: {one.claim.state for one in same} for version, same in statuses.items()
    }
    active = [version for version, said in states.items() if words.ACTIVE in said]
    stated = [
        one for one in state.of(Named)
        if one.subject.type == "milestone" and not one.subject.id and one.source == FRONT_MATTER
    ]
    own = version_of(stated[0].name) if stated else ()
    if len(active) != 1 or states[active[0]] != {words.ACTIVE} or states.get(own) != {words.DONE}:
        return
    there = statuses[active[0]][0]
    version = there.claim.subject.id
    yield Finding(
        stated[0].span,
        f"the milestone is {stated[0].name!r} here, but ROADMAP.md has shipped it and is at {version}",
        related=(Related(there.span, f"milestone {version} is in progress here", roadmap.path),),
        data={"front": stated[0].name, "roadmap": version, "document": "ROADMAP.md"},
        path=state.path,
    )


_Names = list[tuple[tuple[str, ...], "Statement"]]


def _odd(names: list[_Names]) -> _Names | None:
    """The last document whose names are like no other document's; None where two differ so."""
    odd = [
        one for one in names
        if not any(_shared(one, other) for other in names if other is not one)
    ]
    if len(names) < 2 or len(odd) != (2 if len(names) == 2 else 1):
        return None
    return odd[-1]


def _shared(one: _Names, other: _Names) -> bool:
    return any(alike(left, right) for left, _ in one for right, _ in other)


def _finding(odd: _Names, there: Statement) -> Finding:
    here = odd[0][1]
    where = there.facts.path.rpartition("/")[2]
    version = here.claim.subject.id
    own, other = _short(here.claim.name), _short(there.claim.name)
    return Finding(
        here.span,
        f"milestone {version} is {own!r} here, but {other!r} in {where}",
        related=(Related(there.span, f"{other!r} here", there.facts.path),),
        data={"milestone": version, "name": own, "other": other, "document": where},
        path=here.facts.path,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
