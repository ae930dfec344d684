"""Claims: the typed statements that documents make, each with its exact place.

Kinds extract claims; rules compare claims with claims. A claim says what stands in the
document, never what is true.

Making a named tuple costs more than importing a module, and a document makes claims of a few
types only, so the types are loaded by theme when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from auditlint.claims.subject import (
    BOX as BOX,
)
from auditlint.claims.subject import (
    BUCKET as BUCKET,
)
from auditlint.claims.subject import (
    FIELD as FIELD,
)
from auditlint.claims.subject import (
    FOOTER as FOOTER,
)
from auditlint.claims.subject import (
    FRONT_MATTER as FRONT_MATTER,
)
from auditlint.claims.subject import (
    HEADING as HEADING,
)
from auditlint.claims.subject import (
    LINE as LINE,
)
from auditlint.claims.subject import (
    PATH as PATH,
)
from auditlint.claims.subject import (
    ROW as ROW,
)
from auditlint.claims.subject import (
    Subject as Subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditlint.claims.cited import (
        CitesCommit as CitesCommit,
    )
    from auditlint.claims.cited import (
        CitesPath as CitesPath,
    )
    from auditlint.claims.cited import (
        NamesPackage as NamesPackage,
    )
    from auditlint.claims.cited import (
        WritesSignature as WritesSignature,
    )
    from auditlint.claims.numbers import (
        Count as Count,
    )
    from auditlint.claims.numbers import (
        Counter as Counter,
    )
    from auditlint.claims.numbers import (
        Coverage as Coverage,
    )
    from auditlint.claims.numbers import (
        EffortSum as EffortSum,
    )
    from auditlint.claims.numbers import (
        Parts as Parts,
    )
    from auditlint.claims.numbers import (
        Progress as Progress,
    )
    from auditlint.claims.numbers import (
        Tally as Tally,
    )
    from auditlint.claims.numbers import (
        Tracked as Tracked,
    )
    from auditlint.claims.plans import (
        Depends as Depends,
    )
    from auditlint.claims.plans import (
        Fingerprint as Fingerprint,
    )
    from auditlint.claims.plans import (
        Linked as Linked,
    )
    from auditlint.claims.plans import (
        Modifies as Modifies,
    )
    from auditlint.claims.plans import (
        Promised as Promised,
    )
    from auditlint.claims.plans import (
        Scheduled as Scheduled,
    )
    from auditlint.claims.plans import (
        Task as Task,
    )
    from auditlint.claims.requirements import (
        Assigned as Assigned,
    )
    from auditlint.claims.requirements import (
        Criterion as Criterion,
    )
    from auditlint.claims.requirements import (
        Listed as Listed,
    )
    from auditlint.claims.requirements import (
        Quoted as Quoted,
    )
    from auditlint.claims.requirements import (
        Satisfied as Satisfied,
    )
    from auditlint.claims.requirements import (
        Specified as Specified,
    )
    from auditlint.claims.requirements import (
        Traced as Traced,
    )
    from auditlint.claims.statements import (
        Belongs as Belongs,
    )
    from auditlint.claims.statements import (
        Boxed as Boxed,
    )
    from auditlint.claims.statements import (
        Cites as Cites,
    )
    from auditlint.claims.statements import (
        Dated as Dated,
    )
    from auditlint.claims.statements import (
        Defines as Defines,
    )
    from auditlint.claims.statements import (
        Entry as Entry,
    )
    from auditlint.claims.statements import (
        Named as Named,
    )
    from auditlint.claims.statements import (
        Remark as Remark,
    )
    from auditlint.claims.statements import (
        Reverified as Reverified,
    )
    from auditlint.claims.statements import (
        Severity as Severity,
    )
    from auditlint.claims.statements import (
        Status as Status,
    )
    from auditlint.claims.statements import (
        Unreadable as Unreadable,
    )
    from auditlint.claims.statements import (
        Verdict as Verdict,
    )

Claim = Any

_T = TypeVar("_T")

_THEMES = {
    "cited": (
        "CitesCommit", "CitesPath", "NamesPackage", "WritesSignature",
    ),
    "numbers": (
        "Count", "Counter", "Coverage", "EffortSum", "Parts", "Progress", "Tally", "Tracked",
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
