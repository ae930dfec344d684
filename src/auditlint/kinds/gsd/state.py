"""State file: where the work stands, in front matter for tools and in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import (
    FIELD,
    FRONT_MATTER,
    LINE,
    Count,
    Named,
    Progress,
    Subject,
    Tally,
)
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.gsd.phases import NUMBER, phase_head
from auditlint.kinds.gsd.state_statuses import Line, status_claims
from auditlint.kinds.scores import cell_at, is_entry
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import integer, is_approximate, leading_fraction, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Section, Table

KIND = Kind(
    id="gsd-state",
    title="Project state",
    framework="gsd",
    nature=LIVING,
    paths=(".planning/STATE.md", ".planning/workstreams/*/STATE.md"),
    names=("*state*.md",),
    front=("gsd_state_version",),
    heading=r"^project state$|^state\b",
    headings=(
        r"^current position", r"^project reference", r"^session continuity",
        r"^accumulated context", r"^performance metrics",
    ),
    least=2,
)


_LINE = (
    r"^[ \t]*(?:[-*][ \t]+)?\**(phase|current phase|plan|current plan|status|progress|"
    r"overall progress|milestone|current milestone|last activity)\**:\**[ \t]+([^\r\n]+)"
)


def _position(document: Document) -> list[Line]:
    """The lines of the section on the current position; the first of each key."""
    section = next(
        (
            one for one in document.sections
            if pattern(r"current (?:position|status|state)\b", 2).search(one.title)
        ),
        None,
    )
    if section is None:
        return []
    found: dict[str, Line] = {}
    for match in pattern(_LINE, 2 | 8).finditer(document.prose, section.start, section.end):
        if document.section_at(match.start()) is not section:
            continue
        key = match[1].casefold().removeprefix("current ").removeprefix("overall ")
        value = document.text[match.start(2) : match.end(2)].rstrip(" \t")
        if value:
            span = Span(match.start(2), match.start(2) + len(value))
            found.setdefault(key, Line(key, value, span))
    return list(found.values())


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and ``position`` as written."""
    builder = base_model(document)
    position = ModelBuilder(builder.span)
    for line in _position(document):
        position.text(line.key.replace(" ", "_"), line.value, line.span)
    builder.node("position", position.build())
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract milestone, phase, progress counters, bar and the counted plans."""
    meta = document.meta
    if meta is not None:
        yield from _front_matter(meta)
    lines = _position(document)
    for line in lines:
        yield from _line_claims(line)
    yield from status_claims(meta, {line.key: line for line in lines})
    yield from _velocity(document)


_NO_NAME = frozenset(("milestone", "null", "~", "none", "tbd", "-", "—"))


def _front_matter(meta: Mapping) -> Iterator[Claim]:
    milestone = meta.scalar("milestone")
    if milestone is not None and milestone.text.casefold() not in _NO_NAME:
        yield Named(Subject("milestone", ""), milestone.text, milestone.span, FRONT_MATTER)
    phase = meta.scalar("current_phase")
    name = meta.scalar("current_phase_name")
    number = phase_id(phase.text) if phase is not None else None
    if number is not None and name is not None and name.text.casefold() not in _NO_NAME:
        yield Named(Subject("phase", str(number)), name.text, name.span, FRONT_MATTER)
    progress = meta.mapping("progress")
    if progress is None:
        return
    for noun in ("phases", "plans"):
        done, total = progress.scalar(f"completed_{noun}"), progress.scalar(f"total_{noun}")
        numbers = (_number(done), _number(total))
        if done is not None and numbers[0] is not None and numbers[1] is not None:
            yield Progress(noun, numbers[0], numbers[1], None, done.span, FRONT_MATTER)
    percent = progress.scalar("percent")
    value = _number(percent)
    if percent is not None and value is not None:
        yield Progress("percent", None, None, float(value), percent.span, FRONT_MATTER)


def _number(node: Scalar | None) -> int | None:
    return integer(node.text.rstrip("%")) if node is not None else None


_OF = r"(?:phase|plan)?\s*#?(\d{1,4})\s+of\s+(\d{1,4})(?![\w.+?~])"


def _line_claims(line: Line) -> Iterator[Claim]:
    value, base = line.value, line.span.start
    if line.key == "milestone":
        yield Named(Subject("milestone", ""), value, line.span, FIELD)
    elif line.key == "phase":
        yield from _phase_line(value, base)
    elif line.key == "plan":
        match = pattern(_OF, 2).match(value)
        if match is not None:
            yield _current("current plan", match, base)
    elif line.key == "progress":
        yield from _bar(value, base)


def _current(measure: str, match: re.Match[str], base: int) -> Progress:
    span = Span(base + match.start(1), base + match.end(2))
    return Progress(measure, int(match[1]), int(match[2]), None, span, LINE)


def _phase_line(value: str, base: int) -> Iterator[Claim]:
    """``7 of 7 (Test Parity)``, ``07 (test-parity) - EXECUTING``, ``Phase 22 - Name``."""
    match = pattern(_OF, 2).match(value)
    if match is not None:
        yield _current("current phase", match, base)
    named = pattern(rf"(?:phase\s+)?({NUMBER})(?:\s+of\s+\d{{1,4}})?\s*\(([^()\n]{{2,80}})\)", 2).match(
        value
    )
    if named is not None:
        number = phase_id(named[1])
        if number is not None and not named[2][:1].isdigit():
            span = Span(base + named.start(2), base + named.end(2))
            yield Named(Subject("phase", str(number)), named[2], span, LINE)
        return
    head = phase_head(value, base)
    if head is not None and head.name:
        yield Named(Subject("phase", head.id), head.name, head.name_span, LINE)


_FILLED = "█▓#=■●▰▮◼"
_EMPTY = "░.-·□○▱▯◻_ "
_BAR = rf"\[([{_FILLED}]{{0,120}}>?[{_EMPTY}]{{0,120}})\]|([█▓■●▰▮◼]{{1,120}}[░□○▱▯◻]{{0,120}}|[░□○▱▯◻]{{3,120}})"


def _bar(value: str, base: int) -> Iterator[Claim]:
    """``[████░░░░░░] 40%``: the bar, with the percentage beside it."""
    match = pattern(_BAR).search(value)
    percent = pattern(r"(?<![\d.~≈])(\d{1,3}(?:\.\d+)?)\s?%").search(value)
    if percent is None or is_approximate(value, percent.start(1), percent.end(1)):
        return
    stated = float(percent[1])
    span = Span(base + percent.start(1), base + percent.end(1))
    rest = value[: percent.start()] + value[percent.end() :]
    if match is not None:
        cells = match[1] if match[1] is not None else match[2]
        rest = rest.replace(match[0], "", 1)
        filled = sum(1 for char in cells if char in _FILLED + ">")
        if len(cells) >= 5 and match.end() <= percent.start():
            place = Span(base + match.start(), base + match.end())
            yield Progress("bar", filled, len(cells), stated, place, LINE)
    # Words beside the percentage ("in phase 38", "v1.0") say what it is of.
    yield Progress("percent", None, None, stated, span, LINE, rest.strip(" *`()[]|—-–:,.✓✅"))


def _velocity(document: Document) -> Iterator[Claim]:
    """``Total plans completed: 35`` against the table of phases below it."""
    find = pattern(r"^[ \t]*(?:[-*][ \t]+)?\**Total plans completed\**:\**[ \t]*\**(\d{1,4})(.*)$", 2 | 8)
    lines = list(find.finditer(document.prose))
    if len(lines) != 1:
        return
    line = lines[0]
    if line[2].strip(" \t\r*") or is_approximate(document.prose, line.start(1), line.end(1)):
        return
    if not _is_of_all(document, line.start()):
        return
    noun = "completed plans"
    yield Count(noun, None, int(line[1]), Span(line.start(1), line.end(1)), LINE)
    section = _metrics(document, line.start())
    tables = [table for table in document.tables_in(section.span) if _plans_of(table) is not None]
    if len(tables) != 1:
        return
    rows = _plans_of(tables[0]) or []
    total = sum(number for number, _ in rows)
    # Phases of the table's own time only: older ones may be left out of it.
    yield Tally(
        noun, None, total, Span(tables[0].start, tables[0].header_end),
        tuple(span for _, span in rows), complete=False,
    )


#: What a number may stand under and be the whole project's: "Velocity:", "Overall metrics".
_BARE = frozenset((
    "velocity", "performance", "metrics", "overall", "total", "totals", "cumulative", "project",
    "all", "summary", "progress", "plan", "plans", "execution", "statistics", "stats", "time",
    "session", "milestones", "and", "phases", "current", "the", "of", "by", "development",
))  # fmt: skip


def _is_of_all(document: Document, at: int) -> bool:
    """Whether nothing above the number's line says what it is of: "Velocity (v1.0):"."""
    names = [document.section_at(at).title] if document.section_at(at).level > 1 else []
    for line in reversed(document.prose[max(0, at - 2000) : at].splitlines()):
        text = line.strip()
        if text and not text.startswith(("- ", "* ", "+ ")):
            if text.endswith((":", "**", "__")) and not text.startswith("#"):
                names.append(text)
            break
    found = {
        word for name in names for word in pattern(r"[^\W_]+").findall(name.casefold())
    }
    return found <= _BARE


def _metrics(document: Document, at: int) -> Section:
    section = document.section_at(at)
    return next((one for one in section.ancestors() if one.level == 2), section)


def _plans_of(table: Table) -> list[tuple[int, Span]] | None:
    """The completed plans of each phase's row: ``3`` or ``3/5``; None where one is unclear."""
    headings = [heading.casefold() for heading in table.headings]
    if headings[:2] != ["phase", "plans"]:
        return None
    found = []
    for row in table.rows:
        cell, time = cell_at(row, 1), cell_at(row, 2)
        if cell is None or not is_entry(row):
            return None
        if time is None or not any(char.isdigit() for char in time.text):
            return None  # Not worked on yet: its plans may be those to come.
        number = integer(cell.plain)
        if number is None:
            fraction = leading_fraction(cell.plain)
            if fraction is None or fraction.approximate:
                return None
            number = fraction.done
        found.append((number, cell.span))
    return found
