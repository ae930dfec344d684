"""The entries that define a register: headings, rows of a table, or items of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.kinds.freeform.register_facts import SEVERITY_COLUMNS, Issue, is_graded, severity_of
from auditlint.parsing.structure import plain
from auditlint.reading.numbers import pattern
from auditlint.reading.register_ids import Mark, mark
from auditlint.reading.severities import heading_level
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Row, Section, Table


class Register(NamedTuple):
    """The entries of a document, in source order, and whether they are all there are.

    `others` are ids that tables list besides, so that counts may be of more than the entries.
    """

    entries: list[Issue]
    complete: bool
    others: frozenset[str]


def register(document: Document) -> Register:
    """Read the register of a document.

    Entries are headings that begin with an id; where there are none, rows of tables that have a
    severity column; where there are none, items of lists that begin with an id.
    """
    memo = document.memo.get(__name__)
    if memo is None:
        memo = _register(document)
        document.memo[__name__] = memo
    result: Register = memo
    return result


def _register(document: Document) -> Register:
    rows, whole = _tabled(document)
    shown = not _is_cut(document)
    headed = _kept(document, _once(list(_headed(document))))
    if headed:
        prefixes = {one.prefix for one in headed}
        ids = {one.id for one in headed}
        index = {
            one.id: one.row for one in reversed(rows)
            if one.row and not one.weak and one.row[0].column("severity", "sev") >= 0
        }
        headed = [one._replace(listed=index.get(one.id)) for one in headed]
        return Register(
            headed, shown, frozenset(one.id for one in rows if one.prefix in prefixes) - ids
        )
    tabled = _kept(document, rows)
    if tabled:
        return Register(tabled, whole and shown, frozenset())
    listed = _kept(document, _judged(document, list(_listed(document))))
    return Register(listed, shown, frozenset())


def _is_cut(document: Document) -> bool:
    """Whether a code fence that never closes hides the rest of the document."""
    fences = document.markdown.fences
    if not fences or not fences[-1].fenced or document.text[fences[-1].end :].strip():
        return False
    lines = document.text[fences[-1].start : fences[-1].end].rstrip().splitlines()
    return len(lines) < 2 or bool(lines[-1].strip("`~ \t>"))


def _headed(document: Document) -> Iterator[Issue]:
    for section in document.sections:
        if section.level < 2:
            continue
        source = document.text[section.title_span.start : section.title_span.end]
        found = mark(source)
        if found is None:
            continue
        title = plain(source[found.end :].lstrip("]*` :.—–-)"))
        yield _issue(found, section.title_span.start, title, section.span, section)


def _issue(found: Mark, base: int, title: str, scope: Span, section: Section) -> Issue:
    return Issue(
        found.id, found.prefix, title, Span(base + found.start, base + found.end), scope, section,
        found.weak,
    )


ID_COLUMNS = ("id", "#", "no", "no.", "nr", "nr.", "ref", "key", "issue id", "finding id", "bug id",
               "issue", "finding", "bug", "gap", "defect")
_NUMBER_COLUMNS = ("#", "no", "no.", "nr", "nr.")
_TITLE_COLUMNS = ("title", "issue", "finding", "description", "summary", "problem", "name", "bug", "gap",
                  "defect")


def _tabled(document: Document) -> tuple[list[Issue], bool]:
    """The rows of tables with a severity column, and whether each of their rows is an entry.

    An id that a second table lists again is not defined anew.
    """
    tables = [one for one in document.tables if one.column(*SEVERITY_COLUMNS) >= 0]
    numbered = sum(1 for one in tables if _id_column(one)[1]) == 1
    out: list[Issue] = []
    seen: set[str] = set()
    whole = True
    for table in tables:
        column, numbers = _id_column(table)
        some: list[Issue] = []
        for row in table.rows:
            if row.ragged or column >= len(row.cells):
                whole = False
                continue
            one = _row_issue(table, row, column, numbers and numbered)
            if one is not None and one.id not in seen:
                some.append(one)
            elif one is None and some:
                whole = False
        seen.update(one.id for one in some)
        out += some
    return out, whole


def _id_column(table: Table) -> tuple[int, bool]:
    """The column of ids, and whether it is one of bare numbers."""
    index = table.column(*ID_COLUMNS)
    if index < 0:
        return 0, False
    return index, table.headings[index].casefold() in _NUMBER_COLUMNS


def _row_issue(table: Table, row: Row, column: int, numbers: bool) -> Issue | None:
    cell = row.cells[column]
    found = mark(cell.text)
    rest = ""
    if found is not None:
        rest = plain(cell.text)[len(plain(cell.text[: found.end])) :].strip("*`~]) ")
        if rest and not found.weak:
            return None
    elif numbers:
        digits = pattern(r"\**(\d{1,4})\**").fullmatch(cell.text)
        if digits is not None:
            found = Mark("#" + digits[1], "#", digits.start(1), digits.end(1), True)
    if found is None or (found.weak and table.column("severity", "sev", "criticality") < 0):
        return None
    title = rest.lstrip(":.—– -")
    if not title:
        named = table.column(*_TITLE_COLUMNS)
        index = named if named not in (-1, column) else column + 1
        title = row.cells[index].plain if index < len(row.cells) else ""
    one = _issue(found, cell.start, title, row.span, table.section)
    return one._replace(row=(table, row))


_NOT_DEFINING = (
    r"\b(?:recommend\w*|action|next steps|remediation|priorit\w*|order|plan|roadmap|checklist|fix(?:es|ed)?|"
    r"summary|timeline|resolved|references?|overview|history|verification|decisions?|requirements?)\b"
)


def _listed(document: Document) -> Iterator[Issue]:
    for item in document.items:
        found = mark(item.text[:120])
        if found is None or not item.section.level:
            continue
        behind = item.text[found.end : found.end + 4].lstrip("*`]~_) ")
        if behind[:1] not in (":", "—", "–", "-", "(", "[", "."):
            continue
        if any(pattern(_NOT_DEFINING, 2).search(one.title) for one in item.section.ancestors()):
            continue
        title = plain(item.text[found.end :].lstrip("]*` :.—–-)"))[:120]
        one = _issue(found, item.text_span.start, title, item.span, item.section)
        yield one._replace(item=item)


def _judged(document: Document, found: list[Issue]) -> list[Issue]:
    """A list is a register only where its items bear severities."""
    graded = sum(1 for one in found if severity_of(document, one))
    if len(found) < 3 or graded * 2 < len(found):
        return []
    return found if len({one.id for one in found}) == len(found) else []


def _once(found: list[Issue]) -> list[Issue]:
    """Leave out headings that come back to an id in another part of the document.

    A heading defines an id a second time only where entries stand: beside the first one, or in a
    section of a severity.
    """
    first: dict[str, Issue] = {}
    out: list[Issue] = []
    for one in found:
        before = first.setdefault(one.id, one)
        if before is one or one.weak or _same_place(before.section, one.section):
            out.append(one)
    return out


def _same_place(one: Section, other: Section) -> bool:
    ours, theirs = one.ancestors()[1:2], other.ancestors()[1:2]
    if one.level != other.level:
        return False
    if not ours or not theirs or ours[0] is theirs[0]:
        return True
    return heading_level(ours[0].title) is not None and heading_level(theirs[0].title) is not None


def _kept(document: Document, found: list[Issue]) -> list[Issue]:
    """Leave out what is no register: a lone id, weak ids that restart or bear no severities."""
    strong = [one for one in found if not one.weak]
    weak = [one for one in found if one.weak]
    kept = _with_peers(document, strong)
    if kept or not weak:
        return kept
    for prefix in dict.fromkeys(one.prefix for one in weak):
        some = [one for one in weak if one.prefix == prefix]
        if _is_register(document, some):
            kept += some
    return sorted(kept, key=lambda one: one.span.start)


def _with_peers(document: Document, strong: list[Issue]) -> list[Issue]:
    """The entries that share their prefix with another, and those that stand among these."""
    counted: dict[str, int] = {}
    for one in strong:
        counted[one.prefix] = counted.get(one.prefix, 0) + 1
    levels = {one.section.level for one in strong if counted[one.prefix] > 1}
    if not levels and len(strong) < 3:
        return []
    if not levels:
        levels = {strong[0].section.level}
    return [
        one for one in strong
        if counted[one.prefix] > 1 or (
            one.section.level in levels
            and pattern(r"[*_`~\]]*[ ]?(?:[:|\n—–-]|$)").match(document.text, one.span.end)
        )
    ]


def _is_register(document: Document, some: list[Issue]) -> bool:
    if len(some) < 3 or len({one.id.casefold() for one in some}) != len(some):
        return False
    if some[0].prefix == "S" and all(int(one.id[1:]) <= 4 for one in some):
        return False  # Severities themselves.
    return sum(1 for one in some if is_graded(document, one)) * 2 >= len(some)
