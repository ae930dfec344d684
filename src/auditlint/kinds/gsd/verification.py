"""Verification report of a phase: does the code do what the phase promised (GSD and Kata).

The front matter's ``score`` is stated again below the table of truths, and ``status`` follows
from the tables, the gaps and the human checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import (
    FIELD,
    FRONT_MATTER,
    Count,
    Fingerprint,
    Reverified,
    Tally,
)
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import identity, records_change
from auditlint.kinds.gsd.mentions import mentioned
from auditlint.kinds.gsd.open_checks import accepted, described_checks, gaps, listed_checks
from auditlint.kinds.gsd.verified_rows import (
    ARTIFACTS,
    CRITERIA,
    LINKS,
    MUST_HAVES,
    REQUIREMENTS,
    TRUTHS,
    failed_rows,
    is_past,
    judged_rows,
    report_tables,
    requirement_rows,
    tallies_of,
)
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.reading.numbers import leading_fraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node

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


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the rows of truths."""
    from auditlint.parsing.nodes import Entry as Pair

    builder = base_model(document)
    rows = [one for found in report_tables(document) if found.noun == TRUTHS for one in found.rows]
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
    yield from mentioned(document.text)
    meta = document.meta
    if meta is not None:
        yield from _fingerprint(meta)
    again = meta.get("re_verification") if meta is not None else None
    if again is not None and not (
        isinstance(again, Scalar) and again.text.casefold() in ("", "false", "no", "null")
    ):
        yield Reverified(again.span)
    if records_change(meta):
        # Closed after the body was written: the front matter alone is what holds now.
        for found in report_tables(document):
            if found.noun == REQUIREMENTS:
                yield from requirement_rows(found, document.path)
        return
    tables = report_tables(document)
    overridden = accepted(meta)
    tallies = [
        one._replace(done=None) if overridden else one for one in tallies_of(tables)
    ]
    body = list(_body_scores(document))
    if meta is not None:
        yield from _score(meta, body, tallies)
        yield from gaps(meta)
        yield from listed_checks(document, meta)
    yield from body
    yield from tallies
    yield from judged_rows(tables)
    for found in tables:
        if not overridden:
            yield from failed_rows(found)
        if found.noun == REQUIREMENTS:
            yield from requirement_rows(found, document.path)
    if meta is None or meta.get("human_verification") is None:
        yield from described_checks(document)


def _fingerprint(meta: Mapping) -> Iterator[Claim]:
    """The digest over the files that were verified, where the report states both."""
    digest = meta.scalar("covered_digest")
    files = [one.text for one in meta.items("covered_files") if isinstance(one, Scalar)]
    if digest is not None and digest.text and files:
        yield Fingerprint(digest.text, tuple(files), digest.span)


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
        found = [(one.noun, one.total) for one in body] + [
            (one.noun, one.total) for one in tallies
        ]
        stated = {one for one, _ in found}
        same = {
            one for one, total in found
            if one in (TRUTHS, CRITERIA, MUST_HAVES) and total == fraction.total
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
