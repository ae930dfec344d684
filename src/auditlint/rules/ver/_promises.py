"""What is looked at besides the files as they are, before a plan's promise is called broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.evidence import Evidence
    from auditlint.ledger.executed import Executed
    from auditlint.rules.base import ProjectContext


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
