"""The flow: recognise, parse, extract, check, suppress, level, fold, place.

`check_document` is a pure function of a document's bytes, its path and the configuration; it
runs in whatever worker gets the document. `run` lists the documents, hands them out, and puts
the results in order.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditlint import registry
from auditlint.age import age_of
from auditlint.applicable import applicable
from auditlint.findings import Diagnostic, Finding, Report, Suppression
from auditlint.kinds.recognise import Recognition, by_content, by_path, name_suggests
from auditlint.placing import one_per_place, settled
from auditlint.selection import INTERNAL, codes_of
from auditlint.source.text import LineIndex, Span, UndecodableError, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditlint.cache.store import Kept, Store
    from auditlint.claims import Claims
    from auditlint.config import Config
    from auditlint.kinds.base import Kind
    from auditlint.ledger import Facts
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.rules.base import Watch
    from auditlint.source.tree import Read, WorkTree

_KINDS: tuple[Kind, ...] = tuple(entry.kind for entry in registry.KINDS)


class Outcome(NamedTuple):
    """What checking one document gave. `kind` is "" when it is no planning document."""

    path: str
    kind: str
    reason: str
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressed: tuple[Diagnostic, ...] = ()
    crashed: int = 0
    facts: Facts | None = None
    """What project rules need of the document, where they were asked for."""


def configured_kind(config: Config, path: str) -> Recognition | None:
    """Return the kind that the configuration's `kinds` globs give to `path`."""
    if not config.kinds:
        return None
    from auditlint.source.globs import matches

    for kind_id, globs in config.kinds:
        for glob in globs:
            if matches(glob, path):
                kind = registry.kind_entry(kind_id).kind
                return Recognition(kind, f"the configuration's kinds give it by {glob}")
    return None


def recognise_path(config: Config, path: str) -> Recognition | None:
    """Recognise a document by the configuration and its path alone."""
    return configured_kind(config, path) or _by_path(path)


@lru_cache(maxsize=1 << 14)
def _by_path(path: str) -> Recognition | None:
    # Asked when files are listed, and again when each is checked.
    return by_path(_KINDS, path)


def is_candidate(config: Config, path: str) -> bool:
    """Whether a file that was not named explicitly may be a planning document."""
    return recognise_path(config, path) is not None or (
        path.endswith(".md") and name_suggests(_KINDS, path)
    )


def check_document(
    path: str, data: bytes, size: int, config: Config, codes: frozenset[str], explicit: bool,
    collect: bool = False, watch: Watch | None = None,
) -> Outcome:
    """Check one document. `data` may be empty when `size` is beyond the limit.

    With `collect` the outcome brings the document's facts along. `watch` listens to what the
    rules tell besides.
    """
    recognition = recognise_path(config, path)
    if size > config.limits.file_bytes:
        if recognition is None:
            return Outcome(path, "", "larger than the limit")
        message = (
            f"the file has {size:,} bytes, more than the limit of "
            f"{config.limits.file_bytes:,}; it was not checked"
        )
        limit = Finding(Span(0, 0), message, code="DOC009")
        return _finish(path, "", None, recognition, [limit], config, codes, 0)
    try:
        text = decode(data)
    except UndecodableError as error:
        if recognition is None:
            return Outcome(path, "", f"it is no text: {error.reason}")
        place = Span(error.offset, min(error.offset + 1, len(error.decoded)))
        undecodable = Finding(
            place, f"{error.reason}; the file was not checked", code="DOC001",
            data={"reason": error.reason},
        )
        return _finish(path, error.decoded, None, recognition, [undecodable], config, codes, 0)
    if recognition is None and not explicit and not name_suggests(_KINDS, path):
        return Outcome(path, "", "neither its path nor its name is that of a planning document")
    from auditlint.parsing.document import Document

    shape = recognition.kind.format if recognition is not None else "markdown"
    document = Document(path, text, config.limits, shape)
    if recognition is None:
        recognition = by_content(_KINDS, document)
        if recognition is None:
            return Outcome(path, "", "nothing in its content is that of a planning document")
    return _check(document, recognition, config, codes, collect, watch)


