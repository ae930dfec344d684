"""No more findings of one rule in one document than anybody reads: the rest is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import SEVERITIES

if TYPE_CHECKING:
    from auditlint.findings import Diagnostic

#: The datum that says how many findings stand behind one.
UNLISTED = "unlisted"


def bounded(
    diagnostics: list[Diagnostic], limit: int, path: str, half: str
) -> list[Diagnostic]:
    """Return a document's diagnostics in order, at most `limit` of each rule and one for the rest.

    That one stands where the next would, says how many they are, and has the worst of their
    levels. Its fingerprint is that of the rule, the document and the `half` of the rule
    (``document`` or ``project``), so that it stays while findings come and go.
    """
    ordered = sorted(diagnostics, key=lambda one: one.sort_key)
    if len(ordered) <= limit:
        return ordered
    by_code: dict[str, list[Diagnostic]] = {}
    for one in ordered:
        by_code.setdefault(one.code, []).append(one)
    # A single one more is no shorter told than listed.
    many = [code for code, same in by_code.items() if len(same) > limit + 1]
    for code in many:
        same = by_code[code]
        by_code[code] = [*same[:limit], _rest(same[limit:], limit, path, half)]
    return sorted((one for same in by_code.values() for one in same), key=lambda one: one.sort_key)


def _rest(unlisted: list[Diagnostic], limit: int, path: str, half: str) -> Diagnostic:
    from auditlint.source.digest import sha256

    first = unlisted[0]
    identity = "\0".join((first.code, path, UNLISTED, half))
    return first._replace(
        message=f"{len(unlisted):,} more findings of this rule begin here and are not listed "
        f"(limits.findings is {limit:,}); the next: {first.message}",
        severity=min((one.severity for one in unlisted), key=SEVERITIES.index),
        fingerprint=sha256(identity.encode("utf-8", "replace"))[:16],
        related=(), fix=None, data={UNLISTED: len(unlisted)},
    )
