"""The rules of a project, run over one ledger: one after the other, or in two processes.

The families that ask the repository stay together, since they share what it answers; where there
are many documents, the others run beside them. What comes out is the same, in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.workers import spread, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditlint.config import Config
    from auditlint.findings import Finding
    from auditlint.ledger import Ledger
    from auditlint.parsing.document import Document
    from auditlint.registry import RuleEntry
    from auditlint.rules.base import ProjectContext, Watch
    from auditlint.source.tree import Read, WorkTree

#: The families that ask files, history and sources.
_ASKING = frozenset(("NAM", "REF", "SIG", "VER"))
#: With fewer documents a second process costs more than it saves.
WORTH_FORKING = 300


class Ran(NamedTuple):
    """What a rule found; `crashed` where it did not run to its end, and the last finding says so."""

    findings: list[Finding]
    crashed: bool = False


class Setting(NamedTuple):
    """What project rules run over. `read` and `document_of` are those of `ProjectContext`."""

    tree: WorkTree
    ledger: Ledger
    config: Config
    read: Callable[[str], Read | None]
    document_of: Callable[[str], Document | None]


def run(
    rules: Sequence[RuleEntry], setting: Setting, watch: Watch | None = None, jobs: int = 0
) -> list[Ran]:
    """Run `rules` and return what each found, in their order.

    `jobs` is the number of processes allowed (0: as many as pay off). Where somebody watches,
    there is one: what it hears must stay here.
    """
    alone = watch is not None or len(setting.ledger.by_path) < WORTH_FORKING
    if alone or (jobs or usable_cores()) < 2:
        return _in_order(rules, setting, watch)
    lanes = [
        [index for index, one in enumerate(rules) if (one.rule.family in _ASKING) is asking]
        for asking in (True, False)
    ]
    found: dict[int, Ran] = {}
    results = spread(
        lambda lane: _in_order([rules[index] for index in lane], setting), lanes, len(lanes)
    )
    for lane, ran in zip(lanes, results, strict=True):
        found.update(zip(lane, ran, strict=True))
    return [found[index] for index in range(len(rules))]


def _in_order(
    rules: Sequence[RuleEntry], setting: Setting, watch: Watch | None = None
) -> list[Ran]:
    from auditlint.evidence import Evidence
    from auditlint.rules.base import ProjectContext

    tree, ledger, config, read, document_of = setting
    evidence = Evidence(tree, config)
    context = ProjectContext(ledger, config, evidence, read, tree.files, document=document_of)
    try:
        return [_run(entry, context, watch) for entry in rules]
    finally:
        evidence.close()


def _run(entry: RuleEntry, context: ProjectContext, watch: Watch | None) -> Ran:
    code = entry.rule.code
    if watch is not None:
        context = context._replace(undecided=watch.undecided(code), judged=watch.judged(code))
    found: list[Finding] = []
    try:
        for finding in entry.project_check()(context):
            found.append(finding if finding.code else finding._replace(code=code))
    except Exception as error:
        from auditlint.engine import crash

        first = min(context.ledger.by_path)
        return Ran([*found, crash(f"the rule {code}", error)._replace(path=first)], True)
    return Ran(found)