def understand(
    path: str, data: bytes, config: Config
) -> tuple[Document, Recognition, Mapping, Claims] | None:
    """Return what a document is understood as: its kind, model and claims; None if nothing.

    Raises `UndecodableError` for what is no text, and whatever the kind raises.
    """
    from auditlint.claims import Claims
    from auditlint.parsing.document import Document

    recognition = recognise_path(config, path)
    shape = recognition.kind.format if recognition is not None else "markdown"
    document = Document(path, decode(data), config.limits, shape)
    recognition = recognition or by_content(_KINDS, document)
    if recognition is None:
        return None
    entry = registry.kind_entry(recognition.kind.id)
    model = entry.model(document)
    return document, recognition, model, Claims(entry.claims(document, model))


def _check(
    document: Document, recognition: Recognition, config: Config, codes: frozenset[str],
    collect: bool, watch: Watch | None = None,
) -> Outcome:
    from auditlint.claims import Claims
    from auditlint.rules.base import Context

    kind = recognition.kind
    findings: list[Finding] = []
    crashed = 0
    if kind.format == "markdown" and _too_many_rows(document, config):
        findings.append(_too_many_rows_finding(document, config))
        return _finish(document.path, document.text, document, recognition, findings, config,
                       codes, 0)
    entry = registry.kind_entry(kind.id)
    try:
        model = entry.model(document)
        claims = Claims(entry.claims(document, model))
    except Exception as error:
        findings.append(crash(f"the kind {kind.id}", error))
        crashed += 1
        from auditlint.kinds.base import base_model

        model = base_model(document).build()
        claims = Claims()
    context = Context(document, kind, model, claims, config)
    for rule in applicable(context, codes):
        if watch is not None:
            context = context._replace(undecided=watch.undecided(rule.rule.code))
        try:
            for finding in rule.check()(context):
                findings.append(
                    finding if finding.code else finding._replace(code=rule.rule.code)
                )
        except Exception as error:
            findings.append(crash(f"the rule {rule.rule.code}", error))
            crashed += 1
    facts = None
    if collect:
        try:
            from auditlint.collecting import facts_of

            facts = facts_of(document, kind, claims)
        except Exception as error:
            findings.append(crash("the reader of citations", error))
            crashed += 1
    outcome = _finish(
        document.path, document.text, document, recognition, findings, config, codes, crashed
    )
    return outcome._replace(facts=facts)


def _too_many_rows(document: Document, config: Config) -> bool:
    if document.text.count("|") <= config.limits.table_rows:
        return False
    return any(len(table.rows) > config.limits.table_rows for table in document.tables)


def _too_many_rows_finding(document: Document, config: Config) -> Finding:
    table = next(one for one in document.tables if len(one.rows) > config.limits.table_rows)
    message = (
        f"a table of {len(table.rows):,} rows, more than the limit of "
        f"{config.limits.table_rows:,}; the document was not checked"
    )
    return Finding(Span(table.start, table.header_end), message, code="DOC009")


def crash(what: str, error: Exception) -> Finding:
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno}"
    message = (
        f"{what} crashed ({type(error).__name__} at {where}); please report it with the document"
    )
    return Finding(Span(0, 0), message, code=INTERNAL, data={"what": what, "where": where})


def _finish(
    path: str,
    text: str,
    document: Document | None,
    recognition: Recognition,
    findings: list[Finding],
    config: Config,
    codes: frozenset[str],
    crashed: int,
) -> Outcome:
    """Apply precedence, levels, suppressions and folding, and resolve places."""
    if not findings and "auditlint:" not in text:
        return Outcome(path, recognition.kind.id, recognition.reason)
    findings = [one for one in one_per_place(findings) if one.code in codes]
    lines = document.lines if document is not None else LineIndex(text)
    suppressed: list[tuple[Finding, Suppression]] = []
    if document is not None and "auditlint:" in text:
        from auditlint.suppressions import apply

        findings, suppressed, extra = apply(
            document, findings, _judged_here(path, config, codes), recognition.kind.format
        )
        findings += [one for one in extra if one.code in codes]
    shown, hidden = settled(
        path, age_of(path, recognition.kind), findings, suppressed, config, lambda _: lines
    )
    return Outcome(path, recognition.kind.id, recognition.reason, shown, hidden, crashed)


