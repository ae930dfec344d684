"""One run over groups of documents: check them, and print paths as the user knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint import engine
from auditlint.engine import Task
from auditlint.workers import CollectingRarely

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditlint.cache.store import Store
    from auditlint.config import Config
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic, Place, Report
    from auditlint.ledger import Ledger
    from auditlint.targets import Group


class Cache(NamedTuple):
    """Whether outcomes are kept between runs, and where (None: where it is usual)."""

    enabled: bool = False
    folder: str | None = None


NO_CACHE = Cache()

#: Fewer documents are checked sooner than a cache is opened.
WORTH_A_CACHE = 10


class Result(NamedTuple):
    """The outcome of every file, and the report over all."""

    outcomes: list[Outcome]
    report: Report


def run(
    groups: Sequence[Group],
    config: Config,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    document_rules: bool = False,
    cache: Cache = NO_CACHE,
) -> Result:
    """Check every group; see `engine.run` for `jobs` and `progress`.

    With `document_rules` nothing is said that more than one document decides. Otherwise the
    whole planning tree around a named file is read, and the report keeps what touches the file.
    """
    outcomes: list[Outcome] = []
    with CollectingRarely():
        for group in groups:
            paths = {task.path for task in group.tasks}
            collect = not document_rules and _reads_the_tree(paths, config)
            context = _context(group, paths, config) if collect else []
            tasks = [*group.tasks, *context]
            done = engine.run(
                group.tree, tasks, config, jobs, progress, collect,
                _store(group, tasks, config, cache),
            )
            mine = [one for one in done if one.path in paths]
            if config.preview:
                from auditlint.echoes import without_customs

                mine = without_customs(done, mine)
            if collect:
                mine = _with_project_rules(group, done, mine, config, bool(context), jobs)
            for outcome in mine:
                shown = group.shown.get(outcome.path, outcome.path)
                outcomes.append(_relocated(outcome, group.shown) if shown != outcome.path else outcome)
    return Result(outcomes, engine.report(outcomes, len(outcomes)))


class Read(NamedTuple):
    """The ledger of one tree, and how its paths are printed."""

    group: Group
    ledger: Ledger

    def shown(self, path: str) -> str:
        """Return how a path of the tree is printed."""
        return self.group.shown.get(path) or _shown_beside(self.group, path)


def ledgers(
    groups: Sequence[Group],
    config: Config,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache = NO_CACHE,
) -> list[Read]:
    """Read the whole planning trees around `groups` without checking anything.

    There is one ledger per group; it holds the workspaces that the group's files stand in.
    """
    from auditlint.ledger import Ledger

    quiet = config._replace(select=("LNT000",), extend_select=())
    found: list[Read] = []
    with CollectingRarely():
        for group in groups:
            paths = {task.path for task in group.tasks}
            named = [task._replace(context=True) for task in group.tasks]
            tasks = [*named, *_context(group, paths, quiet)]
            done = engine.run(
                group.tree, tasks, quiet, jobs, progress, True, _store(group, tasks, quiet, cache)
            )
            found.append(Read(group, Ledger(one.facts for one in done if one.facts is not None)))
    return found


def _store(
    group: Group, tasks: Sequence[Task], config: Config, cache: Cache
) -> Store | None:
    """Open the cache of a tree where it is wanted and worth it."""
    if not cache.enabled or len(tasks) < WORTH_A_CACHE:
        return None
    from auditlint.cache import open_store
    from auditlint.selection import selected_codes

    return open_store(group.tree.root, config, selected_codes(config), cache.folder)


def _reads_the_tree(paths: set[str], config: Config) -> bool:
    """Whether there is anything to check of which other documents decide something.

    That is so where a project rule is selected, or where the age of a document is up to others.
    """
    if not paths:
        return False
    from auditlint import project
    from auditlint.ledger.ages import is_up_to_others

    return bool(project.project_codes(config)) or any(map(is_up_to_others, paths))


def _context(group: Group, paths: set[str], config: Config) -> list[Task]:
    """The other documents of the planning trees that the group's files stand in."""
    from auditlint import project
    from auditlint.targets import is_excluded, is_planning_document

    roots = project.roots(paths)

    others: list[Task] = []
    for root in sorted(roots):
        def wanted(path: str) -> bool:
            return (
                path not in paths
                and is_planning_document(config, path)
                and not is_excluded(path, config, "")
            )

        if _has_another(group, root, wanted):
            others += [Task(path, False, True) for path in group.tree.files(root, wanted=wanted)]
    return others


