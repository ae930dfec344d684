"""The fields below a phase's heading in a roadmap, and the requirements that they assign."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from auditlint import claims as claim
from auditlint.claims import Assigned
from auditlint.kinds.traceability import ID
from auditlint.reading.ids import expand
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim, Subject
    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Section


_MEMO = "fields by section"


def own_fields(document: Document, section: Section) -> list[Field]:
    """The fields that stand directly below a heading, above its first subsection."""
    kept: dict[int, list[Field]] | None = document.memo.get(_MEMO)
    if kept is None:
        kept = document.memo[_MEMO] = {}
        for field in document.fields:
            if field.style == "bold":
                kept.setdefault(id(document.section_at(field.key_span.start)), []).append(field)
    return kept.get(id(section), [])


#: What may stand between and around the ids of a plain list of requirements.
_BETWEEN = r"(?:[\s,;&+/*`_.\[\]()-]|\band\b|\ball\b)*"


def assigned(
    document: Document, field: Field, subject: Subject, section: Section
) -> Iterator[Claim]:
    """The requirements that a phase's field names, or the list below it."""
    if not field.value:
        yield from _assigned_list(document, field, subject, section)
        return
    found = list(expand(field.value, field.value_span.start))
    source = _source_of(field, [one.span for one in found])
    for one in found:
        yield Assigned(one.id, subject.id, one.span, source)
    if not found:
        for match in pattern(r"(?<![\w-])[A-Z]{1,4}\d{1,4}(?![\w.-])").finditer(field.value):
            span = Span(field.value_span.start + match.start(), field.value_span.start + match.end())
            yield Assigned(match[0], subject.id, span, claim.FIELD)


def _source_of(field: Field, places: list[Span]) -> str:
    """`FIELD` where the value is nothing but ids, else `LINE`."""
    base = field.value_span.start
    at = 0
    for span in places:
        start = span.start - base
        if start >= at and not pattern(_BETWEEN).fullmatch(field.value, at, start):
            return claim.LINE
        at = max(at, span.end - base)
    return claim.FIELD if pattern(_BETWEEN).fullmatch(field.value, at) else claim.LINE


def _assigned_list(
    document: Document, field: Field, subject: Subject, section: Section
) -> Iterator[Claim]:
    """A list below ``**Requirements:**``, each entry an id at its head."""
    fields = own_fields(document, section)
    following = bisect_left(fields, field.key_span.end, key=lambda one: one.key_span.start)
    end = fields[following].key_span.start if following < len(fields) else section.end
    for item in document.items_in(Span(field.key_span.end, end)):
        if item.section is not section:
            return
        match = pattern(rf"(?:\*\*|`)?({ID})(?:\*\*|`)?(?=:|\*|`|\s*$|\s[-–—(])").match(item.text)
        if match is not None:
            start = item.text_span.start + match.start(1)
            yield Assigned(match[1], subject.id, Span(start, start + len(match[1])), claim.FIELD)
