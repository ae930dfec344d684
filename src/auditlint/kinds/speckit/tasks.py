"""spec-kit tasks: the numbered checkboxes that implement one feature, phase by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Boxed, Boxes, Cites, Defines, Subject, Tally, Task
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.speckit.features import (
    REQUIREMENT,
    STORY,
    TASK,
    requirements_in,
    stories_in,
)
from auditlint.kinds.speckit.paths import pattern_of
from auditlint.kinds.speckit.task_lines import TaskLine, cited_tasks, named_tasks, task_lines
from auditlint.kinds.task_counts import TASKS, stated_tasks
from auditlint.parsing.structure import DONE, OPEN, OTHER
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping

KIND = Kind(
    id="speckit-tasks",
    title="spec-kit tasks",
    framework="spec-kit",
    nature=LIVING,
    paths=(pattern_of("tasks.md"),),
    heading=r"^(?:implementation )?tasks\b",
    lines=(r"^[ \t]*[-*][ \t]+\[[ xX]\][ \t]+T\d{3}[ \t]", r"^ {0,3}##[ \t]+Phase[ \t]+\d"),
)


def model(document: Document) -> Mapping:
    """Build the model: the phases with their tasks."""
    phases = []
    groups: dict[int, list[TaskLine]] = {}
    for one in task_lines(document):
        groups.setdefault(one.section.start, []).append(one)
    for lines in groups.values():
        section = lines[0].section
        builder = ModelBuilder(section.title_span)
        if section.level:
            builder.text("name", section.title, section.title_span)
        builder.list("tasks", [_task(one) for one in lines], section.title_span)
        phases.append(builder.build())
    top = Span(document.body, document.body)
    return base_model(document).list("phases", phases, top).build()


def _task(line: TaskLine) -> Mapping:
    builder = ModelBuilder(line.item.text_span).text("id", line.id, line.span)
    builder.text("box", line.item.box or "", line.item.box_span)
    builder.value("parallel", line.parallel, line.span)
    builder.list(
        "stories", [ModelBuilder(span).text("id", one, span).build() for one, span in line.stories],
        line.span,
    )
    return builder.text("text", line.item.text, line.item.text_span).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the tasks, their boxes and how many there are, and what the text refers to."""
    lines = task_lines(document)
    for one in lines:
        subject = Subject(TASK, one.id)
        yield Defines(subject, one.span, one.item.text)
        yield Boxed(subject, one.item.box or OTHER, one.item.box_span, one.item.text_span)
        yield Task(
            one.id, one.item.box or OTHER, one.span, one.group, one.section.title_span, one.lane,
            one.stories, one.requirements, one.after, one.paths,
        )
    yield from _cited(document)
    boxes = document.boxes
    if boxes:
        states = [item.box for item in boxes]
        done, still_open = states.count(DONE), states.count(OPEN)
        yield Boxes(done, still_open, len(states) - done - still_open, boxes[0].box_span)
    if not lines:
        return
    yield from stated_tasks(document)
    title = document.title
    span = title.title_span if title is not None else lines[0].span
    known = all(one.item.box != OTHER for one in lines)
    done = sum(1 for one in lines if one.item.box == DONE)
    # Boxes without a task's id may be tasks or the steps of one, and the last number counts tasks
    # that were dropped: a stated number may mean any of these.
    totals = {
        len({one.id for one in lines}), len(lines), len(boxes),
        sum(1 for one in boxes if not one.depth), len({*named_tasks(boxes)}),
        max(int(one.id[1:4]) for one in lines),
    }
    for total in sorted(totals):
        yield Tally(
            TASKS, done if known and total == len(lines) else None, total, span,
            tuple(one.span for one in lines[:50]),
        )


def _cited(document: Document) -> Iterator[Claim]:
    """What the text names: stories and requirements that it covers, and tasks."""
    prose = document.prose
    base = document.body
    everywhere = Span(0, 0)
    seen: set[tuple[str, str]] = set()
    body = prose[base:]
    for kind, found in (
        (STORY, stories_in(body, base)),
        (REQUIREMENT, requirements_in(body, base, document.path)),
    ):
        for identity, span in found:
            if (kind, identity) not in seen:
                seen.add((kind, identity))
                yield Cites(Subject(kind, identity), span, "mention", everywhere)
    named = {*named_tasks(document.boxes)}
    for identity, span in cited_tasks(document):
        if (TASK, identity) not in seen:
            seen.add((TASK, identity))
            role = "listed" if identity in named else "mention"
            yield Cites(Subject(TASK, identity), span, role, everywhere)
