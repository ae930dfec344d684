"""Requirements list: what a milestone must deliver, and which phase delivers it (GSD and Kata)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from auditlint import claims as claim_of
from auditlint.claims import (
    FOOTER,
    HEADING,
    ROW,
    Assigned,
    Boxed,
    Count,
    Coverage,
    Dated,
    Defines,
    Listed,
    Named,
    Status,
    Subject,
    Tally,
)
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.gsd.criteria import judged_row
from auditlint.kinds.gsd.identity import head_end
from auditlint.kinds.scores import REQUIREMENTS, all_counts, heading_count, is_score, score_counts
from auditlint.kinds.traceability import (
    CURRENT,
    OTHER,
    Entry,
    Traceability,
    Traced,
    is_mapped,
    phases_in,
    read,
    version_in,
)
from auditlint.parsing.nodes import Mapping
from auditlint.parsing.structure import DONE, OPEN
from auditlint.reading import words
from auditlint.reading.ids import expand
from auditlint.reading.numbers import is_approximate, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Section

KIND = Kind(
    id="gsd-requirements",
    title="Requirements",
    framework="gsd",
    nature=LIVING,
    paths=(
        ".planning/REQUIREMENTS.md",
        ".planning/milestones/*REQUIREMENTS.md",
        ".planning/milestones/*/REQUIREMENTS.md",
        ".planning/workstreams/*/REQUIREMENTS.md",
        ".planning/workstreams/*/milestones/*REQUIREMENTS.md",
    ),
    names=("*requirements*.md",),
    heading=r"\brequirements\b",
    headings=(
        r"\bv\d[\d.]* requirements", r"^traceability", r"^out of scope", r"^future requirements",
    ),
    fields=("coverage", "defined", "core value"),
    least=2,
)


def model(document: Document) -> Mapping:
    """Build the model: title, headings, and ``requirements`` with id, box, status and phase."""
    builder = base_model(document)
    found = read(document)
    rows: dict[str, Traced] = {}
    for row in found.rows:
        rows.setdefault(row.id, row)
    builder.list(
        "requirements",
        (_model_of(one, rows.get(one.id)) for one in found.entries if one.place != OTHER),
        builder.span,
    )
    return builder.build()


def _model_of(entry: Entry, row: Traced | None) -> Mapping:
    builder = ModelBuilder(entry.span).text("id", entry.id, entry.span)
    if entry.box is not None:
        builder.text("box", entry.box, entry.box_span)
    builder.text("scope", entry.place, entry.span)
    if row is not None and row.phase is not None and row.phase.text:
        builder.text("phase", row.phase.plain, row.phase.span)
    if row is not None and row.status is not None and row.status.text:
        builder.text("status", row.status.plain, row.status.span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract definitions, boxes, assignments, statuses, scores and coverage numbers."""
    found = read(document)
    title = document.title
    if title is not None and version_in(title.title):
        yield Named(Subject("milestone", ""), title.title, title.title_span, HEADING)
    scopes = _scopes(document, found)
    for entry in found.entries:
        scope = scopes.get((entry.group, entry.id), "")
        subject = Subject("requirement", f"{scope}/{entry.id}" if scope else entry.id)
        if entry.place == CURRENT and not entry.struck:
            yield Defines(subject, entry.span, entry.text)
            if entry.box is not None:
                text = Span(entry.span.start, entry.span.end)
                yield Boxed(subject, entry.box, entry.box_span, text)
        else:
            yield Listed(entry.id, entry.span)
    yield from traced_claims(found.rows)
    yield from _judged(found)
    yield from _mentioned(document, found)
    yield from _scores(document, found)
    yield from _coverage(document, found)
    for field in document.fields:
        if field.style == "footer" and field.key.casefold() == "last updated":
            yield Dated(Subject("document", ""), "updated", field.value, field.value_span, FOOTER)


