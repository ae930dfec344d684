"""Whether a requirements list took back, after an audit, what it had said when that was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.evidence import Evidence

#: A line that says of a requirement that it is done.
_DONE = r"\[[xX]\]|\|[ \t]*\W{0,3}[ \t]*(?:complete|completed|done|satisfied|verified)\b"


def was_reopened(evidence: Evidence, path: str, audit: str, identity: str) -> bool:
    """Whether the list at `path` called a requirement done at the audit's commit, and was
    written again since: then the list is the newer word, and no slip."""
    history = evidence.history
    audited, listed = history.last_write(audit), history.last_write(path)
    if audited is None or listed is None or history.is_after(listed, audited) is not True:
        return False
    then, now = evidence.contents.text(path, audited.id), evidence.contents.text(path)
    return (
        then is not None and now is not None
        and _done_lines(then, identity) > _done_lines(now, identity)
    )


def _done_lines(text: str, identity: str) -> int:
    """Return how many lines that name a requirement say that it is done."""
    lines = pattern(rf"^[^\n]*(?<![\w-]){re.escape(identity)}(?![\w-])[^\n]*$", re.MULTILINE)
    return sum(
        1 for line in lines.findall(text) if pattern(_DONE, re.IGNORECASE).search(line) is not None
    )
