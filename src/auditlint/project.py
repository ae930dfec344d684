"""The rules that the whole planning tree decides: run over the ledger, level, suppress, fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import registry
from auditlint.ledger import tree_of
from auditlint.placing import one_per_place, settled
from auditlint.selection import INTERNAL, codes_of, ignored_here
from auditlint.source.text import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditlint.config import Config
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic, Finding, Suppression
    from auditlint.ledger import Facts, Ledger
    from auditlint.parsing.document import Document
    from auditlint.rules.base import Rule, Watch
    from auditlint.source.tree import Read, WorkTree


#: What a rule needs that can say nothing without git.
REPOSITORY = "repository"


class ProjectOutcome(NamedTuple):
    """What the project rules found."""

    diagnostics: list[Diagnostic]
    suppressed: list[Diagnostic]
    crashed: int


def project_codes(config: Config) -> frozenset[str]:
    """Return the selected codes of project rules."""
    return codes_of(config, "project")


def roots(paths: Iterable[str]) -> set[str]:
    """Return the folders that are read whole when one of `paths` is checked."""
    return {root for root in map(tree_of, paths) if root}


def check(
    tree: WorkTree, ledger: Ledger, outcomes: Sequence[Outcome], config: Config,
    watch: Watch | None = None, jobs: int = 0,
) -> ProjectOutcome:
    """Run the selected project rules over a ledger of the documents that `outcomes` are of.

    `watch` listens to what the rules tell besides: why they are silent, and by what evidence
    they judge. `jobs` is the number of processes allowed (0: as many as pay off).
    """
    codes = project_codes(config)
    kinds = {facts.kind for facts in ledger.by_path.values()}
    types = set().union(*(facts.types for facts in ledger.by_path.values()))
    if tree.is_repository or watch is not None:
        types.add(REPOSITORY)  # A rule that is asked why says itself that there is no git.
    asked = [
        entry for entry in registry.RULES
        if entry.rule.code in codes and _is_asked(entry.rule, ledger, kinds, types)
    ]
    if not asked and not any(facts.has_directives for facts in ledger.by_path.values()):
        return ProjectOutcome([], [], 0)
    from auditlint.reopening import reopener
    from auditlint.running import Setting, run

    document_of = reopener(tree, ledger, config)

    def read(path: str) -> Read | None:
        from auditlint.source.tree import UnreadableError

        try:
            return tree.read(path, config.limits.file_bytes)
        except UnreadableError:
            return None

    by_path: dict[str, list[Finding]] = {}
    crashed = 0
    for entry, ran in zip(
        asked, run(asked, Setting(tree, ledger, config, read, document_of), watch, jobs), strict=True
    ):
        for finding in ran.findings:
            by_path.setdefault(finding.path, []).append(finding)
        if ran.crashed:
            crashed += 1
            codes -= {entry.rule.code}  # It did not run to its end: nothing is known to be unused.
    diagnostics: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    lines: dict[str, LineIndex] = {}

    def lines_of(path: str) -> LineIndex:
        if path not in lines:
            facts = ledger.by_path.get(path)
            lines[path] = LineIndex.of_starts(facts.starts) if facts else lines_of_source(path)
        return lines[path]

    def lines_of_source(path: str) -> LineIndex:
        """The lines of a file that is no document: findings may point at sources."""
        found = read(path)
        if found is None or found.size > config.limits.file_bytes:
            return LineIndex.of_starts((0,))
        return LineIndex(found.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))

    before = {one.path: one for one in outcomes}
    for facts in ledger.by_path.values():
        findings = one_per_place(by_path.get(facts.path, []))
        if not findings and not facts.has_directives:
            continue
        hidden: list[tuple[Finding, Suppression]] = []
        if facts.has_directives:
            findings, hidden = _suppress(
                document_of(facts.path), facts, findings, config, codes, before[facts.path]
            )
        shown, away = settled(facts.path, facts.age, findings, hidden, config, lines_of, "project")
        diagnostics += shown
        suppressed += away
    return ProjectOutcome(diagnostics, suppressed, crashed)


def _is_asked(rule: Rule, ledger: Ledger, kinds: set[str], types: set[str]) -> bool:
    """Whether anything in the ledger is what a rule looks at, so that it need not be imported."""
    needs = rule.needs if rule.scope == "project" else rule.project_needs
    if not needs:
        return bool(ledger.workspaces)
    return all(
        any(_is_there(one, kinds, types) for one in need.split("|")) for need in needs
    )


def _is_there(need: str, kinds: set[str], types: set[str]) -> bool:
    """Whether there is a document of a kind (``openspec-*``), or a claim of a type."""
    if "-" not in need:
        return need in types
    return need in kinds or (need[-1] == "*" and any(one.startswith(need[:-1]) for one in kinds))


def _suppress(
    document: Document | None, facts: Facts, findings: list[Finding], config: Config,
    codes: frozenset[str], outcome: Outcome,
) -> tuple[list[Finding], list[tuple[Finding, Suppression]]]:
    """Apply the comments of a document to its project findings; unused ones are findings too.

    Judged here are the comments that name a rule of the project; what they hid while the document
    was checked for itself (`outcome`) counts as well.
    """
    from auditlint.suppressions import apply

    if document is None:
        return findings, []
    earlier = _found_before(document, outcome)
    ran = codes | codes_of(config, "document") - project_codes(config)
    wanted = ran - ignored_here(facts.path, config)
    kept, hidden, extra = apply(document, findings + earlier, wanted | {INTERNAL}, document.format)
    unused = [
        one for one in extra
        if one.code == "LNT001" and registry.codes_for(str(one.data["selector"])) & codes
    ]
    return (
        [one for one in kept if one not in earlier] + unused,
        [pair for pair in hidden if pair[0] not in earlier],
    )


def _found_before(document: Document, outcome: Outcome) -> list[Finding]:
    """Stand-ins, on the same lines, for what the document's own check found."""
    from auditlint.findings import Finding
    from auditlint.source.text import Span

    starts = document.lines.starts
    return [
        Finding(Span(start, start), "", code=one.code)
        for one in (*outcome.suppressed, *outcome.diagnostics)
        for start in starts[one.place.line - 1 : one.place.line]
    ]


def touching(diagnostics: Iterable[Diagnostic], paths: set[str]) -> list[Diagnostic]:
    """Return the diagnostics that have one of `paths` on either side."""
    return [
        one for one in diagnostics
        if one.place.path in paths or any(each.place.path in paths for each in one.related)
    ]
