"""A relative link, or its anchor, that leads nowhere.

## What it does
Follows the relative links of planning documents, images included, from the folder of the document,
as GitHub does, and looks up the anchors (`#goals`) of links to Markdown documents among the
headings there, by GitHub's own way to make anchors (every heading has one; a second one of the
same name gets `-1`; letters of all scripts stay). Links that break for one and the same missing
folder are one finding.

Historical and archived documents are held against the commit that last wrote them, and links that
were right where an archived document stood before are left alone, also those to what was there
only then. So are web addresses, absolute paths, placeholders, ignored files, documents whose
anchors are made by HTML headings, and links that lead somewhere from another document that is
named before them: that one's links are told.
A target that moved is [REF006](REF006.md).

## Why is this bad?
A reader who follows the link finds a "not found" page, and an agent reads on without what it
should have read.

## Example
```text bad tree
==> .planning/PROJECT.md <==
# Kiln

See [the roadmap](.planning/ROADMAP.md).
==> .planning/ROADMAP.md <==
# Roadmap
```

Use instead:
```text good tree
==> .planning/PROJECT.md <==
# Kiln

See [the roadmap](ROADMAP.md).
==> .planning/ROADMAP.md <==
# Roadmap
```

## How to fix
Write the target relative to the document. Where only one file or heading can be meant, the fix
does that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.cited import CASE, FOUND, MISSING, cited
from auditlint.evidence.repository import above, normal
from auditlint.evidence.successors import is_planning, successor
from auditlint.findings import SAFE, Edit, Finding, Fix
from auditlint.ledger import tree_of
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ref._anchors import Anchors
from auditlint.rules.ref._places import absent, cause_of, edits, is_living, related, unknown
from auditlint.rules.ruling import Ground, right, unclear, wrong
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence import Evidence
    from auditlint.evidence.cited import Cited
    from auditlint.parsing.document import Document
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="REF004",
    name="broken-link",
    summary="A relative link, or its anchor, that leads nowhere",
    severity="warning",
    fix="safe",
    scope="project",
    needs=("CitesPath",),
)


#: Documents that hold the text of others which are to be written.
_QUOTING = ("gsd-plan", "gsd-quick-plan")


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each file or folder that a document links to and that is not there."""
    evidence = context.evidence
    links: list[Cited] = []
    groups: dict[tuple[str, str], list[Cited]] = {}
    for one in cited(evidence, context.ledger):
        if not one.is_link:
            continue
        if one.facts.kind in _QUOTING:
            context.judged(one.facts.path, one.claim.span, unclear, _QUOTED)
            continue
        links.append(one)
        silence = _silence(evidence, one) if one.state == MISSING else ""
        if one.state != MISSING or silence:
            context.judged(one.facts.path, one.claim.span, _ruling, evidence, one, silence)
        else:
            groups.setdefault((one.facts.path, cause_of(evidence, one.path)), []).append(one)
    for group in groups.values():
        plain = [one for one in group if not _is_quoted(context, one)]
        for one in group:
            silence = "" if one in plain else "it stands in quotes"
            context.judged(one.facts.path, one.claim.span, _ruling, evidence, one, silence)
        if plain:
            yield _finding(context, plain)
    yield from _anchors(context, links)


_QUOTED = "such a document holds the text of others that are to be written"


def _silence(evidence: Evidence, one: Cited) -> str:
    """Return why nothing is said of a link to what is not there; "" where there is no reason."""
    if successor(evidence, one.path) is not None:
        return "it moved"
    own = tree_of(one.facts.path)
    if not (own and one.path.startswith(own + "/")) and not evidence.history.is_known:
        return "without git this may be an export of the planning documents alone"
    if is_living(one.facts):
        return ""
    candidate = _candidate(evidence, one)
    if candidate and (_stood_above(one, candidate) or not is_planning(candidate)):
        return "the document was archived with its links, or quotes what another shall hold"
    written = evidence.history.last_write(one.facts.path)
    if written is None or evidence.contents.existed_at(written.id, one.path) is not False:
        return "it may have been there when the document was written"
    if _was_right(evidence, one):
        return "it led there from where the document stood before it was archived"
    return ""


def _was_right(evidence: Evidence, one: Cited) -> bool:
    """Whether the link led somewhere from where the document stood before it was archived."""
    history = evidence.history
    target = one.claim.path.partition("#")[0]
    commits = [
        commit for each in (history.first_write(one.facts.path), history.last_write(one.facts.path))
        if each is not None for commit in (each.id, *history.parents(each))
    ]
    own = one.facts.path.rpartition("/")[0]
    folders = [path.rpartition("/")[0] for path in history.former(one.facts.path)] + above(one.facts.path)
    return any(
        evidence.contents.existed_at(commit, place)
        for folder in dict.fromkeys(folders) if folder != own
        if (place := normal(f"{folder}/{target}" if folder else target)) is not None
        for commit in dict.fromkeys(commits)
    )


def _ruling(evidence: Evidence, one: Cited, silence: str) -> Ruling | None:
    """Tell what a link leads to; nothing of what REF006 and REF008 tell."""
    if one.state == FOUND:
        return right("it leads there", Ground(path=one.found))
    if one.state != MISSING:
        return None if one.state == CASE else unknown(evidence, one)
    if successor(evidence, one.path) is not None:
        return None
    return absent(evidence, one.path, silence)


