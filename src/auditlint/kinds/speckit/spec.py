"""spec-kit specification: the user stories and requirements of one feature."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import Defines, Listed, Subject
from auditlint.kinds.base import LIVING, Kind, ModelBuilder, base_model
from auditlint.kinds.speckit.features import REQUIREMENT, STORY, header_claims
from auditlint.kinds.speckit.paths import pattern_of
from auditlint.parsing.structure import plain
from auditlint.reading.numbers import pattern
from auditlint.reading.removals import is_remark, says_removed
from auditlint.source.text import Span
from auditlint.views.places import fields_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.parsing.structure import Item, Section

KIND = Kind(
    id="speckit-spec",
    title="spec-kit specification",
    framework="spec-kit",
    nature=LIVING,
    paths=(pattern_of("spec.md"),),
    heading=r"^feature specification\b",
    headings=(r"user scenarios", r"^requirements\b", r"^success criteria\b"),
    fields=("feature branch",),
    least=2,
)

_STORY = r"User Story (\d{1,3})(?:[ ]*[-–—:.]+[ ]*(.*))?"
_PRIORITY = r"[ ]*[(\[]Priority:?[ ]*(P\d)[^)\]]*[)\]].*"
_ID = r"(?:~~)?[*_`\[]{0,3}((?:N?FR|SC)-\d{1,4}[a-z]?)(?![\w.-])[*_`\]~:]{0,4}"


class Story(NamedTuple):
    """A user story: its id (``US1``), its name, its priority ("" for none), its place.

    `gone` when it is no more: only its number is kept.
    """

    id: str
    name: str
    priority: str
    span: Span
    gone: bool = False


class Stated(NamedTuple):
    """A requirement or success criterion: id, text, the id's place; `gone` when it is no more."""

    id: str
    text: str
    span: Span
    gone: bool


def stories(document: Document) -> list[Story]:
    """Return the user stories of a specification, which have a heading each."""
    out = []
    headed = [
        (section, match) for section in document.sections
        if (match := pattern(_STORY, re.IGNORECASE).fullmatch(section.title.strip())) is not None
    ]
    told = {section.start for section, _ in headed if _tells(document, section)}
    for section, match in headed:
        name = match[2] or ""
        source = document.text[section.title_span.start : section.title_span.end]
        gone = says_removed(name) or "~~" in source or is_remark(name)
        priority = pattern(_PRIORITY, re.IGNORECASE).search(name)
        out.append(
            Story(
                f"US{int(match[1])}",
                (name[: priority.start()] if priority else name).strip(),
                priority[1].upper() if priority else "",
                section.title_span,
                # Where the other stories have scenarios, a heading without any keeps a number.
                gone or (section.start not in told and len(told) * 3 >= len(headed) * 2),
            )
        )
    return out


def _tells(document: Document, section: Section) -> bool:
    """Whether anything but prose stands below a story's heading: scenarios, fields, tables."""
    if section.children or fields_within(document, section.span):
        return True
    starts = document.memo.get("story parts")
    if starts is None:
        starts = sorted([one.start for one in document.items] + [one.start for one in document.tables])
        document.memo["story parts"] = starts
    return bisect_left(starts, section.start) < bisect_left(starts, section.end)


def stated(document: Document) -> list[Stated]:
    """Return the list items that begin with the id of a requirement or success criterion.

    Of items that begin with one id the first defines it, unless they stand in one list: later
    sections name requirements again to say where they are met.
    """
    out: list[Stated] = []
    first: dict[str, int] = {}
    for item in document.items:
        one = _stated(item)
        if one is None:
            continue
        if first.setdefault(one.id, item.section.start) == item.section.start:
            out.append(one)
    return out


def _stated(item: Item) -> Stated | None:
    if item.box is not None:
        return None
    match = pattern(_ID).match(item.text)
    if match is None:
        return None
    start = item.text_span.start
    text = item.text[match.end() :].lstrip(" :*–—-")
    gone = says_removed(item.text) or says_removed(text) or is_remark(text)
    return Stated(
        match[1], plain(text), Span(start + match.start(1), start + match.end(1)), gone
    )


def model(document: Document) -> Mapping:
    """Build the model: the user stories, the requirements and the success criteria."""
    builder = base_model(document)
    top = Span(document.body, document.body)
    listed = []
    for story in stories(document):
        entry = ModelBuilder(story.span).text("id", story.id, story.span)
        entry.text("name", story.name, story.span)
        if story.priority:
            entry.text("priority", story.priority, story.span)
        listed.append(entry.build())
    builder.list("stories", listed, top)
    found = stated(document)
    for key, criteria in (("requirements", False), ("success_criteria", True)):
        builder.list(
            key,
            [
                ModelBuilder(one.span).text("id", one.id, one.span).text("text", one.text, one.span).build()
                for one in found if one.id.startswith("SC-") == criteria
            ],
            top,
        )
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract the stories and requirements, and what the specification says of itself."""
    yield from header_claims(document)
    for story in stories(document):
        if story.gone:
            yield Listed(story.id, story.span)
        else:
            yield Defines(Subject(STORY, story.id), story.span, story.name)
    for one in stated(document):
        if one.gone:
            yield Listed(one.id, one.span)
        else:
            yield Defines(Subject(REQUIREMENT, one.id), one.span, one.text)
