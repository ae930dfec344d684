"""An open gap of a report that no longer holds.

## What it does
Takes the open gaps of the newest verification of each phase and of the newest audit, and the
open issues of registers whose fix exchanges one text for another, as far as
their words can be held against files: a text to be changed into another (``Change `A` to `B` ``),
names to be added to a file, text that is there and should not be, files that are called missing.
Of a gap's reason (an audit's evidence) those clauses count that a file decides and that say
nothing else: `` `read_tides` is not defined in src/a.py ``, ``docs/a.md still says 'UTC'``,
``src/b.rs does not exist``. A gap is reported when something it asks for is done by content, or
what its reason begins with no longer holds, and nothing that it says is still so. An exchange is
judged by the file as it is. All else is judged only where git shows that the file was otherwise
when the report was written.

## Why is this bad?
The report says that work is left, and people plan it again; its verdict keeps a phase open that is
done. Often the repair is in the very commit that wrote the report.

## Example
```text bad tree
==> docs/tides.md <==
# Tides

The table is in UTC+1.

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: gaps_found
gaps:
  - truth: "The manual names the time zone"
    status: failed
    reason: "The manual speaks of local time."
    artifacts:
      - path: docs/tides.md
        issue: "Wrong time zone"
    missing:
      - "Change 'in local time' to 'in UTC+1' in docs/tides.md"
---

# Phase 7: Tides Verification Report
```

Use instead:
```text good tree
==> docs/tides.md <==
# Tides

The table is in local time.

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: gaps_found
gaps:
  - truth: "The manual names the time zone"
    status: failed
    reason: "The manual speaks of local time."
    artifacts:
      - path: docs/tides.md
        issue: "Wrong time zone"
    missing:
      - "Change 'in local time' to 'in UTC+1' in docs/tides.md"
---

# Phase 7: Tides Verification Report
```

## How to fix
Verify the phase again, or mark the gap as resolved (``resolved_by``, ``status: resolved``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Entry
from auditlint.findings import Finding
from auditlint.ledger import own_state
from auditlint.ledger.newest import newest_reports
from auditlint.reading import words
from auditlint.rules.base import Rule
from auditlint.rules.ruling import right, unclear, wrong
from auditlint.rules.ver._gap_judge import Judge
from auditlint.rules.ver._gaps import gap_nodes, is_open, read_gap, register_gaps
from auditlint.rules.ver._unverified_phases import verified_since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.rules.ver._gap_judge import Answer
    from auditlint.rules.ver._gaps import Gap
    from auditlint.source.text import Span

RULE = Rule(
    code="VER002",
    name="stale-gap",
    summary="An open gap of a report that no longer holds",
    severity="error",
    needs=("gsd-verification|gsd-milestone-audit|issue-register",),
    scope="project",
)

#: A gap that lists so many things as missing is about more than its reason.
_SEVERAL = 2
_GAPS = ("gap", "unsatisfied requirement")


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each open gap that does not hold any more."""
    for report in newest_reports(context.ledger):
        if report.kind == "issue-register":
            for gap in register_gaps(context, report):
                yield from _check(context, report, gap, gap.asked[0].span)
            continue
        places = {one.span for one in report.of(Entry) if one.type in _GAPS and one.open}
        document = (
            context.document(report.path) if places or own_state(report) == words.FAILED else None
        )
        if document is None or document.front is None:
            continue
        # Of a report whose front matter is no YAML the claims tell no gaps.
        unread = not document.front.valid
        if report.kind == "gsd-milestone-audit":
            yield from verified_since(context, report, document, places)
        for item in gap_nodes(document, context.config.limits):
            if item.span in places or (unread and is_open(item)):
                yield from _check(context, report, read_gap(item), item.span)


def _check(context: ProjectContext, report: Facts, gap: Gap, span: Span) -> Iterator[Finding]:
    judge = Judge(context.evidence, report, gap.files)
    asked = list(filter(None, map(judge.answer, gap.asked)))
    stated = list(filter(None, map(judge.answer, gap.stated)))
    said = [judge.answer(wish) for clause in gap.reasons for wish in clause]
    answers = [*asked, *stated, *filter(None, said)]
    # What stands behind the beginning of a reason explains how it came to be, or what comes of it.
    no_longer_so = bool(gap.reasons and gap.reasons[0]) and all(said) and gap.items < _SEVERAL
    enough = no_longer_so or (bool(asked or stated) and 2 * len(asked) >= gap.items)
    context.judged(report.path, span, _ruling, judge, gap, answers, enough)
    if not answers or _stands(answers) or not enough:
        return
    first = answers[0]
    more = f" (and {len(answers) - 1} more)" if len(answers) > 1 else ""
    yield Finding(
        first.wish.span, f"the gap is open, but {first.words}{more}",
        data={"gap": gap.label[:120], "wish": " ".join((*first.wish.old, *first.wish.new))[:200]},
        path=report.path,
    )


def _stands(answers: list[Answer]) -> bool:
    """Whether something that a gap is about was surely not done."""
    return not all(one.is_done for one in answers)


def _ruling(judge: Judge, gap: Gap, answers: list[Answer], enough: bool) -> Ruling:
    if not answers:
        return unclear("nothing in it can be held against a file", *judge.grounds(gap))
    grounds = judge.grounds(gap, answers)
    if _stands(answers):
        return right("it is open still", *grounds)
    if not enough:
        return unclear("less than half of what it lists is known to be done", *grounds)
    return wrong("it is open, but was done", *grounds)
