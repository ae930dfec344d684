"""A roadmap as read: every mention of a phase, its identity, its plans and progress rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.kinds.gsd import phases as of
from auditlint.kinds.gsd.listed_plans import listed_plans
from auditlint.kinds.gsd.phases import Mention
from auditlint.kinds.gsd.progress_rows import progress_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.kinds.gsd.listed_plans import Plan
    from auditlint.kinds.gsd.progress_rows import Progress
    from auditlint.parsing.document import Document


class Roadmap(NamedTuple):
    """A roadmap as read: every mention of a phase, its identity, plans and progress rows.

    `unread` are the phases with list entries that look like plans and could not be read.
    """

    mentions: list[Mention]
    ids: dict[int, str]
    plans: list[tuple[str, Plan]]
    progress: list[tuple[int, Progress]]
    unread: set[str]


_MEMO = "roadmap"


def roadmap(document: Document) -> Roadmap:
    """Read a roadmap, once."""
    kept: Roadmap | None = document.memo.get(_MEMO)
    if kept is None:
        mentions = [*_listed(document), *_headed(document)]
        rows = list(progress_rows(document))
        first = len(mentions)
        mentions += [one.mention for one in rows]
        ids = of.identities(mentions)
        unread: set[str] = set()
        plans = list(listed_plans(document, mentions, ids, unread))
        kept = document.memo[_MEMO] = Roadmap(
            mentions, ids, plans, [(first + index, one) for index, one in enumerate(rows)], unread
        )
    return kept


def _listed(document: Document) -> Iterator[Mention]:
    """The phase list: boxed entries that begin with a phase."""
    for item in document.items:
        if item.box is None or item.text.startswith("~~"):
            continue
        head = of.phase_head(item.text, item.text_span.start)
        if head is not None:
            scope = of.scope_at(document, item.start, item.section)
            yield Mention(
                head.id, of.LIST, head.name, head.id_span, head.name_span, *scope, item=item
            )


def _headed(document: Document) -> Iterator[Mention]:
    for section in document.sections:
        if section.level < 2 or "~~" in document.text[section.title_span.start : section.title_span.end]:
            continue
        source = document.text[section.title_span.start : section.title_span.end]
        head = of.phase_head(source, section.title_span.start)
        if head is None:
            continue
        scope = of.scope_at(document, section.start, section.parent or section)
        yield Mention(
            head.id, of.HEADING, head.name, head.id_span, head.name_span, *scope, section=section
        )