_MORE_PHASES = r"\d\s?\+(?!\s?\d)|\b(?:all|every|each|multiple|cross|ongoing|onwards?|through)\b"


def _mapped(row: Traced) -> bool | None:
    """Whether a row names its phases; None where it means more than those it names."""
    mapped = is_mapped(row.phase)
    if mapped and row.phase is not None:
        text = row.phase.text
        if not phases_in(text) or pattern(_MORE_PHASES, 2).search(text):
            return None
    return mapped


def _judged(found: Traceability) -> Iterator[Claim]:
    """What rows say with the text of their requirements, where that has no box to judge it.

    Only what names something in code can be held against code.
    """
    texts = {one.id: one.text for one in found.current if one.box != DONE and "`" in one.text}
    for row in found.rows:
        if row.id in texts and row.status is not None and not row.struck:
            yield judged_row(row.row, row.status, words.state(row.status.text), texts[row.id])


def _mentioned(document: Document, found: Traceability) -> Iterator[Claim]:
    """The ids of the list's own prefixes that it names elsewhere: in ragged rows, notes, code."""
    known = {one.id for one in found.entries} | {one.id for one in found.rows}
    prefixes = frozenset(one.rpartition("-")[0] for one in known) - {""}
    if not prefixes:
        return
    for one in expand(document.text, 0, prefixes):
        if one.id not in known:
            known.add(one.id)
            yield Listed(one.id, one.span)


def _scopes(document: Document, found: Traceability) -> dict[tuple[str, str], str]:
    """The milestones that must be named with an id, since several use it: (group, id) to scope.

    A list may repeat those of earlier milestones, which number anew. The milestone of the
    title, or else of the file's name, needs no scope: it is what the table speaks of.
    """
    groups: dict[str, set[str]] = {}
    for one in found.current:
        groups.setdefault(one.id, set()).add(one.group)
    title = document.title
    own = version_in(title.title) if title is not None else ""
    own = own or version_in(document.stem)
    return {
        (group, identity): group or "no version"
        for identity, some in groups.items() if len(some) > 1
        for group in some if group != own
    }


def traced_claims(rows: Iterable[Traced]) -> Iterator[Claim]:
    """Yield the assignments and statuses that a traceability table states."""
    for row in rows:
        if row.struck:
            yield Listed(row.id, row.span)
            continue
        yield claim_of.Traced(row.id, _mapped(row), row.span)
        if row.phase is not None:
            for phase, span in phases_in(row.phase.text, row.phase.start):
                yield Assigned(row.id, phase, span, ROW)
        if row.status is not None and row.status.text:
            yield Status(
                Subject("requirement", row.id), words.state(row.status.text), row.status.text,
                row.status.span, ROW,
            )


def _scores(document: Document, found: Traceability) -> Iterator[Claim]:
    starts = [one.span.start for one in found.entries]
    for section in document.sections:
        source = document.text[section.title_span.start : section.title_span.end]
        scope = str(section.start)
        score = heading_count(section.title, section.title_span, source)
        stated = pattern(r"\((\d{1,4}) requirements?\)").search(source)
        if score is None and stated is None:
            continue
        if score is not None:
            yield Count(REQUIREMENTS, score[0], score[1], score[2], HEADING, scope=scope)
        elif stated is not None:
            at = section.title_span.start
            yield Count(
                REQUIREMENTS, None, int(stated[1]),
                Span(at + stated.start(1), at + stated.end(1)), HEADING, scope=scope,
            )
        first, last = bisect_left(starts, section.start), bisect_left(starts, section.end)
        yield from _section_tally(section, found.entries[first:last], found.whole, scope)
    for field in document.fields:
        if is_score(field) and field.style == "bold":
            yield from score_counts(document, field, REQUIREMENTS)
    # "All 5 requirements" further down is about its own section as often as about the list.
    yield from all_counts(document, document.body, head_end(document))
    yield from _tally(found)


