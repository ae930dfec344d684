"""A cited commit that is not in the repository.

## What it does
Looks up the hashes in code spans where commits are named: task commits, columns and headings that
say "commit", "closed by commit". One finding for each document that cites commits that the
repository does not have, at the first. Where fewer than 60 % of all cited commits are there, the
history was written anew or moved: that is one notice for the whole repository.

Hashes of tags, files and folders, abbreviations that fit several objects, commits that the text
calls reverted, squashed or another repository's (a model's, one at an address), the left side of
a correction (`old` → `new`), shallow clones and trees without git are left alone.

## Why is this bad?
A commit is the proof that a task was done. What was amended, squashed or never pushed cannot be
looked at.

## Example
```text bad tree
==> .planning/phases/01-kiln/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Kiln Summary

## Task Commits

1. **Task 1: Heat the kiln** - `0a1b2c3` (feat)
==> commit: Heat the kiln <==
```

Use instead:
```text good tree
==> .planning/phases/01-kiln/01-01-SUMMARY.md <==
# Phase 1 Plan 1: Kiln Summary

## Task Commits

1. **Task 1: Heat the kiln**
==> commit: Heat the kiln <==
```

## How to fix
Cite the commit that is in the branch, as `git log` shows it. After a squash that is the one
commit that all tasks became.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import CitesCommit
from auditlint.findings import NOTICE, Finding, Related
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ref._places import HISTORICAL, LIVING, line_of
from auditlint.rules.ruling import Ground, right, unclear, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.evidence.commits import Commits, Resolved
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling
    from auditlint.source.text import Span

RULE = Rule(
    code="REF003",
    name="unknown-commit",
    summary="A cited commit that is not in the repository",
    severity="warning",
    scope="project",
    needs=("CitesCommit", "repository"),
)

#: When fewer resolve, in hundredths, the history was written anew: that is one cause.
_SHARE = 60
_Places = list[tuple["Facts", CitesCommit]]


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each document with unknown commits, or one where most are unknown."""
    from auditlint.evidence.commits import COMMIT, MISSING, TAG

    cited = [
        (facts, claim)
        for facts in sorted(context.ledger.by_path.values(), key=_order)
        if "CitesCommit" in facts.types
        for claim in facts.of(CitesCommit)
    ]
    resolved = context.evidence.commits.resolve_all({claim.commit for _, claim in cited})
    known = sum(one.state in (COMMIT, TAG) for one in resolved.values())
    unknown = [place for place in cited if resolved[place[1].commit].state == MISSING]
    count = len({claim.commit for _, claim in unknown})
    commits = context.evidence.commits
    for facts, claim in cited:
        context.judged(facts.path, claim.span, _found, commits, resolved[claim.commit])
    if not unknown:
        return
    if context.evidence.history.head is None:
        # A repository without a commit is not the one that the hashes are from.
        _tell(context, unknown, _missing, "it has none at all yet")
        return
    if known * 100 < _SHARE * (known + count):
        _tell(context, unknown, wrong, f"{_UNKNOWN}, nor most of those that are cited")
        yield _finding(
            unknown, f"{count} of the {known + count} commits that the documents cite are not in "
            "the repository: its history was written anew, or they are another's",
        )._replace(severity=NOTICE, data={"commits": "most"})
        return
    for places in _by_document(context, unknown):
        first = places[0][1].commit
        more = len(places) - 1
        yield _finding(
            places, f"commit {first} is not in the repository"
            + (f", nor are {more} others that are cited here" if more > 1 else "")
            + (f", nor is {places[1][1].commit}" if more == 1 else ""),
        )._replace(data={"commit": first})


#: The commit is known to be gone.
_GONE = (
    r"\b(?:reverted|reset|amend\w*|squash\w*|rebas\w*|lost|dropped|superseded|replaced|orphan\w*|"
    r"rewritten|no longer|not in|resolves|tags?|v\d+(?:\.\d+)*|branch|wip|stash\w*|worktree|"
    r"typo|mistyped|(?:wrong|incorrect|corrected|stale) (?:commit|hash|sha)\w*)\b"
)
#: The paragraph tells how it went away; other words may stand there for another thing.
_WENT = r"\b(?:cherry-?pick\w*|squash\w*|rebas\w*|amend\w*|orphan\w*|force-?push\w*)\b"
#: It is corrected: the other side of the arrow is meant.
_CORRECTED = r"`?[ ]?(?:→|->|=>|⇒|➜)[ ]?`?[0-9a-f]{7,40}\b"
#: It is another repository's.
_ELSEWHERE = (
    r"\b(?:external|fork\w*|upstream|plugin|submodule|vendored|"
    r"(?:other|separate|sibling) repo\w*|hugging ?face|"
    r"(?:repo(?:sitory)?|model|dataset|weights|checkpoint)(?:[ ](?:metadata|commit|sha|revision)\b){1,2})\b"
    r"|\bhttps?://|github\.com/|"
    r"\bin `?[\w.-]+/[\w-]+`?(?![\w./-])"
)
_TYPED = r" ?\([a-z]+[(:,)!]"


