"""A status that the document's own content contradicts.

## What it does
Holds a report's own status against what the report contains: `passed` above an unresolved gap,
a failed row or an open human check; `gaps_found` without a gap; `tech_debt` without debt or
with unsatisfied requirements; `phases: 7/7` above a phase row that did not pass. A gap or check
that records its own resolution (a result, an approval, an override) is closed.

## Why is this bad?
The status is all that most tools and people read. When it says more than the content does, the
next phase starts on something unfinished.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: passed
scores:
  phases: 2/2
---

# v1.0 Milestone Audit

## Phase Verification Summary

| Phase | Name | Status |
|-------|------|--------|
| 1 | Ledger | passed |
| 2 | Invoices | gaps_found |
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: gaps_found
scores:
  phases: 1/2
---

# v1.0 Milestone Audit

## Phase Verification Summary

| Phase | Name | Status |
|-------|------|--------|
| 1 | Ledger | passed |
| 2 | Invoices | gaps_found |
```

## How to fix
Close what is open and record how, or lower the status to what the content supports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, ROW, Count, Entry, Status, Tally
from auditlint.findings import Finding, Related
from auditlint.reading import words
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="STA002",
    name="status-contradicts",
    summary="A status is contradicted by the document's own content",
    severity="error",
    needs=("Status",),
)

#: Type of entry -> what to say of one and of several.
_SAYINGS = {
    "gap": ("a gap is open", "{} gaps are open"),
    "failed row": ("a row failed", "{} rows failed"),
    "human check": ("a human check is open", "{} human checks are open"),
    "unsatisfied requirement": (
        "a requirement is not satisfied", "{} requirements are not satisfied",
    ),
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each status that the content denies."""
    claims = context.claims
    statuses = claims.of(Status)
    failed = [
        one for one in statuses
        if one.subject.type == "phase" and one.source == ROW and one.state == words.FAILED
        and not _repaired(one.raw)
    ]
    yield from _phase_score(claims.of(Count), failed)
    yield from _self_check(statuses, claims.of(Entry))
    own = [one for one in statuses if one.subject.type == "document"]
    status = next((one for one in own if one.source == FRONT_MATTER), own[0] if own else None)
    if status is None:
        return
    entries = [one for one in claims.of(Entry) if one.open]
    word = words.clean(status.raw.replace("_", " "))
    if status.state == words.DONE:
        yield from _passed(status, entries, failed)
    elif word.startswith("gaps found"):
        yield from _gaps_found(context, status, entries, failed)
    elif word.startswith("tech debt"):
        yield from _tech_debt(context, status, entries)


def _repaired(raw: str) -> bool:
    """Whether a row records its own repair: ``gaps_found (fixed post-verification)``."""
    tail = words.read(raw).tail
    return any(word in tail for word in ("fixed", "closed", "resolved", "addressed", "accepted"))


def _phase_score(counts: list[Count], failed: list[Status]) -> Iterator[Finding]:
    """``phases: 7/7`` above a row that did not pass."""
    for count in counts:
        if (
            failed and count.noun == "phases" and count.done is not None
            and count.done == count.total and not count.approximate
        ):
            rows = ", ".join(one.subject.id for one in failed)
            yield Finding(
                count.span,
                f"{count.done}/{count.total} phases passed, but phase {rows} is"
                f" {failed[0].raw.strip('*')!r} in its row",
                related=tuple(Related(one.span, f"this row says {one.raw!r}") for one in failed),
                data={"what": "phases", "stated": f"{count.done}/{count.total}", "phases": rows},
            )


def _self_check(statuses: list[Status], entries: list[Entry]) -> Iterator[Finding]:
    """``Self-Check: PASSED`` above a check that failed."""
    failed = [one for one in entries if one.type == "failed check" and one.open]
    for status in statuses:
        if failed and status.subject == ("section", "self-check") and status.state == words.DONE:
            yield Finding(
                status.span,
                f"the self-check is {_short(status.raw)!r}, but a check failed:"
                f" {_short(failed[0].label)}",
                related=tuple(Related(one.span, "this check failed") for one in failed[:20]),
                data={"what": "self-check", "status": status.raw},
            )


def _passed(status: Status, entries: list[Entry], failed: list[Status]) -> Iterator[Finding]:
    """``passed`` with something that has not passed."""
    against: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.type in _SAYINGS and entry.blocking:
            against.setdefault(entry.type, []).append(entry)
    for type_, same in against.items():
        one, several = _SAYINGS[type_]
        what = several.format(len(same)) if len(same) > 1 else one
        label = f": {_short(same[0].label)}" if same[0].label else ""
        yield Finding(
            status.span,
            f"the status is {_short(status.raw)!r}, but {what}{label}",
            related=tuple(
                Related(each.span, one if not each.label else f"{one}: {_short(each.label)}")
                for each in same[:20]
            ),
            data={"what": type_, "status": status.raw, "count": len(same)},
        )
    if failed and not against:
        yield Finding(
            status.span,
            f"the status is {_short(status.raw)!r}, but phase {failed[0].subject.id} is"
            f" {failed[0].raw!r}",
            related=tuple(Related(one.span, f"this row says {one.raw!r}") for one in failed),
            data={"what": "phase row", "status": status.raw, "phase": failed[0].subject.id},
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _gaps_found(
    context: Context, status: Status, entries: list[Entry], failed: list[Status]
) -> Iterator[Finding]:
    """``gaps_found`` although the list of gaps is there and empty, and nothing is short."""
    gaps = [one for one in context.claims.of(Tally) if one.noun == "gaps"]
    if not gaps or any(one.total for one in gaps) or entries or failed:
        return
    counts = [one for one in context.claims.of(Count) if one.done is not None]
    if any(one.done != one.total for one in counts):
        return
    if any(one.done is None or one.done < one.total for one in context.claims.of(Tally)
           if one.noun not in ("gaps", "debt", "debt items")):
        return
    yield Finding(
        status.span,
        f"the status is {status.raw!r}, but the list of gaps is empty",
        related=(Related(gaps[0].span, "no gap is listed here"),),
        data={"what": "no gap", "status": status.raw},
    )


def _tech_debt(context: Context, status: Status, entries: list[Entry]) -> Iterator[Finding]:
    """``tech_debt`` without debt, or with requirements that are not satisfied."""
    unsatisfied = [one for one in entries if one.type == "unsatisfied requirement" and one.ids]
    if unsatisfied:
        yield Finding(
            status.span,
            f"the status is {status.raw!r}, but {', '.join(unsatisfied[0].ids)} is not satisfied",
            related=tuple(Related(one.span, "not satisfied") for one in unsatisfied[:20]),
            data={"what": "unsatisfied", "status": status.raw},
        )
    debt = [one for one in context.claims.of(Tally) if one.noun in ("debt", "debt items")]
    if debt and not any(one.total for one in debt) and not entries:
        yield Finding(
            status.span,
            f"the status is {status.raw!r}, but no debt is listed",
            related=(Related(debt[0].span, "this list is empty"),),
            data={"what": "no debt", "status": status.raw},
        )
