"""An audit that is active and archived, and the two copies differ.

## What it does
Looks for milestone audits that stand in the planning folder and, under the same name, below
`milestones/`, and reports the pair when their texts differ in more than white space.

## Why is this bad?
The copy was meant to be a move. Whoever edits or reads one of the two does not see the other, and
tools pick either.

## Example
```text bad tree
==> .planning/v1.0-MILESTONE-AUDIT.md <==
---
milestone: v1.0
audited: 2026-05-04
status: gaps_found
---

# v1.0 Milestone Audit
==> .planning/milestones/v1.0-MILESTONE-AUDIT.md <==
---
milestone: v1.0
audited: 2026-05-06
status: passed
---

# v1.0 Milestone Audit
```

Use instead:
```text good tree
==> .planning/milestones/v1.0-MILESTONE-AUDIT.md <==
---
milestone: v1.0
audited: 2026-05-06
status: passed
---

# v1.0 Milestone Audit
```

## How to fix
Keep the copy that holds now and remove the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated
from auditlint.findings import Finding, Related
from auditlint.reading.dates import read
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Workspace
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="NAM005",
    name="duplicate-document",
    summary="An audit is active and archived, and the two copies differ",
    severity="warning",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each active audit that differs from its archived copy."""
    for workspace in context.ledger.workspaces:
        audits = workspace.of_kind("gsd-milestone-audit", None)
        archived = {_name(one): one for one in audits if _folder(workspace, one) == "milestones"}
        for one in audits:
            copy = archived.get(_name(one))
            if _folder(workspace, one) or copy is None or not one.digest:
                continue
            if one.digest != copy.digest:
                yield _finding(one, copy)


def _folder(workspace: Workspace, facts: Facts) -> str:
    """Where an audit stands: "" for the planning folder itself, ``milestones`` for all below."""
    inside = facts.path[len(workspace.root) + 1 :].split("/")[:-1]
    return inside[0].casefold() if inside else ""


def _name(facts: Facts) -> str:
    """The file's name, a version that the archiving wrote twice (``v1.0-v1.0-``) taken once."""
    name = facts.path.rpartition("/")[2].casefold()
    first, dash, rest = name.partition("-")
    return rest if dash and rest.startswith(first + "-") else name


def _finding(one: Facts, copy: Facts) -> Finding:
    ours, theirs = _audited(one), _audited(copy)
    dates = f", audited {ours} here and {theirs} there" if ours and theirs and ours != theirs else ""
    return Finding(
        Span(0, 0),
        f"this audit is archived too, and the two copies differ{dates}",
        related=(Related(Span(0, 0), "the archived copy", copy.path),),
        data={"copy": copy.path.rpartition("/")[2]},
        path=one.path,
    )


def _audited(facts: Facts) -> str:
    found = [
        moment.written for one in facts.of(Dated) if one.event == "audited"
        if (moment := read(one.when)) is not None
    ]
    return found[0] if found else ""
