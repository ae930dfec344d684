"""A task whose id is used twice, belongs elsewhere, or names what does not exist.

## What it does
In the task lists of OpenSpec and spec-kit, reports

- an id that two tasks have (error; `T090.1` is not `T090`),
- a task below a group's or user story's heading whose id or label is of another one (warning),
- a task that waits for a task which is not in the list, and an id of a task in the text that no
  task has (error),
- ids that break an otherwise ascending order (notice; one finding for the list),
- a list whose items are no checkboxes, so that tools count no tasks (warning).

Between documents, reports a task that is for a user story or a requirement which the feature's
specification does not define. Lists that number anew in each section are left alone.

## Why is this bad?
Tasks are found, ticked and cited by their ids. Of two with one id, only one gets done; and a label
of a story that is not there hides that a task has no purpose, or that a story was renumbered.

## Example
```markdown bad path=openspec/changes/add-export/tasks.md
## 1. Export

- [x] 1.1 Write the file
- [ ] 1.1 Read it back
```

Use instead:
```markdown good path=openspec/changes/add-export/tasks.md
## 1. Export

- [x] 1.1 Write the file
- [ ] 1.2 Read it back
```

Between documents:
```text bad tree
==> specs/004-export/spec.md <==
# Feature Specification: Export

## User Scenarios & Testing

### User Story 1 - Rows as text (Priority: P1)

## Requirements

- **FR-001**: System MUST write one line for each row
==> specs/004-export/tasks.md <==
# Tasks: Export

## Phase 1: Setup

- [ ] T001 Create the folder in src/export/
- [ ] T002 [US3] Write the rows in src/export/rows.py
```

Use instead:
```text good tree
==> specs/004-export/spec.md <==
# Feature Specification: Export

## User Scenarios & Testing

### User Story 1 - Rows as text (Priority: P1)

## Requirements

- **FR-001**: System MUST write one line for each row
==> specs/004-export/tasks.md <==
# Tasks: Export

## Phase 1: Setup

- [ ] T001 Create the folder in src/export/
- [ ] T002 [US1] Write the rows in src/export/rows.py
```

## How to fix
Give the task an id or a group of its own, or correct the id that it names.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from auditlint.claims import Cites, Defines, Listed, Task
from auditlint.findings import NOTICE, WARNING, Finding, Related
from auditlint.ledger.speckit import features
from auditlint.rules.base import BOTH, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger.facts import Facts
    from auditlint.ledger.speckit import Feature
    from auditlint.rules.base import Context, ProjectContext
    from auditlint.source.text import Span

RULE = Rule(
    code="SPC005",
    name="task-ids",
    summary="A task's id is repeated or misplaced, or names what does not exist",
    severity="error",
    kinds=("openspec-tasks", "speckit-tasks"),
    scope=BOTH,
    project_needs=("speckit-tasks", "speckit-spec"),
)

#: Fewer tasks with ids show no order and no register.
_LEAST = 5


def check(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the ids of one task list."""
    tasks = [one for one in context.claims.of(Task) if one.id]
    is_openspec = context.kind.id == "openspec-tasks"
    if is_openspec and not context.document.boxes:
        yield from _no_boxes(context)
    # Without numbered groups, or where sections restart, an id is of its section only.
    by_section = is_openspec and not any(one.group for one in tasks)
    misplaced = _misplaced(tasks, is_openspec)
    yield from _repeated(tasks, by_section, {one.span.start for some in misplaced for one in some})
    for some in misplaced:
        yield _in_wrong_group(some, is_openspec)
    yield from _unordered(tasks)
    if not is_openspec:
        yield from _unknown(context, tasks)


def _no_boxes(context: Context) -> Iterator[Finding]:
    items = context.document.items
    if items:
        yield Finding(
            items[0].text_span,
            f"none of the {len(items)} items is a checkbox, so tools see no task here"
            if len(items) > 1 else "the only item is no checkbox, so tools see no task here",
            severity=WARNING,
            data={"items": len(items)},
        )


