"""A percentage that is not the fraction it stands beside.

## What it does
Reads a fraction and a percentage that stand together, `12/16 (75%)`, `75% (12/16 plans)`,
`12/16 = 75%`, and table rows with a column of percentages beside one of fractions or beside
columns of done and total, and divides. The percentage may be rounded or cut to the digits it
shows. Approximate numbers and `0/0` are left alone.

## Why is this bad?
One of the two was updated and the other was not, so the reader cannot tell how far the work is.

## Example
```markdown bad path=IMPLEMENTATION_PROGRESS.md
# Search Progress

**Status**: 12/16 tasks complete (80%)
```

Use instead:
```markdown good path=IMPLEMENTATION_PROGRESS.md
# Search Progress

**Status**: 12/16 tasks complete (75%)
```

## How to fix
Recompute the percentage. If the percentage is right, correct the fraction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.findings import SAFE, Edit, Finding, Fix, Related
from auditlint.reading.numbers import Fraction, fractions, integer, is_approximate, pattern
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.parsing.structure import Cell, Row, Table
    from auditlint.rules.base import Context

RULE = Rule(
    code="CNT003",
    name="percent",
    summary="A percentage is not the fraction it stands beside",
    severity="error",
    fix="safe",
    triggers=("%",),
)

_PERCENT = r"(?<![\w.,~≈<>≥≤/+−–-])(\d{1,3}(?:\.\d{1,4})?)\s?%"


_BETWEEN = (
    r"(?:[ ](?:complete|completed|done|verified|satisfied|passed|passing|of [A-Za-z-]+(?: [A-Za-z-]+)?))?"
)


#: Lines that may state what is left of the whole: "100% drift (0/1248 mapped)".
_INVERSE = r"\b(?:drift|remain\w*|left|missing|failures?|failed|gaps?|errors?|reduc\w+|unmapped|dropped)\b"


#: What may follow a fraction in brackets that is the percentage's: a noun, and that it is done.
#: "3/5 chapters in outline, 2 drafted" explains a number that was judged.
_SAID = (
    r"\**(?:[ ](?:of[ ])?[A-Za-z-]+)?(?:[ ](?:are[ ]|is[ ])?(?:complete|completed|done|verified|"
    r"satisfied|passed|passing|finished|implemented|met|covered|closed|ready|merged))?\**"
    r"(?:[ ]?[,;·][^()%~≈]{0,80})?[ ]*"
)
_JUDGED = r"\b(?:partial\w*|minimal|half|mostly|nearly|draft\w*|started|progress|wip|rest|weight\w*|estimat\w*)\b"


class _Percent(NamedTuple):
    text: str
    span: Span


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each percentage that its fraction does not give."""
    document = context.document
    yield from _in_front_matter(document)
    prose = document.prose
    at = prose.find("%", document.body)
    while at >= 0:
        start = prose.rfind("\n", 0, at) + 1
        end = prose.find("\n", at)
        end = len(prose) if end < 0 else end
        line = prose[start:end]
        if not line.lstrip().startswith("|"):
            yield from _in_text(line, start)
        at = prose.find("%", end)
    for table in document.tables:
        yield from _in_table(table)


def _in_front_matter(document: Document) -> Iterator[Finding]:
    if "%" not in document.text[: document.body]:
        return
    base = 0
    for line in document.text[: document.body].split("\n"):
        if "%" in line and "#" not in line:
            yield from _in_text(line, base)
        base += len(line) + 1


