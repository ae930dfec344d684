"""Code review of a phase (GSD): findings by severity, and the files that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import FIELD, FRONT_MATTER, Count, Counter, Entry, Status
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import head_end, identity
from auditlint.parsing.nodes import Entry as Pair
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.numbers import integer, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node
    from auditlint.parsing.structure import Section

KIND = Kind(
    id="gsd-review",
    title="Phase code review",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/phases/**/*-REVIEW.md",
        ".planning/**/phases/**/REVIEW.md",
        ".planning/**/*-phases/**/*-REVIEW.md",
        ".planning/**/*-phases/**/REVIEW.md",
    ),
    front=("reviewed", "depth", "findings"),
    heading=r"\bcode review report\b",
    headings=(r"^critical( issues)?$", r"^warnings?$", r"^info$"),
    least=2,
)

#: The prefixes of the headings that a severity has.
_PREFIXES = {
    "critical": ("CR", "BL"), "blocker": ("BL", "CR"), "warning": ("WR",), "info": ("IN",),
}
_RESOLUTION = ("resolution", "resolved", "fixed", "fixes applied", "re-review", "previous",
               "follow-up", "follow up", "remediation", "status of", "closed")


class _Found:
    """A finding of the review: its id, its heading and whether it says that it is settled."""

    __slots__ = ("id", "section", "settled")

    def __init__(self, identity: str, section: Section, settled: bool) -> None:
        self.id = identity
        self.section = section
        self.settled = settled


def _findings(document: Document) -> dict[str, list[_Found]]:
    """The findings by prefix, each id once; sections that tell of resolutions are left out."""
    found: dict[str, list[_Found]] = {}
    seen: set[str] = set()
    for section in document.sections:
        match = pattern(r"[\[(~*]*(CR|BL|WR|IN)-(\d{1,3})\b").match(section.title)
        if match is None or section.level < 3:
            continue
        if any(
            word in above.title.casefold() for above in section.ancestors()[1:]
            if above.level > 1 for word in _RESOLUTION
        ):
            continue
        identity = f"{match[1]}-{int(match[2])}"
        if identity in seen:
            continue
        seen.add(identity)
        found.setdefault(match[1], []).append(
            _Found(identity, section, _is_settled(document, section))
        )
    return found


def _has_other_prefixes(document: Document) -> bool:
    """Whether findings stand under prefixes that no counter is known to count (``HI-01``)."""
    return any(
        section.level >= 3 and pattern(r"[\[(~*]*(?!CR|BL|WR|IN)[A-Z]{2}-\d{1,3}\b").match(section.title)
        for section in document.sections
    )


def _is_settled(document: Document, section: Section) -> bool:
    title = section.title.casefold()
    if any(one in title for one in ("fixed", "resolved", "closed", "✅", "withdrawn", "skipped")):
        return True
    if document.text.startswith("~~", section.title_span.start):
        return True
    return any(
        one.key.casefold() in ("status", "resolution", "resolved", "fixed", "fixed in", "outcome")
        for one in document.fields_in(Span(section.start, section.end))
    )


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the findings with their ids."""
    builder = base_model(document)
    listed: list[Node] = []
    for same in _findings(document).values():
        for one in same:
            span = one.section.title_span
            listed.append(
                Mapping(
                    [Pair("id", span, Scalar(one.id, span)),
                     Pair("title", span, Scalar(one.section.title, span))],
                    span,
                )
            )
    if listed:
        builder.list("findings", listed, listed[0].span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, counters and findings."""
    meta = document.meta
    status = meta.scalar("status") if meta is not None else None
    reworked = _is_reworked(document, status)
    for claim in identity(
        document, {"reviewed": "reviewed", "re_reviewed": "reviewed again", "fixed_at": "fixed"}
    ):
        # After fixing, the front matter says what is, the body what was.
        if not (reworked and isinstance(claim, Status) and claim.source == FIELD):
            yield claim
    findings = _findings(document)
    for same in findings.values():
        for one in same:
            yield Entry("finding", one.id, not one.settled, one.section.title_span)
    if meta is not None:
        other = reworked or _has_other_prefixes(document)
        yield from _severities(meta, {} if other else findings)
        yield from _files(meta)
    end = head_end(document)
    for field in document.fields:
        if field.key.casefold() == "files reviewed" and field.key_span.start < end:
            number = integer(field.value)
            if number is not None:
                yield Count("files reviewed", None, number, field.value_span, FIELD)


def _severities(meta: Mapping, findings: dict[str, list[_Found]]) -> Iterator[Claim]:
    """The counters; `findings` is empty where they cannot be held against the headings."""
    stated = meta.mapping("findings")
    if stated is None:
        return
    numbers: dict[str, tuple[int, Span]] = {}
    for entry in stated.entries:
        number = integer(entry.value.text) if isinstance(entry.value, Scalar) else None
        if number is not None:
            numbers[entry.key] = (number, entry.value.span)
    known = {key: value for key, value in numbers.items() if key in _PREFIXES}
    several = sum(number > 0 for number, _ in known.values()) > 1
    if len(findings) == 1 and several and len(next(iter(findings.values()))) == sum(
        number for number, _ in known.values()
    ):
        findings = {}  # One run of numbers for all severities.
    if findings:
        for key, (number, span) in known.items():
            same = [
                one for prefix in _PREFIXES[key] for one in findings.get(prefix, [])
                # Where both words are counted, each counts its own prefix.
                if not ({"critical", "blocker"} <= known.keys()) or prefix == _PREFIXES[key][0]
            ]
            if number == 0 and any(one.settled for one in same):
                continue
            prefixes = " or ".join(f"{one}-" for one in _PREFIXES[key][: 2 if same else 1])
            if same:
                prefixes = " and ".join(sorted({one.id.partition("-")[0] + "-" for one in same}))
            yield Counter(
                key, number, len(same), span, f"headings {prefixes}",
                tuple(one.section.title_span for one in same),
            )
    total = numbers.get("total")
    if total is not None and len(known) >= 2 and len(known) == len(stated.entries) - 1:
        yield Counter(
            "total", total[0], sum(number for number, _ in known.values()), total[1],
            "findings by severity", tuple(span for _, span in known.values()), summed=True,
        )


def _is_reworked(document: Document, status: Scalar | None) -> bool:
    """Whether the counters may have been brought to the state after fixing."""
    if status is not None and words.state(status.text) == words.DONE:
        return True
    if status is not None and words.clean(status.text).startswith(("clean", "all fixed")):
        return True
    meta = document.meta
    if meta is not None and any(
        key in entry.key for entry in meta.entries
        for key in ("fixed", "resolved", "iteration", "re_review")
    ):
        return True
    return any(
        word in section.title.casefold() for section in document.sections if section.level == 2
        for word in _RESOLUTION
    )


def _files(meta: Mapping) -> Iterator[Claim]:
    stated = meta.scalar("files_reviewed")
    number = integer(stated.text) if stated is not None else None
    if stated is None or number is None:
        return
    yield Count("files reviewed", None, number, stated.span, FRONT_MATTER)
    listed = meta.entry("files_reviewed_list")
    if listed is not None and isinstance(listed.value, Sequence):
        items = listed.value.items
        if items and all(isinstance(one, Scalar) and "*" not in one.text for one in items):
            yield Counter(
                "files_reviewed", number, len(items), stated.span, "files in files_reviewed_list",
                (listed.key_span,),
            )
