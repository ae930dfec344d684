"""A key link of a finished plan whose pattern neither file ever showed.

## What it does
Takes the ``must_haves`` key links of every plan that has a finished summary, where both sides are
files of the repository or one is, and looks for the link's ``pattern`` in them: as they are, and
as they were when the plan was done. It reports a pattern that no version of either file holds.
Of a pattern only the literal pieces count, and each may stand anywhere. Links without a pattern,
and sides that are no paths, are left alone.

## Why is this bad?
A key link is how the pieces were to be wired. Where it never was, they may work alone and do
nothing together.

## Example
```text bad tree
==> src/tides.py <==
HOURS = 24

==> src/port.py <==
NAME = "port"

==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
must_haves:
  key_links:
    - from: src/port.py
      to: src/tides.py
      via: import
      pattern: "from tides import"
---

==> .planning/phases/07-tides/07-01-SUMMARY.md <==
---
phase: 07-tides
plan: 01
status: complete
---

==> commit: tides <==
```

Use instead:
```text good tree
==> src/tides.py <==
HOURS = 24

==> src/port.py <==
from tides import HOURS

==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
must_haves:
  key_links:
    - from: src/port.py
      to: src/tides.py
      via: import
      pattern: "from tides import"
---

==> .planning/phases/07-tides/07-01-SUMMARY.md <==
---
phase: 07-tides
plan: 01
status: complete
---

==> commit: tides <==
```

## How to fix
Wire the two, or write into the plan how they were wired instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Linked
from auditlint.evidence.standing import THERE, standing, texts
from auditlint.evidence.versions import Versions
from auditlint.findings import Finding, Related
from auditlint.ledger.executed import Executed, executed
from auditlint.reading.loose import holds, is_code
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.rules.ver._promises import (
    at_summary,
    base_of,
    commits_of,
    is_explained,
    not_there,
    tell_of_open_plans,
)
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.standing import Standing
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="VER006",
    name="broken-key-link",
    summary="A key link of a finished plan whose pattern neither file ever showed",
    severity="warning",
    needs=("Linked",),
    scope="project",
    preview=True,
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each key link that never was."""
    evidence = context.evidence
    done = list(executed(context.ledger, "Linked"))
    tell_of_open_plans(context, Linked, done)
    if not evidence.history.is_complete:
        for one in done:
            for link in one.plan.of(Linked):
                context.judged(one.plan.path, link.span, unclear, evidence.history.doubt)
        return
    doubts: list[tuple[Executed, Linked, list[Standing]]] = []
    for one in done:
        for link in one.plan.of(Linked):
            if not (link.source and link.pattern and is_code(link.pattern)):
                context.judged(one.plan.path, link.span, unclear, _NO_CODE)
                continue
            sides = _sides(context, one, link)
            if sides and not _is_shown(context, one, link, sides):
                doubts.append((one, link, sides))
    if not doubts:
        return
    paths = {path for _, _, sides in doubts for side in sides for path in (side.path, side.now)}
    versions = Versions(evidence, paths)
    for one, link, sides in doubts:
        written = versions.of(*{path for side in sides for path in (side.path, side.now)})
        if written is None:
            context.judged(one.plan.path, link.span, unclear, _TOO_MANY)
            continue
        shown = any(holds(text, link.pattern) is not False for text in written)
        explained = not shown and is_explained(context, one, link.pattern)
        context.judged(one.plan.path, link.span, _ruling, context, one, shown, explained)
        if shown or explained:
            continue
        names = " and ".join(side.now for side in sides)
        yield Finding(
            link.span, f"`{' '.join(link.pattern.split())}` was never in {names}",
            related=(Related(Span(0, 0), "the plan was called done here", one.summary.path),),
            data={"from": link.source, "to": link.target, "pattern": link.pattern},
            path=one.plan.path,
        )


_NO_CODE = "it names no file, or no pattern that is plain code"
_TOO_MANY = "its files have too many versions to look through, or they are not known"


def _ruling(context: ProjectContext, one: Executed, shown: bool, explained: bool) -> Ruling:
    if shown:
        return right("a version of its files showed the pattern, or may have")
    ground = at_summary(one, context.evidence)
    if explained:
        return unclear("the summary tells of it where it says what went another way", ground)
    return wrong("no version of its files ever showed the pattern", ground)


def _sides(context: ProjectContext, one: Executed, link: Linked) -> list[Standing]:
    """Return the files of a link, the source first; none where one of them cannot be judged."""
    found = []
    for path in filter(None, (link.source, link.target)):
        side = standing(context.evidence, path, base_of(one.plan.path))
        if side.state != THERE:
            context.judged(one.plan.path, link.span, not_there, context.evidence, side)
            return []
        found.append(side)
    return found


def _is_shown(
    context: ProjectContext, one: Executed, link: Linked, sides: list[Standing]
) -> bool:
    """Whether a link may be there: now, or when the plan was done."""
    path, span = one.plan.path, link.span
    for side in sides:
        now = context.evidence.contents.text(side.now)
        if now is None:
            context.judged(path, span, unclear, "its file cannot be read", Ground(path=side.now))
            return True
        if holds(now, link.pattern) is not False:
            said = "its file shows the pattern, or may show it"
            context.judged(path, span, right, said, Ground("as it is", side.now))
            return True
    commits = commits_of(context.evidence, one)
    for side in sides:
        if any(
            holds(text, link.pattern) is not False
            for text in texts(context.evidence, side, commits)
        ):
            said = "its file showed the pattern when the plan was done"
            context.judged(path, span, right, said, Ground(path=side.now))
            return True
    return False
