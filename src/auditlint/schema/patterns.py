"""The patterns of schemas: whether one matches, whoever wrote it.

Those of built-in schemas are known to be harmless and searched by `re`; those of a team's own
schemas are registered, and searched by `auditlint.schema.linear`, which cannot blow up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from auditlint.schema.linear import Linear

_IGNORE_CASE = 2  # re.IGNORECASE, without its import
_REGISTERED: dict[tuple[str, bool], Linear] = {}


def register(source: str, ignore_case: bool = False) -> None:
    """Have `source` searched without going back from now on.

    Raises `auditlint.schema.linear.UnsafePatternError`.
    """
    from auditlint.schema.linear import compiled

    _REGISTERED[source, ignore_case] = compiled(source, ignore_case)


def matches(source: str, text: str, ignore_case: bool = False) -> bool:
    """Whether a pattern of a schema matches anywhere in `text`."""
    linear = _REGISTERED.get((source, ignore_case))
    if linear is not None:
        return linear.search(text)
    return pattern(source, _IGNORE_CASE if ignore_case else 0).search(text) is not None