def _judged_here(path: str, config: Config, codes: frozenset[str]) -> frozenset[str]:
    """The codes of which this document alone can tell that a suppression hides nothing.

    In a planning tree that leaves out the rules whose project half is still to come.
    """
    from auditlint.ledger import root_of

    if not root_of(path):
        return codes
    later = codes_of(config, "project")
    return frozenset(one for one in codes if not (one in later and registry.is_both(one)))


class Task(NamedTuple):
    """A document to check: its path in `tree`, and whether the user named it.

    A document that is `context` is read for what it says; no rule looks at it for its own sake.
    """

    path: str
    explicit: bool
    context: bool = False


def run(
    tree: WorkTree,
    tasks: Sequence[Task],
    config: Config,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    collect: bool = False,
    store: Store | None = None,
) -> list[Outcome]:
    """Check `tasks` and return their outcomes in the order of the tasks.

    `jobs` is the number of worker processes (0: as many as pay off). Unreadable files come back
    as outcomes without a kind. What `store` knows is not looked at again, and what is new goes
    into it.
    """
    codes = codes_of(config, "document") | {INTERNAL}
    from auditlint.workers import spread

    def fresh(task: Task) -> tuple[Outcome, str]:
        read = _read(tree, task, config)
        if isinstance(read, Outcome):
            return read, ""
        outcome = check_document(
            task.path, read.data, read.size, config, frozenset() if task.context else codes,
            task.explicit, collect or store is not None,
        )
        if store is None or outcome.crashed or not read.data:
            return outcome, ""
        return outcome, store.digest(read.data, _content_decides(config, task))

    if store is None:
        return [outcome for outcome, _ in spread(fresh, tasks, jobs, progress)]
    known = {task.path: _recalled(tree, task, config, store) for task in tasks if task.path in store}
    unknown = [task for task in tasks if known.get(task.path) is None]
    for task, (outcome, digest) in zip(
        unknown, spread(fresh, unknown, jobs, progress), strict=True
    ):
        known[task.path] = outcome
        if digest:
            store.keep(task.path, digest, _kept(outcome), task.context)
    store.save({task.path for task in tasks})
    return [one for one in (known[task.path] for task in tasks) if one is not None]


def _read(tree: WorkTree, task: Task, config: Config) -> Read | Outcome:
    """Return a document's bytes, or the outcome of one that cannot be read."""
    from auditlint.source.tree import UnreadableError

    try:
        return tree.read(task.path, config.limits.file_bytes)
    except UnreadableError as error:
        return Outcome(task.path, "", f"unreadable: {error}")


def _content_decides(config: Config, task: Task) -> bool:
    """Whether a document's content is looked at only because the document was named."""
    return (
        task.explicit
        and recognise_path(config, task.path) is None
        and not name_suggests(_KINDS, task.path)
    )


def _recalled(tree: WorkTree, task: Task, config: Config, store: Store) -> Outcome | None:
    """Return the outcome that the store holds of a document as it is now."""
    read = _read(tree, task, config)
    if isinstance(read, Outcome) or not read.data:
        return None
    digest = store.digest(read.data, _content_decides(config, task))
    kept = store.find(task.path, digest, task.context)
    if kept is None:
        return None
    return Outcome(
        task.path, kept.kind, kept.reason, kept.diagnostics, kept.suppressed, 0, kept.facts
    )


def _kept(outcome: Outcome) -> Kept:
    from auditlint.cache.store import Kept

    return Kept(
        outcome.kind, outcome.reason, outcome.facts, outcome.diagnostics, outcome.suppressed
    )


def report(outcomes: Iterable[Outcome], files: int) -> Report:
    """Merge outcomes into one report, in the order of all reports."""
    diagnostics: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    documents = 0
    crashed = 0
    for outcome in outcomes:
        diagnostics += outcome.diagnostics
        suppressed += outcome.suppressed
        documents += bool(outcome.kind)
        crashed += outcome.crashed
    diagnostics.sort(key=lambda one: one.sort_key)
    suppressed.sort(key=lambda one: one.sort_key)
    return Report(diagnostics, suppressed, documents, files, crashed)
