"""Gaps of an audit that say of a phase that it was never verified, and it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import Finding, Related
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.reading.ids import phase_id
from auditlint.reading.numbers import pattern
from auditlint.rules.ver._gap_reasons import UNVERIFIED
from auditlint.rules.ver._gaps import gap_nodes
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node
    from auditlint.reading.ids import PhaseId
    from auditlint.rules.base import ProjectContext

def verified_since(
    context: ProjectContext, report: Facts, document: Document, places: set[Span]
) -> Iterator[Finding]:
    """Yield one finding for the gaps that say of a phase that it has no verification, and it has."""
    workspace = next(one for one in context.ledger.workspaces if report in one.documents)
    found: dict[str, list[Span]] = {}
    reports: dict[str, Facts] = {}
    for item in gap_nodes(document, context.config.limits):
        if item.span not in places:
            continue
        said = _unverified_phase(item)
        phases = workspace.by_number.get(said, []) if said is not None else []
        if len(phases) != 1 or len(phases[0].folders) != 1:
            continue
        verifications = phases[0].of_kind("gsd-verification")
        if len(verifications) == 1:
            found.setdefault(str(said), []).append(item.span)
            reports[str(said)] = verifications[0]
    if not found:
        return
    spans = [span for each in found.values() for span in each]
    names = ", ".join(found)
    what = f"phase {names} has one" if len(found) == 1 else f"phases {names} have one"
    count = "a gap says" if len(spans) == 1 else f"{len(spans)} gaps say"
    yield Finding(
        spans[0], f"{count} that there is no verification, and {what}",
        related=tuple(Related(Span(0, 0), "the verification", one.path) for one in reports.values()),
        data={"phases": " ".join(found)}, path=report.path,
    )


def _unverified_phase(item: Node) -> PhaseId | None:
    """Return the phase of which a gap says that it was never verified."""
    if isinstance(item, Scalar):
        texts = [item.text]
        stated = None
    elif isinstance(item, Mapping):
        stated = item.scalar("phase")
        told = (item.scalar(key) for key in ("evidence", "reason", "issue", "description"))
        texts = [one.text for one in told if one is not None]
    else:
        return None
    said = pattern(UNVERIFIED).search(texts[0]) if len(texts) == 1 else None
    if said is None:
        return None
    named = {one for one in said.groups() if one is not None}
    named |= set(pattern(r"\b[Pp]hase 0*(\d{1,4}(?:\.\d{1,4})?)\b").findall(texts[0]))
    if stated is not None:
        match = pattern(r"(?:[Pp]hase )?0*(\d{1,4}(?:\.\d{1,4})?)(?!\d)").match(stated.text)
        named = {match[1]} if match is not None else set()
    return phase_id(named.pop()) if len(named) == 1 else None
