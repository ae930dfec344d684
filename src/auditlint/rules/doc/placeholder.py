r"""A slot of a template that nobody filled.

## What it does
Reports the slots that the frameworks' templates leave open: `[Project Name]`, `[FEATURE NAME]`,
`[Brief description]`, `{phase_name}` in a heading, `[NEEDS CLARIFICATION: ...]`, the purpose
"TBD - created by archiving" (and any purpose of a specification that begins with TBD or TODO), `[time recorded in session]`, and a milestone whose name is the
word `milestone`. Code, comments and quotations are left alone, and so are brackets that mean
something: links, footnotes, labels, folders such as `[slug]`, patterns, sets, lines that speak
about placeholders, and documents and sections that are templates themselves. A copy of a template
in which most sections still have their slots was not begun yet: that is one finding.

## Why is this bad?
The document looks complete and says nothing at that place. A question that was left open in a
specification is answered by whoever implements it, by chance.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit: [Milestone Name]

All requirements are satisfied.
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
# v1.0 Milestone Audit: Offline Mode

All requirements are satisfied.
```

## How to fix
Write what belongs there, or delete the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.parsing.nodes import Scalar
from auditlint.reading.numbers import pattern
from auditlint.reading.ranges import Ranges
from auditlint.rules.base import Rule
from auditlint.source.text import Span
from auditlint.views.generated import generated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC007",
    name="placeholder",
    summary="A slot of a template is not filled",
    severity="warning",
    triggers=("[", "{", "TBD", "TODO", ": milestone"),
)

#: Slots in brackets that mean a template wherever they stand.
_ANYWHERE = (
    r"\[(?:"
    r"NEEDS CLARIFICATION: ?[^\]\n]{4,300}"
    r"|(?:PROJECT|FEATURE|PHASE|MILESTONE|PLAN|CHANGE|CAPABILITY|COMPONENT|CONSTITUTION|PRINCIPLE|SECTION)"
    r"[ _](?:[0-9]_)?(?:NAME|TITLE|VERSION|DESCRIPTION|CONTENT|GOAL)"
    r"|(?:Project|Feature|Phase|Milestone|Plan|Task|Change|Capability|Component|Requirement|User)"
    r" (?:Name|Title|Description|Goal|name|title|description|goal)"
    r"|(?:#{2,3}|YYYYMMDD-HHMMSS)-feature-name|RATIFICATION_DATE|LAST_AMENDED_DATE|YOUR FEATURE HERE"
    r"|TO[ _]BE[ _](?:PROVIDED|DETERMINED|FILLED|ADDED|DEFINED)"
    r"|(?:Brief|Short|One[- ](?:sentence|line|paragraph)|Two[- ]sentence)\b[^\]\n:]{0,120}"
    r"|(?:Describe|Insert|Extract from|Fill in|Document|Explain|List)"
    r" (?:the|this|your|a|an|any|how|what|feature|here|key)\b[^\]\n]{0,160}"
    r"|Add (?:your|domain-specific)\b[^\]\n]{0,160}"
    r"|e\.g\., [^\]\n]{1,160}"
    r"|time recorded in session"
    r")\](?![(\[:])"
)
#: Slots that count only where they are all that a heading, field, cell or item says.
_WHOLE = frozenset(
    ("name", "title", "date", "description", "project", "feature", "version", "author", "owner",
     "goal", "outcome", "initial state", "action", "expected outcome", "what", "why", "link",
     "timestamp", "yyyy-mm-dd", "phase", "milestone", "reason", "your name", "team", "n", "x")
)
_BRACES = (
    r"(?<![\w/$\\{.(\"'=-])\{\{?\s?(?:N|X|XX|NN|Y|Name|phase|plan|phase[-_ ](?:number|num|name|slug|dir|goal)|plan[-_ ](?:number|name)"
    r"|milestone|milestone[-_ ](?:name|version)|project[-_ ]name|feature[-_ ]name|version|date|timestamp"
    r"|name|title)\s?\}?\}(?![\w/}.)\"'(-])"
)
#: Who speaks about placeholders does not leave one open.
_ABOUT = (
    "placeholder", "template", "marker", "bracket", "replace", "slot", "substitut", "e.g. [", "such as [",
    "no [needs", "marked as", "interpolat", "variable", "format:", "pattern", "example",
)
#: The heading of a form.
_FORM = r"\b(?:templates?|blank form|vorlage|plantilla|modèle)\b|模板|范本|テンプレート|ひな形|템플릿"
#: How far around a slot its line is read.
_NEAR = 300


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding for each open slot."""
    document = context.document
    if context.kind.format != "markdown" or _is_template(document.path):
        return
    yield from _front_matter(document)
    prose = document.prose
    nodes = document.markdown
    meant = Ranges((*((one.start, one.end) for one in nodes.links), *nodes.strikes))
    slots = set(_slots(document, prose))
    if context.kind.id == "openspec-spec":
        slots.update(_purpose(document, prose))
    found = [
        Span(start, end) for start, end in sorted(slots)
        if not (meant.holds(start) or _is_talk(document, start, end) or _is_to_fill(document, start))
    ]
    blank = [one for one in found if not document.text.startswith("[NEEDS", one.start)]
    if _is_unfilled(document, blank):
        yield _unfilled(document, blank)
        found = [one for one in found if document.text.startswith("[NEEDS", one.start)]
    for start, end in found:
        yield _finding(document, start, end)


