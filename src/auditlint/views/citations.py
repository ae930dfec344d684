"""What a document cites of its repository: paths with their lines, and commits.

Only places that can mean a path of the repository are read: code spans, links, and references
behind an ``@``; of a YAML file the code spans in its texts. Whether a sentence speaks of a file that is there is told by the words around it
(`auditlint.views.hedges`).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from auditlint.claims import CitesCommit, CitesPath
from auditlint.parsing.nodes import Mapping, Sequence
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node
    from auditlint.parsing.structure import Code, Row, Table

CODE = "code"
LINK = "link"
REFERENCE = "reference"


#: Longer code spans and targets are no paths that a person wrote.
_LONGEST = 300
#: ``:120``, ``:120-140``, ``:12:5`` and ``#L12-L20`` behind a path.
_LINES = (
    r"(?P<path>[^:#]*)"
    r"(?::(?:L|lines? ?)?(?P<first>\d{1,7})(?:(?::\d{1,5})?(?:[-–]L?(?P<last>\d{1,7}))?(?:,[\d,–-]*)?)"
    r"|#L(?P<from>\d{1,7})(?:-L?(?P<to>\d{1,7}))?"
    r"|::?[A-Za-z_~<][^:/]*(?:::[^/]*)?|#[\w.-]*)?"
)
_BEHIND = r"[ ]?[(,:]?[ ]?(?:at )?lines?[ ](\d{1,7})(?:[ ]?(?:-|–|to)[ ]?(\d{1,7}))?(?![\d.%])"
#: Characters that make a text a pattern, a placeholder, a command or prose. (Real folders of web
#: frameworks carry brackets; so do placeholders.)
_NO_PATH = frozenset(" *?{}<>|$;&\"'`\\=\t\n,…!^()[]")
_NO_PART = frozenset(("..", ".", "...", ""))
_EXTENSION = r"\.[A-Za-z][A-Za-z0-9+_-]{0,11}"
_FILE = rf".*{_EXTENSION}"
_COMMIT = r"[0-9a-f]{7,40}"
_COMMIT_WORDS = r"\b(?:commits?|committed|commit hash|sha|cherry-pick(?:ed)?|revert(?:ed|s)?)\b"
#: The type of a commit, which stands behind its hash.
_COMMITTED = r" ?\((?:feat|fix|test|docs|chore|refactor|style|perf|build|ci|wip)[(:,)!]"
#: What a hexadecimal number is besides a commit.
_NO_COMMIT = (
    r"\b(?:sha-?(?:256|512|1)|md5|digest|checksum|content[ -]hash|blob|uuid|guid|upstream|submodule|"
    r"vendored|fork|colou?rs?|hex|address|transaction|tx|action(?:s)?|uses:|image|pinned)\b"
)


def citations(
    document: Document, refused: Callable[[Span, str], None] | None = None
) -> Iterator[CitesPath | CitesCommit]:
    """Yield the paths and commits that a document cites, in the order of their places.

    `refused` is told of the code spans that look like one and are taken for none, and why.
    """
    if document.format == "yaml":
        yield from _in_texts(document)
    if document.format != "markdown":
        return
    found = [*_in_code(document, refused), *_links(document), *_references(document)]
    found.sort(key=lambda one: one.span)
    yield from found


def _in_code(
    document: Document, refused: Callable[[Span, str], None] | None
) -> Iterator[CitesPath | CitesCommit]:
    text = document.text
    for code in document.markdown.codes:
        cited = code.text
        if len(cited) > _LONGEST:
            continue
        if "/" in cited:
            read = _path(cited.strip())
            if not isinstance(read, str):
                path, lines = read
                yield CitesPath(path, lines or _lines_behind(text, code.end), code.span, CODE)
            elif refused is not None:
                refused(code.span, read)
        elif pattern(_COMMIT).fullmatch(cited):
            if _is_commit_place(document, code):
                yield CitesCommit(cited, code.span)
            elif refused is not None:
                refused(code.span, "nothing beside it says that it is a commit")


def _in_texts(document: Document) -> Iterator[CitesPath]:
    """Yield the paths in the code spans of a YAML file's texts, which are prose for people.

    What a span holds is read off the source: no escape of YAML stands in a path.
    """
    meta = document.meta
    if meta is None or "`" not in document.text:
        return
    pending: list[Node] = [meta]
    places: set[Span] = set()
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            pending += (entry.value for entry in node.entries)
        elif isinstance(node, Sequence):
            pending += node.items
        else:
            places.add(node.span)  # A set, since an alias brings a node again.
    for place in sorted(places):
        for match in pattern(r"(?<!`)`([^`\n]{3,300})`(?!`)").finditer(
            document.text, place.start, place.end
        ):
            read = read_path(match[1].strip()) if "/" in match[1] else None
            if read is not None:
                yield CitesPath(*read, Span(*match.span()), CODE)


def _lines_behind(text: str, end: int) -> tuple[int, int] | None:
    """Read ``(lines 12-20)`` behind a code span."""
    if "line" not in text[end : end + 11].casefold():
        return None
    match = pattern(_BEHIND, 2).match(text, end, end + 40)
    return (int(match[1]), int(match[2] or match[1])) if match is not None else None


@lru_cache(maxsize=1 << 14)
def read_path(text: str) -> tuple[str, tuple[int, int] | None] | None:
    """Read a path with the lines behind it, ``src/a.py:12-20``; None for what is no path.

    A path has a folder and ends in a file name with an extension or in a slash. Patterns,
    placeholders, commands, web addresses, home folders and module specifiers are none.
    """
    read = _path(text)
    return None if isinstance(read, str) else read


def _path(text: str) -> tuple[str, tuple[int, int] | None] | str:
    """Read a path as `read_path` does, or say why it is none."""
    if not text or " " in text or "//" in text or text[0] in "~@-+%":
        return "a command, an address, a home folder or a module"
    match = None
    path = text
    if ":" in text or "#" in text:
        match = pattern(_LINES).fullmatch(text)
        if match is None:
            return "what stands behind its colon is no line"
        path = match["path"]
    if not _NO_PATH.isdisjoint(path):
        return "a pattern, a placeholder or a command"
    parts = path.strip("/").split("/")
    if not _NO_PART.isdisjoint(parts):
        return "relative to whatever the sentence is about"
    if path.endswith("/"):
        named = True
    else:
        named = len(parts) > 1 and pattern(_FILE).fullmatch(parts[-1]) is not None
    if not named:
        return "neither a folder nor a file with an ending"
    first = (match["first"] or match["from"]) if match is not None else None
    if match is None or first is None:
        return path, None
    return path, (int(first), int(match["last"] or match["to"] or first))


def _links(document: Document) -> Iterator[CitesPath]:
    for link in document.markdown.links:
        target = link.target
        if not target or len(target) > _LONGEST or target.startswith(("/", "<", "mailto:")):
            continue
        if pattern(r"[A-Za-z][A-Za-z0-9+.-]*:").match(target):
            continue
        yield CitesPath(target, None, link.span, LINK)


#: ``@.planning/STATE.md`` in a plan's context: a file that the plan is read with.
_REFERENCE = r"(?<![\w@/.`])@(\.?[\w-][\w.-]*(?:/[\w.-]+)+)(?![\w/@(-])"


def _references(document: Document) -> Iterator[CitesPath]:
    text = document.text
    if "@" not in text:
        return
    prose = document.prose
    at = prose.find("@", document.body)
    while at >= 0:
        # To look for the sign is what C does; the pattern would try every place of the text.
        match = pattern(_REFERENCE).match(prose, at)
        at = prose.find("@", at + 1 if match is None else match.end())
        if match is None:
            continue
        path = match[1].rstrip(".")
        if pattern(_FILE).fullmatch(path.rpartition("/")[2]):
            span = Span(match.start(1), match.start(1) + len(path))
            line = text[text.rfind("\n", 0, span.start) + 1 : span.start - 1]
            if not line.strip(" \t-*+") :
                yield CitesPath(path, None, span, REFERENCE)


def _is_commit_place(document: Document, code: Code) -> bool:
    """Whether a hexadecimal number stands where a commit is named."""
    if code.text.isdigit() or code.text.isalpha():
        return False  # The number of a run, or a word.
    text = document.text
    heading = _heading_above(document, code.start)
    if heading is not None:
        return pattern(_COMMIT_WORDS, 2).search(heading) is not None or heading == "hash"
    start = text.rfind("\n", 0, code.start) + 1
    end = text.find("\n", code.end)
    line = text[max(start, code.start - 200) : min(end if end >= 0 else len(text), code.end + 120)]
    if pattern(_COMMITTED).match(text, code.end) is not None:
        return True  # What the task was about says nothing about its commit.
    if pattern(_NO_COMMIT, 2).search(line) is not None:
        return False
    if pattern(_COMMIT_WORDS, 2).search(line) is not None:
        return True
    return any(
        pattern(_COMMIT_WORDS, 2).search(one.title) is not None
        for one in document.section_at(code.start).ancestors()
    )


def _heading_above(document: Document, offset: int) -> str | None:
    """Return the folded heading of the table column at `offset`; None outside tables."""
    tables = document.tables
    index = bisect_right(tables, offset, key=_start) - 1
    if index < 0 or offset >= tables[index].end:
        return None
    table = tables[index]
    row = bisect_right(table.rows, offset, key=_start) - 1
    if row >= 0:
        for heading, cell in zip(table.headings, table.rows[row].cells, strict=False):
            if cell.start <= offset < cell.end:
                return heading.casefold()
    return ""


def _start(node: Table | Row) -> int:
    return node.start
