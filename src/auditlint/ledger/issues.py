"""The issues of a register that nothing in it calls closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Defines, Status
from auditlint.reading import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts

_OPEN = (words.OPEN, words.FAILED, words.ACTIVE)


def open_issues(register: Facts) -> Iterator[Defines]:
    """Yield the issues whose states, where they have any, are all plainly open ones."""
    closed = {
        one.subject.id for one in register.of(Status)
        if one.subject.type == "issue" and one.state not in _OPEN
    }
    for issue in register.of(Defines):
        if issue.subject.type == "issue" and issue.subject.id not in closed:
            yield issue