def _section_tally(
    section: Section, listed: tuple[Entry, ...], whole: bool, scope: str
) -> Iterator[Claim]:
    entries = [one for one in listed if not one.struck]
    if not entries:
        return
    boxed = all(one.box in (DONE, OPEN) for one in entries)
    done = sum(1 for one in entries if one.box == DONE) if boxed else None
    yield Tally(
        REQUIREMENTS, done, len({one.id for one in entries}), section.title_span,
        tuple(one.span for one in entries), whole, scope,
    )


def _tally(found: Traceability) -> Iterator[Claim]:
    """The list as a whole, where it is one list and its table has the same ids."""
    current = found.current
    if not current or len({one.group for one in current}) > 1:
        return
    ids = {one.id for one in current}
    states: dict[str, list[str]] = {}
    for row in found.rows:
        if row.status is not None:
            states.setdefault(row.id, []).append(words.state(row.status.text))
    known = True
    done = 0
    for one in current:
        said = {_DONE_OF[one.box]} if one.box in _DONE_OF else set()
        said |= {state == words.DONE for state in states.get(one.id, ())}
        if len(said) != 1 or words.UNKNOWN in states.get(one.id, ()):
            known = False
        done += True in said
    complete = found.whole and (not found.rows or {row.id for row in found.rows} == ids)
    yield Tally(
        REQUIREMENTS, done if known else None, len(ids), current[0].section.title_span,
        tuple(one.span for one in current), complete,
    )


_DONE_OF: dict[str | None, bool] = {DONE: True, OPEN: False}

_LINE = (
    r"^[ \t]*(?:[-*+][ \t]+)?\**(?:(v\d[\d.]*|total|active|all|current)\s+)?"
    r"(requirements(?: total)?|total|mapped(?: to (?:a )?phases?)?|unmapped(?: requirements)?|"
    r"complete|completed|satisfied|pending)\**:\**[ \t]*\**(\d{1,4})(?![\d/.,%-])\b(.*)$"
)
_UNMAPPED = r"unmapped:\s*(\d{1,4})(?![\d/.,])\b"


#: A document with more such lines is no list of requirements with a coverage block.
_MOST_LINES = 60


def _coverage(document: Document, found: Traceability) -> Iterator[Claim]:
    """The coverage block: ``- v1 requirements: 31 total``, ``- Mapped to phases: 31``..."""
    lines: list[tuple[str, str, int, Span]] = []
    prose = document.prose
    if "overage" not in prose:
        return
    for match in pattern(_LINE, 2 | 8).finditer(prose):
        span = match.span(3)
        if is_approximate(prose, *span) or not _in_block(document, prose, match.start()):
            continue
        label = _label(match[2].casefold())
        if "(" in match[4] and (label != "total" or "+" in match[4]):
            continue  # "0 (3 are tracked elsewhere)" has its own way to count.
        version = (match[1] or "").casefold()
        lines.append((label, version, int(match[3]), Span(*span)))
        also = pattern(_UNMAPPED, 2).search(match[4])
        if also is not None:
            at = match.start(4)
            lines.append(("unmapped", "", int(also[1]), Span(at + also.start(1), at + also.end(1))))
    if len(lines) > _MOST_LINES:
        return
    for label, version, stated, span in lines:
        same = [one for one in lines if one[0] == label]
        if len(same) > 1 and not (label == "total" and version.startswith("v")):
            continue
        if label != "total" and sum(1 for one in lines if one[0] == "total") > 1:
            continue  # Of several totals, nothing says which this is a part of.
        accepted, place = _accepted(found, label, version)
        if accepted:
            yield Coverage(label, stated, span, tuple(accepted), place)


def _in_block(document: Document, prose: str, at: int) -> bool:
    """Whether a line belongs to a coverage block: its heading or a line shortly before says so."""
    if "overage" in document.section_at(at).title:
        return True
    return bool(pattern(r"^\W{0,4}[^\n|]{0,30}coverage", 2 | 8).search(prose, max(0, at - 400), at))


