"""Which document rules look at a document at all: by its kind, and by what it holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint import registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.registry import RuleEntry
    from auditlint.rules.base import Context


def _has(context: Context, need: str) -> bool:
    """Whether a document has what is no claim of it; parses it only where that is asked."""
    document = context.document
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


class Wanted(NamedTuple):
    """What a rule asks of a document before it is loaded."""

    entry: RuleEntry
    needs: tuple[str, ...]
    triggers: tuple[str, ...]


@cache
def rules_for(kind_id: str, codes: frozenset[str]) -> tuple[Wanted, ...]:
    """Return the rules among `codes` that look at documents of one kind, in the order of codes."""
    return tuple(
        Wanted(entry, entry.rule.needs, entry.rule.triggers) for entry in registry.RULES
        if entry.rule.code in codes and entry.rule.scope != "project" and (not entry.rule.kinds or any(
            kind_id == one or (one[-1] == "*" and kind_id.startswith(one[:-1]))
            for one in entry.rule.kinds
        ))
    )


def applicable(context: Context, codes: frozenset[str]) -> Iterator[RuleEntry]:
    """Yield the rules among `codes` whose needs a document meets.

    A rule with triggers that the text lacks is passed over before its needs have the text parsed.
    """
    # Asked for every rule and document: no call where a look into a dictionary does.
    document, text = context.document, context.document.text
    known = dict.fromkeys(context.claims.names(), True)
    for entry, needs, triggers in rules_for(context.kind.id, codes):
        if triggers and not document.is_parsed and not _holds_one(text, triggers):
            continue
        for need in needs:
            met = known.get(need)
            if met is None:
                met = known[need] = _has(context, need)
            if not met:
                break
        else:
            if not triggers or _holds_one(text, triggers):
                yield entry


def _holds_one(text: str, words: tuple[str, ...]) -> bool:
    for one in words:  # noqa: SIM110 - a generator costs more than the search
        if one in text:
            return True
    return False
