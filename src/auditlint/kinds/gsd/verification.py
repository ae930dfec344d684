"""Verification report of a phase: does the code do what the phase promised (GSD and Kata).

The front matter's ``score`` is stated again below the table of truths, and ``status`` follows
from the tables, the gaps and the human checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import words
from auditlint.claims import (
    FIELD,
    FRONT_MATTER,
    Cites,
    Count,
    Entry,
    Satisfied,
    Subject,
    Tally,
)
from auditlint.ids import expand
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import identity, records_change
from auditlint.kinds.scores import cell_at, is_struck, status_column
from auditlint.nodes import Mapping, Scalar, Sequence
from auditlint.numbers import leading_fraction, pattern
from auditlint.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.document import Document
    from auditlint.markdown import Cell, Row, Section, Table
    from auditlint.nodes import Node

KIND = Kind(
    id="gsd-verification",
    title="Phase verification report",
    framework="gsd",
    nature=HISTORICAL,
    paths=(".planning/**/*-VERIFICATION.md", ".planning/**/VERIFICATION.md"),
    names=("*verification*.md",),
    front=("phase", "verified", "status"),
    heading=r"\bphase\b.*\bverification\b|\bverification report\b",
    headings=(
        r"goal achievement", r"observable truths", r"required artifacts", r"key link",
        r"requirements coverage", r"anti-patterns", r"human verification",
    ),
    least=2,
)

TRUTHS = "truths"
MUST_HAVES = "must-haves"
CRITERIA = "success criteria"
ARTIFACTS = "artifacts"
LINKS = "links"
REQUIREMENTS = "requirements"

_NOUNS: tuple[tuple[str, str], ...] = (
    ("must-have", MUST_HAVES),
    ("must have", MUST_HAVES),
    ("must_have", MUST_HAVES),
    ("criteri", CRITERIA),
    ("truth", TRUTHS),
    ("artifact", ARTIFACTS),
    ("link", LINKS),
    ("connection", LINKS),
    ("requirement", REQUIREMENTS),
)
_SCORE_FIELDS = {
    "score": "", "artifacts": ARTIFACTS, "wiring": LINKS, "key links": LINKS, "truths": TRUTHS,
    "coverage": REQUIREMENTS, "must-haves": MUST_HAVES, "requirements": REQUIREMENTS,
}
#: Tables of what a report says of an earlier state of things; nothing in them holds now.
_PAST = ("previous", "previously", "re-verification", "gap closure", "regression", "closed",
         "initial verification", "history", "changes since")
#: What makes a failed row no failure: it was accepted, or the cell tells how it was mended.
_MENDED = ("override", "accepted", "resolved", "fixed", "closed", "→", "->", "deferred",
           "by design", "expected", "n/a", "not applicable", "waived", "non-blocking", "was ")
#: What a row says of a failure that is none to the report's mind.
_EXPLAINED = ("override", "accepted", "acceptable", "equivalent", "intentional", "by design",
              "not block", "non-block", "not a gap", "not a failure", "pre-existing")
_FAILING = frozenset(
    ("failed", "fail", "fails", "missing", "stub", "stubbed", "not wired", "not met", "broken",
     "not implemented", "unsatisfied", "not satisfied", "unwired", "disconnected")
)


class _Rows(NamedTuple):
    """A table of one noun with its rows and their verdict cells."""

    noun: str
    table: Table
    rows: list[tuple[Row, Cell | None]]


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the rows of truths."""
    from auditlint.nodes import Entry as Pair

    builder = base_model(document)
    rows = [one for found in _tables(document) if found.noun == TRUTHS for one in found.rows]
    if rows:
        listed: list[Node] = []
        for row, cell in rows:
            if cell is not None and len(row.cells) > 1:
                listed.append(
                    Mapping(
                        [
                            Pair("truth", row.cells[1].span,
                                 Scalar(row.cells[1].plain, row.cells[1].span)),
                            Pair("status", cell.span, Scalar(cell.plain, cell.span)),
                        ],
                        row.span,
                    )
                )
        builder.list("truths", listed, rows[0][0].span)
    return builder.build()



