"""Plans that were carried out: each with its finished summary and its phase's verifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.ledger.facts import is_finished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.ledger import Facts, Ledger, Phase


class Executed(NamedTuple):
    """A plan with its summary, and the phase it belongs to."""

    phase: Phase
    plan: Facts
    summary: Facts


def executed(ledger: Ledger, claim: str) -> Iterator[Executed]:
    """Yield the finished plans that make claims of the type named `claim`."""
    for workspace in ledger.workspaces:
        for phase in workspace.phases.values():
            if len(phase.folders) != 1:
                continue
            for plan in phase.plans:
                document, summary = plan.document, plan.summary
                if (
                    document is not None and summary is not None and claim in document.types
                    and is_finished(summary)
                ):
                    yield Executed(phase, document, summary)
