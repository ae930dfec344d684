"""A task lacks what an executor needs, or stops a plan that calls itself autonomous.

## What it does
Reads the `<task>` elements of a plan. A task of the type `auto` or `tdd` needs a name, its files,
an action, a way to verify it and a definition of done; tasks that lack the same elements are one
finding. It also reports a checkpoint in a plan whose front matter says `autonomous: true`.
Other spellings of an element count, as tags and as bold labels, and so does the task's `name`
attribute. Where the front matter lists the files of the whole plan, a task lacks its own only
where the other tasks have theirs. Tasks of other types and tasks in another format are left
alone, as are tasks quoted in code, comments or block quotes and checkpoints whose gate does not
block.

## Why is this bad?
An executor works on tasks alone. Without a check it cannot tell whether it is done, without files
two plans may write into each other; a checkpoint in an autonomous plan waits for somebody who was
told that he is not needed.

## Example
```markdown bad path=.planning/phases/01-ledger/01-01-PLAN.md
---
phase: 01-ledger
plan: 01
autonomous: true
---

# Plan

<tasks>

<task type="auto">
  <name>Task 1: Write entries</name>
  <files>src/entries.py</files>
  <action>Append each entry to the ledger.</action>
  <done>Entries are kept</done>
</task>

</tasks>
```

Use instead:
```markdown good path=.planning/phases/01-ledger/01-01-PLAN.md
---
phase: 01-ledger
plan: 01
autonomous: true
---

# Plan

<tasks>

<task type="auto">
  <name>Task 1: Write entries</name>
  <files>src/entries.py</files>
  <action>Append each entry to the ledger.</action>
  <verify>pytest tests/test_entries.py</verify>
  <done>Entries are kept</done>
</task>

</tasks>
```

## How to fix
Add the element. Say `autonomous: false` in a plan that stops for somebody, or drop the checkpoint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.findings import Finding, Related
from auditlint.parsing.nodes import Mapping
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.rules.base import Context
    from auditlint.source.text import Span

RULE = Rule(
    code="PLN005",
    name="task-element",
    summary="A task lacks an element, or a checkpoint stops an autonomous plan",
    severity="warning",
    kinds=("gsd-plan",),
    triggers=("<task",),
)

#: What each element may be called: as a tag, as a bold label, or the beginning of either.
_ELEMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("name", ("name", "title")),
    ("files", ("file", "path", "modif", "creat", "artifact", "target", "key_file", "key-file")),
    ("action", ("action", "implement", "behavior", "behaviour", "step", "instruction", "what",
                "how", "detail", "description", "task", "change", "red", "green", "do")),
    ("verify", ("verif", "automated", "test", "check", "accept", "valid", "human-check", "success",
                "criteria")),
    ("done", ("done", "accept", "success", "criteria", "complet", "expected", "definition")),
)
#: A task with fewer of the elements is written in another format.
_FEWEST = 2


class _Task(NamedTuple):
    """A task: its type, its opening tag's place and attributes, and what stands in it."""

    type: str
    span: Span
    tag: str
    inner: str


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each set of elements that tasks lack, and one for checkpoints."""
    found = list(_tasks(context.document, context.model))
    meta = context.document.meta
    listed = meta is not None and meta.get("files_modified") is not None
    yield from _incomplete(found, listed)
    stated = meta.scalar("autonomous") if meta is not None else None
    if stated is None or stated.text.casefold() not in ("true", "yes"):
        return
    stops = [one for one in found if one.type.startswith("checkpoint:") and _is_blocking(one.tag)]
    if stops:
        several = f"{len(stops)} tasks are checkpoints" if len(stops) > 1 else "a task is a checkpoint"
        yield Finding(
            stated.span, f"this plan calls itself autonomous, but {several}",
            related=tuple(Related(one.span, f"{one.type}") for one in stops),
            data={"autonomous": stated.text, "checkpoints": str(len(stops))},
        )


def _is_blocking(tag: str) -> bool:
    """Whether a checkpoint has a gate that blocks, or none; others wait for nobody."""
    gate = pattern(r"\bgate[ ]*=[ ]*[\"']([^\"'\n]{0,200})[\"']", 2).search(tag)
    return "non-blocking" not in tag and (gate is None or gate[1].casefold().startswith("block"))


def _tasks(document: Document, model: Mapping) -> Iterator[_Task]:
    """The tasks whose opening tag stands alone in its line and whose closing tag follows."""
    text = document.text
    nodes = [one for one in model.items("tasks") if isinstance(one, Mapping)]
    for index, node in enumerate(nodes):
        start, end = node.span
        line = text.rfind("\n", 0, start) + 1
        stop = nodes[index + 1].span.start if index + 1 < len(nodes) else len(text)
        close = text.find("</task>", end, stop)
        tag = text[start:end]
        if close < 0 or text[line:start].strip() or tag.endswith("/>"):
            continue
        kind = node.scalar("type")
        yield _Task(kind.text.strip() if kind is not None else "", node.span, tag, text[end:close])


def _incomplete(tasks: list[_Task], files_listed: bool) -> Iterator[Finding]:
    judged = [(one, _missing(one)) for one in tasks if one.type in ("auto", "tdd")]
    with_files = sum(1 for _, missing in judged if "files" not in missing)
    for_all = files_listed and with_files * 3 < len(judged) * 2
    by_missing: dict[tuple[str, ...], list[_Task]] = {}
    for task, lacking in judged:
        missing = tuple(one for one in lacking if one != "files" or not for_all)
        if missing:
            by_missing.setdefault(missing, []).append(task)
    for missing, some in by_missing.items():
        lack = _listed([f"<{one}>" for one in missing])
        who = "this task has" if len(some) == 1 else f"{len(some)} tasks of this plan have"
        yield Finding(
            some[0].span, f"{who} no {lack}",
            related=tuple(Related(one.span, "another one") for one in some[1:]),
            data={"missing": ", ".join(missing), "tasks": str(len(some))},
        )


def _missing(task: _Task) -> tuple[str, ...]:
    """The elements that a task lacks; none where it is written in another format."""
    # Whatever is named like an element counts, in code too: only what is surely absent is said.
    tags = {one[1].casefold() for one in pattern(r"<([A-Za-z][\w-]{0,40})").finditer(task.inner)}
    if sum(1 for name, _ in _ELEMENTS if name in tags) < _FEWEST:
        return ()
    if not _lacked(tags):
        return ()
    labels = {
        one[1].casefold()
        for one in pattern(r"(?:\*\*|^[ \t]*(?:#{1,6}[ ])?)([A-Za-z][\w-]{0,40})(?=[\w /-]{0,24}\*{0,2}:)", 8)
        .finditer(task.inner)
    }
    named = tags | labels
    if "n" in tags or pattern(r"\bname\s*=").search(task.tag):
        named.add("name")
    return _lacked(named)


def _lacked(named: set[str]) -> tuple[str, ...]:
    """The elements that none of the names stands for."""
    return tuple(
        name for name, begins in _ELEMENTS
        if not any(one.startswith(begins) for one in named)
    )


def _listed(names: list[str]) -> str:
    return " and no ".join([", no ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