def _by_document(context: ProjectContext, unknown: _Places) -> list[_Places]:
    """Group unknown commits by the first document that cites each.

    Left out are those of which the text says anywhere why they are not to be found here.
    """
    known: set[str] = set()
    away: set[str] = set()
    words: dict[tuple[str, CitesCommit], str] = {}
    for facts, claim in unknown:
        document = context.document(facts.path)
        text = document.text if document is not None else ""
        line = line_of(text, claim.span)
        elsewhere = pattern(_ELSEWHERE, 2).search(line)
        if document is None or elsewhere is not None:
            words[facts.path, claim] = elsewhere[0] if elsewhere is not None else ""
            away.add(facts.path)
            known.add(claim.commit[:7])
            continue
        # What the task was about, before a typed hash, says nothing about its commit.
        typed = pattern(_TYPED).match(text, claim.span.end) is not None
        told = "" if typed else _told(text, claim.span, line)
        if told:
            words[facts.path, claim] = told
            known.add(claim.commit[:7])
    excused = frozenset(known)
    groups: dict[str, _Places] = {}
    for facts, claim in unknown:
        short = claim.commit[:7]
        if facts.path not in away and short not in known:
            known.add(short)
            groups.setdefault(facts.path, []).append((facts, claim))
        word = words.get((facts.path, claim), "")
        reason = (
            f"its line says more of it: '{word}'" if word
            else "the document speaks of another repository's" if facts.path in away
            else "the documents say elsewhere why" if short in excused else ""
        )
        _tell(context, [(facts, claim)], _missing, reason)
    return list(groups.values())


_UNKNOWN = "the repository has no such commit"


def _tell(
    context: ProjectContext, places: _Places, make: Callable[[str], Ruling], words: str
) -> None:
    for facts, claim in places:
        context.judged(facts.path, claim.span, make, words)


def _found(commits: Commits, one: Resolved) -> Ruling | None:
    """Tell what a hash names; nothing of what may be a finding."""
    from auditlint.evidence.commits import AMBIGUOUS, COMMIT, MISSING, TAG, UNKNOWN

    if one.state in (COMMIT, TAG):
        return right("it is there", Ground(commit=one.id))
    if one.state == MISSING:
        return None
    if one.state == AMBIGUOUS:
        return unclear("it is the beginning of several, or of none that is a commit")
    if one.state != UNKNOWN:
        return unclear(f"it names a {one.state}, and no commit")
    return unclear(commits.doubt or "it may be the name of a branch")


def _missing(reason: str) -> Ruling:
    return unclear(f"{_UNKNOWN}, but {reason}") if reason else wrong(_UNKNOWN)


def _told(text: str, span: Span, line: str) -> str:
    """Return the words that say what became of a commit, or that another one is meant; "" for none."""
    found = (
        pattern(_CORRECTED).match(text, span.end)
        or pattern(_GONE, 2).search(line)
        or pattern(_WENT, 2).search(_paragraph(text, span))
    )
    return found[0].strip() or "corrected" if found is not None else ""


#: So many lines of a paragraph are looked at, up and down.
_LINES = 8
#: Where another paragraph, item or row begins.
_BREAK = r"[ \t]*(?:\||#|```|[-*+] |\d{1,4}[.)] |$)"


def _paragraph(text: str, span: Span) -> str:
    """Return the paragraph or item around a place; of a table, the row."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    for _ in range(_LINES):
        if start == 0 or pattern(_BREAK, re.MULTILINE).match(text, start) is not None:
            break
        start = text.rfind("\n", 0, start - 1) + 1
    for _ in range(_LINES):
        if end >= len(text) or pattern(_BREAK, re.MULTILINE).match(text, end + 1) is not None:
            break
        below = text.find("\n", end + 1)
        end = len(text) if below < 0 else below
    return text[max(start, span.start - _FAR) : min(end, span.end + _FAR)]


#: Longer paragraphs tell of other things at their ends.
_FAR = 1000


def _order(facts: Facts) -> tuple[int, str]:
    return (0 if facts.age == LIVING else 1 if facts.age == HISTORICAL else 2), facts.path


def _finding(places: _Places, message: str) -> Finding:
    facts, claim = places[0]
    return Finding(
        claim.span, message, path=facts.path,
        related=tuple(
            Related(one.span, "cited here", "" if other is facts else other.path)
            for other, one in places[1:]
        ),
    )
