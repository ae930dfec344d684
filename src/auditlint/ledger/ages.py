"""The age of documents that others decide: a feature of spec-kit is archived by its task list.

What a path says (`auditlint.age`) is known of each document by itself. A feature whose tasks are
all done lies where it always lay; only its ``tasks.md`` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.age import ARCHIVED
from auditlint.ledger.scopes import feature_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.ledger.facts import Facts


def is_up_to_others(path: str) -> bool:
    """Whether another document may decide how old the one at `path` is."""
    return bool(feature_tree(path))


def aged(facts: Sequence[Facts]) -> Sequence[Facts]:
    """Return facts with their ages as all documents together tell them, in the same order."""
    finished = {feature_tree(one.path) for one in facts if _ends_feature(one)}
    if not finished:
        return facts
    return [
        one.of_age(ARCHIVED) if feature_tree(one.path) in finished else one for one in facts
    ]


def _ends_feature(facts: Facts) -> bool:
    """Whether a document is the task list of a feature, and has tasks, all of them done."""
    if facts.kind != "speckit-tasks" or facts.path != f"{feature_tree(facts.path)}/tasks.md":
        return False
    from auditlint.claims import Boxes

    return any(one.done and not one.open and not one.other for one in facts.of(Boxes))
