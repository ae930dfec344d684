"""What is looked at besides the files as they are, before a plan's promise is called broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern
from auditlint.rules.base import unasked
from auditlint.rules.ruling import Ground, unclear
from auditlint.rules.ver._near import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditlint.claims import Linked, Promised
    from auditlint.evidence import Evidence
    from auditlint.evidence.standing import Standing
    from auditlint.ledger.executed import Executed
    from auditlint.parsing.nodes import Node
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling


def commits_of(evidence: Evidence, one: Executed) -> list[str]:
    """Return the commits of the plan's summary and of the verifications of its phase."""
    history = evidence.history
    if not history.is_known:
        return []
    found = [
        history.first_write(one.summary.path, follow=True), history.last_write(one.summary.path)
    ]
    found += [history.last_write(each.path) for each in one.phase.of_kind("gsd-verification")]
    return list(dict.fromkeys(each.id for each in found if each is not None))


def base_of(path: str) -> str:
    """Return the folder that a planning tree lies in, with a slash; "" for the root."""
    return path[: max(f"/{path}".find("/.planning/"), 0)]


def is_mentioned(context: ProjectContext, one: Executed, name: str) -> bool:
    """Whether the plan's summary speaks of `name`: then it says what was done instead."""
    document = context.document(one.summary.path)
    return document is None or name in document.text


#: Where a summary says how it went another way than planned.
_OTHERWISE = ("deviation", "decision", "issue", "changed", "differ", "deferred", "not done")


def is_explained(context: ProjectContext, one: Executed, name: str, path: str = "") -> bool:
    """Whether the summary, or a verification of the phase, tells why `name` is not in `path`.

    The summary does where it tells what went another way than planned, in whatever words; any
    line does that names it, or the file, and says what was done instead.
    """
    document = context.document(one.summary.path)
    if document is None:
        return True
    names = _spellings(name)
    for section in document.sections:
        if section.level > 1 and any(word in section.title.casefold() for word in _OTHERWISE):
            text = document.text[section.start : section.end]
            if any(one in text for one in names):
                return True
    if _says_why(document.text, names, path):
        return True
    reports = [context.document(each.path) for each in one.phase.of_kind("gsd-verification")]
    return any(
        any(one in line for one in names) and pattern(_ACCEPTED, 2).search(line) is not None
        for each in reports if each is not None for line in each.text.splitlines()
    )


def tell_of_open_plans(
    context: ProjectContext, claim: type[Promised] | type[Linked], done: Iterable[Executed]
) -> None:
    """Tell why the promises of those plans are not judged that are not among the ones `done`."""
    if context.judged is unasked:
        return
    plans = {one.plan.path for one in done}
    for facts in context.ledger.by_path.values():
        if claim.__name__ in facts.types and facts.path not in plans:
            for one in facts.of(claim):
                context.judged(facts.path, one.span, unclear, _NOT_DONE)


_NOT_DONE = "no finished summary of its plan is known: what it promises is still to be made"


def not_there(evidence: Evidence, found: Standing) -> Ruling:
    """Say why the file of a promise, which is not there, cannot be judged."""
    removed = evidence.history.removed(found.path)
    if found.state == "gone" and removed is not None:
        return unclear("its file was there, and is gone", Ground("removed", commit=removed.id))
    doubt = evidence.history.doubt
    return unclear(
        f"its file is not there, and nobody knows whether it ever was: {doubt}" if doubt
        else "it may be no file, ignored by git, another repository's, or one of several",
        Ground(path=found.path),
    )


def at_summary(one: Executed, evidence: Evidence) -> Ground:
    """Return when a plan was called done."""
    commits = commits_of(evidence, one)
    return Ground("the plan was called done", one.summary.path, commit=commits[0] if commits else "")


#: What was done instead.
_INSTEAD = (
    r"\b(?:instead|rather than|in place of|consolidat\w+|(?:import|circular|cyclic) (?:cycles?|imports?|dependenc\w+)|"
    r"not (?:needed|necessary|required|possible)|unnecessary|impossible|original(?:ly)? plan\w*|"
    r"plan (?:said|called|specified|listed))\b"
)
#: Words that say so of a thing that the line names, and much else of a file.
_OTHER_WAY = (
    r"\b(?:merged|moved|combined|folded into|liv(?:es?|ing) in|re-?export\w*|cycles?|separate|renamed|replac\w+|"
    r"superseded|deferred|skipped|dropped|reused|already|because|cannot|different(?:ly)?|alternative\w*|"
    r"acceptable|equivalent|by design)\b"
)
#: What a verification says that knows of it.
_ACCEPTED = (
    r"\b(?:instead|rather than|superseded|deferred|acceptable|accepted|equivalent|by design|intentional\w*|"
    r"deviat\w+|renamed|consolidat\w+)\b"
)
_UNTOUCHED = r"\b(?:no|zero|without) (?:\w+ )?changes? (?:to|in|of)\b"
#: Longer lines tell of too much at once.
_LONGEST = 1500


def _says_why(text: str, names: Sequence[str], path: str) -> bool:
    """Whether a line of a summary names a thing, or its file, and says what was done instead."""
    folder, _, file = path.rpartition("/")
    stem = f"{file.partition('.')[0]}." if file else ""
    words = [one for one in words_of(folder.rpartition("/")[2]) if len(one) > 4]
    for line in text.splitlines():
        if len(line) > _LONGEST:
            continue
        named = any(one in line for one in names)
        filed = bool(stem and stem in line)
        if named and pattern(_OTHER_WAY, 2).search(line) is not None:
            return True
        if (named or filed) and pattern(_INSTEAD, 2).search(line) is not None:
            return True
        left = pattern(_UNTOUCHED, 2).search(line)
        if left is not None and (named or filed or any(one in line[left.end() :] for one in words)):
            return True
    return False


def _spellings(name: str) -> tuple[str, ...]:
    """Return a wanted text, and the longest name in it: reports seldom cite code in full.

    A plain word counts as code only.
    """
    found: list[str] = pattern(r"[A-Za-z_][\w-]{4,}").findall(name)
    longest = max(found, key=len) if found else name
    own = (longest,) if len(words_of(longest)) > 1 else (f"`{longest}`",)
    return (name, *own) if len(words_of(name)) > 1 else own


#: So many files of a plan are looked through for what one of them was to hold.
_MOST = 80


def files_of(context: ProjectContext, one: Executed) -> list[str]:
    """Return the files that the summary of a plan lists as made or changed."""
    document = context.document(one.summary.path)
    if document is None or document.meta is None:
        return []
    found: dict[str, None] = {}
    for key in ("key-files", "key_files", "files_modified", "files-modified"):
        found.update(dict.fromkeys(_paths(document.meta.get(key))))
    return list(found)[:_MOST]


def _paths(node: Node | None) -> Iterator[str]:
    from auditlint.parsing.nodes import Mapping, Scalar, Sequence

    if isinstance(node, Scalar):
        path = node.text.strip("`\"' ").partition(" ")[0].removeprefix("./")
        if "." in path:
            yield path
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _paths(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _paths(entry.value)