#: Fewer open slots are each a defect of their own.
_MANY = 5


def _is_unfilled(document: Document, slots: list[Span]) -> bool:
    """Whether two thirds of the sections hold an open slot, in their heading or their own text."""
    if len(slots) < _MANY:
        return False
    open_ones = {document.section_at(one.start).start for one in slots}
    # A heading above nothing but other headings has nothing to fill.
    own = [
        one for one in document.sections
        if one.start in open_ones or not one.children
        or document.prose[one.title_span.end : one.children[0].start].strip()
    ]
    return len(open_ones) * 3 >= len(own) * 2


def _unfilled(document: Document, slots: list[Span]) -> Finding:
    slot = document.text[slots[0].start : slots[0].end]
    return Finding(
        slots[0], f"{slot} and {len(slots) - 1} more are slots of a template that nobody filled",
        related=tuple(Related(one, "open too") for one in slots[1:]),
        data={"slot": slot, "count": len(slots)},
    )


def _is_template(path: str) -> bool:
    """Whether a document is itself a template, whose slots are meant to be open."""
    *folders, name = path.casefold().split("/")
    return "template" in name or any(one in ("template", "templates") for one in folders)


def _is_to_fill(document: Document, start: int) -> bool:
    """Whether the section is a form that somebody fills in later, and says so, or a tool's text.

    What justifies a complexity is asked for only where there is one.
    """
    section = document.section_at(start)
    if generated(document).holds(start) or section.title.casefold().startswith("complexity tracking"):
        return True
    return any(
        pattern(_FORM).search(section.title.casefold()) is not None
        for section in section.ancestors()
    )


def _finding(document: Document, start: int, end: int) -> Finding:
    slot = document.text[start:end]
    shown = slot if len(slot) <= 60 else f"{slot[:57]}..."
    what = "an open question" if slot.startswith("[NEEDS") else "a slot of a template that is not filled"
    return Finding(Span(start, end), f"{shown} is {what}", data={"slot": slot})


def _slots(document: Document, prose: str) -> Iterator[tuple[int, int]]:
    for match in pattern(_ANYWHERE).finditer(prose):
        yield match.span()
    at = prose.find("TBD - created by archiving")
    if at >= 0:
        yield at, document.lines.line_span(document.lines.line_at(at)).end
    yield from _whole_values(document)
    if "{" not in prose:
        return
    for section in document.sections:
        span = section.title_span
        for match in pattern(_BRACES).finditer(prose, span.start, span.end):
            yield match.span()


def _purpose(document: Document, prose: str) -> Iterator[tuple[int, int]]:
    """The first line of a specification's purpose, where it only says that there is none yet."""
    for section in document.sections:
        if section.level == 2 and section.title.strip().casefold() == "purpose":
            match = pattern(r"\s*((?:TBD|TODO)(?!\w)[^\n]*)").match(prose, section.title_span.end, section.end)
            if match is not None:
                yield match.start(1), match.start(1) + len(match[1].rstrip())


def _whole_values(document: Document) -> Iterator[tuple[int, int]]:
    """Fields, heading tails and footers that hold nothing but a known slot."""
    text = document.text
    for field in document.fields:
        value = field.value
        if (value[:1] == "[" and value[-1:] == "]" and value[1:-1].casefold() in _WHOLE) or (value[:1] == "{" and pattern(_BRACES).fullmatch(value)):
            yield field.value_span
    for section in document.sections:
        span = section.title_span
        if not text.endswith("]", span.start, span.end):
            continue
        source = text[span.start : span.end]
        at = source.rfind("[")
        if at >= 0 and source[at + 1 : -1].casefold() in _WHOLE:
            before = source[:at].rstrip()
            if not before or before[-1] in ":-–—":
                yield span.start + at, span.end


def _front_matter(document: Document) -> Iterator[Finding]:
    meta = document.meta
    if meta is None:
        return
    name = meta.scalar("milestone_name")
    if name is not None and name.text.casefold() == "milestone":
        yield Finding(
            name.span, "'milestone' is no name of a milestone: a slot of a template that is not filled",
            data={"slot": "milestone_name"},
        )
    for entry in meta.entries:
        value = entry.value
        if isinstance(value, Scalar) and pattern(_ANYWHERE).fullmatch(value.text):
            yield _finding(document, *value.span)


def _is_talk(document: Document, start: int, end: int) -> bool:
    """Whether the line speaks about slots rather than leaving one open."""
    line = document.lines.line_span(document.lines.line_at(start))
    source = document.text[max(line.start, start - _NEAR) : min(line.end, end + _NEAR)].casefold()
    slot = document.text[start:end]
    if slot.startswith("[NEEDS"):
        inner = slot.partition(":")[2].strip(" ]").casefold()
        if inner in ("specific question", "...", "…", "question", "reason"):
            return True
    # What a slot asks for ("[Document your patterns]") is no talk about slots.
    source = source.replace(slot.casefold(), "")
    # In quotation marks it is named, not left.
    if document.text[start - 1 : start] in ('"', "'", "“", "‘") and start:
        return True
    return any(word in source for word in _ABOUT)


