"""Whether a document's words around a signature say that it is what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.source.text import Span

LIVING = "living"

#: The sentence speaks of what was, is to be, or of the parameters themselves.
_HEDGES = (
    r"(?i)\b(?:was|were|will|should|would|could|may|might|renam\w+|changed?|changing|changes to|replaced|instead|formerly|"
    r"previous\w*|old|legacy|deprecat\w+|removed|dropped|longer|missing|lacks?|lacking|params?|parameters?|arguments?|"
    r"args?|signatures?|todo|tbd|planned|propos\w+|e\.g|eg|examples?|such as|similar|future|adding|added|overload\w*|"
    r"became|becomes?|extended|widened|pseudo\w*|mock\w*|fake\w*|wrong\w*|incorrect\w*|mismatch\w*|"
    r"vs|versus|rather|accepts?|refactor\w*|migrat\w+|introduc\w+|optional\w*|curried|"
    r"shorthand|simplified|roughly|conceptual\w*|deferred|suggest\w*|recommend\w*|switch)\b|→|⇒|~~|->|=>|≠"
)
#: So do these, where they stand beside it: elsewhere they speak of something else.
_BESIDE = (
    r"(?i)\b(?:without|not|never|no|don['’]t|doesn['’]t|isn['’]t|new|like|partial|adds?|creates?|needs?|but|only|minus)\b"
)
#: How near is beside, in characters.
_NEAR = 30
#: The sentence tells of a call, which may be shortened.
#: The line, or the items it stands among, proposes what is to be.
_PROPOSES = (
    r"(?i)(?:\b(?:fix|suggested|recommended|proposed|possible|mitigation|improvement|solution|refactoring)\b"
    r"[^:\n]{0,40}:|\b(?:recommendations?|suggestions?|proposals?|improvement path|migration path|remediation)\b[^\n]{0,40}:"
    r"|(?:^|[:*.-]\s+)(?:extract|introduce|consider|add|create|provide|write|implement|replace|split|move|use)\s+"
    r"(?:an?|the|one|some|this|that|each|shared|common|new|single)\b)"
)
_CALLS = r"(?i)\b(?:calls?|called|calling|callers?|invok\w+)\b"
#: Letters that are not Latin ones: the words around cannot be read.
_STRANGE = "[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]"
_FUTURE = (
    r"(?i)\b(?:future|planned|proposed|todo|backlog|out of scope|anti-?patterns?|examples?|"
    r"before|old|legacy|known issues|next|pending|deferred|gaps?|anti|fix(?:es)? approach|"
    r"recommend\w*|suggest\w*|proposals?|improvements?)\b"
)


def tells_of_call(context: ProjectContext, facts: Facts, span: Span) -> bool:
    """Whether the line tells of a call: it need not list all that is passed."""
    document = context.document(facts.path)
    if document is None:
        return True
    text = document.prose
    end = text.find("\n", span.end)
    line = text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]
    return pattern(_CALLS).search(line) is not None


def doubt_of(context: ProjectContext, facts: Facts, span: Span) -> str:
    """Say what around a statement makes it one of the past, the future, or its parameters.

    "" where the statement says what is.
    """
    document = context.document(facts.path)
    if document is None:
        return "the document cannot be read"
    text = document.prose
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    if not line.strip():
        if document.text[start : span.start].lstrip().startswith(">"):
            return "it stands in a quotation"
        line = _around_block(document.text, text, start)
    if len(line) > 2000 or pattern(_STRANGE).search(line) is not None:
        return "the words around it cannot be read"
    if _is_open_box(line):
        return "its box is open"
    beside = text[max(start, span.start - _NEAR) : span.end + _NEAR].partition("\n")[0]
    hedge = pattern(_HEDGES).search(line) or pattern(_BESIDE).search(beside)
    hedge = hedge or pattern(_PROPOSES).search(line)
    if hedge is not None:
        return f"the words around it say more than that it is so: '{hedge[0]}'"
    titles = [one.title for one in document.section_at(span.start).ancestors()]
    for one in titles:
        if pattern(_FUTURE).search(one) or pattern(_STRANGE).search(one):
            return f"it stands below '{one[:80]}'"
    return "its phase is not complete" if _is_unfinished(facts, titles) else ""


def _around_block(text: str, prose: str, start: int) -> str:
    """Return a line of a code block with the last line of prose above the block."""
    line = text[start : text.find("\n", start)]
    end = start
    while end > 0:
        above = prose.rfind("\n", 0, end - 1) + 1
        if prose[above:end].strip():
            return f"{prose[above : end - 1]} {_comments(line)}"
        end = above
    return _comments(line)


def _comments(line: str) -> str:
    """Return what is said behind the code of a line."""
    found = pattern(r"(?:#|//|/\*|--)\s.*").search(line)
    return found[0] if found is not None else ""


def _is_open_box(line: str) -> bool:
    return pattern(r"\s*[-*+] \[ \]").match(line) is not None


def _is_unfinished(facts: Facts, titles: Sequence[str]) -> bool:
    """Whether a roadmap's statement stands below a phase that is not complete."""
    from auditlint.ledger import complete_phases

    if facts.age != LIVING:
        return False
    numbers = [match[1] for one in titles if (match := pattern(r"(?i)\bphase (\d+(?:\.\d+)?)").search(one))]
    if not numbers:
        return False
    done = complete_phases(facts)
    return any(_plain(one) not in {_plain(each.rpartition("/")[2]) for each in done} for one in numbers)


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"
