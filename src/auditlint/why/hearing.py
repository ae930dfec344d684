"""All rules, heard on some documents: what fires, what would, and what is silent by decision."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from auditlint import engine, project, registry
from auditlint.age import ARCHIVED
from auditlint.findings import NOTICE
from auditlint.selection import codes_of, ignored_here
from auditlint.why.evidence import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from auditlint.claims import Subject
    from auditlint.config import Config
    from auditlint.findings import Diagnostic
    from auditlint.rules.base import Reason, Undecided
    from auditlint.rules.ruling import Judged, Ruling
    from auditlint.session import Read
    from auditlint.source.text import Span
    from auditlint.why.evidence import Places

FIRED = "fired"
SUPPRESSED = "suppressed"
NOT_SELECTED = "not selected"
UNDECIDABLE = "undecidable"


class Heard(NamedTuple):
    """A diagnostic, whether it is shown in a normal run, and why not."""

    diagnostic: Diagnostic
    outcome: str
    reason: str


class Silence(NamedTuple):
    """A rule's word that it cannot judge a statement about a subject."""

    code: str
    subject: Subject
    reason: str
    path: str
    span: Span
    is_selected: bool


class Hearing(NamedTuple):
    """What all rules said."""

    heard: list[Heard]
    silences: list[Silence]
    judgements: list[Judgement]


class _Ear:
    """Listens to the rules; for a verdict it asks only at the `places` that are wanted."""

    def __init__(self, selected: frozenset[str], places: Places) -> None:
        self._selected = selected
        self._places = places
        self.silences: dict[Silence, None] = {}
        self.judgements: dict[Judgement, None] = {}

    def undecided(self, code: str) -> Undecided:
        """Return what takes a rule's word that it is silent."""
        is_selected = code in self._selected

        def told(subject: Subject, reason: Reason, path: str, span: Span) -> None:
            said = reason if isinstance(reason, str) else reason()
            self.silences[Silence(code, subject, said, path, span, is_selected)] = None

        return told

    def judged(self, code: str) -> Judged:
        """Return what takes a rule's verdict."""
        is_selected = code in self._selected

        def told(
            path: str, span: Span, make: Callable[..., Ruling | None], *about: object
        ) -> None:
            if self._places.has(path, span):
                verdict = make(*about)
                if verdict is not None:
                    self.judgements[Judgement(code, path, span, verdict, is_selected)] = None

        return told


def hear(
    read: Read, config: Config, paths: Iterable[str], places: Places, codes: frozenset[str]
) -> Hearing:
    """Run every rule (of `codes`, if any): project rules over the tree, the others on `paths`.

    Verdicts are asked for at `places`.
    """
    every = config._replace(
        select=tuple(sorted(codes)), extend_select=(), ignore=(), per_file_ignores=(),
        preview=True, archived=True, limits=config.limits._replace(findings=sys.maxsize),
    )
    ear = _Ear(codes_of(config, "document") | codes_of(config, "project"), places)
    found = _across(read, every, ear)
    for path in sorted(set(paths)):
        found += _within(read, path, every, ear)
    return Hearing(_judged(read, found, config), list(ear.silences), list(ear.judgements))


def _across(read: Read, config: Config, ear: _Ear) -> list[Diagnostic]:
    outcomes = [
        engine.Outcome(path, facts.kind, "", facts=facts)
        for path, facts in read.ledger.by_path.items()
    ]
    found = project.check(read.group.tree, read.ledger, outcomes, config, ear)
    # Which comments hide nothing is told where the documents are checked as well.
    return [
        one for one in (*found.diagnostics, *found.suppressed) if not one.code.startswith("LNT")
    ]


def _within(read: Read, path: str, config: Config, ear: _Ear) -> list[Diagnostic]:
    from auditlint.source.tree import UnreadableError

    try:
        data = read.group.tree.read(path, config.limits.file_bytes)
    except UnreadableError:
        return []
    codes = codes_of(config, "document")
    outcome = engine.check_document(
        path, data.data, data.size, config, codes, True, watch=ear
    )
    return [*outcome.diagnostics, *outcome.suppressed]


def _judged(read: Read, found: list[Diagnostic], config: Config) -> list[Heard]:
    from auditlint.echoes import proven, without_echoes

    selected = codes_of(config, "document") | codes_of(config, "project")
    lines = proven(one for one in found if one.code in selected and one.suppression is None)
    kept = set(map(id, without_echoes(found, lines)))
    heard = []
    for one in found:
        facts = read.ledger.by_path.get(one.place.path)
        if facts is not None and facts.age == ARCHIVED and not config.archived:
            one_shown = one._replace(severity=NOTICE)
        else:
            one_shown = one
        outcome, reason = _outcome(one, config, selected)
        if outcome == FIRED and id(one) not in kept:
            outcome, reason = SUPPRESSED, "another rule proves the same cause"
        heard.append(Heard(one_shown, outcome, reason))
    heard.sort(key=lambda one: one.diagnostic.sort_key)
    return heard


def _outcome(one: Diagnostic, config: Config, selected: frozenset[str]) -> tuple[str, str]:
    if one.suppression is not None:
        reason = one.suppression.reason
        where = f"comment on line {one.suppression.line}"
        return SUPPRESSED, f"{where}: {reason}" if reason else where
    if one.code not in selected:
        rule = registry.BY_CODE.get(one.code)
        named = any(one.code in registry.codes_for(selector) for selector in config.ignore)
        if named:
            return NOT_SELECTED, "ignored by the configuration"
        if rule is not None and (rule.preview or rule.preview_project) and not config.preview:
            return NOT_SELECTED, "a preview rule"
        return NOT_SELECTED, "not among the selected rules"
    if one.code in ignored_here(one.place.path, config):
        return NOT_SELECTED, "ignored for this file by the configuration"
    return FIRED, ""
