"""A report that is older than what it covers.

## What it does
Looks at verification reports that state the files they cover and a digest over them
(``covered_files``, ``covered_digest`` of version ``v1``), takes the digest again, and reports a
report whose files are not what they were. Files that are gone are a notice, and so are plans and
summaries of the report's folder that it does not cover although it covers others; where no
covered file is there, or one is too large to be read, nothing is said.

Where there is a git history it also reports, as one notice for each report, a verification that
was last written before a summary of its phase was added, and a milestone audit that was last
written before a verification that it quotes was added or came to another status or score. The
order of commits decides, never a date; archived reports are left alone.

## Why is this bad?
The report's verdict is about the files as they were. What was changed since, nobody has
verified.

## Example
```text bad tree
==> src/tides.py <==
HOURS = 24

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: passed
covered_files:
  - src/tides.py
covered_digest: "v1:sha256:0000000000000000000000000000000000000000000000000000000000000000"
---

# Phase 7: Tides Verification Report
```

Use instead:
```text good tree
==> src/tides.py <==
HOURS = 24

==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: passed
covered_files:
  - src/tides.py
covered_digest: "v1:sha256:4b7717f872acb9dbddc39db0d3fe5f629260c5719ff9d2353395f634f190d430"
---

# Phase 7: Tides Verification Report
```

After the report, by the order of commits:
```text bad tree
==> .planning/phases/07-tides/07-VERIFICATION.md <==
---
phase: 07-tides
status: passed
---

# Phase 7: Tides Verification Report

==> commit: verified <==

==> .planning/phases/07-tides/07-02-SUMMARY.md <==
---
phase: 07-tides
plan: 02
---

==> commit: one more plan <==
```

## How to fix
Verify the phase again; the framework takes the new digest when it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Fingerprint
from auditlint.findings import WARNING, Finding, Related
from auditlint.ledger.requirements import shortened
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.rules.ver._written_since import outrun
from auditlint.source.fingerprint import is_known, take
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Phase
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.source.fingerprint import Fingerprint as Taken

RULE = Rule(
    code="VER003",
    name="stale-report",
    summary="A report that is older than what it covers",
    severity="notice",
    scope="project",
)


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield a finding for each verification whose digest is not that of its files, and one for
    each report that was written before what it covers."""
    yield from outrun(context)
    for workspace in context.ledger.workspaces:
        for phase in workspace.phases.values():
            for report in phase.of_kind("gsd-verification"):
                for stated in report.of(Fingerprint):
                    if is_known(stated.digest):
                        yield from _check(context, phase, report, stated)
                    else:
                        context.judged(report.path, stated.span, unclear, "no digest of a known form")


def _check(
    context: ProjectContext, phase: Phase, report: Facts, stated: Fingerprint
) -> Iterator[Finding]:
    base = report.path[: _project(report.path)]
    found = take(stated.files, lambda path: context.read(base + path))
    context.judged(report.path, stated.span, _ruling, stated, found)
    if found is None:
        return
    if found.digest == stated.digest:
        yield from _left_out(phase, report, stated)
        return
    number = len(stated.files)
    if not found.missing:
        what = f"{stated.files[0]} is not as it was" if number == 1 else (
            f"the {number} files it covers are not as they were"
        )
        yield Finding(
            stated.span, f"{what} when this was verified", severity=WARNING, path=report.path,
            data={"stated": stated.digest},
        )
    elif len(found.missing) < number:
        gone = found.missing[0]
        more = f" and {len(found.missing) - 1} more" if len(found.missing) > 1 else ""
        yield Finding(
            stated.span,
            f"it covers {number} files, of which {gone}{more}"
            f" {'are' if more else 'is'} not there",
            data={"missing": " ".join(found.missing[:20])}, path=report.path,
        )


def _ruling(stated: Fingerprint, found: Taken | None) -> Ruling:
    if found is None:
        return unclear("the files that it covers cannot be read")
    if found.digest == stated.digest:
        return right("the files that it covers are as they were", *map(_file, stated.files))
    if len(found.missing) >= len(stated.files):
        return unclear("none of the files that it covers is there", *map(_file, stated.files))
    if found.missing:
        return wrong("files that it covers are not there", *map(_file, found.missing))
    return wrong("the files that it covers are not as they were", *map(_file, stated.files))


def _file(path: str) -> Ground:
    return Ground(path=path)


def _left_out(phase: Phase, report: Facts, stated: Fingerprint) -> Iterator[Finding]:
    """The plans and summaries beside a report that it leaves out: they came after it."""
    folder = report.path.rpartition("/")[0] + "/"
    covered = {path.rpartition("/")[2] for path in stated.files}
    beside = [
        one for kind in ("gsd-plan", "gsd-summary") for one in phase.of_kind(kind)
        if one.path.startswith(folder)
    ]
    names = {one.path: one.path.rpartition("/")[2] for one in beside}
    missing = [one for one in beside if names[one.path] not in covered]
    if missing and len(missing) < len(beside):
        what = shortened([names[one.path] for one in missing])
        yield Finding(
            stated.span, f"the files it covers leave out {what}",
            related=tuple(Related(Span(0, 0), "this is not covered", one.path) for one in missing),
            data={"missing": " ".join(sorted(names[one.path] for one in missing))},
            path=report.path,
        )


def _project(path: str) -> int:
    """Where a report's path within its project begins: before the planning folder."""
    return max(f"/{path}".find("/.planning/"), 0)
