"""The rules that the whole planning tree decides: run over the ledger, level, suppress, fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import registry
from auditlint.ledger import Ledger, root_of
from auditlint.placing import one_per_place, settled
from auditlint.selection import INTERNAL, codes_of, selected_codes
from auditlint.source.text import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.config import Config
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic, Finding, Suppression
    from auditlint.ledger import Facts
    from auditlint.source.tree import WorkTree


class ProjectOutcome(NamedTuple):
    """What the project rules found."""

    diagnostics: list[Diagnostic]
    suppressed: list[Diagnostic]
    crashed: int


def project_codes(config: Config) -> frozenset[str]:
    """Return the selected codes of project rules."""
    return codes_of(config, "project")


def roots(paths: Iterable[str]) -> set[str]:
    """Return the planning trees that `paths` belong to."""
    return {root for root in map(root_of, paths) if root}


def check(tree: WorkTree, outcomes: Sequence[Outcome], config: Config) -> ProjectOutcome:
    """Run the selected project rules over the facts that `outcomes` brought along."""
    codes = project_codes(config)
    ledger = Ledger(one.facts for one in outcomes if one.facts is not None)
    if not codes or not ledger.workspaces:
        return ProjectOutcome([], [], 0)
    by_path: dict[str, list[Finding]] = {}
    crashed = 0
    from auditlint.engine import crash
    from auditlint.rules.base import ProjectContext

    context = ProjectContext(ledger, config)
    for entry in registry.RULES:
        if entry.rule.code not in codes:
            continue
        try:
            for finding in entry.project_check()(context):
                code = finding.code or entry.rule.code
                by_path.setdefault(finding.path, []).append(finding._replace(code=code))
        except Exception as error:
            first = ledger.workspaces[0].documents[0].path
            broken = crash(f"the rule {entry.rule.code}", error)._replace(path=first)
            by_path.setdefault(first, []).append(broken)
            crashed += 1
    diagnostics: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    lines: dict[str, LineIndex] = {}

    def lines_of(path: str) -> LineIndex:
        if path not in lines:
            facts = ledger.by_path.get(path)
            lines[path] = LineIndex.of_starts(facts.starts if facts else (0,))
        return lines[path]

    for facts in ledger.by_path.values():
        findings = one_per_place(by_path.get(facts.path, []))
        if not findings and not facts.has_directives:
            continue
        hidden: list[tuple[Finding, Suppression]] = []
        if facts.has_directives:
            findings, hidden = _suppress(tree, facts, findings, config, codes)
        shown, away = settled(facts.path, facts.age, findings, hidden, config, lines_of)
        diagnostics += shown
        suppressed += away
    return ProjectOutcome(diagnostics, suppressed, crashed)


def _suppress(
    tree: WorkTree, facts: Facts, findings: list[Finding], config: Config, codes: frozenset[str]
) -> tuple[list[Finding], list[tuple[Finding, Suppression]]]:
    """Apply the comments of a document to its project findings; unused ones are findings too."""
    from auditlint.parsing.document import Document
    from auditlint.source.text import UndecodableError, decode
    from auditlint.source.tree import UnreadableError
    from auditlint.suppressions import apply

    try:
        text = decode(tree.read(facts.path, config.limits.file_bytes).data)
    except (UnreadableError, UndecodableError):
        return findings, []
    kind = registry.KIND_BY_ID[facts.kind].kind
    document = Document(facts.path, text, config.limits, kind.format)
    wanted = codes | ({"LNT001"} & selected_codes(config)) | {INTERNAL}
    kept, hidden, extra = apply(document, findings, wanted, kind.format)
    return kept + [one for one in extra if one.code == "LNT001"], hidden


def touching(diagnostics: Iterable[Diagnostic], paths: set[str]) -> list[Diagnostic]:
    """Return the diagnostics that have one of `paths` on either side."""
    return [
        one for one in diagnostics
        if one.place.path in paths or any(each.place.path in paths for each in one.related)
    ]
