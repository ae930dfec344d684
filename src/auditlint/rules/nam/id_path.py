"""A document that says it belongs to another phase, plan, change or feature than its path does.

## What it does
Compares the ids that a document gives itself (`phase` and `plan` in the front matter, the number
in its title, a change id, a feature branch) with those in its own file and folder names. Ids
compare as numbers: `08`, `8` and `08-parser` are the same phase, `004-tides` and `4-tides` the same
feature, and the phase `8.2` is the folder `08-2` or the plan `08-02`. Slugs of phases are not
compared, and a file whose folder and name disagree with each other
says nothing.

## Why is this bad?
Tools find documents by path and report them by front matter. When the two differ, which is
usual after copying a file or renumbering phases, one plan's result is booked under another.

## Example
```markdown bad path=.planning/phases/08-parser/08-02-SUMMARY.md
---
phase: 07-lexer
plan: 02
completed: 2026-03-02
---

# Phase 8 Plan 2: Parser Summary
```

Use instead:
```markdown good path=.planning/phases/08-parser/08-02-SUMMARY.md
---
phase: 08-parser
plan: 02
completed: 2026-03-02
---

# Phase 8 Plan 2: Parser Summary
```

## How to fix
Correct the id in the document, or move the file to where it belongs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, HEADING, PATH, Belongs
from auditlint.findings import SAFE, Edit, Finding, Fix, Related
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="NAM004",
    name="id-path",
    summary="A document's own id disagrees with its path",
    severity="error",
    fix="safe",
    needs=("Belongs",),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each sort of id that differs from the path's."""
    by_type: dict[str, list[Belongs]] = {}
    for one in context.claims.of(Belongs):
        by_type.setdefault(one.subject.type, []).append(one)
    for same in by_type.values():
        path = next((one for one in same if one.source == PATH), None)
        wrong = [
            one for one in same
            if path is not None and one.source != PATH and not _agree(one, path)
        ]
        if path is not None and wrong:
            yield _finding(context, path, wrong)


def _agree(said: Belongs, path: Belongs) -> bool:
    """Whether a document and its path mean the same.

    ``32.1`` is the folder ``032-1-slug``, or the first plan of phase 32; a phase that repeats
    another has that one's number in its name (``22-phase-09-closure``).
    """
    if said.subject.id == path.subject.id:
        return True
    if said.subject.type != "phase":
        return False
    numbers = "-".join(rf"0*{re.escape(one)}" for one in said.subject.id.split("."))
    written = rf"(?:[A-Z]{{1,6}}-)?{numbers}(?![0-9A-Za-z.])|.*-phase-{numbers}(?![0-9A-Za-z.])"
    # Made of what documents say: `re` forgets such patterns again, `pattern` would keep them all.
    return any(
        re.match(written, name, re.IGNORECASE) is not None for name in path.raw.split("/")
    )


def _finding(context: Context, path: Belongs, wrong: list[Belongs]) -> Finding:
    # One cause, one finding: the front matter's id stands for the title that repeats it.
    first = next((one for one in wrong if one.source == FRONT_MATTER), wrong[0])
    what = first.subject.type
    short = len(first.raw) <= 40 and first.source != HEADING
    said = first.raw if short or _is_spelt(first) else first.subject.id
    if not said.casefold().startswith(what):
        said = f"{what} {said}"
    return Finding(
        first.span,
        f"the document says {said}, but its path says {what} "
        + (path.raw if _is_spelt(path) else f"{path.subject.id} ({path.raw})"),
        related=tuple(
            Related(one.span, f"{one.source} says {what} {one.subject.id} too")
            for one in wrong if one is not first
        ),
        fix=_fix(context.document.text, first, path),
        data={"what": what, "stated": first.subject.id, "path": path.subject.id},
    )


def _is_spelt(one: Belongs) -> bool:
    """Whether what is written is the id itself, with leading zeros or capitals: ``004-Tides``."""
    return one.raw.lstrip("0").casefold() == one.subject.id.casefold()


def _fix(text: str, wrong: Belongs, path: Belongs) -> Fix | None:
    """Replace a bare number by the path's, written as wide as before."""
    if wrong.source != FRONT_MATTER or text[wrong.span.start : wrong.span.end] != wrong.raw:
        return None
    digits = pattern(r"(\d+)([A-Za-z]?(?:\.\d+)*)").fullmatch(wrong.raw)
    right = pattern(r"(\d+)(.*)").fullmatch(path.subject.id)
    if digits is None or right is None:
        return None
    new = right[1].zfill(len(digits[1])) + right[2]
    return Fix(SAFE, f"Change {wrong.raw} to {new}", (Edit(wrong.span, new),))
