"""A breakdown that differs from its rows or from its whole.

## What it does
Adds up breakdowns (`146 tests (47 unit + 99 integration)`) and compares labelled ones
(`12 items (2 Info, 10 Deferred)`, a severity distribution) with the rows that carry each
label. A labelled breakdown is compared only when its labels cover all rows.

## Why is this bad?
A breakdown says how bad it is, not only how much. Moving one item from "deferred" to "critical"
without touching it hides what matters most.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

- **Tests:** 150/150 passing (47 unit + 99 integration)
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

- **Tests:** 146/146 passing (47 unit + 99 integration)
```

## How to fix
Count each part again and correct the breakdown, or the whole in front of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import Parts
from auditlint.findings import Finding, Related
from auditlint.reading.numbers import integer, is_approximate, pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT005",
    name="breakdown",
    summary="A breakdown differs from its rows or its whole",
    severity="error",
    fix="unsafe",
)

_SUM = r"\((\d[\d,]{0,9}(?: [^()+,;:=|\d\n]{1,40})?(?:[ ]?\+[ ]?\d[\d,]{0,9}(?: [^()+,;:=|\d\n]{1,40})?)+)\)"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each sum in parentheses and each labelled breakdown that is wrong."""
    if context.kind.format == "markdown":
        yield from _sums(context.document.prose)
    for parts in context.claims.of(Parts):
        yield from _labels(parts)


def _sums(prose: str) -> Iterator[Finding]:
    if "+" not in prose or "(" not in prose:
        return
    for match in pattern(_SUM).finditer(prose):
        inner = match[1]
        numbers = [integer(one) for one in pattern(r"\d[\d,]*").findall(inner)]
        if any(one is None for one in numbers):
            continue
        if _is_one_of_several(prose, match.start(), match.end()):
            continue
        total = sum(one for one in numbers if one is not None)
        whole = _whole_before(prose, match.start())
        if whole is None or whole[0] == total:
            continue
        if whole[0] < max(one for one in numbers if one is not None):
            continue  # Less than one of its parts: that number is no whole of theirs.
        value, span = whole
        if total < value and prose[span.end : span.end + 1] == "/" and _names_new(inner):
            continue  # "16/16 (3 for locks + 1 new)": how all went, and what came to them.
        if _mixes_units(prose[span.end : match.end()]):
            continue
        yield Finding(
            Span(match.start(1), match.end(1)),
            f"{inner} is {total}, but {value} is stated as the whole",
            related=(Related(span, f"the whole: {value}"),),
            data={"parts": inner, "sum": total, "whole": value},
        )


def _is_one_of_several(prose: str, start: int, end: int) -> bool:
    """Whether further parentheses with numbers stand in the sentence: ``A (4+2+1), B (2)``.

    Then the number in front is the whole of all of them. Nor is a sum whose only unit differs
    from what was counted a breakdown of it: ``3 files (400+50+198 chars)``.
    """
    line_start = prose.rfind("\n", 0, start) + 1
    line_end = prose.find("\n", end)
    line_end = len(prose) if line_end < 0 else line_end
    before = prose[max(line_start, start - 120) : start]
    behind = prose[end : min(line_end, end + 120)]
    if pattern(r"\(\D{0,20}\d").search(before) or pattern(r"\(\D{0,20}\d").search(behind):
        return True
    labels = pattern(r"\d[\d,]*[ ]?([^+()]*)").findall(prose[start:end])
    named = [label.strip() for label in labels if label.strip()]
    if len(named) == 1 and labels[-1].strip():
        unit = named[0].split()[-1].casefold()
        return unit not in before.casefold()
    return False


def _names_new(parts: str) -> bool:
    """Whether some of the parts are called new, and none is what was there before."""
    return (
        pattern(r"\b(?:new|added)\b", re.IGNORECASE).search(parts) is not None
        and pattern(r"\b(?:old|existing|previous|prior|unchanged)\b", re.IGNORECASE).search(parts) is None
    )


def _mixes_units(text: str) -> bool:
    """Whether times are added up in several units (``90 seconds (1 minute + 30 seconds)``), or of
    things that are no times (``25 weeks (10 phases + 1 phase)``)."""
    times = pattern(r"\b(second|sec|minute|min|hour|hr|day|week|month|year)s?\b", re.IGNORECASE)
    whole, _, parts = text.partition("(")
    units = {match[1].casefold()[:3] for match in times.finditer(parts)}
    own = {match[1].casefold()[:3] for match in times.finditer(whole)}
    if not own and not units:
        return False
    things = pattern(r"\b(?:phase|plan|task|step|file|test|item|milestone|sprint)s?\b", re.IGNORECASE)
    return len(units | own) > 1 or (not units and things.search(parts) is not None)


def _whole_before(prose: str, end: int) -> tuple[int, Span] | None:
    """Return the number that a parenthesis breaks down: the only one in the words before it."""
    start = max(prose.rfind(mark, max(0, end - 60), end) for mark in "\n|.;:(")
    start = max(start + 1, end - 60)
    clause = prose[start:end]
    found = list(pattern(r"(?<![\w.,/-])(\d[\d,]*)(?:/(\d[\d,]*))?(?![\w.%/-])").finditer(clause))
    if len(found) != 1:
        return None
    match = found[0]
    if match[2] and match[2] != match[1]:
        return None
    value = integer(match[1])
    if value is None or is_approximate(prose, start + match.start(), start + match.end()):
        return None
    # "Phase 19 executed (43 tests + 12 docs)": a number behind a label is a name.
    if pattern(r"(?:\b(?:phase|plan|wave|step|task|section|chapter|milestone|sprint|week|day|"
               r"version|round|line|item|issue|stage|part|level|v)|#)[ ]?$", re.IGNORECASE).search(
        clause[: match.start()]
    ):
        return None
    # Only a few words may stand between the number and its parts.
    if len(clause[match.end() :].split()) > 4:
        return None
    return value, Span(start + match.start(1), start + match.end(1))


def _labels(parts: Parts) -> Iterator[Finding]:
    counted = dict(parts.counted)
    wrong = [
        (label, number, span) for label, number, span in parts.parts
        # A label without a single row is listed elsewhere, or not at all: no conclusion.
        if counted.get(label) and counted[label] != number
    ]
    if not wrong:
        return
    listed_parts = [(label, number) for label, number, _ in parts.parts if counted.get(label)]
    said = ", ".join(f"{number} {label}" for label, number in listed_parts)
    listed = ", ".join(f"{counted[label]} {label}" for label, _ in listed_parts)
    yield Finding(
        parts.span,
        f"{said} stated, but the rows are {listed}",
        related=tuple(
            Related(span, f"{counted[label]} rows are {label}") for label, _, span in wrong
        ),
        data={"stated": said, "listed": listed},
    )