def _repeated(tasks: list[Task], by_section: bool, moved: set[int]) -> Iterator[Finding]:
    """Yield one finding for each run of neighbours whose ids were used before.

    `moved` are the places of tasks that stand in the wrong group: that says why already.
    """
    first: dict[tuple[str, int], Task] = {}
    runs: list[list[tuple[Task, Task]]] = []
    is_run = False
    for task in tasks:
        before = first.setdefault((task.id, task.group_span.start if by_section else 0), task)
        if before is task:
            is_run = False
        elif task.span.start not in moved and before.span.start not in moved:
            if not is_run:
                runs.append([])
            runs[-1].append((before, task))
            is_run = True
    for pairs in runs:
        before, task = pairs[0]
        more = f" (and {len(pairs) - 1} more)" if len(pairs) > 1 else ""
        yield Finding(
            task.span,
            f"task {task.id}{more} is here a second time",
            related=(
                Related(before.span, f"the first {before.id}"),
                *(Related(one.span, f"{one.id} again") for _, one in pairs[1:]),
            ),
            data={"id": task.id, "count": len(pairs)},
        )


def _misplaced(tasks: list[Task], is_openspec: bool) -> list[list[Task]]:
    """The tasks below the heading of one group or story that are of another by their own word."""
    wrong: dict[tuple[str, str], list[Task]] = {}
    grouped = right = 0
    for task in tasks:
        own = _own_groups(task, is_openspec)
        if not task.group or not own:
            continue
        grouped += 1
        if task.group in own:
            right += 1
        else:
            wrong.setdefault((task.group, own[0]), []).append(task)
    if not is_openspec and right * 3 < grouped * 2:
        return []  # Labels and headings count different things.
    return list(wrong.values())


def _in_wrong_group(misplaced: list[Task], is_openspec: bool) -> Finding:
    task = misplaced[0]
    own = _own_groups(task, is_openspec)[0]
    what = "group" if is_openspec else "user story"
    more = f" (and {len(misplaced) - 1} more)" if len(misplaced) > 1 else ""
    return Finding(
        task.span,
        f"task {task.id}{more} stands under {what} {task.group}, but is of {what} {own}",
        related=(
            Related(task.group_span, f"{what} {task.group}"),
            *(Related(one.span, f"task {one.id} too") for one in misplaced[1:]),
        ),
        severity=WARNING,
        data={"id": task.id, "under": task.group, "of": own, "count": len(misplaced)},
    )


def _own_groups(task: Task, is_openspec: bool) -> list[str]:
    if is_openspec:
        return [task.id.partition(".")[0].lstrip("0") or "0"]
    return [name for name, _ in task.stories]


def _order_key(identity: str) -> tuple[int, ...]:
    """The numbers of an id (``T090.1``, ``2.3a``); letters follow their number."""
    out: list[int] = []
    digits = ""
    for char in identity.removeprefix("T") + ".":
        if char.isascii() and char.isdigit():
            digits += char
            continue
        if digits:
            out.append(int(digits))
            digits = ""
        if char.isalpha():
            out.append(ord(char.casefold()))
    return tuple(out)


def _unordered(tasks: list[Task]) -> Iterator[Finding]:
    """The tasks that stand outside the longest ascending row of ids, where most are in it."""
    seen: set[str] = set()
    once = [one for one in tasks if one.id not in seen and not seen.add(one.id)]  # type: ignore[func-returns-value]
    if len(once) < _LEAST:
        return
    outside = _outside(once)
    if not outside or len(outside) * 5 > len(once):
        return
    first = outside[0]
    more = f" (and {len(outside) - 1} more)" if len(outside) > 1 else ""
    yield Finding(
        first.span,
        f"task {first.id}{more} breaks the ascending order of the other {len(once) - len(outside)}"
        " ids",
        related=tuple(Related(one.span, f"task {one.id} too") for one in outside[1:]),
        severity=NOTICE,
        data={"id": first.id, "count": len(outside)},
    )


def _outside(tasks: list[Task]) -> list[Task]:
    keys = [_order_key(one.id) for one in tasks]
    tails: list[tuple[int, ...]] = []
    last: list[int] = []
    before = [-1] * len(keys)
    for index, key in enumerate(keys):
        at = bisect_left(tails, key)
        if at == len(tails):
            tails.append(key)
            last.append(index)
        else:
            tails[at] = key
            last[at] = index
        before[index] = last[at - 1] if at else -1
    kept = set()
    here = last[-1]
    while here >= 0:
        kept.add(here)
        here = before[here]
    return [task for index, task in enumerate(tasks) if index not in kept]


