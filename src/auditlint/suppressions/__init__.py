"""Suppressions: which findings the comments of a document hide, and what is wrong with those.

Imported only for documents whose text holds ``auditlint:``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from auditlint import registry
from auditlint.findings import Finding, Suppression
from auditlint.suppressions.directiveplaces import read
from auditlint.suppressions.directives import DISABLE, ENABLE, IGNORE_FILE
from auditlint.suppressions.unused import Hold, unused_findings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.parsing.document import Document
    from auditlint.suppressions.directives import Placed, Selector

INTERNAL = "LNT000"
UNUSED = "LNT001"
UNKNOWN = "LNT002"
EXPIRED = "LNT003"
_OWN = frozenset((UNUSED, UNKNOWN, EXPIRED))
#: Findings which say that a document was not checked in full: then nothing is called unused.
_INCOMPLETE = frozenset((INTERNAL, "DOC001", "DOC003", "DOC009"))
_END = 1 << 60
#: Looking for the nearest name is slow; a document with more unknown names gets none for the rest.
_MOST_HINTS = 20


class _Reading(NamedTuple):
    """All suppressions of a document, and the findings about them that need no matching."""

    holds: list[Hold]
    problems: list[Finding]
    #: Entries of ``enable`` that end nothing.
    idle: list[Hold]


def apply(
    document: Document, findings: list[Finding], codes: frozenset[str], form: str = "markdown"
) -> tuple[list[Finding], list[tuple[Finding, Suppression]], list[Finding]]:
    """Apply the suppressions of `document` to its findings.

    `codes` are the rules that ran, `form` the format of the document's kind. Returns the
    findings that are kept, those that are suppressed and by what, and the findings about the
    suppressions themselves (LNT001 to LNT003).
    """
    placed = read(document, form)
    if not placed:
        return findings, [], []
    reading = _resolve(document, placed)
    kept, suppressed = _match(document, findings, reading.holds)
    complete = not any(one.code in _INCOMPLETE for one in findings)
    extra = [one for one in reading.problems if one.code in codes]
    if not complete or UNUSED not in codes:
        extra, more = _match(document, extra, reading.holds)
        return kept, suppressed + more, extra
    # What hides only findings about suppressions can be judged only after those are known.
    first = [one for one in reading.holds if not one.codes or not one.codes <= _OWN]
    unused = [one for one in first if _is_unused(one, codes)]
    unused += [one for one in reading.idle if one.codes <= codes]
    extra, more = _match(document, extra + unused_findings(document, unused), reading.holds)
    late = [one for one in reading.holds if one.codes and one.codes <= _OWN]
    late = [one for one in late if _is_unused(one, codes)]
    # Once more for those that are kept: a fix takes out what is reported, not what is hidden.
    shown = {one.span for one in extra if one.code == UNUSED}
    extra = [one for one in extra if one.code != UNUSED]
    extra += unused_findings(
        document, [one for one in unused if one.selector.span in shown] + late
    )
    return kept, suppressed + more, extra


def _is_unused(hold: Hold, codes: frozenset[str]) -> bool:
    return not hold.used and hold.codes <= codes


def _known(selector: str) -> frozenset[str] | None:
    """Return the codes of a code, name or family; None for anything else."""
    if (
        selector not in registry.BY_CODE
        and selector not in registry.BY_NAME
        and selector not in registry.FAMILIES
    ):
        return None
    return registry.codes_for(selector) - {INTERNAL}


def _resolve(document: Document, placed: Iterable[Placed]) -> _Reading:
    """Turn directives into holds with lines; report unknown names and past dates."""
    from auditlint.source.clock import today

    now = today()
    reading = _Reading([], [], [])
    opened: dict[str, list[tuple[Hold, int]]] = {}
    hints: dict[str, str] = {}
    lines = document.lines
    for one in placed:
        directive = one.directive
        if directive.problem:
            reading.problems.append(
                Finding(
                    directive.problem_span, directive.problem, code=UNKNOWN,
                    data={"problem": directive.problem},
                )
            )
            continue
        expired = _expired(one, now)
        if expired is not None:
            reading.problems.append(expired)
        last = lines.line_at(max(directive.comment.end - 1, directive.comment.start))
        for selector in directive.selectors:
            codes = _known(selector.text)
            if codes is None:
                reading.problems.append(_unknown(selector, hints))
                continue
            hold = Hold(one, selector, codes)
            if directive.verb == ENABLE:
                if not _close(opened, codes, one.first):
                    reading.idle.append(hold)
                continue
            if directive.verb == DISABLE:
                for code in codes:
                    opened.setdefault(code, []).append((hold, last + 1))
            elif directive.verb == IGNORE_FILE:
                hold.ranges.append((0, _END, codes))
            else:
                hold.ranges.append((one.first, one.last, codes))
            if expired is not None:
                # Its enable still ends it, but it hides nothing and is not called unused.
                hold.codes = frozenset()
                hold.used = True
                hold.ranges.clear()
            reading.holds.append(hold)
    _close(opened, frozenset(opened), _END)
    return reading


def _close(
    opened: dict[str, list[tuple[Hold, int]]], codes: frozenset[str], line: int
) -> bool:
    """End what is disabled of `codes` before `line`; returns whether anything was."""
    closed = False
    for code in codes & opened.keys():
        for hold, first in opened.pop(code):
            closed = True
            if hold.codes:
                hold.ranges.append((first, line - 1, frozenset((code,))))
    return closed


def _unknown(selector: Selector, hints: dict[str, str]) -> Finding:
    name = selector.text
    if name not in hints:
        wanted = len(hints) < _MOST_HINTS and len(name) <= 60
        hints[name] = registry.suggest(name) if wanted else ""
    hint = f'; did you mean "{hints[name]}"?' if hints[name] else ""
    shown = name if len(name) <= 60 else name[:57] + "..."
    return Finding(
        selector.span, f'"{shown}" names no rule, so nothing is suppressed{hint}', code=UNKNOWN,
        data={"selector": shown},
    )


def _expired(placed: Placed, now: str) -> Finding | None:
    from auditlint.source.clock import is_date

    directive = placed.directive
    until = directive.until
    if until is None or directive.verb == ENABLE:
        return None
    names = ", ".join(one.text for one in directive.selectors[:5])
    if not is_date(until.date):
        shown = until.date if len(until.date) <= 40 else until.date[:37] + "..."
        message = f'"{shown}" is no date (YYYY-MM-DD), so {names} is not suppressed'
    elif until.date >= now:
        return None
    else:
        message = f"the suppression of {names} ended on {until.date}"
    return Finding(until.span, message, code=EXPIRED, data={"rules": names, "until": until.date})


def _match(
    document: Document, findings: list[Finding], holds: list[Hold]
) -> tuple[list[Finding], list[tuple[Finding, Suppression]]]:
    """Split findings into kept and suppressed; marks the holds that hide something.

    Every hold over a finding counts as used; the one that begins last gets the credit.
    """
    lines = document.lines
    by_code: dict[str, list[tuple[int, int]]] = {}
    for index, one in enumerate(findings):
        by_code.setdefault(one.code, []).append((lines.line_at(one.span.start), index))
    ranges: dict[str, list[tuple[int, int, Hold]]] = {}
    for hold in holds:
        for first, last, codes in hold.ranges:
            for code in codes & by_code.keys():
                ranges.setdefault(code, []).append((first, last, hold))
    credit: dict[int, Hold] = {}
    for code, covering in ranges.items():
        found = sorted(by_code[code])
        at_lines = [line for line, _ in found]
        for first, last, hold in covering:
            index = bisect_left(at_lines, first)
            if index < len(at_lines) and at_lines[index] <= last:
                hold.used = True
        # Among ranges that begin on one line the shorter one lies on top.
        covering.sort(key=lambda one: (one[0], -one[1]))
        stack: list[tuple[int, int, Hold]] = []
        following = 0
        for line, index in found:
            while following < len(covering) and covering[following][0] <= line:
                stack.append(covering[following])
                following += 1
            while stack and stack[-1][1] < line:
                stack.pop()
            if stack:
                credit[index] = stack[-1][2]
    kept = [one for index, one in enumerate(findings) if index not in credit]
    suppressed = [
        (findings[index], _reason(document, hold)) for index, hold in sorted(
            credit.items(), key=lambda pair: pair[0]
        )
    ]
    return kept, suppressed


def _reason(document: Document, hold: Hold) -> Suppression:
    directive = hold.placed.directive
    return Suppression(directive.reason, document.lines.line_at(directive.comment.start))
