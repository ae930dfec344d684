"""Summary of an executed plan (GSD and Kata): what was built, changed and decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import (
    FIELD,
    FRONT_MATTER,
    HEADING,
    Cites,
    Count,
    Counter,
    Dated,
    Entry,
    Parts,
    Status,
    Subject,
)
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import DOCUMENT, identity, unreadable
from auditlint.kinds.gsd.mentions import mentioned
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.reading import words
from auditlint.reading.ids import listed
from auditlint.reading.numbers import integer, is_approximate, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Section

KIND = Kind(
    id="gsd-summary",
    title="Plan summary",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/phases/*/*-SUMMARY.md",
        ".planning/**/phases/*/SUMMARY.md",
        ".planning/**/phases/*/*/*-SUMMARY.md",
        ".planning/**/phases/*/*/SUMMARY.md",
        ".planning/**/phases/**/plans/SUMMARY-*.md",
        ".planning/**/*-phases/*/*-SUMMARY.md",
        ".planning/**/*-phases/*/SUMMARY.md",
        ".planning/**/*-phases/**/plans/SUMMARY-*.md",
    ),
    front=("phase", "plan", "completed"),
    heading=r"\bphase\b.*\bsummary\b|\bplan\b.*\bsummary\b",
    headings=(
        r"^accomplishments$", r"^task commits$", r"^deviations", r"^self-check",
        r"^next phase readiness$", r"^files (created|changed|modified)", r"^performance$",
        r"^what was (built|done)$", r"^tasks completed$", r"^commits$", r"^what happened$",
    ),
    least=2,
)

SELF_CHECK = Subject("section", "self-check")
DATES = {"started": "started", "completed": "completed", "completed_at": "completed",
          "completed_date": "completed"}


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings."""
    return base_model(document).build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, dates, requirements, deviations and the self-check."""
    yield from identity(document, DATES)
    yield from unreadable(document)
    meta = document.meta
    if meta is not None:
        yield from _metrics(meta)
        yield from mentioned(document.text[: document.body])
        for key in ("requirements-completed", "requirements_completed"):
            for item in meta.items(key):
                if isinstance(item, Scalar):
                    for one in listed(item.text):
                        yield Cites(
                            Subject("requirement", one.id), item.span, "completed", item.span
                        )
    yield from work(document)


def work(document: Document) -> Iterator[Claim]:
    """Yield what a summary says of the work itself: when, with which deviations, how checked."""
    totals: list[Field] = []
    for field in document.fields:
        key = field.key.casefold()
        if field.style == "bold" and key in ("started", "completed") and _is_performance(
            document, field
        ):
            yield Dated(DOCUMENT, key, field.value, field.value_span, FIELD)
        elif key == "total deviations":
            totals.append(field)
    if len(totals) == 1:
        # Of two totals, which one counts which entries is not for us to say.
        yield from _deviations(document, totals[0])
    for section in document.sections:
        if section.title.casefold().startswith("self-check"):
            yield from _self_check(document, section)


def _metrics(meta: Mapping) -> Iterator[Claim]:
    """Kata keeps dates and counts below ``metrics``."""
    metrics = meta.mapping("metrics")
    if metrics is None:
        return
    for entry in metrics.entries:
        value = entry.value
        if not isinstance(value, Scalar) or not value.text:
            continue
        if entry.key in DATES:
            yield Dated(DOCUMENT, DATES[entry.key], value.text, value.span, FRONT_MATTER)
        elif entry.key in ("tasks_completed", "tasks"):
            number = integer(value.text)
            if number is not None:
                yield Count("tasks", None, number, value.span, FRONT_MATTER)


def _is_performance(document: Document, field: Field) -> bool:
    section = document.section_at(field.key_span.start)
    return section.title.casefold() in ("performance", "metrics", "performance metrics")


_HEADED = r"^(?:#{3,5}[ ]+)?(?:\*\*)?(\d{1,2})\.[ ]+[^\n]{0,300}"
_PART = r"(?<![\w.~-])(\d{1,3})[ ]+([a-z][\w -]{0,40}?)(?=[,;)、）]|[ ]*[-–—]{1,2}[ ]|$)"


def _deviations(document: Document, field: Field) -> Iterator[Claim]:
    """``**Total deviations:** 3 auto-fixed (1 bug, 2 blocking)`` above or below the fixes."""
    match = pattern(r"(\d{1,3})[ ]+(?:auto-fixed|autofixed)\b").match(field.value)
    if match is None or is_approximate(field.value, match.start(1), match.end(1)):
        return
    total = int(match[1])
    start = field.value_span.start
    place = Span(start + match.start(1), start + match.end(1))
    section = document.section_at(field.key_span.start)
    entries = _numbered(document, section)
    if entries and not _counts_more(field.value[match.end() :], total):
        yield Counter(
            "auto-fixed deviations", total, len(entries), place, "numbered deviations", entries
        )
    brackets = pattern(r"[ ]*[(（]([^()（）]{1,200})[)）]").match(field.value, match.end())
    if brackets is None:
        return
    inner = brackets[1]
    parts = [
        (one[2].strip(), int(one[1]),
         Span(start + brackets.start(1) + one.start(1), start + brackets.start(1) + one.end(1)))
        for one in pattern(_PART).finditer(inner)
    ]
    # Every number must be a part, each behind a separator: else a part is told in words.
    pieces = pattern(r"[,;、]|\band\b|\+").split(inner.partition(" -")[0].partition(" —")[0])
    if len(parts) >= 2 and len(pieces) == len(parts) == len(pattern(r"\d+").findall(inner)):
        yield Parts("deviations", total, tuple(parts), place)


#: A number in digits or words; the rules of the framework are numbered too.
_NUMBER = r"\b(?:rules?[ ]\d[\d ,/–-]*|(\d{1,3}|one|two|three|four|five|six|another))(?=[ ,.;)]|$)"


def _counts_more(tail: str, total: int) -> bool:
    """Whether what follows a total counts other things, which may be numbered with the rest.

    ``, 1 deferred`` does, and so do brackets that do not break the total down: ``0 auto-fixed
    (1 note)``.
    """
    outside = pattern(r"[(（][^()（）]*[)）]").sub(" ", tail)
    if any(one[1] for one in pattern(_NUMBER, re.IGNORECASE).finditer(outside)):
        return True
    inside = " ".join(pattern(r"[(（]([^()（）]*)[)）]").findall(tail))
    parts = [int(one[1]) for one in pattern(_PART).finditer(inside)]
    return bool(parts) and sum(parts) != total


def _numbered(document: Document, section: Section) -> tuple[Span, ...]:
    """The numbered entries of the section of auto-fixed issues that a total speaks about.

    They must run 1, 2, 3... in one run; anything else is not counted.
    """
    home = section
    for above in section.ancestors():
        if "deviation" in above.title.casefold():
            home = above
    spans: list[Span] = []
    numbers: list[int] = []
    numbered = pattern(_HEADED, re.MULTILINE)
    for match in numbered.finditer(document.prose, home.title_span.end, home.end):
        line = match[0]
        if "**" not in line and not line.startswith("#"):
            continue
        inside = document.section_at(match.start())
        if any(
            word in one.title.casefold() for one in inside.ancestors()
            for word in ("issue", "deferred", "out of scope", "adjust", "manual", "plan dev",
                         "not fixed")
            if "auto-fixed" not in one.title.casefold()
        ):
            return ()
        numbers.append(int(match[1]))
        spans.append(Span(match.start(), match.start() + len(line.rstrip())))
    return tuple(spans) if numbers == list(range(1, len(numbers) + 1)) else ()


_BAD_LINE = (
    r"^[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?(?:❌|✗|✘)?[ \t]*(?:\*\*)?"
    r"(MISSING|FAILED|NOT FOUND|FAIL)\b"
    r"(?![ ]?(?:items|files|tests|checks)?[ ]?[:=]?[ ]?(?:none|0|no)\b)"
)


def _self_check(document: Document, section: Section) -> Iterator[Claim]:
    """``## Self-Check: PASSED``, and the lines below it that begin with a failure."""
    _, colon, verdict = section.title.partition(":")
    if not colon or not verdict.strip():
        return
    state = words.state(verdict)
    yield Status(SELF_CHECK, state, verdict.strip(), section.title_span, HEADING)
    text = document.prose
    bad = pattern(_BAD_LINE, re.MULTILINE)
    for match in bad.finditer(text, section.title_span.end, section.end):
        end = text.find("\n", match.end())
        line = text[match.start() : end if end >= 0 else len(text)]
        if any(word in line.casefold() for word in ("resolved", "fixed", "pre-existing", "expected",
                                                     "unrelated", "none")):
            continue
        yield Entry("failed check", line.strip()[:80], True, Span(match.start(1), match.end(1)))
