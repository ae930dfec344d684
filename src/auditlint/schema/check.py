"""One validation per document, shared by all rules that speak about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.schema.coerce import Unknown, to_value
from auditlint.schema.loading import schema_of
from auditlint.schema.locate import FRONT_MATTER

if TYPE_CHECKING:
    from typing import Protocol

    from auditlint.config import Config
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.schema.explain import Defect

    class Subject(Protocol):
        """What is checked: a rule's context."""

        @property
        def document(self) -> Document: ...
        @property
        def kind(self) -> Kind: ...
        @property
        def model(self) -> Mapping: ...
        @property
        def config(self) -> Config: ...


    class Kind(Protocol):
        """The kind of what is checked."""

        @property
        def id(self) -> str: ...

_MEMO = "schema"


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

    __slots__ = (
        "_defects", "_fits", "_misspelt", "_raw", "_text", "lacking", "model", "schema", "unknown",
        "unread", "value",
    )  # fmt: skip

    def __init__(self, text: str, model: Mapping, schema: dict[str, Any]) -> None:
        from auditlint.schema.gate import is_valid

        self._text = text
        self.model = model
        self.schema = schema
        self.unknown: list[Unknown] = []
        self.value = to_value(model, schema, self.unknown.append)
        self._fits = is_valid(self.value, schema)
        #: What a team's own schema requires of the document beside its model.
        self.lacking: list[Defect] = []
        #: Whether the front matter is no YAML: then it need not be in the model.
        self.unread = False
        self._defects: list[Defect] | None = None
        self._raw: list[Defect] | None = None
        self._misspelt: list[Misspelt] | None = None

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return self._fits and not self.lacking

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
            if self.unread and one.code == MISSING and not one.pointer and one.key == FRONT_MATTER:
                continue
            found = follow(self.model, one.pointer)
            if found is not None:
                if one.code == MISSING and (id(found.node), one.key) in there:
                    continue
                if found.entry is not None and id(found.entry) in keys:
                    continue
            out.append(one)
        return out + self.lacking

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

            self._raw = (
                [] if self._fits
                else explain(self._text, self.model, self.value, self.schema)
            )
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


def check(subject: Subject) -> Check | None:
    """Return the check of a document, made at most once; None where its kind has no schema."""
    document = subject.document
    memo = document.memo
    if _MEMO not in memo:
        own = subject.config.schemas
        schema = schema_of(subject.kind.id, own)
        result = Check(document.text, subject.model, schema) if schema is not None else None
        if result is not None:
            front = document.front
            result.unread = front is not None and not front.valid
            if own and schema is not None:
                from auditlint.schema.sections import lacking

                result.lacking = lacking(document, schema)
        memo[_MEMO] = result
    found: Check | None = memo[_MEMO]
    return found


def defects(subject: Subject, code: str) -> list[Defect]:
    """Return the defects of the document that the rule `code` speaks about."""
    found = check(subject)
    return [one for one in found.defects if one.code == code] if found else []
