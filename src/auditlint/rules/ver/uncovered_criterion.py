"""A success criterion or a plan's truth that no row of the phase's verification covers.

## What it does
Looks at verified phases and compares the roadmap's success criteria and the plans' truths
(``must_haves``) with the rows of the phase's reports, by the words they share. What has hardly a
word in common with any row is reported: one finding for each report. A list of which more than a
quarter has no row is not the one that the report goes by, and is left alone. Reports without a table of
truths, and such as were made again after a first one, are left alone.

## Why is this bad?
A phase passes when everything that was to be true was looked at. What has no row was not, and
nobody notices: the score counts the rows.

## Example
```text bad tree
==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
must_haves:
  truths:
    - "Visitors see the tide table of their harbour"
    - "Harbour masters correct a wrong tide by hand"
    - "Tides are computed for every day of a year"
    - "Storm warnings reach every subscribed captain by radio"
---

==> .planning/phases/07-tides/07-01-SUMMARY.md <==
# Summary

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: passed
---

# Phase 7: Tides Verification Report

### Observable Truths

| # | Truth | Status | Evidence |
|---|-------|--------|----------|
| 1 | Visitors see the tide table of a harbour | VERIFIED | page test |
| 2 | Harbour masters correct a wrong tide | VERIFIED | form test |
| 3 | Tides are computed for a year | VERIFIED | unit test |
```

Use instead:
```text good tree
==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
must_haves:
  truths:
    - "Visitors see the tide table of their harbour"
    - "Harbour masters correct a wrong tide by hand"
    - "Tides are computed for every day of a year"
    - "Storm warnings reach every subscribed captain by radio"
---

==> .planning/phases/07-tides/07-01-SUMMARY.md <==
# Summary

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: passed
---

# Phase 7: Tides Verification Report

### Observable Truths

| # | Truth | Status | Evidence |
|---|-------|--------|----------|
| 1 | Visitors see the tide table of a harbour | VERIFIED | page test |
| 2 | Harbour masters correct a wrong tide | VERIFIED | form test |
| 3 | Tides are computed for a year | VERIFIED | unit test |
| 4 | Storm warnings reach captains by radio | VERIFIED | radio test |
```

## How to fix
Verify what was left out, and give it a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Criterion, Reverified, Scheduled, Tally
from auditlint.findings import Finding, Related
from auditlint.ledger import Statement
from auditlint.reading import words
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase, Workspace
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="VER011",
    name="uncovered-criterion",
    summary="A success criterion or a plan's truth that no row of the verification covers",
    severity="notice",
    needs=("Criterion",),
    scope="project",
    preview=True,
)

#: What shares fewer of its words with any single row is covered by none...
_ONE_ROW = 0.3
#: ...unless the rows together have so many of them.
_ALL_ROWS = 0.5
_FEWEST_WORDS = 4
#: From one in so many on, the report does not go by that list at all.
_SHARE = 4
_TABLES = ("truths", "must-haves", "success criteria")


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each report that leaves out what had to be true."""
    for workspace in context.ledger.workspaces:
        criteria = _criteria(workspace)
        for key, phase in workspace.phases.items():
            reports = phase.of_kind("gsd-verification")
            if len(reports) == 1 and len(phase.folders) == 1 and phase.verdict == words.DONE:
                yield from _check(phase, reports[0], criteria.get(key, []))


def _criteria(workspace: Workspace) -> dict[object, list[tuple[Facts, Criterion]]]:
    """The roadmaps' success criteria by the key of their phase."""
    found: dict[object, list[tuple[Facts, Criterion]]] = {}
    for roadmap in workspace.of_kind("gsd-roadmap", None):
        for one in roadmap.of(Criterion):
            phase = workspace.named_phase_of(Statement(roadmap, None), one.subject.id)
            if phase is not None:
                found.setdefault((phase.scope, phase.id), []).append((roadmap, one))
    return found


def _check(
    phase: Phase, report: Facts, wanted: list[tuple[Facts, Criterion]]
) -> Iterator[Finding]:
    table = next((one for one in report.of(Tally) if one.noun in _TABLES), None)
    if table is None or next(report.of(Reverified), None) is not None:
        return
    rows = [_words(one.text) for one in report.of(Criterion)]
    every = set().union(*rows)
    promised: list[tuple[Facts, Criterion]] = []
    for plan in phase.plans:
        # A plan without a summary was not carried out; one that closes gaps may be later.
        if plan.document is not None and plan.summary is not None and not any(
            one.restarts for one in plan.document.of(Scheduled)
        ):
            promised += [(plan.document, one) for one in plan.document.of(Criterion)]
    missing: list[tuple[Facts, Criterion]] = []
    for group in (wanted, promised):
        left = [(facts, one) for facts, one in group if not _is_covered(one.text, rows, every)]
        # A report that goes by the other list covers this one only by chance.
        if len(left) * _SHARE <= len(group):
            missing += left
    if missing:
        first = _short(missing[0][1].text)
        more = f", nor {len(missing) - 1} more" if len(missing) > 1 else ""
        yield Finding(
            table.span,
            f"no row covers {first!r}{more}",
            related=tuple(
                Related(one.span, "this had to be true", facts.path) for facts, one in missing
            ),
            data={"phase": str(phase.id), "missing": len(missing)},
            path=report.path,
        )


def _is_covered(text: str, rows: list[set[str]], every: set[str]) -> bool:
    own = _words(text)
    if len(own) < _FEWEST_WORDS or len(own & every) >= _ALL_ROWS * len(own):
        return True
    return any(len(own & row) >= _ONE_ROW * len(own) for row in rows)


def _words(text: str) -> set[str]:
    """The beginnings of the words that say something."""
    spaced = "".join(char if char.isalnum() else " " for char in text.casefold())
    return {word[:5] for word in spaced.split() if len(word) > 3 or word.isdigit()}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