def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, scores, tallies, gaps, failed rows and human checks."""
    yield from identity(document, {"verified": "verified", "verified_at": "verified"})
    meta = document.meta
    if records_change(meta):
        # Closed after the body was written: the front matter alone is what holds now.
        for found in _tables(document):
            if found.noun == REQUIREMENTS:
                yield from _requirements(found)
        return
    tables = _tables(document)
    overridden = _overridden(meta)
    tallies = [
        one._replace(done=None) if overridden else one for one in _tallies(tables)
    ]
    body = list(_body_scores(document))
    if meta is not None:
        yield from _score(meta, body, tallies)
        yield from _gaps(meta)
        yield from _human_list(document, meta)
    yield from body
    yield from tallies
    for found in tables:
        if not overridden:
            yield from _failed_rows(found)
        if found.noun == REQUIREMENTS:
            yield from _requirements(found)
    if meta is None or meta.get("human_verification") is None:
        yield from _human_sections(document)


def is_past(section: Section) -> bool:
    """Whether a section reports an earlier state."""
    return any(
        word in one.title.casefold() for one in section.ancestors() if one.level > 1
        for word in _PAST
    )


def row_state(text: str) -> str:
    """The state of a row, with the report's own words beside the common ones."""
    word = words.read(text)
    if word.state == words.UNKNOWN:
        folded = words.clean(text.replace("_", " "))
        if folded.startswith("present behavior"):
            return words.OPEN
    elif word.state == words.FAILED and any(one in text.casefold() for one in _MENDED):
        return words.UNKNOWN
    return word.state


def _noun_of_table(table: Table) -> str:
    headings = [heading.casefold() for heading in table.headings]
    if len(headings) < 2:
        return ""
    first = headings[0]
    if first == "artifact":
        return "" if "data variable" in headings else ARTIFACTS
    if first == "from" and "to" in headings:
        return LINKS
    if first.startswith("requirement") or first in ("req", "req id", "req-id"):
        return REQUIREMENTS
    name = headings[1] if first in ("#", "id", "sc", "no.", "nr", "") else first
    if name in ("truth", "observable truth", "truths"):
        return TRUTHS
    if name in ("must-have", "must have", "must-haves"):
        return MUST_HAVES
    if name in ("criterion", "success criterion", "success criteria", "roadmap success criterion"):
        return CRITERIA
    if first in ("behavior", "probe"):
        return first
    return ""


def _tables(document: Document) -> list[_Rows]:
    found = []
    for table in document.tables:
        noun = _noun_of_table(table)
        column = status_column(table)
        if noun and column > 0 and not is_past(table.section):
            rows = [(row, cell_at(row, column)) for row in table.rows if not is_struck(row)]
            found.append(_Rows(noun, table, rows))
    return found


def _tallies(tables: list[_Rows]) -> Iterator[Tally]:
    """Tally each noun that has one table; several tables overlap more often than not."""
    for noun in (TRUTHS, MUST_HAVES, CRITERIA, ARTIFACTS, LINKS, REQUIREMENTS):
        same = [one for one in tables if one.noun == noun]
        if len(same) != 1:
            continue
        table, rows = same[0].table, same[0].rows
        if any(cell is None for _, cell in rows) or not rows:
            continue
        if noun == REQUIREMENTS and any(
            len({one.id for one in expand(_id_part(row))}) != 1 for row, _ in rows
        ):
            continue
        states = [row_state(cell.text) for _, cell in rows if cell is not None]
        known = not any(state in (words.UNKNOWN, words.HELD) for state in states)
        yield Tally(
            noun, states.count(words.DONE) if known else None, len(rows),
            Span(table.start, table.header_end), tuple(row.span for row, _ in rows),
            # A row that waits for a person may be left out of the score: then M is no miscount.
            complete=known, partial=states.count(words.ACTIVE),
        )