def _has_another(group: Group, root: str, wanted: Callable[[str], bool]) -> bool:
    """Whether a planning tree holds any other document: asked before git is, which costs more."""
    import os

    top = group.tree.path_of(root)
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != ".git"]
        below = os.path.relpath(folder, group.tree.root).replace(os.sep, "/")
        if any(wanted(f"{below}/{name}") for name in names):
            return True
    return False


def _with_project_rules(
    group: Group, done: list[Outcome], mine: list[Outcome], config: Config, partial: bool, jobs: int
) -> list[Outcome]:
    """Add what the project rules find to the outcomes; of a part, only what touches it."""
    from auditlint import project
    from auditlint.answered import without_answered
    from auditlint.echoes import proven, without_echoes
    from auditlint.ledger import Ledger

    ledger = Ledger(one.facts for one in done if one.facts is not None)
    found = project.check(group.tree, ledger, done, config, jobs=jobs)
    mine = [_of_its_age(one, ledger, config) for one in without_answered(mine, ledger)]
    lines = proven(found.diagnostics)
    if lines:
        found = found._replace(diagnostics=[*without_echoes(found.diagnostics, lines)])
        mine = [
            one._replace(diagnostics=without_echoes(one.diagnostics, lines))
            if one.diagnostics else one
            for one in mine
        ]
    paths = {one.path for one in mine}
    diagnostics = project.touching(found.diagnostics, paths) if partial else found.diagnostics
    for path in {one.place.path for one in diagnostics} - paths:
        # Its other side was named: it is part of the report, though its own findings are not.
        if path not in group.shown:
            group.shown[path] = _shown_beside(group, path)
        mine = [*mine, engine.Outcome(path, "", "related to a file that was named")]
    by_path: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        by_path.setdefault(one.place.path, []).append(one)
        for related in one.related:
            if related.place.path not in group.shown:
                group.shown[related.place.path] = _shown_beside(group, related.place.path)
    hidden: dict[str, list[Diagnostic]] = {}
    for one in found.suppressed:
        hidden.setdefault(one.place.path, []).append(one)
    crashed = found.crashed
    merged = []
    for outcome in mine:
        merged.append(outcome._replace(
            diagnostics=outcome.diagnostics + tuple(by_path.get(outcome.path, ())),
            suppressed=outcome.suppressed + tuple(hidden.get(outcome.path, ())),
            crashed=outcome.crashed + crashed,
        ))
        crashed = 0
    return merged


def _of_its_age(outcome: Outcome, ledger: Ledger, config: Config) -> Outcome:
    """Return the outcome of a document that others make an archived one, else as it is.

    What was found in it was settled, or recalled, by what its own path says.
    """
    from auditlint.age import ARCHIVED
    from auditlint.placing import archived

    if outcome.facts is None or config.archived or outcome.facts.age == ARCHIVED:
        return outcome
    if ledger.by_path[outcome.path].age != ARCHIVED:
        return outcome
    shown, hidden = archived(outcome.diagnostics, outcome.suppressed, config)
    return outcome._replace(diagnostics=shown, suppressed=hidden)


def _shown_beside(group: Group, path: str) -> str:
    """How a path is printed that was not named itself: as its neighbours are."""
    for known, shown in group.shown.items():
        if known != shown and shown.endswith(known):
            return shown[: len(shown) - len(known)] + path
    return path


def _relocated(outcome: Outcome, shown: dict[str, str]) -> Outcome:
    """Return `outcome` with the paths that are printed in place of the tree's own."""

    def place(one: Place) -> Place:
        return one._replace(path=shown.get(one.path, one.path))

    def diagnostic(one: Diagnostic) -> Diagnostic:
        fix = one.fix
        if fix is not None:
            fix = fix._replace(
                edits=tuple(edit._replace(place=place(edit.place)) for edit in fix.edits)
            )
        return one._replace(
            place=place(one.place),
            related=tuple(each._replace(place=place(each.place)) for each in one.related),
            fix=fix,
        )

    return outcome._replace(
        path=shown.get(outcome.path, outcome.path),
        diagnostics=tuple(diagnostic(one) for one in outcome.diagnostics),
        suppressed=tuple(diagnostic(one) for one in outcome.suppressed),
    )