def _in_text(text: str, base: int) -> Iterator[Finding]:
    """Pair fractions with percentages: behind in brackets or by ``=``, or in front of brackets."""
    found = list(fractions(text))
    if not found or len(found) > 200 or pattern(_INVERSE, 2).search(text):
        return
    taken: set[int] = set()
    for index, one in enumerate(found):
        stop = found[index + 1].span.start if index + 1 < len(found) else len(text)
        behind = text[one.span.end : min(stop, one.span.end + 80)]
        match = pattern(
            r"\**(?:[ ][A-Za-z-]+){0,4}\**[ ]?(?:\([ ]?|=[ ]?|[—–:→-][ ])(\d{1,3}(?:\.\d{1,4})?)\s?%"
            r"(?=\s*(?:[)\],;.|*]|complete|done|$))(?!\*\*\s*\w)"
        ).match(behind)
        if match is not None:
            start = one.span.end + match.start(1)
            taken.add(start)
            yield from _compare(one, _Percent(match[1], Span(start, one.span.end + match.end())), base)
    # "60% coverage (7/7 tests)" speaks of two things; "60% complete (3/5)" of one.
    for match in pattern(_PERCENT + _BETWEEN + r"\**[ ]?\(([^()]*)\)").finditer(text):
        if match.start(1) in taken or is_approximate(text, match.start(1), match.end(1)):
            continue
        inside = list(fractions(match[2], match.start(2)))
        lead = match[2].lstrip("*_ ")
        if not inside or not lead[:1].isdigit() or any(_agrees(match[1], one) for one in inside):
            continue
        behind = match[2][inside[0].span.end - match.start(2) :]
        if pattern(_SAID, 2).fullmatch(behind) is None or pattern(_JUDGED, 2).search(behind):
            continue
        end = match.start(1) + len(match[1]) + 1
        yield from _compare(inside[0], _Percent(match[1], Span(match.start(1), end)), base)


def _in_table(table: Table) -> Iterator[Finding]:
    """Rows with a column of percentages beside a fraction, or beside done and total."""
    headings = [heading.casefold() for heading in table.headings]
    for row in table.rows:
        if row.ragged:
            continue
        if "%" in headings:
            yield from _row_columns(headings, row)
        if any(pattern(_INVERSE, 2).search(cell.text) for cell in row.cells[:1]):
            continue
        for cell in row.cells:
            if "%" in cell.text:
                yield from _in_text(cell.text, cell.start)


def _row_columns(headings: list[str], row: Row) -> Iterator[Finding]:
    percent = headings.index("%")
    total = _first(headings, ("total", "tasks", "total tasks", "items", "plans"))
    done = _first(headings, ("complete", "completed", "done", "passed"))
    if max(percent, total, done) >= len(row.cells) or min(total, done) < 0:
        return
    cell = row.cells[percent]
    match = pattern(r"\**(\d{1,3}(?:\.\d{1,4})?)\s?%\**").fullmatch(cell.text)
    whole = _number(row.cells[total])
    part = _number(row.cells[done])
    if match is None or whole is None or part is None:
        return
    start = cell.start + match.start(1)
    place = row.cells[done]
    fraction = Fraction(part, whole, place.span, False)
    yield from _compare(fraction, _Percent(match[1], Span(start, start + len(match[1]) + 1)), 0)


def _first(headings: list[str], names: tuple[str, ...]) -> int:
    return next((index for index, one in enumerate(headings) if one in names), -1)


def _number(cell: Cell) -> int | None:
    return integer(cell.plain)


def _agrees(shown: str, fraction: Fraction) -> bool:
    """Whether the fraction, rounded or cut to the shown digits, is the percentage."""
    if fraction.total == 0 or fraction.approximate:
        return True
    if (fraction.done, float(shown)) in ((0, 100.0), (fraction.total, 0.0)):
        return True  # "0/28 (100%)": none left of 28.
    digits = len(shown.partition(".")[2])
    exact = 100 * fraction.done / fraction.total
    return abs(exact - float(shown)) < 10.0**-digits * (1 - 1e-9)


def _compare(fraction: Fraction, percent: _Percent, base: int) -> Iterator[Finding]:
    if _agrees(percent.text, fraction):
        return
    digits = len(percent.text.partition(".")[2])
    right = f"{100 * fraction.done / fraction.total:.{digits}f}"
    said = f"{fraction.done}/{fraction.total}"
    start = base + percent.span.start
    span = Span(start, start + len(percent.text))
    place = Span(base + fraction.span.start, base + fraction.span.end)
    yield Finding(
        span,
        f"{percent.text}% stated, but {said} is {right}%",
        related=(Related(place, f"{said} is {right}%"),),
        fix=Fix(SAFE, f"Change {percent.text}% to {right}%", (Edit(span, right),)),
        data={"stated": percent.text, "fraction": said},
    )
