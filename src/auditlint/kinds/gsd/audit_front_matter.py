"""The front matter of a milestone audit: its status, scores, gaps and debt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import (
    FRONT_MATTER,
    Count,
    Dated,
    Entry,
    Named,
    Status,
    Subject,
    Tally,
    Verdict,
)
from auditlint.kinds.scores import DEBT, FLOWS, INTEGRATION, PHASES, REQUIREMENTS
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.ids import expand, listed
from auditlint.reading.numbers import leading_fraction, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.nodes import Node
    from auditlint.source.text import Span


DOCUMENT = Subject("document", "")


def front_matter_claims(meta: Mapping) -> Iterator[Claim]:
    status = meta.scalar("status")
    if status is not None:
        yield Status(DOCUMENT, words.state(status.text), status.text, status.span, FRONT_MATTER)
    audited = meta.scalar("audited")
    if audited is not None:
        yield Dated(DOCUMENT, "audited", audited.text, audited.span, FRONT_MATTER)
    milestone = meta.scalar("milestone")
    if milestone is not None:
        yield Named(Subject("milestone", ""), milestone.text, milestone.span, FRONT_MATTER)
    for entry in (meta.mapping("scores") or meta).entries:
        if isinstance(entry.value, Scalar):
            fraction = leading_fraction(entry.value.text)
            if fraction is None:
                continue
            noun = entry.key if entry.key in (REQUIREMENTS, PHASES, INTEGRATION, FLOWS) else ""
            if noun:
                # The value's span covers its quotes too; the claim's place is what is written.
                yield Count(
                    noun, fraction.done, fraction.total, entry.value.span, FRONT_MATTER,
                    # A tail narrows what is counted: "10/10 (completed phases)".
                    fraction.approximate
                    or entry.value.text.strip() != f"{fraction.done}/{fraction.total}",
                )
    yield from _gaps(meta)
    yield from _front_debt(meta)


_OPEN_WORDS = frozenset((words.OPEN, words.ACTIVE, words.FAILED, words.UNKNOWN))


def _gaps(meta: Mapping) -> Iterator[Claim]:
    gaps = meta.mapping("gaps")
    if gaps is None:
        return
    total = 0
    places: list[Span] = []
    for entry in gaps.entries:
        if not isinstance(entry.value, Sequence):
            continue
        for item in entry.value.items:
            total += 1
            places.append(item.span)
            yield _gap(entry.key, item)
            if entry.key == REQUIREMENTS:
                yield from _gap_verdicts(item)
    span = next(one.key_span for one in meta.entries if one.key == "gaps")
    yield Tally("gaps", None, total, span, tuple(places))


def _gap_verdicts(item: Node) -> Iterator[Claim]:
    """How a gap judges the requirements it names: by its status, else as not satisfied."""
    name = item.scalar("id") if isinstance(item, Mapping) else item
    if not isinstance(name, Scalar):
        return
    status = item.scalar("status") if isinstance(item, Mapping) else None
    state = words.state(status.text) if status is not None else words.FAILED
    for one in listed(name.text.partition(": ")[0]):
        subject = Subject("requirement", one.id)
        raw = status.text if status is not None else "gap"
        yield Verdict(subject, state, raw, item.span, FRONT_MATTER)


#: What was decided about a gap: it is none any more, or is meant to stay.
_SETTLED = (
    r"\b(?:descoped|out of scope|deferred|accepted|intentional(?:ly)?|by design|won't fix|waived|"
    r"resolved|closed|fixed)\b"
)


def _gap(category: str, item: Node) -> Entry:
    label = ""
    is_open = True
    blocking = True
    ids: tuple[str, ...] = ()
    if isinstance(item, Scalar):
        label = item.text
        is_open = pattern(_SETTLED, re.IGNORECASE).search(label) is None
    elif isinstance(item, Mapping):
        name = item.scalar("id", "flow", "from", "description", "issue")
        label = name.text if name else ""
        status = item.scalar("status")
        if status is not None:
            is_open = words.state(status.text) in _OPEN_WORDS
        if item.scalar("resolved", "closed_by", "resolution") is not None:
            is_open = False
        if status is not None and pattern(_SETTLED, re.IGNORECASE).search(status.text) is not None:
            is_open = False
        severity = item.scalar("severity")
        if severity is not None and words.clean(severity.text).startswith(
            ("non-blocking", "non blocking", "nonblocking", "low", "minor", "info", "none")
        ):
            blocking = False
        if category == REQUIREMENTS and name is not None:
            ids = tuple(one.id for one in expand(name.text))
        status_word = words.read(status.text).word if status is not None else ""
        if category == REQUIREMENTS and status_word == "partial":
            ids = ()
    if pattern(_SETTLED, re.IGNORECASE).search(category.replace("_", " ")) is not None:
        is_open = False  # ``gaps.deferred_accepted`` lists what was decided.
    kind = "unsatisfied requirement" if category == REQUIREMENTS else "gap"
    return Entry(kind, label, is_open, item.span, ids, blocking)


def _front_debt(meta: Mapping) -> Iterator[Claim]:
    entry = meta.entry("tech_debt")
    if entry is None or not isinstance(entry.value, Sequence):
        return
    total = 0
    phases = 0
    spans: list[Span] = []
    for item in entry.value.items:
        if not isinstance(item, Mapping):
            # A flat list of strings: an item each, without phases.
            total += 1
            spans.append(item.span)
            continue
        phases += 1
        listed = item.get("items")
        if not isinstance(listed, Sequence):
            return
        total += len(listed.items)
        spans += [one.span for one in listed.items]
    yield Count(DEBT, None, total, entry.key_span, FRONT_MATTER)
    yield Tally("debt", None, total, entry.key_span, tuple(spans))
