r"""A section, table or field that such a document has is missing.

## What it does
Two looks. The kind's schema may list what every document of the kind holds, under the
annotation `auditlint:sections`; what is absent is reported on the document's title, unless most
headings are in another script and may say the same. (What a team's own schema lists there is
required, and is SCH001.) What two thirds of the documents of that kind lack in one tree is their
way, and no finding. And where a
document has at least six sections of one sort (`### ISSUE-001: ...`, `### Phase 3: ...`), a
field or subheading that two thirds of them carry and one lacks is reported on that one, if it
carries any other of these fields.

## Why is this bad?
An issue without a fix, a phase without its goal: the form was filled in for all the others, so
the gap is an oversight more often than a choice.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

## Phases and Requirements

All were verified.

## Flows

### Flow 1: Sign in

**Steps:** 3
**Result:** works

### Flow 2: Sign out

**Steps:** 4
**Result:** works

### Flow 3: Import

**Steps:** 5
**Result:** works

### Flow 4: Export

**Steps:** 6
**Result:** works

### Flow 5: Search

**Steps:** 7
**Result:** works

### Flow 6: Share

**Steps:** 8
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit

## Phases and Requirements

All were verified.

## Flows

### Flow 1: Sign in

**Steps:** 3
**Result:** works

### Flow 2: Sign out

**Steps:** 4
**Result:** works

### Flow 3: Import

**Steps:** 5
**Result:** works

### Flow 4: Export

**Steps:** 6
**Result:** works

### Flow 5: Search

**Steps:** 7
**Result:** works

### Flow 6: Share

**Steps:** 8
**Result:** works
```

## How to fix
Add what is missing, or say in the same place why it does not apply.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.reading.numbers import pattern
from auditlint.reading.scripts import is_strange
from auditlint.rules.base import Rule
from auditlint.schema import schema_of
from auditlint.schema.sections import absent, parts
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document, Field
    from auditlint.parsing.structure import Section
    from auditlint.rules.base import Context

RULE = Rule(
    code="SCH007",
    name="missing-section",
    summary="A section, table or field that such a document has is missing",
    severity="notice",
    needs=("sections",),
    preview=True,
)

#: So many sections of one sort show a convention.
_SIBLINGS = 6


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each absent part, and one for each deviating section."""
    document = context.document
    schema = schema_of(context.kind.id, context.config.schemas)
    if schema is not None and not _is_in_another_script(document):
        for part in absent(document, parts(schema)[0]):
            title = document.title
            span = title.title_span if title is not None else Span(0, 0)
            name = part["title"]
            yield Finding(span, f"the document lacks {name}", data={"part": name})
    yield from _deviating(document)


def _is_in_another_script(document: Document) -> bool:
    """Whether at least half of the headings hold letters that are not Latin ones."""
    titles = [one.title for one in document.sections]
    return sum(map(is_strange, titles)) * 2 >= len(titles) > 0


def _sort_of(section: Section) -> str:
    """What numbered sort of section this is: ``issue-#`` for ``ISSUE-001: ...``; else ""."""
    match = pattern(r"([^\W\d_]+(?:[ -][^\W\d_]+)?[ -]?)#?\d+(?:\.\d+)*[a-z]?(?=[\s:.)–—-]|$)").match(
        section.title
    )
    return f"{section.level} {match[1].casefold().rstrip()}" if match else ""


def _own_fields(document: Document) -> dict[int, list[Field]]:
    """The fields of each section, those of its subsections left out, by the section's start."""
    own: dict[int, list[Field]] = {}
    for field in document.fields:
        if field.style == "bold":
            own.setdefault(document.section_at(field.key_span.start).start, []).append(field)
    return own


def _parts(section: Section, own: list[Field]) -> dict[str, str]:
    """The fields and subheadings that a section carries itself, folded, with their spelling."""
    parts = {one.key.casefold(): f"'{one.key}'" for one in own}
    for child in section.children:
        if not _sort_of(child):
            parts[f"# {child.title.casefold()}"] = f"the heading '{child.title}'"
    return parts


def _deviating(document: Document) -> Iterator[Finding]:
    sorts: dict[str, list[Section]] = {}
    for section in document.sections:
        sort = _sort_of(section)
        if sort:
            sorts.setdefault(sort, []).append(section)
    alike = [sections for sections in sorts.values() if len(sections) >= _SIBLINGS]
    fields = _own_fields(document) if alike else {}
    for sections in alike:
        yield from _lacking(sections, fields)


def _lacking(sections: list[Section], fields: dict[int, list[Field]]) -> Iterator[Finding]:
    parts = [_parts(one, fields.get(one.start, [])) for one in sections]
    carried = Counter(key for one in parts for key in one)
    total = len(sections)
    common = [key for key, number in carried.items() if number * 3 >= total * 2]
    for section, own in zip(sections, parts, strict=True):
        lacking = [key for key in common if key not in own]
        if not lacking or len(lacking) == len(common):
            continue
        names = [next(one[key] for one in parts if key in one) for key in lacking]
        least = min(carried[key] for key in lacking)
        example = next(
            other for other, has in zip(sections, parts, strict=True)
            if all(key in has for key in lacking[:1])
        )
        yield Finding(
            section.title_span,
            f"{section.title!r} lacks {', '.join(names)}, which {least} of {total} such sections have",
            related=(Related(example.title_span, "a section that has it"),),
            data={"section": section.title, "lacks": ", ".join(lacking)},
        )
