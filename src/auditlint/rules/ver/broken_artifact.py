"""A promised file of a finished plan that never was, or never held what was promised.

## What it does
Takes the ``must_haves`` artifacts of every plan that has a finished summary, and looks at each
file as it is, as it was at the commits of the summary and of the phase's verification, and where
it was renamed to. It reports a path that no commit ever held, a ``contains`` text that none of
these versions holds (literally, else as a pattern), ``exports`` none of them mentions, and, as a
notice, a file that never had half of the ``min_lines``: the number is the plan's guess.

Left alone are patterns, placeholders, absolute paths, ignored files, files to be deleted,
descriptions and negations in the place of code, paths that end an existing one, and histories
that are not whole. So are

- names that the file has by another word, as the plan could not know what they would be called:
  a test of which half of the words are there, anything else of which every word is, in one name
  of the file or in the file's own;
- what the summary explains: its sections on deviations and decisions name the text, or a line
  names it or the file and says what was done instead; or a verification accepts it;
- a name that another file holds which the summary lists as made or changed;
- imported work, of which the history cannot say "never": where the summary and the artifact came
  in one commit that begins the history, or brought the summaries of several phases at once.

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
from auditlint.evidence.imports import imports
from auditlint.evidence.standing import NEVER, THERE, standing, texts
from auditlint.evidence.successors import successor
from auditlint.evidence.versions import Versions
from auditlint.findings import NOTICE, Finding, Related
from auditlint.ledger.executed import Executed, executed
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.rules.ver._keeping import TOLERANCE, fails, has, is_named, lacks, lines_of
from auditlint.rules.ver._near import words_of
from auditlint.rules.ver._promises import (
    at_summary,
    base_of,
    commits_of,
    files_of,
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

_Wanted = tuple[tuple[str, Span], ...]


class Doubt(NamedTuple):
    """A promise that the file as it is, and as it was when the plan was done, does not keep.

    `most` is how many lines the file had at most; 0 where the promise says nothing of lines.
    """

    one: Executed
    promise: Promised
    found: Standing
    wanted: _Wanted
    missing: _Wanted
    most: int


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
        yield from _judged(context, doubts)


_UNRECORDED = "its file never was there, but the history does not tell of the work on the plan"
_IMPORTED = "its file and the summary came with one import: the history does not tell of the work"
_TOO_MANY = "its file has too many versions to look through, or they are not known"


def _never(context: ProjectContext, one: Executed, promise: Promised) -> Iterator[Finding]:
    name = promise.path.rpartition("/")[2]
    # A planning document may have been archived by then.
    said = is_mentioned(context, one, name) or successor(context.evidence, promise.path) is not None
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
        return unclear("its file never was there, but the summary speaks of it, or it was archived by then", ground)
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
    if not fails(promise, now):
        context.judged(path, span, right, "its file holds what was promised", Ground("as it is", found.now))
        return
    then = texts(context.evidence, found, commits_of(context.evidence, one))
    wanted = tuple(
        each for each in promise.contains
        if all(lacks(text, each[0]) for text in then) and not is_named(found, then, each[0])
    )
    missing = tuple(
        each for each in promise.exports
        if not any(has(text, each[0]) for text in then) and not is_named(found, then, each[0])
    )
    most = max(map(lines_of, then))
    if not wanted and not missing and most * TOLERANCE >= promise.least:
        context.judged(path, span, _kept, context, one, promise, found)
        return
    if imports(context.evidence, context.ledger).brought(one.summary.path, found.now):
        context.judged(path, span, unclear, _IMPORTED, Ground(path=found.now))
        return
    wanted = _unexplained(context, one, found, wanted)
    missing = _unexplained(context, one, found, missing)
    most = most if most * TOLERANCE < promise.least else 0
    if wanted or missing or most:
        yield Doubt(one, promise, found, wanted, missing, most)
    else:
        context.judged(path, span, _excused, context, one)


def _kept(
    context: ProjectContext, one: Executed, promise: Promised, found: Standing
) -> Ruling:
    """Tell of a promise that was kept when the plan was done, at which commit."""
    for commit in commits_of(context.evidence, one):
        for path in dict.fromkeys((found.path, found.now)):
            text = context.evidence.contents.text(path, commit)
            if text is not None and not fails(promise, text):
                return right("its file held what was promised", Ground("then", path, commit=commit))
    return right("its file held what was promised, or what is near it", Ground(path=found.now))


def _excused(context: ProjectContext, one: Executed) -> Ruling:
    ground = at_summary(one, context.evidence)
    return unclear("its summary tells of it where it says what went another way", ground)


def _unexplained(
    context: ProjectContext, one: Executed, found: Standing, wanted: _Wanted
) -> _Wanted:
    return tuple(each for each in wanted if not is_explained(context, one, each[0], found.path))


def _judged(context: ProjectContext, doubts: list[Doubt]) -> Iterator[Finding]:
    """Yield the findings of doubts that no version of their files takes away."""
    versions = Versions(
        context.evidence, [path for doubt in doubts for path in (doubt.found.path, doubt.found.now)]
    )
    groups: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault((doubt.found.path, doubt.found.now), []).append(doubt)
    left: dict[int, Doubt] = {}
    for paths, group in groups.items():
        written = versions.of(*dict.fromkeys(paths))
        if written is None:
            for doubt in group:
                place = (doubt.one.plan.path, doubt.promise.span)
                context.judged(*place, unclear, _TOO_MANY, Ground(path=doubt.found.now))
            continue
        for text in written:
            # Every version is read once, for all that was promised of the file.
            group = [_without(doubt, text) for doubt in group]
        left.update({id(doubt.promise): doubt for doubt in group})
    for doubt in doubts:
        rest = left.get(id(doubt.promise))
        if rest is None:
            continue
        broken = _broken(context, rest)
        spans = (doubt.promise.span,) if broken is None else (doubt.promise.span, broken.span)
        for span in dict.fromkeys(spans):
            context.judged(doubt.one.plan.path, span, _ruling, context, rest, broken)
        if broken is not None:
            yield broken


def _ruling(context: ProjectContext, doubt: Doubt, broken: Finding | None) -> Ruling:
    if broken is not None:
        return wrong(broken.message, at_summary(doubt.one, context.evidence))
    ground = Ground(path=doubt.found.now)
    if doubt.wanted or doubt.missing:
        return unclear("another file of the plan holds what was promised", ground)
    return right("a version of its file held what was promised", ground)


def _without(doubt: Doubt, text: str) -> Doubt:
    """Return a doubt without what a version of the file holds."""
    return doubt._replace(
        wanted=tuple(each for each in doubt.wanted if lacks(text, each[0])),
        missing=tuple(each for each in doubt.missing if not has(text, each[0])),
        most=max(doubt.most, lines_of(text)) if doubt.most else 0,
    )


def _broken(context: ProjectContext, doubt: Doubt) -> Finding | None:
    """Return the finding of what no version of a file held, nor another file of the plan."""
    one, promise, found, wanted, missing, most = doubt
    if wanted or missing:
        others = list(_other_texts(context, doubt))
        wanted = tuple(each for each in wanted if not _is_elsewhere(others, each[0]))
        missing = tuple(each for each in missing if not _is_elsewhere(others, each[0]))
    now = f"; it is {found.now} now" if found.now != found.path else ""
    if wanted:
        message = f"{promise.path} never held {_shown(wanted[0][0])}{now}"
        return _finding(one, wanted[0][1], message, promise, wanted=wanted[0][0])
    if missing:
        names = ", ".join(name for name, _ in missing[:5])
        return _finding(
            one, missing[0][1], f"{promise.path} never had {names}{now}", promise, exports=names
        )
    if 0 < most * TOLERANCE < promise.least:
        return _finding(
            one, promise.least_span,
            f"{promise.path} never had {promise.least} lines, but {most} at most{now}",
            promise, severity=NOTICE, lines=promise.least,
        )
    return None


def _is_elsewhere(others: list[str], wanted: str) -> bool:
    """Whether what is wanted went to another file of the plan: a word alone may be anywhere."""
    return len(words_of(wanted)) > 1 and any(wanted in text for text in others)


def _other_texts(context: ProjectContext, doubt: Doubt) -> Iterator[str]:
    """Yield what the other files of the plan held when it was done, and hold now.

    Left out are those of which the plan says itself what they are to hold.
    """
    contents = context.evidence.contents
    commits = commits_of(context.evidence, doubt.one)[:1]
    promised = {one.path for one in doubt.one.plan.of(Promised)}
    for path in files_of(context, doubt.one):
        for commit in ("", *commits) if path not in promised else ():
            text = contents.text(path, commit)
            if text is not None:
                yield text


def _shown(wanted: str) -> str:
    """Return a wanted text as code; in quotes where it has marks of code itself."""
    text = " ".join(wanted.split())
    return f'"{text}"' if "`" in text else f"`{text}`"


def _is_recorded(context: ProjectContext, one: Executed) -> bool:
    """Whether the history tells of the work: the plan was there before its summary."""
    history = context.evidence.history
    planned = history.first_write(one.plan.path, follow=True)
    done = history.first_write(one.summary.path, follow=True)
    return planned is not None and done is not None and history.is_after(done, planned) is True


def _finding(
    one: Executed, span: Span, message: str, promise: Promised, severity: str = "",
    **data: str | int,
) -> Finding:
    return Finding(
        span, message,
        related=(Related(Span(0, 0), "the plan was called done here", one.summary.path),),
        data={"artifact": promise.path, **data}, severity=severity, path=one.plan.path,
    )
