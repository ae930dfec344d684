"""Claims: the typed statements that documents make, each with its exact place.

Kinds extract claims; rules compare claims with claims. A claim says what stands in the
document, never what is true.

Making a named tuple costs more than importing a module, and a document makes claims of a few
types only, so the types are loaded by theme when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from auditlint.claims.subject import (
    BOX,
    BUCKET,
    FIELD,
    FOOTER,
    FRONT_MATTER,
    HEADING,
    LINE,
    PATH,
    ROW,
    Subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.claims.cited import (
        CitesCommit,
        CitesPath,
        NamesPackage,
        WritesSignature,
    )
    from auditlint.claims.numbers import (
        Boxes,
        Count,
        Counter,
        Coverage,
        EffortSum,
        Parts,
        Progress,
        Tally,
        Tracked,
    )
    from auditlint.claims.plans import (
        Depends,
        Fingerprint,
        Linked,
        Modifies,
        Promised,
        Scheduled,
        Task,
    )
    from auditlint.claims.requirements import (
        Assigned,
        Criterion,
        Listed,
        Quoted,
        Satisfied,
        Specified,
        Traced,
    )
    from auditlint.claims.statements import (
        Belongs,
        Boxed,
        Cites,
        Dated,
        Defines,
        Entry,
        Named,
        Remark,
        Reverified,
        Severity,
        Status,
        Unreadable,
        Verdict,
    )

__all__ = [
    "BOX",
    "BUCKET",
    "FIELD",
    "FOOTER",
    "FRONT_MATTER",
    "HEADING",
    "LINE",
    "PATH",
    "ROW",
    "Assigned",
    "Belongs",
    "Boxed",
    "Boxes",
    "Cites",
    "CitesCommit",
    "CitesPath",
    "Claim",
    "Claims",
    "Count",
    "Counter",
    "Coverage",
    "Criterion",
    "Dated",
    "Defines",
    "Depends",
    "EffortSum",
    "Entry",
    "Fingerprint",
    "Linked",
    "Listed",
    "Modifies",
    "Named",
    "NamesPackage",
    "Parts",
    "Progress",
    "Promised",
    "Quoted",
    "Remark",
    "Reverified",
    "Satisfied",
    "Scheduled",
    "Severity",
    "Specified",
    "Status",
    "Subject",
    "Tally",
    "Task",
    "Traced",
    "Tracked",
    "Unreadable",
    "Verdict",
    "WritesSignature",
]

Claim = Any

_T = TypeVar("_T")

_THEMES = {
    "cited": (
        "CitesCommit", "CitesPath", "NamesPackage", "WritesSignature",
    ),
    "numbers": (
        "Boxes", "Count", "Counter", "Coverage", "EffortSum", "Parts", "Progress", "Tally", "Tracked",
    ),
    "plans": (
        "Depends", "Fingerprint", "Linked", "Modifies", "Promised", "Scheduled", "Task",
    ),
    "requirements": (
        "Assigned", "Criterion", "Listed", "Quoted", "Satisfied", "Specified", "Traced",
    ),
    "statements": (
        "Belongs", "Boxed", "Cites", "Dated", "Defines", "Entry", "Named", "Remark", "Reverified", "Severity", "Status", "Unreadable", "Verdict",
    ),
}
_HOMES = {name: theme for theme, names in _THEMES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        theme = _HOMES.get(name)
        if theme is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(f"{__name__}.{theme}")
        for one in _THEMES[theme]:
            globals()[one] = getattr(module, one)
        return globals()[name]


class Claims:
    """The claims of one document, by type, in source order."""

    __slots__ = ("_by_type", "all")

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self.all: list[Claim] = list(claims)
        self._by_type: dict[type, list[Claim]] = {}
        for claim in self.all:
            self._by_type.setdefault(type(claim), []).append(claim)

    def of(self, kind: type[_T]) -> list[_T]:
        """Return the claims of one type."""
        return self._by_type.get(kind, [])

    def names(self) -> set[str]:
        """Return the names of the claim types that occur."""
        return {kind.__name__ for kind in self._by_type}

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)
