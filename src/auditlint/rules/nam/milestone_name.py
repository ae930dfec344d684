"""A milestone whose version or name differs between two places.

## What it does
Reads the version of the milestone from the file name (`v1.2-MILESTONE-AUDIT.md`), from front
matter (`milestone: v1.2`), from the title and from a `**Milestone:**` line, and reports the one
that differs. `1.7` and `v1.7` are the same; a name without a version is not compared.

Between documents it reports a version that the milestones file, the roadmap and the state file
call by names that share no word ("MVP" and the like are nobody's own name), and a state file
that is at a milestone that the roadmap has shipped, while the roadmap is at another one.

## Why is this bad?
Frameworks find a milestone's documents by their exact file name. A report named `v1` for
milestone `v1.0` is not archived with it.

## Example
```markdown bad path=.planning/v1-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: passed
---

# v1.0 Milestone Audit
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-05-04
status: passed
---

# v1.0 Milestone Audit
```

Between documents:
```text bad tree
==> .planning/STATE.md <==
---
milestone: v1.0
milestone_name: Currencies
---

# Project State
==> .planning/ROADMAP.md <==
# Roadmap

## Milestones

- ✅ **v1.0 Ledger** - Phases 1-2 (shipped 2026-03-09)
- 🚧 **v1.1 Currencies** - Phase 3 (in progress)
```

Use instead:
```text good tree
==> .planning/STATE.md <==
---
milestone: v1.1
milestone_name: Currencies
---

# Project State
==> .planning/ROADMAP.md <==
# Roadmap

## Milestones

- ✅ **v1.0 Ledger** - Phases 1-2 (shipped 2026-03-09)
- 🚧 **v1.1 Currencies** - Phase 3 (in progress)
```

## How to fix
Rename the file, or correct the version in the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, Named
from auditlint.findings import Finding, Related
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context, ProjectContext

RULE = Rule(
    code="NAM002",
    name="milestone-name",
    summary="Two places disagree on a milestone's version or name",
    severity="warning",
    kinds=("gsd-*",),
    needs=("Named",),
    scope="both",
    preview_project=True,
)

_VERSION = r"(?<![\w.])v(\d{1,4}(?:\.\d{1,4}){0,3})(?![\w]|\.\d)"
_BARE = r"v?(\d{1,4}(?:\.\d{1,4}){0,3})"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for the file name and for each statement that deviates."""
    names = [one for one in context.claims.of(Named) if one.subject.type == "milestone"]
    front = next((one for one in names if one.source == FRONT_MATTER), None)
    if front is None:
        return
    whole = pattern(_BARE).fullmatch(front.name.strip())
    stated = whole[1] if whole else _version(front.name)
    if not stated:
        return
    in_path = _path_version(context.document.stem)
    if in_path and in_path != stated:
        yield Finding(
            front.span,
            f"the milestone is {front.name!r} here, but the file is named for v{in_path}",
            data={"front": stated, "path": in_path},
        )
    for other in names:
        if other is front:
            continue
        said = _version(other.name)
        if said and _padded(said) != _padded(stated):
            yield Finding(
                other.span,
                f"the milestone is v{said} here, but {front.name!r} in front matter",
                related=(Related(front.span, f"front matter says {front.name!r}"),),
                data={"front": stated, "here": said},
            )


def _version(text: str) -> str:
    """Return the only version in `text` (without its v), or ""."""
    found = set(pattern(_VERSION).findall(text))
    return found.pop() if len(found) == 1 else ""


def _path_version(stem: str) -> str:
    found = set(pattern(r"(?:^|-)v(\d{1,4}(?:\.\d{1,4}){0,3})(?=-|$)").findall(stem))
    return found.pop() if len(found) == 1 else ""


def _padded(version: str) -> tuple[int, ...]:
    numbers = [int(one) for one in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each version that a document names unlike the others do."""
    from auditlint.rules.nam._milestones import differences

    for workspace in context.ledger.workspaces:
        yield from differences(workspace)
