"""Which kind a document is: by path first, by content second.

Path patterns decide for framework files. Where the path says nothing, clues in the content do,
but only for a file that was named explicitly or whose name suggests a planning document: a
folder full of Markdown is not guessed at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from auditlint.source.pathpatterns import path_matches, segment_matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.kinds.base import Kind
    from auditlint.parsing.document import Document


class Recognition(NamedTuple):
    """A kind and why it was chosen, in words."""

    kind: Kind
    reason: str


def by_path(kinds: tuple[Kind, ...], path: str) -> Recognition | None:
    """Return the first kind that has a pattern which matches `path`."""
    name = path.rpartition("/")[2]
    exact, others = _patterns(kinds)
    best = next((one for one in exact.get(name, ()) if path_matches(one.pattern, path)), None)
    for one in others:
        if best is not None and best.rank < one.rank:
            break
        if (
            name.startswith(one.head) and name.endswith(one.tail)
            and path_matches(one.pattern, path)
        ):
            best = one
            break
    return Recognition(best.kind, f"its path matches {best.pattern}") if best else None


class _Pattern(NamedTuple):
    """A path pattern of a kind; its last segment begins with `head` and ends with `tail`."""

    rank: int
    kind: Kind
    pattern: str
    head: str
    tail: str


_Table = tuple[dict[str, list[_Pattern]], list[_Pattern]]
_tables: list[tuple[tuple[Kind, ...], _Table]] = []


def _patterns(kinds: tuple[Kind, ...]) -> _Table:
    """Return the patterns by the file name that they ask for, and those that ask for no one."""
    for known, table in _tables:
        if known is kinds:
            return table
    exact: dict[str, list[_Pattern]] = {}
    others: list[_Pattern] = []
    pairs = [(kind, pattern) for kind in kinds for pattern in kind.paths]
    for rank, (kind, pattern) in enumerate(pairs):
        last = pattern.rpartition("/")[2]
        head, star, rest = last.partition("*")
        one = _Pattern(rank, kind, pattern, head, rest.rpartition("*")[2])
        if star:
            others.append(one)
        else:
            exact.setdefault(last, []).append(one)
    _tables.append((kinds, (exact, others)))
    return exact, others


def name_suggests(kinds: Iterable[Kind], path: str) -> bool:
    """Whether the file's name asks for a look at its content."""
    name = path.rpartition("/")[2].casefold()
    return any(
        segment_matches(pattern.casefold(), name) for kind in kinds for pattern in kind.names
    )


def _has_lines(kind: Kind, document: Document) -> bool:
    # The whole text first: it needs no parsing, and most documents lack such lines altogether.
    return all(
        re.search(pattern, text, re.MULTILINE)
        for text in (document.text, document.prose)
        for pattern in kind.lines
    )


def _front_clues(kinds: list[Kind], document: Document) -> Recognition | None:
    """The kind of which the front matter has most keys; it wins over all other clues."""
    meta = document.meta
    if meta is None:
        return None
    keys = {entry.key for entry in meta.entries}
    fitting = [one for one in kinds if one.front and keys.issuperset(one.front)]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: len(one.front))  # the first of the longest
    return Recognition(best, "its front matter has " + ", ".join(best.front))


def _clues(kind: Kind, document: Document) -> tuple[int, str]:
    """How strongly the body of `document` speaks for `kind` (0: not at all), and why."""
    lines = 0
    if kind.lines and _has_lines(kind, document):
        lines = 1 + len(kind.lines)
    headed, reason = _heading_clues(kind, document)
    if lines > headed:
        return lines, "it has the lines that make such a document"
    return headed, reason


def _heading_clues(kind: Kind, document: Document) -> tuple[int, str]:
    if not kind.heading:
        return 0, ""
    title = document.title
    if title is None or not re.search(kind.heading, title.title, re.IGNORECASE):
        return 0, ""
    found = 0
    for pattern in kind.headings:
        if any(re.search(pattern, one.title, re.IGNORECASE) for one in document.sections):
            found += 1
    if kind.fields:
        keys = {one.key.casefold() for one in document.fields}
        found += sum(1 for key in kind.fields if key in keys)
    if found < kind.least:
        return 0, ""
    return found, f"its title is {title.title!r} and {found} of its headings and fields fit"


#: What tells how things are done, or what was released, lists no open work and no findings.
_OTHER = (
    r"change ?log|changes|release notes|news|read ?me|guide|guideline|how ?to|tutorial|run ?book|"
    r"play ?book|handbook|manual|troubleshooting|faq|cheat ?sheet|policy|procedure|checklist"
)
_TEMPLATES = ("template", "templates")


def _is_other(document: Document) -> bool:
    """Whether a document's file name or title calls it something that no list of work is.

    The word stands first or last there: "Guide to audits", "Audit checklist 2"; a "policy mapping
    progress" is progress.
    """
    stem = document.path.rpartition("/")[2].rpartition(".")[0]
    title = document.title
    names = (stem, title.title if title is not None else "")
    pattern = rf"^ ?(?:{_OTHER})s?\b|\b(?:{_OTHER})s?[ \dv]*$"
    return any(
        re.search(pattern, re.sub(r"[\W_]+", " ", one), re.IGNORECASE) is not None for one in names
    )


def by_content(kinds: Iterable[Kind], document: Document) -> Recognition | None:
    """Return the kind whose clues the content holds most of, or None.

    What lies in a folder of templates is a form of such a document, and none itself.
    """
    if any(one.casefold() in _TEMPLATES for one in document.path.split("/")[:-1]):
        return None
    readable = [one for one in kinds if one.format == "markdown"]
    if _is_other(document):
        readable = [one for one in readable if one.framework not in ("free-form", "openspec")]
    best = _front_clues(readable, document)
    if best is not None:
        return best
    best_score = 0
    for kind in readable:
        score, reason = _clues(kind, document)
        if score > best_score:
            best, best_score = Recognition(kind, reason), score
    return best
