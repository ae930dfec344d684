"""A promised file of a finished plan that never was, or never held what was promised.

## What it does
Takes the ``must_haves`` artifacts of every plan that has a finished summary, and looks at each
file as it is, as it was at the commits of the summary and of the phase's verification, and where
it was renamed to. It reports a path that no commit ever held, a ``contains`` text that none of
these versions holds (literally, else as a pattern), ``exports`` none of them mentions, and, as a
notice, ``min_lines`` none of them has. Patterns, placeholders, absolute paths, ignored files,
files to be deleted, descriptions in the place of code, and histories that are not whole are
left alone; so are paths that end an existing one, and files that the summary explains.

## Why is this bad?
The plan is called done on the strength of its must-haves. One that never was there means that
something else was built, or nothing, and nobody looked.

## Example
```text bad tree
==> src/port.py <==
NAME = "port"

==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
must_haves:
  artifacts:
    - path: src/tides.py
      provides: Tide table
---

==> commit: plan <==

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

==> .planning/phases/07-tides/07-01-PLAN.md <==
---
phase: 07-tides
plan: 01
must_haves:
  artifacts:
    - path: src/tides.py
      provides: Tide table
---

==> commit: plan <==

==> .planning/phases/07-tides/07-01-SUMMARY.md <==
---
phase: 07-tides
plan: 01
status: complete
---

==> commit: tides <==
```

## How to fix
Build what was promised, or write into the plan what was built instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Promised
from auditlint.evidence.standing import NEVER, THERE, standing, texts
from auditlint.evidence.versions import Versions
from auditlint.findings import NOTICE, Finding, Related
from auditlint.ledger.executed import Executed, executed
from auditlint.reading.loose import holds, is_code
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ver._promises import base_of, commits_of, is_explained, is_mentioned
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.standing import Standing
    from auditlint.rules.base import ProjectContext

RULE = Rule(
    code="VER005",
    name="broken-artifact",
    summary="A promised file of a finished plan that never was, or never held what was promised",
    severity="warning",
    needs=("Promised",),
    scope="project",
)

#: What passes names on without writing them down.
_PASSES_ON = r"export\s*\*|import\s+\*|::\*|__getattr__|#include|\brequire\(|module\.exports\s*="


class Doubt(NamedTuple):
    """A promise that the file as it is, and as it was when the plan was done, does not keep."""

    one: Executed
    promise: Promised
    found: Standing
    wanted: tuple[tuple[str, Span], ...]
    missing: tuple[tuple[str, Span], ...]
    most: int
    """How many lines the file had at most; 0 where the promise says nothing of lines."""


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each broken promise of a finished plan."""
    evidence = context.evidence
    if not evidence.history.is_complete:
        return
    doubts: list[Doubt] = []
    for one in executed(context.ledger, "Promised"):
        for promise in one.plan.of(Promised):
            found = standing(evidence, promise.path, base_of(one.plan.path))
            if found.state == NEVER and _is_recorded(context, one):
                yield from _never(context, one, promise)
            elif found.state == THERE:
                doubts += _doubts(context, one, promise, found)
    if doubts:
        paths = [path for doubt in doubts for path in (doubt.found.path, doubt.found.now)]
        versions = Versions(evidence, paths)
        for doubt in doubts:
            yield from _judged(context, doubt, versions)


def _never(context: ProjectContext, one: Executed, promise: Promised) -> Iterator[Finding]:
    name = promise.path.rpartition("/")[2]
    if is_mentioned(context, one, name):
        return
    message = f"{promise.path} was never in the repository"
    other = context.evidence.files.unique_suffix(name)
    if other is None:
        yield _finding(one, promise.span, message, promise)
    else:
        # The plan may mean that one: a wrong path, and no broken promise.
        yield _finding(one, promise.span, f"{message}; {other} is", promise, severity=NOTICE)


def _doubts(
    context: ProjectContext, one: Executed, promise: Promised, found: Standing
) -> Iterator[Doubt]:
    """Judge the content: as it is, and only where that fails as it was."""
    if not (promise.contains or promise.exports or promise.least):
        return
    now = context.evidence.contents.text(found.now)
    if now is None:
        return

    def fails(text: str) -> bool:
        return bool(
            any(_lacks(text, each[0]) for each in promise.contains)
            or any(not _has_word(text, each[0]) for each in promise.exports)
            or _lines(text) < promise.least
        )

    name = found.now.rpartition("/")[2]
    if not fails(now):
        return
    then = texts(context.evidence, found, commits_of(context.evidence, one))
    wanted = tuple(
        each for each in promise.contains
        # Components are named for their files.
        if each[0] not in name and all(_lacks(text, each[0]) for text in then)
    )
    missing = tuple(
        each for each in promise.exports
        if each[0] not in name and not any(
            _has_word(text, each[0]) or _passes_on(text) for text in then
        )
    )
    most = max(map(_lines, then))
    if wanted or missing or most < promise.least:
        yield Doubt(one, promise, found, wanted, missing, most if most < promise.least else 0)


def _judged(context: ProjectContext, doubt: Doubt, versions: Versions) -> Iterator[Finding]:
    """Yield the finding of a doubt that no version of the file takes away."""
    one, promise, found, wanted, missing, most = doubt
    written = versions.of(*dict.fromkeys((found.path, found.now)))
    if written is None:
        return
    for text in written:
        wanted = tuple(each for each in wanted if _lacks(text, each[0]))
        missing = tuple(
            each for each in missing if not (_has_word(text, each[0]) or _passes_on(text))
        )
        most = max(most, _lines(text)) if most else 0
    wanted = tuple(each for each in wanted if not is_explained(context, one, each[0]))
    missing = tuple(each for each in missing if not is_explained(context, one, each[0]))
    if wanted:
        shown = " ".join(wanted[0][0].split())
        message = f"{found.now} never held `{shown}`"
        yield _finding(one, wanted[0][1], message, promise, wanted=wanted[0][0])
    elif missing:
        names = ", ".join(name for name, _ in missing[:5])
        yield _finding(
            one, missing[0][1], f"{found.now} never had {names}", promise, exports=names
        )
    elif 0 < most < promise.least:
        yield _finding(
            one, promise.least_span,
            f"{found.now} never had {promise.least} lines, but {most} at most",
            promise, severity=NOTICE, lines=promise.least,
        )


def _lacks(text: str, wanted: str) -> bool:
    """Whether a text surely does not hold what is wanted of it."""
    return is_code(wanted) and holds(text, wanted) is False


def _is_recorded(context: ProjectContext, one: Executed) -> bool:
    """Whether the history tells of the work: the plan was there before its summary."""
    history = context.evidence.history
    planned = history.first_write(one.plan.path, follow=True)
    done = history.first_write(one.summary.path, follow=True)
    return planned is not None and done is not None and history.is_after(done, planned) is True


def _lines(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n"))


def _has_word(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (before.isalnum() or before == "_") and not (behind.isalnum() or behind == "_"):
            return True
        at = text.find(name, at + 1)
    return False


def _passes_on(text: str) -> bool:
    return pattern(_PASSES_ON).search(text) is not None


def _finding(
    one: Executed, span: Span, message: str, promise: Promised, severity: str = "",
    **data: str | int,
) -> Finding:
    return Finding(
        span, message,
        related=(Related(Span(0, 0), "the plan was called done here", one.summary.path),),
        data={"artifact": promise.path, **data}, severity=severity, path=one.plan.path,
    )
