"""A requirement called satisfied whose own row says that it is not.

## What it does
Looks at requirement rows with a positive verdict and reads the other status cells of the same
row: a stub, partial or unimplemented source contradicts the verdict. So does an open gap that
names the requirement as unsatisfied. Being "affected" by a gap that blocks nothing is no
contradiction.

## Why is this bad?
"All requirements satisfied" is a sum over such rows. One stub among them makes the milestone's
headline false, and nobody looks at a row that says satisfied.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

## Requirements Coverage

| REQ-ID | Phase | VERIFICATION | REQUIREMENTS | Final Status |
|--------|-------|--------------|--------------|--------------|
| PAY-01 | 1 | SATISFIED | [x] Complete | satisfied |
| PAY-02 | 1 | SATISFIED | [x] Stub | satisfied |
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

## Requirements Coverage

| REQ-ID | Phase | VERIFICATION | REQUIREMENTS | Final Status |
|--------|-------|--------------|--------------|--------------|
| PAY-01 | 1 | SATISFIED | [x] Complete | satisfied |
| PAY-02 | 1 | SATISFIED | [x] Stub | partial |
```

## How to fix
Finish the work, or change the verdict to `partial` and correct the score that counts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Entry, Satisfied
from auditlint.findings import Finding, Related
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="STA004",
    name="satisfied-but-open",
    summary="A requirement is called satisfied although its own row or an open gap says otherwise",
    severity="warning",
    needs=("Satisfied",),
)

_UNFINISHED = frozenset(
    ("stub", "stubbed", "partial", "partially", "not implemented", "incomplete", "unsatisfied",
     "not satisfied", "placeholder")
)
_LATER = ("satisfied", "complete", "closed", "resolved", "fixed", "verified", "done", "passed")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each positive verdict that its row or a gap denies."""
    unsatisfied = {
        identity: entry
        for entry in context.claims.of(Entry)
        if entry.type == "unsatisfied requirement" and entry.open
        for identity in entry.ids
    }
    for verdict in context.claims.of(Satisfied):
        if _admitted(verdict.verdict):
            continue
        for heading, raw, span in verdict.cells:
            word = _unfinished(raw)
            if word:
                yield Finding(
                    verdict.span,
                    f"{verdict.subject.id} is called {_plain(verdict.verdict)!r}, but its"
                    f" {heading} cell says {_plain(raw)!r}",
                    related=(Related(span, f"{heading}: {_plain(raw)}"),),
                    data={"id": verdict.subject.id, "column": heading, "word": word},
                )
                break
        else:
            entry = unsatisfied.get(verdict.subject.id)
            if entry is not None:
                yield Finding(
                    verdict.span,
                    f"{verdict.subject.id} is called {_plain(verdict.verdict)!r}, but an open gap"
                    " names it as unsatisfied",
                    related=(Related(entry.span, f"{verdict.subject.id} is unsatisfied here"),),
                    data={"id": verdict.subject.id, "word": "gap"},
                )


def _admitted(verdict: str) -> bool:
    """Whether the verdict itself tells of the shortfall: ``satisfied (partial, accepted)``."""
    tail = words.read(verdict).tail
    return any(word in tail for word in ("partial", "stub", "accept", "override", "waive"))


def _plain(raw: str) -> str:
    text = raw.strip("*_ ")
    return text if len(text) <= 40 else text[:39] + "…"


def _unfinished(raw: str) -> str:
    """Return the word that says "not finished" at the head of a cell, or ""."""
    box = pattern(r"\s*\[[ xX]\]\s*").match(raw)
    read = words.read(raw[box.end() :] if box else raw)
    if read.word not in _UNFINISHED:
        return ""
    # "PARTIAL (phase 3) + SATISFIED (phase 5)" ends well.
    return "" if any(word in read.tail for word in _LATER) else read.word