def _label(text: str) -> str:
    if text.startswith(("requirements", "total")):
        return "total"
    return {"completed": "complete", "satisfied": "complete"}.get(text, text.split(" ")[0])


def _accepted(
    found: Traceability, label: str, version: str
) -> tuple[list[tuple[int, str]], Span]:
    """Every number that the lists and tables give for `label`; none where that is undecided."""
    current = found.current
    rows = [row for row in found.rows if not row.struck]
    place = current[0].span if current else rows[0].span if rows else Span(0, 0)
    if not found.whole or not (current or rows):
        return [], place
    if label == "total":
        return _totals(found, version), place
    # Of several lists only one may be this block's.
    listed = {one.id for one in current} if len({one.group for one in current}) == 1 else set()
    if label == "complete":
        return _by_state(found, lambda box: box == DONE, words.DONE), place
    if label == "pending":
        return _by_state(found, lambda box: box == OPEN, words.OPEN), place
    if not rows or any(is_mapped(row.phase) is None for row in rows):
        return [], place
    place = rows[0].span
    traced = {row.id for row in rows}
    mapped = {row.id for row in rows if is_mapped(row.phase)}
    if label == "mapped":
        numbers = [(len(mapped), "rows with a phase")]
        if listed:
            numbers.append((len(mapped & listed), "listed requirements with a phase"))
        for group in {one.group for one in current}:
            ids = {one.id for one in current if one.group == group}
            if mapped & ids:
                what = f"requirements of {group or 'no version'} with a phase"
                numbers.append((len(mapped & ids), what))
        return numbers, place
    numbers = [(len(traced - mapped), "rows without a phase")]
    if listed:
        numbers.insert(0, (len(listed - mapped), "listed requirements without a phase"))
    return numbers, place


def _totals(found: Traceability, version: str) -> list[tuple[int, str]]:
    current = found.current
    numbers: list[tuple[int, str]] = []
    if current:
        numbers.append((len({one.id for one in current}), "requirements listed"))
        own = {one.id for one in current if one.group.casefold() == version and version}
        if own:
            numbers.append((len(own), f"requirements listed for {version}"))
        every = {one.id for one in found.entries if one.place != OTHER}
        numbers.append((len(every), "requirements listed in all"))
        boxed = {one.id for one in found.entries if one.box is not None}
        if boxed:
            numbers.append((len(boxed), "requirements with a box"))
        for group in {one.group for one in current}:
            ids = {one.id for one in current if one.group == group}
            numbers.append((len(ids), f"requirements listed for {group or 'no version'}"))
    if found.rows:
        rows = {row.id for row in found.rows if not row.struck}
        held = {
            row.id for row in found.rows
            if row.status is not None and words.state(row.status.text) == words.HELD
        }
        numbers.append((len(rows), "rows traced"))
        numbers.append((len(rows - held), "rows traced that are not held back"))
        numbers.append((len({one.id for one in current} - held), "listed that are not held back"))
        numbers.append((len({row.id for row in found.rows}), "rows traced in all"))
    return numbers


def _by_state(
    found: Traceability, ticked: Callable[[str | None], bool], state: str
) -> list[tuple[int, str]]:
    numbers: list[tuple[int, str]] = []
    word = "done" if state == words.DONE else "open"
    boxed = [one for one in found.current if one.box is not None]
    if boxed:
        numbers.append((sum(1 for one in boxed if ticked(one.box)), f"boxes {word}"))
    stated = [words.state(row.status.text) for row in found.rows if row.status is not None]
    if stated:
        if words.UNKNOWN in stated:
            return []
        numbers.append((stated.count(state), f"rows {word}"))
        if state == words.OPEN:
            numbers.append((len(stated) - stated.count(words.DONE), "rows not done"))
    return numbers
