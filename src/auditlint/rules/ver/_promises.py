"""What is looked at besides the files as they are, before a plan's promise is called broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.rules.base import unasked
from auditlint.rules.ruling import Ground, unclear

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.claims import Linked, Promised
    from auditlint.evidence import Evidence
    from auditlint.evidence.standing import Standing
    from auditlint.ledger.executed import Executed
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling


def commits_of(evidence: Evidence, one: Executed) -> list[str]:
    """Return the commits of the plan's summary and of the verifications of its phase."""
    history = evidence.history
    if not history.is_known:
        return []
    found = [
        history.first_write(one.summary.path, follow=True), history.last_write(one.summary.path)
    ]
    found += [history.last_write(each.path) for each in one.phase.of_kind("gsd-verification")]
    return list(dict.fromkeys(each.id for each in found if each is not None))


def base_of(path: str) -> str:
    """Return the folder that a planning tree lies in, with a slash; "" for the root."""
    return path[: max(f"/{path}".find("/.planning/"), 0)]


def is_mentioned(context: ProjectContext, one: Executed, name: str) -> bool:
    """Whether the plan's summary speaks of `name`: then it says what was done instead."""
    document = context.document(one.summary.path)
    return document is None or name in document.text


#: Where a summary says how it went another way than planned.
_OTHERWISE = ("deviation", "decision", "issue", "changed", "differ", "deferred", "not done")


def is_explained(context: ProjectContext, one: Executed, name: str) -> bool:
    """Whether the summary speaks of `name` where it tells what went another way than planned."""
    document = context.document(one.summary.path)
    return document is None or any(
        name in document.text[section.start : section.end]
        for section in document.sections
        if section.level > 1 and any(word in section.title.casefold() for word in _OTHERWISE)
    )


def tell_of_open_plans(
    context: ProjectContext, claim: type[Promised] | type[Linked], done: Iterable[Executed]
) -> None:
    """Tell why the promises of those plans are not judged that are not among the ones `done`."""
    if context.judged is unasked:
        return
    plans = {one.plan.path for one in done}
    for facts in context.ledger.by_path.values():
        if claim.__name__ in facts.types and facts.path not in plans:
            for one in facts.of(claim):
                context.judged(facts.path, one.span, unclear, _NOT_DONE)


_NOT_DONE = "no finished summary of its plan is known: what it promises is still to be made"


def not_there(evidence: Evidence, found: Standing) -> Ruling:
    """Say why the file of a promise, which is not there, cannot be judged."""
    removed = evidence.history.removed(found.path)
    if found.state == "gone" and removed is not None:
        return unclear("its file was there, and is gone", Ground("removed", commit=removed.id))
    doubt = evidence.history.doubt
    return unclear(
        f"its file is not there, and nobody knows whether it ever was: {doubt}" if doubt
        else "it may be no file, ignored by git, another repository's, or one of several",
        Ground(path=found.path),
    )


def at_summary(one: Executed, evidence: Evidence) -> Ground:
    """Return when a plan was called done."""
    commits = commits_of(evidence, one)
    return Ground("the plan was called done", one.summary.path, commit=commits[0] if commits else "")
