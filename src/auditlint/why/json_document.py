"""The answer as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.age import ARCHIVED
from auditlint.report.escape import scalars
from auditlint.report.values import dump
from auditlint.source.text import LineIndex
from auditlint.why.hearing import UNDECIDABLE

if TYPE_CHECKING:
    from auditlint.rules.ruling import Ground
    from auditlint.session import Read
    from auditlint.source.text import Span
    from auditlint.why.answer import Answer, Part
    from auditlint.why.evidence import Judgement, Sources
    from auditlint.why.hearing import Heard
    from auditlint.why.statements import Said

VERSION = 1


def write(answer: Answer, question: str) -> str:
    """Return the answer as JSON; the names of its members are a contract."""
    value = {
        "version": VERSION,
        "question": question,
        "disagrees": answer.disagrees,
        "leftOut": answer.left_out,
        "subjects": [_part(one) for one in answer.parts],
    }
    return dump(_spelled(value), 2) + "\n"


def _spelled(value: Any) -> Any:
    """Return a value with the lone surrogates of its texts spelled out."""
    if isinstance(value, str):
        return scalars(value)
    if isinstance(value, list):
        return [_spelled(one) for one in value]
    if isinstance(value, dict):
        return {key: _spelled(one) for key, one in value.items()}
    return value


def _part(part: Part) -> dict[str, Any]:
    read, target = part.read, part.target
    return {
        "type": target.type,
        "id": target.id,
        "milestone": target.scope,
        "home": read.shown(target.home),
        "disagrees": part.disagrees,
        "aspects": [
            {
                "aspect": aspect.name,
                "verdict": aspect.verdict or None,
                "values": [
                    {"value": value.value, "statements": [_said(read, one) for one in value.statements]}
                    for value in aspect.values
                ],
            }
            for aspect in part.aspects
        ],
        "evidence": [_judged(read, one, part.sources) for one in part.judgements],
        "rules": [_heard(read, one) for one in part.heard] + [
            {
                "code": one.code, "outcome": UNDECIDABLE, "reason": one.reason,
                "selected": one.is_selected,
                "place": _place(read, one.path, one.span),
            }
            for one in part.silences
        ] + [
            {"code": code, "outcome": "nothing", "reason": "" if selected else "not selected"}
            for code, selected in part.quiet
        ],
    }


def _judged(read: Read, one: Judgement, sources: Sources) -> dict[str, Any]:
    return {
        "code": one.code or None,
        "outcome": one.outcome,
        "reason": one.ruling.words,
        "selected": one.is_selected,
        "text": sources.text(one),
        "place": _place(read, one.path, one.span),
        "grounds": [_ground(read, each, sources) for each in one.ruling.grounds],
    }


def _ground(read: Read, one: Ground, sources: Sources) -> dict[str, Any]:
    commit = sources.commit(one)
    return {
        "text": one.words,
        "path": read.shown(one.path) if one.path else None,
        "line": one.line or None,
        "commit": None if commit is None else {
            "id": commit.id, "day": commit.day or None, "subject": commit.subject,
        },
    }


def _place(read: Read, path: str, span: Span | None) -> dict[str, Any]:
    value: dict[str, Any] = {"path": read.shown(path)}
    facts = read.ledger.by_path.get(path)
    if span is not None and facts is not None:
        lines = LineIndex.of_starts(facts.starts)
        start, end = lines.position(span.start), lines.position(span.end)
        value |= {
            "line": start.line, "column": start.column,
            "endLine": end.line, "endColumn": end.column,
        }
    return value


def _said(read: Read, one: Said) -> dict[str, Any]:
    return {
        "text": one.text,
        "source": one.source,
        "kind": one.facts.kind,
        "archived": one.facts.age == ARCHIVED,
        "compared": one.key is not None,
        "place": _place(read, one.folder or one.facts.path, one.span),
    }


def _heard(read: Read, one: Heard) -> dict[str, Any]:
    found = one.diagnostic
    place = found.place
    return {
        "code": found.code,
        "outcome": one.outcome,
        "reason": one.reason,
        "severity": found.severity,
        "message": found.message,
        "place": {
            "path": read.shown(place.path), "line": place.line, "column": place.column,
            "endLine": place.end_line, "endColumn": place.end_column,
        },
    }
