"""Task boxes that disagree with the boxes below them, or with where their change lies.

## What it does
Looks at the checkboxes of task lists and reports

- a ticked box above an open one: the parent calls the whole done (warning; one finding for each
  parent),
- an archived change with open tasks (notice),
- with preview rules: an open change whose tasks are all ticked, but which is not archived
  (notice).

A child that says of itself that it is optional, deferred or skipped is left alone.

## Why is this bad?
Who reads only the first level of a list takes the work for done. A change in the archive is not
looked at again, so its open tasks are lost; a finished change outside it keeps its
specification from being brought up to date.

## Example
```markdown bad path=openspec/changes/add-export/tasks.md
## 1. Export

- [x] 1.1 Write the file
  - [x] 1.1.1 Header
  - [ ] 1.1.2 Rows
- [ ] 1.2 Read it back
```

Use instead:
```markdown good path=openspec/changes/add-export/tasks.md
## 1. Export

- [ ] 1.1 Write the file
  - [x] 1.1.1 Header
  - [ ] 1.1.2 Rows
- [ ] 1.2 Read it back
```

## How to fix
Untick the parent or finish the child. Of an archived change, tick what was done, and say of the
rest where it went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import NOTICE, Finding, Related
from auditlint.parsing.structure import DONE, OPEN
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Item
    from auditlint.rules.base import Context

RULE = Rule(
    code="BOX006",
    name="task-boxes",
    summary="A ticked task above an open one, or a change that is archived too early or too late",
    severity="warning",
    kinds=("openspec-*", "speckit-*", "progress-tracker"),
    needs=("boxes",),
)

_EXCUSED = (
    r"(?:\b(?:deferred|defer|optional|optionally|skipped|skip|n/a|not applicable|out of scope|"
    r"won'?t|later|future|blocked|moved|post-\w+|superseded|dropped|removed|cancell?ed|manual\w*|"
    r"follow[- ]?up|if needed|nice to have|stretch|obsolete|not needed|not required)\b|~~)"
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ticked parent with open children, and one for the change."""
    document = context.document
    yield from _parents(document)
    if context.kind.id != "openspec-tasks":
        return
    boxes = document.boxes
    still_open = [
        box for box in boxes
        if box.box == OPEN and pattern(_EXCUSED, 2).search(box.text[:400]) is None
    ]
    if _is_archived(document):
        if still_open:
            yield _archived_early(still_open, len(boxes))
    elif context.config.preview and boxes and all(box.box == DONE for box in boxes):
        yield _archived_late(document, boxes)


def _parents(document: Document) -> Iterator[Finding]:
    below: dict[int, tuple[Item, list[Item]]] = {}
    for box in document.boxes:
        if box.box != OPEN or pattern(_EXCUSED, 2).search(box.text[:400]) is not None:
            continue
        above = box.parent
        while above is not None and above.box is None:
            above = above.parent
        if above is not None and above.box == DONE and not _is_excused(above):
            below.setdefault(above.start, (above, []))[1].append(box)
    for parent, children in below.values():
        count = "an open box stands" if len(children) == 1 else f"{len(children)} open boxes stand"
        yield Finding(
            parent.box_span,
            f"this box is ticked, but {count} below it",
            related=tuple(Related(one.box_span, "open box") for one in children),
            data={"task": parent.text[:80], "open": len(children)},
        )


def _is_excused(item: Item) -> bool:
    return pattern(_EXCUSED, 2).search(item.text[:400]) is not None


def _is_archived(document: Document) -> bool:
    folders = document.folders
    return any(
        one == "changes" and folders[index + 1 : index + 2] == ["archive"]
        for index, one in enumerate(folders)
    )


def _archived_early(still_open: list[Item], total: int) -> Finding:
    count = "a task is" if len(still_open) == 1 else f"{len(still_open)} of {total} tasks are"
    return Finding(
        still_open[0].box_span,
        f"{count} open, but the change is archived",
        related=tuple(Related(one.box_span, "open too") for one in still_open[1:]),
        severity=NOTICE,
        data={"open": len(still_open), "total": total},
    )


def _archived_late(document: Document, boxes: list[Item]) -> Finding:
    title = document.title
    place = title.title_span if title is not None else Span(boxes[0].start, boxes[0].start)
    return Finding(
        place,
        f"all {len(boxes)} tasks are done, but the change is not archived",
        severity=NOTICE,
        data={"tasks": len(boxes)},
    )
