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
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.rules.ver._promises import (
    at_summary,
    base_of,
    commits_of,
    is_explained,
    is_mentioned,
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
    done = list(executed(context.ledger, "Promised"))
    tell_of_open_plans(context, Promised, done)
    if not evidence.history.is_complete:
        for one in done:
            for promise in one.plan.of(Promised):
                context.judged(one.plan.path, promise.span, unclear, evidence.history.doubt)
        return
    doubts: list[Doubt] = []
    for one in done:
        for promise in one.plan.of(Promised):
            found = standing(evidence, promise.path, base_of(one.plan.path))
            if found.state == THERE:
                doubts += _doubts(context, one, promise, found)
            elif found.state != NEVER:
                context.judged(one.plan.path, promise.span, not_there, evidence, found)
            elif _is_recorded(context, one):
                yield from _never(context, one, promise)
            else:
                context.judged(one.plan.path, promise.span, unclear, _UNRECORDED)
    if doubts:
        paths = [path for doubt in doubts for path in (doubt.found.path, doubt.found.now)]
        versions = Versions(evidence, paths)
        for doubt in doubts:
            yield from _judged(context, doubt, versions)


_UNRECORDED = "its file never was there, but the history does not tell of the work on the plan"


def _never(context: ProjectContext, one: Executed, promise: Promised) -> Iterator[Finding]:
    name = promise.path.rpartition("/")[2]
    said = is_mentioned(context, one, name)
    context.judged(one.plan.path, promise.span, _absent, context, one, said)
    if said:
        return
    message = f"{promise.path} was never in the repository"
    other = context.evidence.files.unique_suffix(name)
    if other is None:
        yield _finding(one, promise.span, message, promise)
    else:
        # The plan may mean that one: a wrong path, and no broken promise.
        yield _finding(one, promise.span, f"{message}; {other} is", promise, severity=NOTICE)


def _absent(context: ProjectContext, one: Executed, said: bool) -> Ruling:
    ground = at_summary(one, context.evidence)
    if said:
        return unclear("its file never was there, but the summary speaks of it", ground)
    return wrong("its file never was in the repository", ground)


def _doubts(
    context: ProjectContext, one: Executed, promise: Promised, found: Standing
) -> Iterator[Doubt]:
    """Judge the content: as it is, and only where that fails as it was."""
    path, span = one.plan.path, promise.span
    if not (promise.contains or promise.exports or promise.least):
        context.judged(path, span, right, "its file is there", Ground(path=found.now))
        return
    now = context.evidence.contents.text(found.now)
    if now is None:
        context.judged(path, span, unclear, "its file cannot be read as text", Ground(path=found.now))
        return
    name = found.now.rpartition("/")[2]
    if not _fails(promise, now):
        context.judged(path, span, right, "its file holds what was promised", Ground("as it is", found.now))
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
    else:
        context.judged(path, span, _kept, context, one, promise, found)


def _fails(promise: Promised, text: str) -> bool:
    """Whether a text is not what was promised."""
    return bool(
        any(_lacks(text, each[0]) for each in promise.contains)
        or any(not _has_word(text, each[0]) for each in promise.exports)
        or _lines(text) < promise.least
    )


def _kept(
    context: ProjectContext, one: Executed, promise: Promised, found: Standing
) -> Ruling:
    """Tell of a promise that was kept when the plan was done, at which commit."""
    for commit in commits_of(context.evidence, one):
        for path in dict.fromkeys((found.path, found.now)):
            text = context.evidence.contents.text(path, commit)
            if text is not None and not _fails(promise, text):
                return right("its file held what was promised", Ground("then", path, commit=commit))
    return right("its file held what was promised, at one time or another", Ground(path=found.now))


def _judged(context: ProjectContext, doubt: Doubt, versions: Versions) -> Iterator[Finding]:
    """Yield the finding of a doubt that no version of the file takes away."""
    one, promise, found, wanted, missing, most = doubt
    written = versions.of(*dict.fromkeys((found.path, found.now)))
    if written is None:
        ground = Ground(path=found.now)
        context.judged(one.plan.path, promise.span, unclear, _TOO_MANY, ground)
        return
    for text in written:
        wanted = tuple(each for each in wanted if _lacks(text, each[0]))
        missing = tuple(
            each for each in missing if not (_has_word(text, each[0]) or _passes_on(text))
        )
        most = max(most, _lines(text)) if most else 0
    never = (*wanted, *missing)
    wanted = tuple(each for each in wanted if not is_explained(context, one, each[0]))
    missing = tuple(each for each in missing if not is_explained(context, one, each[0]))
    broken = _broken(doubt._replace(wanted=wanted, missing=missing, most=most))
    spans = (promise.span,) if broken is None else dict.fromkeys((promise.span, broken.span))
    for span in spans:
        context.judged(one.plan.path, span, _ruling, context, doubt, broken, bool(never))
    if broken is not None:
        yield broken


_TOO_MANY = "its file has too many versions to look through, or they are not known"


def _ruling(
    context: ProjectContext, doubt: Doubt, broken: Finding | None, explained: bool
) -> Ruling:
    ground = at_summary(doubt.one, context.evidence)
    if broken is not None:
        return wrong(broken.message, ground)
    if explained:
        return unclear("its summary tells of it where it says what went another way", ground)
    return right("a version of its file held what was promised", Ground(path=doubt.found.now))


def _broken(doubt: Doubt) -> Finding | None:
    """Return the finding of what no version of a file held."""
    one, promise, found, wanted, missing, most = doubt
    if wanted:
        shown = " ".join(wanted[0][0].split())
        message = f"{found.now} never held `{shown}`"
        return _finding(one, wanted[0][1], message, promise, wanted=wanted[0][0])
    if missing:
        names = ", ".join(name for name, _ in missing[:5])
        return _finding(
            one, missing[0][1], f"{found.now} never had {names}", promise, exports=names
        )
    if 0 < most < promise.least:
        return _finding(
            one, promise.least_span,
            f"{found.now} never had {promise.least} lines, but {most} at most",
            promise, severity=NOTICE, lines=promise.least,
        )
    return None


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
