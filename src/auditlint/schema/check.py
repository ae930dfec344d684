"""One validation per document, shared by all rules that speak about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.schema.coerce import Unknown, to_value
from auditlint.schema.loading import exists, load
from auditlint.schema.locate import FRONT_MATTER

if TYPE_CHECKING:
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.schema.explain import Defect

_MEMO = "schema"
_RELAXED: dict[str, dict[str, Any]] = {}


class Misspelt:
    """A key that nothing declares, one edit away from `known`; `required` when that is missing."""

    __slots__ = ("entry", "known", "parent", "required")

    def __init__(self, unknown: Unknown, known: str, required: bool) -> None:
        self.entry = unknown.entry
        self.parent = unknown.parent
        self.known = known
        self.required = required


class Check:
    """A model held against its kind's schema. Each part is worked out when it is asked for."""

    __slots__ = ("_defects", "_misspelt", "_raw", "_text", "model", "schema", "unknown", "valid", "value")

    def __init__(self, text: str, model: Mapping, schema: dict[str, Any]) -> None:
        from auditlint.schema.gate import is_valid

        self._text = text
        self.model = model
        self.schema = schema
        self.unknown: list[Unknown] = []
        self.value = to_value(model, schema, self.unknown.append)
        self.valid = is_valid(self.value, schema)
        self._defects: list[Defect] | None = None
        self._raw: list[Defect] | None = None
        self._misspelt: list[Misspelt] | None = None

    @property
    def defects(self) -> list[Defect]:
        """What is wrong, without the keys that are there but misspelt."""
        if self._defects is None:
            self._defects = self._explain()
        return self._defects

    def _explain(self) -> list[Defect]:
        if self.valid:
            return []
        from auditlint.schema.explain import MISSING
        from auditlint.schema.locate import follow

        there = {(id(one.parent), one.known) for one in self.misspelt}
        keys = {id(one.entry) for one in self.misspelt}
        out = []
        for one in self._all():
            found = follow(self.model, one.pointer)
            if found is not None:
                if one.code == MISSING and (id(found.node), one.key) in there:
                    continue
                if found.entry is not None and id(found.entry) in keys:
                    continue
            out.append(one)
        return out

    @property
    def misspelt(self) -> list[Misspelt]:
        """The unknown keys that are one edit away from a known one which is absent."""
        if self._misspelt is None:
            out: list[Misspelt] = []
            if self.unknown:
                from auditlint.schema.spelling import near_keys

                out = [
                    Misspelt(unknown, known, not self.valid and self._required(unknown, known))
                    for unknown, known in near_keys(self.unknown)
                ]
            self._misspelt = out
        return self._misspelt

    def _all(self) -> list[Defect]:
        if self._raw is None:
            from auditlint.schema.explain import explain

            self._raw = explain(self._text, self.model, self.value, self.schema)
        return self._raw

    def _required(self, unknown: Unknown, known: str) -> bool:
        """Whether the absent key is one that the schema misses there."""
        from auditlint.schema.explain import MISSING
        from auditlint.schema.locate import follow

        for one in self._all():
            if one.code == MISSING and one.key == known:
                found = follow(self.model, one.pointer)
                if found is not None and found.node is unknown.parent:
                    return True
        return False


def check(document: Document, kind_id: str, model: Mapping) -> Check | None:
    """Return the check of `document`, made at most once; None where the kind has no schema."""
    memo = document.memo
    if _MEMO not in memo:
        result = None
        if exists(kind_id):
            schema = load(kind_id)
            front = document.front
            if front is not None and not front.valid:
                schema = _relaxed(kind_id, schema)
            result = Check(document.text, model, schema)
        memo[_MEMO] = result
    found: Check | None = memo[_MEMO]
    return found


def _relaxed(kind_id: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema for a document whose front matter is no YAML: it need not be in the model."""
    kept = _RELAXED.get(kind_id)
    if kept is None:
        required = [key for key in schema.get("required", ()) if key != FRONT_MATTER]
        kept = _RELAXED[kind_id] = {**schema, "required": required}
    return kept


def defects(document: Document, kind_id: str, model: Mapping, code: str) -> list[Defect]:
    """Return the defects of `document` that the rule `code` speaks about."""
    found = check(document, kind_id, model)
    return [one for one in found.defects if one.code == code] if found else []
