"""From findings to diagnostics: precedence, levels, places, fingerprints, folding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint import registry
from auditlint.age import ARCHIVED
from auditlint.bounding import bounded
from auditlint.findings import (
    ERROR,
    NOTICE,
    Diagnostic,
    Finding,
    Place,
    PlacedEdit,
    PlacedFix,
    RelatedPlace,
    Suppression,
)
from auditlint.selection import ignored_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from auditlint.config import Config
    from auditlint.source.text import LineIndex, Span

#: Which rule speaks when several fit one place: lower first. DOC before SCH before the rest; a
#: row's own text before a cross-check; a sum inside a table before a stated count.
_PRECEDENCE = {"DOC": 0, "SCH": 1}
_PRECEDENCE_OF_CODE = {
    "BOX005": 2, "STA004": 2, "CNT002": 3, "CNT003": 3, "CNT005": 4, "CNT001": 4, "CNT007": 4,
    # What is missing has no place of its own, so it silences nothing.
    "SCH001": 9, "SCH007": 9,
}
_LAST = 9


def _rank(code: str) -> int:
    return _PRECEDENCE_OF_CODE.get(code, _PRECEDENCE.get(code[:3], _LAST))


def one_per_place(findings: list[Finding]) -> list[Finding]:
    """Of the findings of different rules at one and the same place, keep the most specific."""
    best: dict[Span, int] = {}
    for one in findings:
        rank = _rank(one.code)
        if one.span.start != one.span.end and rank < best.get(one.span, _LAST + 1):
            best[one.span] = rank
    kept = []
    seen: set[tuple[Span, str, str]] = set()
    for one in findings:
        if one.span in best and _rank(one.code) > best[one.span]:
            continue
        identity = (one.span, one.code, one.message)
        if identity not in seen:
            seen.add(identity)
            kept.append(one)
    return kept


def settled(
    path: str,
    age: str,
    findings: list[Finding],
    suppressed: list[tuple[Finding, Suppression]],
    config: Config,
    lines_of: Callable[[str], LineIndex],
    half: str = "document",
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Turn one document's findings into its diagnostics, shown and suppressed, each in order.

    What the configuration ignores at `path` is left out, levels follow rule and configuration,
    what is `archived` is so by `age`, and of each rule no more are listed than the limit.
    `lines_of` gives the lines of a path; `half` says which half of the rules found them.
    """
    ignored = ignored_here(path, config)
    levels = dict(config.severity)

    def diagnostic(one: Finding) -> Diagnostic:
        return _placed(path, one, level_of(one, levels), lines_of)

    shown = [diagnostic(one) for one in findings if one.code not in ignored]
    hidden = [
        diagnostic(one)._replace(suppression=why)
        for one, why in suppressed if one.code not in ignored
    ]
    if age == ARCHIVED and not config.archived:
        shown, hidden = folded(noticed(shown, config)), noticed(hidden, config)
    return (
        tuple(numbered(bounded(shown, config.limits.findings, path, half))),
        tuple(numbered(sorted(hidden, key=lambda one: one.sort_key))),
    )


def archived(
    shown: tuple[Diagnostic, ...], hidden: tuple[Diagnostic, ...], config: Config
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return a document's diagnostics, settled as if it were in use, as those of an archived one."""
    return (
        tuple(sorted(folded(noticed(shown, config)), key=lambda one: one.sort_key)),
        tuple(noticed(hidden, config)),
    )


def noticed(diagnostics: Iterable[Diagnostic], config: Config) -> list[Diagnostic]:
    """Return diagnostics as notices, but for levels that the configuration chose."""
    levels = dict(config.severity)
    return [
        one if one.code.startswith("LNT") or _chosen(one.code, levels)
        else one._replace(severity=NOTICE)
        for one in diagnostics
    ]


def level_of(finding: Finding, levels: dict[str, str]) -> str:
    """Return the level that the configuration gives a finding, else its own."""
    rule = registry.BY_CODE.get(finding.code)
    natural = finding.severity or (rule.severity if rule else ERROR)
    return _chosen(finding.code, levels) or natural


def _chosen(code: str, levels: dict[str, str]) -> str | None:
    return levels.get(code) or levels.get(code[:3])


def _place_of(path: str, lines: LineIndex, span: Span) -> Place:
    start = lines.position(span.start)
    end = lines.position(max(span.end, span.start))
    return Place(path, start.line, start.column, end.line, end.column)


def _placed(
    path: str, finding: Finding, severity: str, lines_of: Callable[[str], LineIndex]
) -> Diagnostic:
    """Resolve a finding's places."""

    def where(other: str, span: Span) -> Place:
        return _place_of(other or path, lines_of(other or path), span)

    rule = registry.BY_CODE.get(finding.code)
    fix = None
    if finding.fix is not None:
        fix = PlacedFix(
            finding.fix.applicability,
            finding.fix.message,
            tuple(
                PlacedEdit(where(one.path, one.span), one.text)
                for one in finding.fix.edits
            ),
        )
    return Diagnostic(
        finding.code,
        rule.name if rule else finding.code.lower(),
        severity,
        finding.message,
        where(path, finding.span),
        fingerprint(finding, path),
        tuple(
            RelatedPlace(where(one.path, one.span), one.message)
            for one in finding.related
        ),
        fix,
        dict(finding.data),
    )


def fingerprint(finding: Finding, path: str) -> str:
    """Return a hash of the code, the path and the finding's identity; no line numbers.

    The identity is `finding.data`, or the message where a rule gives none. 16 hex digits.
    """
    parts = [finding.code, path]
    if finding.data:
        parts += [f"{key}={finding.data[key]}" for key in sorted(finding.data)]
    else:
        parts.append(finding.message)
    return _digest("\0".join(parts))


def _digest(text: str) -> str:
    from auditlint.source.digest import sha256

    return sha256(text.encode("utf-8", "replace"))[:16]


def numbered(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Make equal fingerprints within a file distinct by their order of appearance."""
    seen: dict[str, int] = {}
    out = []
    for one in diagnostics:
        number = seen.get(one.fingerprint, 0)
        seen[one.fingerprint] = number + 1
        if number:
            again = _digest(f"{one.fingerprint}\0{number}")
            one = one._replace(fingerprint=again)
        out.append(one)
    return out


def folded(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """One diagnostic per rule: the first, with the count in its message and the rest related."""
    by_code: dict[str, list[Diagnostic]] = {}
    for one in sorted(diagnostics, key=lambda one: one.sort_key):
        by_code.setdefault(one.code, []).append(one)
    out = []
    for same in by_code.values():
        first = same[0]
        if len(same) > 1:
            others = len(same) - 1
            first = first._replace(
                message=f"{first.message} (and {others} more like it in this archived document)",
                related=first.related
                + tuple(RelatedPlace(one.place, one.message) for one in same[1:]),
                fix=None,
            )
        out.append(first)
    return out
