"""What is said of a subject: every claim as an aspect, a value to compare, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.claims import BUCKET
from auditlint.reading import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.claims import Claim
    from auditlint.ledger import Facts
    from auditlint.source.text import Span

STATE = "state"
NAME = "name"
PHASE = "phase"
NUMBER = "number of "
SEVERITY = "severity"
MENTION = "mentioned"

#: A value that is shown, but compared with nothing.
UNDECIDED = words.UNKNOWN


class Said(NamedTuple):
    """One thing that a document, or the folders, say. `span` is None for what a path says.

    `key` is what is compared with other statements on the same aspect; None is not compared.
    """

    aspect: str
    value: str
    text: str
    facts: Facts
    span: Span | None
    source: str = ""
    key: Any = None
    folder: str = ""
    """The folder that says it, where that is no document."""


def said(facts: Facts, claim: Claim) -> Iterator[Said]:
    """Yield what a claim says of its subject."""
    describe = _DESCRIBE.get(type(claim).__name__)
    if describe is None:
        return
    aspect, value, text, key = describe(claim)
    yield Said(aspect, value, text, facts, claim.span, getattr(claim, "source", ""), key)


_Described = tuple[str, str, str, Any]


def _state(state: str, text: str) -> _Described:
    return STATE, state, text, None if state == UNDECIDED else state


def _number(done: int | None, total: int | None) -> str:
    if done is None:
        return str(total)
    return f"{done} of {total}" if total is not None else f"{done} done"


def _numbered(claim: Any) -> str:
    """The aspect of a number; those of other parts of a document are other aspects."""
    part = "" if claim.scope.startswith("phase ") or not claim.scope else f" ({claim.scope})"
    return f"{NUMBER}{claim.noun}{part}"


def _count(claim: Any) -> _Described:
    value = _number(claim.done, claim.total)
    key = None if claim.approximate else (claim.done, claim.total)
    return _numbered(claim), value, "stated", key


def _tally(claim: Any) -> _Described:
    value = _number(claim.done, claim.total)
    key = (claim.done, claim.total) if claim.complete and not claim.partial else None
    return _numbered(claim), value, "listed", key


def _progress(claim: Any) -> _Described:
    if claim.measure in ("phases", "plans"):
        # A counter of a state file speaks of another set than a list does, so it is only shown.
        return NUMBER + claim.measure, _number(claim.done, claim.total), "counted", None
    if claim.percent is not None:
        return MENTION, "", f"{claim.measure} {claim.percent:g}%", None
    return MENTION, "", f"{claim.measure} {_number(claim.done, claim.total)}", None


def _name(claim: Any) -> _Described:
    from auditlint.reading.names import words_of

    # A requirement's or plan's name is its description, worded anew wherever it is given.
    compared = words_of(claim.name) if claim.subject.type == "phase" else ()
    return NAME, claim.name, claim.name, compared or None


def _severity(claim: Any) -> _Described:
    # A bucket ("Next Sprint") tells when, and only by that how bad.
    key = None if claim.source == BUCKET else (claim.scale, claim.rank)
    return SEVERITY, claim.level, claim.level, key


def _mention(text: str) -> _Described:
    return MENTION, "", text, None


#: What each type of claim says. Claims about the document as a whole have no entry of theirs.
_DESCRIBE: dict[str, Callable[[Any], _Described]] = {
    "Status": lambda one: _state(one.state, one.raw.strip()),
    "Boxed": lambda one: _state(
        {"done": words.DONE, "open": words.OPEN}.get(one.state, UNDECIDED),
        {"done": "box ticked", "open": "box open"}.get(one.state, "box of another kind"),
    ),
    "Verdict": lambda one: _state(one.state, one.raw.strip()),
    "Satisfied": lambda one: _state(words.DONE, one.verdict.strip()),
    "Named": _name,
    "Defines": _name,
    "Assigned": lambda one: (
        PHASE, f"phase {one.phase}", "assigned", None if one.source == "line" else one.phase,
    ),
    "Count": _count,
    "Tally": _tally,
    "Progress": _progress,
    "Severity": _severity,
    "Dated": lambda one: _mention(f"{one.event} {one.when}"),
    "Depends": lambda one: _mention(
        f"{one.subject.type} {one.subject.id} depends on {one.on.type} {one.on.id}"
    ),
    "Cites": lambda one: _mention(f"named as {one.role}"),
    "Listed": lambda one: _mention("listed"),
    "Traced": lambda one: _mention(
        "a row of the traceability table" + ("" if one.mapped else " without a plain phase")
    ),
    "Quoted": lambda one: _mention(f"quoted from the {one.of}: {one.raw.strip()}"),
    "Remark": lambda one: _mention(f"remark: {one.text.strip()}"),
    "Entry": lambda one: _mention(
        f"{one.type} ({'open' if one.open else 'settled'}): {one.label.strip()}"
    ),
}

TYPES = tuple(_DESCRIBE)