def _id_part(row: Row) -> str:
    """The part of a requirement cell that holds its ids: "REQ-01: text that names others"."""
    return row.cells[0].text[:200].partition(": ")[0]


def _noun_in(text: str) -> str:
    folded = text.casefold()
    found = [(folded.find(word), noun) for word, noun in _NOUNS if word in folded]
    return min(found)[1] if found else ""


def _score(meta: Mapping, body: list[Count], tallies: list[Tally]) -> Iterator[Claim]:
    """The front matter's score. It counts must-haves, which mean truths in most reports and
    truths, artifacts and links together in some: only an equal total tells which."""
    value = meta.scalar("score")
    fraction = leading_fraction(value.text) if value is not None else None
    if value is None or fraction is None:
        return
    noun = _noun_in(value.text) or MUST_HAVES
    if noun in (MUST_HAVES, CRITERIA, TRUTHS):
        others = (TRUTHS, CRITERIA, MUST_HAVES)
        stated = {one.noun for one in (*body, *tallies) if one.noun in others}
        same = {
            one.noun for one in (*body, *tallies)
            if one.noun in others and one.total == fraction.total
        }
        if noun not in stated and len(same) == 1:
            noun = same.pop()
    yield Count(
        noun, fraction.done, fraction.total, value.span, FRONT_MATTER, fraction.approximate
    )


def _body_scores(document: Document) -> Iterator[Count]:
    for field in document.fields:
        fallback = _SCORE_FIELDS.get(field.key.casefold())
        if fallback is None or field.style == "footer":
            continue
        if is_past(document.section_at(field.key_span.start)):
            continue
        fraction = leading_fraction(field.value, field.value_span.start)
        if fraction is None:
            continue
        noun = fallback or _noun_in(field.value[fraction.span.end - field.value_span.start :][:60])
        if noun:
            yield Count(
                noun, fraction.done, fraction.total, fraction.span, FIELD, fraction.approximate
            )


def _overridden(meta: Mapping | None) -> frozenset[str]:
    """The must-haves that were accepted as they are; never empty where any was."""
    if meta is None:
        return frozenset()
    found = set()
    for item in meta.items("overrides"):
        name = item.scalar("must_have", "truth", "id") if isinstance(item, Mapping) else item
        found.add(words.clean(name.text) if isinstance(name, Scalar) else "")
    applied = meta.scalar("overrides_applied")
    if applied is not None and applied.text.strip("0"):
        found.add("")
    return frozenset(found)


def _gaps(meta: Mapping) -> Iterator[Claim]:
    overridden = _overridden(meta)
    listed = meta.entry("gaps")
    if listed is not None and isinstance(listed.value, Sequence):
        items = listed.value.items
        yield Tally("gaps", None, len(items), listed.key_span, tuple(one.span for one in items))
    for item in meta.items("gaps"):
        label = ""
        is_open = True
        ids: tuple[str, ...] = ()
        if isinstance(item, Scalar):
            label = item.text
            is_open = not label.casefold().startswith(("none", "no gap", "n/a"))
        elif isinstance(item, Mapping):
            name = item.scalar("truth", "description", "issue", "gap", "id")
            label = name.text if name is not None else ""
            is_open = _is_open(item) and words.clean(label) not in overridden
            requirement = item.scalar("requirement", "requirements")
            if requirement is not None:
                ids = tuple(one.id for one in expand(requirement.text))
        yield Entry("gap", label, is_open, item.span, ids)


def _is_open(item: Mapping) -> bool:
    """Whether a gap surely stands: it has no word of a closing, and no status but a bad one."""
    if any(
        item.get(key) is not None
        for key in ("resolved", "resolution", "resolved_by", "closed_by", "closed", "fixed_in",
                    "fixed_by", "override", "accepted_by", "addressed_in", "deferred_to")
    ):
        return False
    status = item.scalar("status")
    if status is None:
        return True
    return words.state(status.text) in (words.FAILED, words.OPEN, words.ACTIVE)


