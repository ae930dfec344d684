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
from auditlint.reading.loose import has_word, holds, is_code
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ver._near import is_near, words_of
from auditlint.rules.ver._promises import (
    base_of,
    commits_of,
    files_of,
    is_explained,
    is_mentioned,
)
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
#: Lines are a guess: of so many times what there is nobody speaks.
_TOLERANCE = 2
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
        yield from _judged(context, doubts)


def _never(context: ProjectContext, one: Executed, promise: Promised) -> Iterator[Finding]:
    name = promise.path.rpartition("/")[2]
    if is_mentioned(context, one, name) or successor(context.evidence, promise.path) is not None:
        return  # A planning document had been archived by then.
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
            or any(not has_word(text, each[0]) for each in promise.exports)
            or _lines(text) * _TOLERANCE < promise.least
        )

    if not fails(now):
        return
    then = texts(context.evidence, found, commits_of(context.evidence, one))
    wanted = tuple(
        each for each in promise.contains
        if all(_lacks(text, each[0]) for text in then) and not _is_named(found, then, each[0])
    )
    missing = tuple(
        each for each in promise.exports
        if not any(_has(text, each[0]) for text in then) and not _is_named(found, then, each[0])
    )
    most = max(map(_lines, then))
    if not wanted and not missing and most * _TOLERANCE >= promise.least:
        return
    if imports(context.evidence, context.ledger).brought(one.summary.path, found.now):
        return
    wanted = _unexplained(context, one, found, wanted)
    missing = _unexplained(context, one, found, missing)
    most = most if most * _TOLERANCE < promise.least else 0
    if wanted or missing or most:
        yield Doubt(one, promise, found, wanted, missing, most)


def _is_named(found: Standing, then: Iterable[str], name: str) -> bool:
    """Whether a file is named for what is wanted of it, as components are, or has it by a name
    that is near: the plan could not know how it would be called."""
    return name in found.now.rpartition("/")[2] or is_near(then, found.now, name)


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
            continue
        for text in written:
            # Every version is read once, for all that was promised of the file.
            group = [_without(doubt, text) for doubt in group]
        left.update({id(doubt.promise): doubt for doubt in group})
    for doubt in doubts:
        if (rest := left.get(id(doubt.promise))) is not None:
            yield from _broken(context, rest)


def _without(doubt: Doubt, text: str) -> Doubt:
    """Return a doubt without what a version of the file holds."""
    return doubt._replace(
        wanted=tuple(each for each in doubt.wanted if _lacks(text, each[0])),
        missing=tuple(each for each in doubt.missing if not _has(text, each[0])),
        most=max(doubt.most, _lines(text)) if doubt.most else 0,
    )


def _broken(context: ProjectContext, doubt: Doubt) -> Iterator[Finding]:
    """Yield the finding of what no version of a file held, nor another file of the phase."""
    one, promise, found, wanted, missing, most = doubt
    if wanted or missing:
        others = list(_other_texts(context, doubt))
        wanted = tuple(each for each in wanted if not _is_elsewhere(others, each[0]))
        missing = tuple(each for each in missing if not _is_elsewhere(others, each[0]))
    now = f"; it is {found.now} now" if found.now != found.path else ""
    if wanted:
        message = f"{promise.path} never held {_shown(wanted[0][0])}{now}"
        yield _finding(one, wanted[0][1], message, promise, wanted=wanted[0][0])
    elif missing:
        names = ", ".join(name for name, _ in missing[:5])
        yield _finding(
            one, missing[0][1], f"{promise.path} never had {names}{now}", promise, exports=names
        )
    elif 0 < most * _TOLERANCE < promise.least:
        yield _finding(
            one, promise.least_span,
            f"{promise.path} never had {promise.least} lines, but {most} at most{now}",
            promise, severity=NOTICE, lines=promise.least,
        )


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


def _has(text: str, name: str) -> bool:
    """Whether a text names what it is to export, or passes names on."""
    return has_word(text, name) or pattern(_PASSES_ON).search(text) is not None


def _finding(
    one: Executed, span: Span, message: str, promise: Promised, severity: str = "",
    **data: str | int,
) -> Finding:
    return Finding(
        span, message,
        related=(Related(Span(0, 0), "the plan was called done here", one.summary.path),),
        data={"artifact": promise.path, **data}, severity=severity, path=one.plan.path,
    )