def _unknown(context: Context, tasks: list[Task]) -> Iterator[Finding]:
    ids = {one.id for one in tasks}
    if len(ids) < _LEAST:
        return
    # "T046" may stand for T046-MIN, T090 for T090.1.
    known = ids | {one[:at] for one in ids for at in range(4, len(one)) if not one[at].isdigit()}
    told: set[str] = set()
    for task in tasks:
        for identity, span in task.after:
            if not _is_known(identity, known) and identity not in told:
                told.add(identity)
                yield Finding(
                    span, f"task {task.id} waits for {identity}, which is not in this list",
                    data={"id": identity, "task": task.id},
                )
    cited = [one for one in context.claims.of(Cites) if one.subject.type == "task"]
    missing = [
        one for one in cited
        if one.role != "listed" and not _is_known(one.subject.id, known)
        and one.subject.id not in told and not _points_elsewhere(context, one.span)
    ]
    # A text that speaks of many unknown tasks is about another list.
    if len(missing) * 3 > len(cited):
        return
    numbers = sorted(ids)
    for one in missing:
        yield Finding(
            one.span,
            f"no task of this list is {one.subject.id}; it has {len(ids)} from {numbers[0]} to"
            f" {numbers[-1]}",
            data={"id": one.subject.id},
        )


def _is_known(identity: str, known: set[str]) -> bool:
    # T046a may be a step of T046, and "T046-T050" a range.
    return (
        identity in known
        or identity.rstrip("abcdefghijklmnopqrstuvwxyz") in known
        or identity.partition("-")[0] in known
    )


def _points_elsewhere(context: Context, span: Span) -> bool:
    document = context.document
    line = document.lines.line_span(document.lines.line_at(span.start))
    around = document.text[max(line.start, span.start - 120) : min(line.end, span.end + 120)]
    folded = around.casefold()
    return any(
        word in folded
        for word in ("removed", "dropped", "renumber", "merged", "skip", "was ", "next ", "spec ",
                     "feature", "formerly", "replaced", "e.g.", "example", "format", "until", "future",
                     "deleted", "~~", "obsolete", "new task", "/specs/", "cancel", "n/a", "deferred")
    )


def check_project(context: ProjectContext) -> Iterator[Finding]:
    """Yield the stories and requirements of tasks that the feature's specification lacks."""
    for feature in features(context.ledger):
        if feature.spec is not None and feature.tasks is not None:
            yield from _unresolved(feature, feature.spec, feature.tasks)


def _unresolved(feature: Feature, spec: Facts, tasks: Facts) -> Iterator[Finding]:
    # What a specification lists as no more is known; a story's heading is one for all that.
    requirements: set[str] = {one.requirement for one in spec.of(Listed)}
    stories: set[str] = {one for one in requirements if one.startswith("US")}
    for one in spec.of(Defines):
        (stories if one.subject.type == "story" else requirements).add(one.subject.id)
    prefixes = {one.partition("-")[0] for one in requirements}
    found: dict[str, list[tuple[Task, Span]]] = {}
    for task in tasks.of(Task):
        for identity, span in task.stories:
            if stories and identity not in stories:
                found.setdefault(identity, []).append((task, span))
        for identity, span in task.requirements:
            if identity.partition("-")[0] in prefixes and identity not in requirements:
                found.setdefault(identity, []).append((task, span))
    for identity, places in found.items():
        task, span = places[0]
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        prefix = identity.partition("-")[0]
        is_story = identity.startswith("US")
        known = len(stories) if is_story else sum(one.startswith(f"{prefix}-") for one in requirements)
        what = "user stories" if is_story else f"{prefix} entries"
        yield Finding(
            span,
            f"task {task.id}{more} is for {identity}, which the specification does not define;"
            f" {what}: {known}",
            related=tuple(Related(place, f"task {one.id} too", tasks.path) for one, place in places[1:]),
            data={"id": identity, "feature": feature.name, "document": "spec.md"},
            path=tasks.path,
        )
