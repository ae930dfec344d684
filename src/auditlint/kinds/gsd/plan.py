"""Execution plan of a phase (GSD and Kata): what will be built, in tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FRONT_MATTER, Cites, Count, Modifies, Scheduled, Subject, Tally
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd import paths
from auditlint.kinds.gsd.criteria import truths
from auditlint.kinds.gsd.identity import identity, phase_of, unreadable
from auditlint.kinds.gsd.must_haves import promises
from auditlint.parsing.nodes import Entry, Mapping, Scalar
from auditlint.reading.ids import listed
from auditlint.reading.numbers import integer, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node

KIND = Kind(
    id="gsd-plan",
    title="Phase plan",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/phases/**/*-PLAN.md",
        ".planning/**/phases/**/PLAN.md",
        ".planning/**/phases/**/plans/PLAN-*.md",
        ".planning/**/*-phases/**/*-PLAN.md",
        ".planning/**/*-phases/**/PLAN.md",
        ".planning/**/*-phases/**/plans/PLAN-*.md",
    ),
    front=("phase", "plan", "wave", "files_modified"),
    lines=(r"^<objective>[ \t]*$", r"^<tasks>[ \t]*$"),
)

_TASK = r"<task\b([^>\n]{0,300})>"
_TYPE = r"""\btype\s*=\s*["']([^"'\n]{0,60})["']"""
_NAME = r"<name>([^<\n]{0,300})</name>"


class _Task:
    """A ``<task>`` of a plan."""

    __slots__ = ("name", "name_span", "span", "type", "type_span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.type = ""
        self.type_span = span
        self.name = ""
        self.name_span = span


def _tasks(document: Document) -> list[_Task]:
    """The tasks of a plan, in source order; tags inside code are quotations."""
    kept: list[_Task] | None = document.memo.get(__name__)
    if kept is not None:
        return kept
    text = document.text
    found: list[_Task] = []
    document.memo[__name__] = found
    if "<task" not in text:
        return found
    matches = list(pattern(_TASK).finditer(document.prose, document.body))
    for index, match in enumerate(matches):
        task = _Task(Span(match.start(), match.end()))
        kind = pattern(_TYPE).search(text, match.start(1), match.end(1))
        if kind is not None:
            task.type, task.type_span = kind[1], Span(kind.start(1), kind.end(1))
        stop = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        close = text.find("</task>", match.end(), stop)
        name = pattern(_NAME).search(text, match.end(), close if close >= 0 else stop)
        if name is not None:
            task.name, task.name_span = name[1].strip(), Span(name.start(1), name.end(1))
        found.append(task)
    return found


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the tasks with type and name."""
    builder = base_model(document)
    tasks = _tasks(document)
    if tasks:
        listed: list[Node] = []
        for task in tasks:
            pairs: list[Entry] = []
            if task.type:
                pairs.append(Entry("type", task.type_span, Scalar(task.type, task.type_span)))
            if task.name:
                pairs.append(Entry("name", task.name_span, Scalar(task.name, task.name_span)))
            listed.append(Mapping(pairs, task.span))
        builder.list("tasks", listed, tasks[0].span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, dependencies, requirements and tasks."""
    yield from identity(document, {}, status=False)
    meta = document.meta
    yield from unreadable(document)
    if meta is not None:
        yield from _references(document, meta)
        yield _scheduled(meta)
        yield from modified(meta)
        yield from truths(meta)
        yield from promises(meta)
        stated = meta.scalar("estimated_tasks")
        number = integer(stated.text) if stated is not None else None
        if stated is not None and number is not None:
            yield Count("tasks", None, number, stated.span, FRONT_MATTER, approximate=True)
    tasks = _tasks(document)
    if tasks:
        yield Tally("tasks", None, len(tasks), tasks[0].span, tuple(one.span for one in tasks))


def _references(document: Document, meta: Mapping) -> Iterator[Claim]:
    own = paths.read(document.path).phase
    phase = meta.scalar("phase")
    here = phase_of(phase.text) if phase is not None else str(own) if own is not None else ""
    for item in meta.items("depends_on"):
        if isinstance(item, Scalar):
            yield from _dependency(item, here)
    for key in ("requirements", "requirements_addressed"):
        for item in meta.items(key):
            if isinstance(item, Scalar):
                for one in listed(item.text):
                    yield Cites(
                        Subject("requirement", one.id), item.span, "requirement", item.span
                    )


def _scheduled(meta: Mapping) -> Scheduled:
    """The plan's wave, and what exempts it from the order of waves."""
    wave = meta.scalar("wave")
    gap = meta.scalar("gap_closure", "gap-closure")
    coupled: list[str] = []
    for item in meta.items("coupling_justified"):
        if isinstance(item, Scalar):
            coupled += (
                f"{phase_of(match[1])}-{paths.plan_id(match[2])}"
                for match in pattern(
                    r"(?<![\w.-])(\d{1,6}[A-Za-z]?(?:\.\d{1,6})*)-(\d{1,4}[A-Za-z]?)(?![\w-])"
                ).finditer(item.text)
            )
    return Scheduled(
        integer(wave.text) if wave is not None else None,
        wave.span if wave is not None else meta.span,
        gap is not None and gap.text.casefold() not in ("false", "no", "null"),
        tuple(coupled),
    )


def modified(meta: Mapping) -> Iterator[Modifies]:
    """Yield the files that a plan lists as those it changes; patterns and prose are none."""
    for item in meta.items("files_modified"):
        if isinstance(item, Scalar):
            name = item.text.strip().strip("`\"'").removeprefix("./")
            if name and pattern(r"[^\s*?{}<>|]+").fullmatch(name) and not name.endswith("/"):
                yield Modifies(name, item.span)


def _dependency(item: Scalar, here: str) -> Iterator[Claim]:
    """``"07-01"`` is a plan of phase 7; a bare ``"01"`` is one of this phase; ``"phase-7"`` and
    ``"07-parser"`` are phase 7."""
    text = item.text.strip()
    whole = pattern(
        r"[Pp]hase[ -]?(\d{1,6}[A-Za-z]?(?:\.\d{1,6})*)|(\d{1,6}(?:\.\d{1,6})*)-[a-z][a-z]+(?:-[a-z0-9]+)*"
    ).fullmatch(text)
    if whole is not None:
        phase = phase_of(whole[1] or whole[2])
        # "02-entries" in phase 2 may as well be its second plan.
        if phase and (whole[1] or phase != here):
            yield Cites(Subject("phase", phase), item.span, "dependency", item.span)
        return
    match = pattern(
        r"(?:(?:[A-Z]{1,6}-)?(\d{1,6}[A-Za-z]?(?:\.\d{1,6})*)-)?(\d{1,4}[A-Za-z]?)"
        r"(?=$|-PLAN|\.md|[ ])"
    ).match(text)
    if match is None:
        return
    phase = phase_of(match[1]) if match[1] else here
    plan = paths.plan_id(match[2])
    if phase and plan:
        yield Cites(Subject("plan", f"{phase}-{plan}"), item.span, "dependency", item.span)