_ANSWERS = ("result", "status", "resolved", "resolution", "outcome", "approved", "approved_by",
            "accepted_by", "verified", "verified_by", "completed", "completed_at", "human_result",
            "addressed_in", "disposition", "confirmed")
_ADVISORY = (
    "optional", "recommended", "not block", "non-block", "nonblock", "does not block",
    "do not block", "nice to have", "nice-to-have", "confidence", "advisory only", "deferred",
    "no human verification", "none required", "not required", "before release", "later phase",
)


def _human_list(document: Document, meta: Mapping) -> Iterator[Claim]:
    answered = any(
        entry.key.startswith("human_") and entry.key != "human_verification"
        for entry in meta.entries
    ) or _is_approved(document)
    for item in meta.items("human_verification"):
        text = ""
        is_open = not answered
        if isinstance(item, Mapping):
            text = " ".join(
                entry.value.text for entry in item.entries if isinstance(entry.value, Scalar)
            )
            name = item.scalar("test", "name", "behavior", "item")
            label = name.text if name is not None else ""
            is_open = is_open and not any(item.get(key) is not None for key in _ANSWERS)
        elif isinstance(item, Scalar):
            label = text = item.text
            is_open = is_open and not text.casefold().startswith(("none", "n/a"))
        else:
            continue
        yield Entry(
            "human check", label, is_open, item.span,
            blocking=not any(word in text.casefold() for word in _ADVISORY),
        )


def _is_approved(document: Document) -> bool:
    """Whether a sentence of the report says that a person has looked."""
    return bool(
        pattern(
            r"\bhuman\b[^\n]{0,80}\b(?:approved|confirmed|completed|passed|signed[ -]off|done)\b"
            r"|\b(?:approved|confirmed|verified|tested|accepted) by (?:the )?(?:user|human|owner)\b",
            2,
        ).search(document.prose, document.body)
    )


def _human_sections(document: Document) -> Iterator[Claim]:
    """Human checks of the body: sections below "Human Verification" with a test and what to
    expect, and no result."""
    sections = [
        one for one in document.sections
        if "human verification" in one.title.casefold()
        and "(" not in one.title
        and not is_past(one)
    ]
    if not sections or _is_approved(document):
        return
    for section in sections:
        intro_end = section.children[0].start if section.children else section.end
        intro = document.text[section.title_span.end : intro_end].casefold()
        advisory = any(word in intro for word in _ADVISORY) or "none" in intro
        for child in section.children:
            fields = document.fields_in(child.span)
            keys = {one.key.casefold() for one in fields}
            if "test" not in keys or "expected" not in keys:
                continue
            text = document.text[child.start : child.end].casefold()
            yield Entry(
                "human check", child.title, keys.isdisjoint(_ANSWERS), child.title_span,
                blocking=not advisory and not any(word in text for word in _ADVISORY),
            )


def _failed_rows(found: _Rows) -> Iterator[Claim]:
    for row, cell in found.rows:
        if cell is None or row_state(cell.text) != words.FAILED:
            continue
        if words.read(cell.text).word not in _FAILING:
            continue
        text = " ".join(other.text for other in row.cells).casefold()
        if any(word in text for word in _EXPLAINED):
            continue
        ids: tuple[str, ...] = ()
        if found.noun == REQUIREMENTS and row.cells:
            ids = tuple(one.id for one in expand(_id_part(row)))
        column = 1 if len(row.cells) > 2 and len(row.cells[0].text) < 5 else 0
        yield Entry("failed row", row.cells[column].plain[:80], True, cell.span, ids)


def _requirements(found: _Rows) -> Iterator[Claim]:
    for row, cell in found.rows:
        if not row.cells or row.ragged:
            continue
        for one in expand(_id_part(row), row.cells[0].start):
            subject = Subject("requirement", one.id)
            yield Cites(subject, one.span, "requirement", row.span)
            if cell is not None and words.state(cell.text) == words.DONE:
                yield Satisfied(subject, cell.text, cell.span, ())
