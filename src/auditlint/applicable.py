"""Which document rules look at a document at all: by its kind, and by what it holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from auditlint import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlint.parsing.document import Document
    from auditlint.registry import RuleEntry
    from auditlint.rules.base import Context


def features(context: Context) -> Callable[[str], bool]:
    """Return a test for the `needs` of rules, so that parsing happens only when asked for."""
    document = context.document
    known = dict.fromkeys(context.claims.names(), True)

    def has(need: str) -> bool:
        found = known.get(need)
        if found is None:
            found = known[need] = look(need)
        return found

    def look(need: str) -> bool:
        if need == "front":
            return document.front is not None
        if need == "front-problem":
            return document.front is not None and document.front.problem is not None
        if need == "front-limit":
            return document.front is not None and document.front.limit is not None
        if need == "front-duplicate":
            return document.front is not None and bool(document.front.duplicates)
        if need == "tables":
            return bool(document.tables)
        if need == "boxes":
            return any(item.box is not None for item in document.items)
        if need == "sections":
            return bool(document.sections)
        if need == "fields":
            return bool(document.fields)
        if need == "fences":
            return bool(document.markdown.fences)
        if need in ("schema-error", "schema-key"):
            from auditlint.schema.check import check

            checked = check(context)
            if checked is None:
                return False
            return not checked.valid if need == "schema-error" else bool(checked.misspelt)
        return False

    return has


@cache
def rules_for(kind_id: str, codes: frozenset[str]) -> tuple[RuleEntry, ...]:
    """Return the rules among `codes` that look at documents of one kind, in the order of codes."""
    return tuple(
        entry for entry in registry.RULES
        if entry.rule.code in codes and entry.rule.scope != "project" and (not entry.rule.kinds or any(
            kind_id == one or (one[-1] == "*" and kind_id.startswith(one[:-1]))
            for one in entry.rule.kinds
        ))
    )


def applies(entry: RuleEntry, has: Callable[[str], bool], document: Document) -> bool:
    """Whether a document holds what a rule looks for; parses only where that is asked."""
    # Asked for every rule and document, so no generators here.
    rule = entry.rule
    parsed = document.is_parsed
    if parsed:
        for need in rule.needs:
            if not has(need):
                return False
    if rule.triggers:
        text = document.text
        for one in rule.triggers:
            if one in text:
                break
        else:
            return False
    if not parsed:
        for need in rule.needs:
            if not has(need):
                return False
    return True
