"""How many tasks a document says there are in all: ``**Total Tasks**: 54``, "54 tasks across 4
phases". What is said of a part (a phase, what remains) is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import FIELD, LINE, Count
from auditlint.reading.numbers import is_approximate, is_past, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document

TASKS = "tasks"

_KEYS = ("total tasks", "tasks total", "number of tasks", "task count", "total task count",
         "total number of tasks")
_WHOLE = (
    r"(?<![\w.,/$#~+-])(\d{1,4})[*_]{0,3}[ ](?:[a-z]+[ ])?tasks[*_]{0,3}[ ](?:in total|total\b|(?:across|over|in)[ ](?:all[ ])?"
    r"[\w-]{1,6}[ ](?:\w+[ ])?(?:phases|groups|sections|stages|steps|days)\b)"
    r"|\ball[ ](?:of[ ]the[ ])?[*_]{0,3}(\d{1,4})[*_]{0,3}[ ]tasks\b"
    r"|\btotal(?:s|[ ]of)?:?[*_]{0,3}:?[ ][*_]{0,3}(\d{1,4})[*_]{0,3}[ ]tasks\b(?![ ](?:complete|done|remain|left))"
    r"|\b(?:includes|contains|comprises|consists[ ]of|lists|has)[ ][*_]{0,3}(\d{1,4})[*_]{0,3}[ ](?:[a-z]+[ ])?tasks\b"
)
_PART = (
    r"(?:\b(?:remaining|other|another|additional|more|new|first|last|next|of|the|phase|stage|wave|"
    r"completed|finished|only|these|from|previous|each)|/|\d)[ ]*[*_]{0,3}$"
)


#: A line that begins with a phase, or that adds up a smallest product, counts that part.
_OF_PART = (
    r"\b(?:phases?|stages?|sprints?|waves?|stor(?:y|ies)|steps?|groups?|milestones?|weeks?|days?)[ ]#?\d|"
    r"\bUS-?\d|\bMVP\b|\bminimum viable\b|=[ *_]*$"
)


def stated_tasks(document: Document) -> Iterator[Count]:
    """Yield the numbers of all tasks that fields and sentences state."""
    seen: set[int] = set()
    for field in document.fields:
        if field.key.casefold() not in _KEYS:
            continue
        match = pattern(r"[*_`]{0,3}(\d{1,4})(?![\w.,/%+-]|[ ]*[/+–-])").match(field.value)
        section = document.section_at(field.key_span.start)
        if match is None or _is_part(section.title):
            continue
        start = field.value_span.start + match.start(1)
        seen.add(start)
        yield _count(document, start, start + len(match[1]), FIELD)
    prose = document.prose
    if "task" not in prose:
        return
    for match in pattern(_WHOLE, re.IGNORECASE).finditer(prose, document.body):
        which = match.lastindex or 1
        start, end = match.span(which)
        before = prose[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
        if start in seen or is_past(before) or pattern(_OF_PART, re.IGNORECASE).search(before):
            continue
        if not pattern(_PART, re.IGNORECASE).search(before[-40:]):
            yield _count(document, start, end, LINE)


def _is_part(title: str) -> bool:
    return pattern(r"phase|stage|sprint|wave|story|group|part|\d", re.IGNORECASE).search(title) is not None


def _count(document: Document, start: int, end: int, source: str) -> Count:
    return Count(
        TASKS, None, int(document.text[start:end]), Span(start, end), source,
        is_approximate(document.prose, start, end),
    )