def _is_quoted(context: ProjectContext, one: Cited) -> bool:
    """Whether the link is another document's that is told of, or code: ``For[T](app.box())``."""
    document = context.document(one.facts.path)
    start = one.claim.span.start
    if document is None or document.text[start - 1 : start] in ("\"", "'", "\u201c", "\u2018", "`"):
        return True
    before = document.text[start - 1 : start]
    return (before.isascii() and (before.isalnum() or before == "_")) or _is_of_another(context, document, one)


#: So many characters before a link are looked at, and so many documents that are named there.
_NEAR = 2000
_MOST = 12


def _is_of_another(context: ProjectContext, document: Document, one: Cited) -> bool:
    """Whether the section names another document before the link, from which it leads somewhere."""
    files = context.evidence.files
    start = one.claim.span.start
    section = document.section_at(start)
    text = document.text[max(section.start, start - _NEAR) : start]
    target = one.claim.path.partition("#")[0]
    names: list[str] = pattern(r"(?<![\w./-])[\w.-]+(?:/[\w.-]+)*\.md\b").findall(text)
    for name in list(dict.fromkeys(reversed(names)))[:_MOST]:
        for path in (name, *files.by_suffix(name, limit=3)):
            if path == one.facts.path or not files.exists(path):
                continue
            folder = path.rpartition("/")[0]
            place = normal(f"{folder}/{target}" if folder else target) if target else path
            if place is not None and files.exists(place) and _leads(context, place, one.anchor):
                return True
    return False


def _leads(context: ProjectContext, path: str, anchor: str) -> bool:
    anchors = Anchors(context).of(path) if anchor else None
    return not anchor or (anchors is not None and anchors.has(anchor))


def _stood_above(one: Cited, candidate: str) -> bool:
    """Whether the link is right for a document in one of the folders above its own."""
    target = one.claim.path.partition("#")[0].removeprefix("./")
    return any(f"{folder}/{target}" == candidate for folder in above(one.facts.path))


def _finding(context: ProjectContext, group: list[Cited]) -> Finding:
    first = group[0]
    wanted = [(one, new) for one in group if (new := _candidate(context.evidence, one))]
    made = edits(context, wanted)
    said = f"the link to {first.claim.path} leads nowhere: there is no {first.path}"
    if wanted and wanted[0][0] is first:
        said += f", but {wanted[0][1]}"
    if len(group) > 1:
        said += f"; {len(group)} links lead there"
    return Finding(
        first.claim.span, said, related=related(group[1:], first, "this link too"),
        fix=Fix(SAFE, f"link to {wanted[0][1]}", made) if made else None,
        data={"target": first.path}, path=first.facts.path,
    )


def _candidate(evidence: Evidence, one: Cited) -> str:
    """Return the only file that the link can mean, "" where there is none or are several."""
    target = one.claim.path.partition("#")[0]
    while target.startswith(("../", "./")):
        target = target.partition("/")[2]
    if not target:
        return ""
    if evidence.files.exists(target):
        return target
    return evidence.files.unique_suffix(target, target.endswith("/")) or ""


def _anchors(context: ProjectContext, links: list[Cited]) -> Iterator[Finding]:
    """Yield one finding for each anchor, and one for all of a document that differ alike."""
    known = Anchors(context)
    groups: dict[tuple[str, str, str], list[tuple[Cited, str]]] = {}
    for one in links:
        if not one.anchor or one.state != FOUND or not one.found.lower().endswith(".md"):
            continue
        anchors = known.of(one.found)
        if anchors is None:
            context.judged(one.facts.path, one.claim.span, unclear, _UNREAD, Ground(path=one.found))
            continue
        there = anchors.has(one.anchor)
        silence = "it stands in quotes" if not there and _is_quoted(context, one) else ""
        context.judged(one.facts.path, one.claim.span, _anchored, one, there, silence)
        if there or silence:
            continue
        near = anchors.nearest(one.anchor)
        # Where only the signs between the words differ, one habit made them all.
        key = (one.facts.path, one.found, "" if near else one.anchor)
        groups.setdefault(key, []).append((one, near))
    for group in groups.values():
        (one, near), *others = group
        where = "this document" if one.found == one.facts.path else one.found
        said = f"the link to #{one.anchor} leads nowhere: {where} has no such heading"
        said += f", but #{near}" if near else ""
        said += f"; {len(group)} links are like that" if others else ""
        made = tuple(edit for each in group if (edit := _anchor_edit(context, *each)))
        yield Finding(
            one.claim.span, said,
            related=related([other for other, _ in others], one, "this link too"),
            fix=Fix(SAFE, f"link to #{near}", made) if made else None,
            data={"target": one.found, "anchor": one.anchor}, path=one.facts.path,
        )


_UNREAD = "the anchors of the document that it leads to cannot be known"


def _anchored(one: Cited, there: bool, silence: str) -> Ruling:
    ground = Ground(path=one.found)
    if there:
        return right(f"there is a heading for #{one.anchor}", ground)
    said = f"there is no heading for #{one.anchor}"
    return unclear(f"{said}, but {silence}", ground) if silence else wrong(said, ground)


def _anchor_edit(context: ProjectContext, one: Cited, new: str) -> Edit | None:
    document = context.document(one.facts.path)
    if document is None or not new:
        return None
    start, end = one.claim.span
    at = document.text.rfind(f"#{one.anchor}", start, end)
    return Edit(Span(at + 1, at + 1 + len(one.anchor)), new) if at >= 0 else None
