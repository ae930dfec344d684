"""Features of spec-kit: what their documents say of themselves, and the ids that are used there."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from auditlint.claims import FIELD, PATH, Belongs, Status, Subject
from auditlint.kinds.speckit.paths import NAME, feature_of, identity
from auditlint.parsing.structure import plain
from auditlint.reading import words
from auditlint.reading.ids import expand
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document

FEATURE = "feature"
STORY = "story"
REQUIREMENT = "requirement"
TASK = "task"

#: What the ids of requirements and success criteria begin with.
PREFIXES = frozenset(("FR", "NFR", "SC"))

#: No document names more of them by hand.
_MOST_IDS = 20_000

_STORY = (
    r"\b(?:US-?|User[ ]Stor(?:y|ies)[ ]+)(\d{1,3})(?!\d|\.\d|-\d)"
    r"(?:[ ]?(?:-|–|—|~|\.\.|to|through)[ ]?US-?(\d{1,3})(?!\d|\.\d|-\d))?"
)


def stories_in(text: str, base: int = 0) -> Iterator[tuple[str, Span]]:
    """Yield every user story that `text` names (``US2``, ``US1-US3``), with its place."""
    for match in pattern(_STORY, re.IGNORECASE).finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        span = Span(base + match.start(), base + match.end())
        for number in range(first, last + 1) if first <= last else (first, last):
            yield f"US{number}", span


#: A feature's number beside an id: with the word or a name, else with its leading zero.
_NUMBER = r"(?:(?:specs?|feature)[ #/-]{1,2}(\d{3,6})(?:-[\w.-]{1,60})?|(?<![\w.-])(0\d{2,5}|\d{3,6}(?=-[a-z]))(?:-[a-z][\w.-]{0,60})?)"
#: ``spec 020 FR-053``, ``020-sales/spec.md: FR-053, FR-054``.
_BEFORE = (
    _NUMBER + r"(?:/[\w./-]{1,40})?(?:['’]s)?[`*)\]( :,#§]{1,4}"
    r"(?:(?:N?FR|SC)-\d{1,4}[a-z]?(?:[ ]?[,/&+–-][ ]?|[ ](?:and[ ])?)){0,8}$"
)
#: ``FR-053 of spec 020``, ``FR-053 from 020``, ``FR-053 (020-sales)``.
_BEHIND = r"[`*\])]{0,3}[ ,]{0,2}(?:\(|\(?(?:from|of|in|see|per)[ ](?:the[ ])?(?:\S{0,40}/)?)" + _NUMBER


def requirements_in(text: str, base: int, path: str) -> Iterator[tuple[str, Span]]:
    """Yield every requirement that `text` names, ranges expanded, with its place.

    `path` is the document's own: what the text says to be of another feature is left out.
    """
    own = feature_of(path).partition("-")[0]
    for one in islice(expand(text, base, PREFIXES), _MOST_IDS):
        start, end = one.span.start - base, one.span.end - base
        if text.count('"', 0, start) % 2 and '"' in text[end:]:
            continue  # Quoted is what another text says, or is to say.
        before = pattern(_BEFORE, re.IGNORECASE).search(text, max(0, start - 160), start)
        behind = pattern(_BEHIND, re.IGNORECASE).match(text, end)
        numbers = {one for match in (before, behind) if match is not None for one in match.groups()}
        if not numbers - {None, own}:
            yield one.id, one.span


def header_claims(document: Document) -> Iterator[Claim]:
    """Yield what the lines below the title say: the feature's branch, and the document's status."""
    folder = feature_of(document.path)
    start = document.sections[1].start if len(document.sections) > 1 else len(document.text)
    for field in document.fields:
        if field.key_span.start > start:
            break
        key = field.key.casefold()
        value = plain(field.value)
        if key in ("feature branch", "branch") and folder:
            match = pattern(rf"(?:[\w.-]{{1,80}}/){{0,8}}({NAME})").fullmatch(value)
            if match is None:
                continue
            at = field.value.find(match[1])
            span = Span(field.value_span.start + at, field.value_span.start + at + len(match[1]))
            yield Belongs(Subject(FEATURE, identity(folder)), folder, Span(0, 0), PATH)
            yield Belongs(Subject(FEATURE, identity(match[1])), match[1], span, FIELD)
            folder = ""
        elif key == "status":
            yield Status(
                Subject("document", ""), words.state(value), value, field.value_span, FIELD
            )
