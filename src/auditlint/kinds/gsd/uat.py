"""User acceptance test of a phase (GSD and Kata): tests, their results, and a summary of both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.claims import FIELD, Count, Counter, Entry, Tally
from auditlint.kinds.base import HISTORICAL, Kind, base_model
from auditlint.kinds.gsd.identity import identity
from auditlint.kinds.scores import cell_at, is_struck
from auditlint.parsing.nodes import Entry as Pair
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.reading import words
from auditlint.reading.numbers import fractions, pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node
    from auditlint.parsing.structure import Section

KIND = Kind(
    id="gsd-uat",
    title="User acceptance test",
    framework="gsd",
    nature=HISTORICAL,
    paths=(
        ".planning/**/*-UAT.md", ".planning/**/UAT.md", ".planning/**/*-MANUAL-TESTING.md",
    ),
    names=("*uat*.md",),
    front=("status", "phase", "source", "started"),
    heading=r"\bUAT\b|\buser acceptance\b",
    headings=(r"^(current )?tests?$", r"^test (cases|results)$", r"^summary$", r"^gaps$"),
    least=1,
)

PASSED = "passed"
ISSUES = "issues"
FAILED = "failed"
PENDING = "pending"
SKIPPED = "skipped"
BLOCKED = "blocked"

_RESULTS = {
    "pass": PASSED, "passed": PASSED, "passes": PASSED, "issue": ISSUES, "issues": ISSUES,
    "fail": FAILED, "failed": FAILED, "pending": PENDING, "skip": SKIPPED, "skipped": SKIPPED,
    "blocked": BLOCKED,
}


class _Test:
    """A test with its result: one of the words above, or "" where it cannot be read."""

    __slots__ = ("name", "place", "result", "span", "written")

    def __init__(self, name: str, place: Span, written: str, span: Span) -> None:
        self.name = name
        self.place = place
        self.written = written
        self.span = span
        self.result = _RESULTS.get(words.read(written.strip("[]")).word, "")


def _tests(document: Document) -> list[_Test]:
    """All tests, from headings with a result below them, or from tables; not from both."""
    found = [test for section in document.sections for test in _of_section(document, section)]
    return found or _of_tables(document)


def _of_section(document: Document, section: Section) -> Iterator[_Test]:
    numbered = pattern(r"(?:test[ ]+)?\d{1,4}[.:)]", re.IGNORECASE)
    if section.level < 3 or not numbered.match(section.title):
        return
    if any("issue" in one.title.casefold() or "gap" in one.title.casefold()
           for one in section.ancestors()[1:] if one.level > 1):
        return
    line = pattern(
        r"^(?:[-*] )?(?:\*\*)?(?:result|status)(?:\*\*)?:(?:\*\*)?[ \t]*([^\r\n]+)",
        re.IGNORECASE | re.MULTILINE,
    )
    end = section.children[0].start if section.children else section.end
    match = line.search(document.text, section.title_span.end, end)
    if match is not None:
        yield _Test(
            section.title, section.title_span, match[1], Span(match.start(1), match.end(1))
        )


def _of_tables(document: Document) -> list[_Test]:
    found = []
    for table in document.tables:
        column = table.column("status", "result")
        name = table.column("test", "test case", "scenario")
        if column < 0 or name < 0:
            continue
        for row in table.rows:
            cell = cell_at(row, column)
            if is_struck(row) or not row.cells:
                continue
            if cell is None:
                found.append(_Test("", row.span, "", row.span))
            else:
                found.append(_Test(row.cells[name].plain, row.span, cell.text, cell.span))
    return found


def model(document: Document) -> Mapping:
    """Build the model: front matter, title, headings, and the tests with name and result."""
    builder = base_model(document)
    listed: list[Node] = [
        Mapping(
            [Pair("name", one.place, Scalar(one.name, one.place)),
             Pair("result", one.span, Scalar(one.written.strip(), one.span))],
            one.place,
        )
        for one in _tests(document)
    ]
    if listed:
        builder.list("tests", listed, listed[0].span)
    return builder.build()


def claims(document: Document, model: Mapping) -> Iterator[Claim]:
    """Extract identity, results, and the counters of the summary."""
    yield from identity(
        document, {"started": "started", "updated": "updated", "completed": "completed"}
    )
    tests = _tests(document)
    known = bool(tests) and all(one.result for one in tests)
    if tests:
        passed = sum(1 for one in tests if one.result == PASSED)
        yield Tally(
            "tests", passed if known else None, len(tests), tests[0].place,
            tuple(one.span for one in tests), complete=known,
        )
    for one in tests:
        yield Entry("test", one.name, False, one.place)
    # "complete" says that testing is over, "passed" that nothing failed.
    failed = "failed row" if _is_passed(document) else "failed test"
    for one in tests:
        if one.result in (FAILED, PENDING, BLOCKED):
            yield Entry(
                failed if one.result == FAILED else "pending test", one.name[:80], True, one.span
            )
    yield from _summary(document, tests, known)


def _is_passed(document: Document) -> bool:
    meta = document.meta
    status = meta.scalar("status") if meta is not None else None
    field = document.field("status")
    text = status.text if status is not None else field.value if field is not None else ""
    return words.read(text).word in ("pass", "passed")


_COUNTER = (
    r"^[ \t]*(?:[-*][ \t]+)?(?:\*\*)?(total|passed|issues|failed|pending|skipped|blocked)"
    r"(?:[ ]tests)?(?:\*\*)?:(?:\*\*)?[ \t]*(\d{1,4})(?![\d.,/%+])([ \t]?/[ \t]?\d{1,4})?"
    r"(?P<tail>[ \t]*[^\s*][^\n]*)?"
)


def _summary(document: Document, tests: list[_Test], known: bool) -> Iterator[Claim]:
    sections = [one for one in document.sections if one.title.casefold() == "summary"]
    if len(sections) != 1 or _is_part(tests):
        return
    section = sections[0]
    stated: dict[str, tuple[int, Span]] = {}
    for match in pattern(_COUNTER, re.IGNORECASE | re.MULTILINE).finditer(
        document.prose, section.title_span.end, section.end
    ):
        key = match[1].casefold()
        if key in stated:
            return
        if match["tail"] is None:  # "0 (1 clarified)" counts in a way of its own.
            stated[key] = (int(match[2]), Span(match.start(2), match.end(2)))
    yield from _tests_passed(document, section)
    if not stated:
        return
    total = stated.pop("total", None)
    if known:
        if total is not None:
            yield Counter(
                "total", total[0], len(tests), total[1], "tests",
                tuple(one.place for one in tests),
            )
        listed = _gap_count(document)
        for key, (number, span) in stated.items():
            same = _with_result(tests, key, stated.keys())
            if key == ISSUES and number == listed:
                continue  # It counts the gaps that the tests found.
            yield Counter(
                key, number, len(same), span, f"tests with the result {key}",
                tuple(one.span for one in same),
            )
    elif total is not None and PASSED in stated and len(stated) > 1:
        # Without readable results, only an excess is surely wrong: a result may have no counter.
        summed = sum(number for number, _ in stated.values())
        if summed > total[0]:
            yield Counter(
                "total", total[0], summed, total[1], "tests by result",
                tuple(span for _, span in stated.values()), summed=True,
            )


def _is_part(tests: list[_Test]) -> bool:
    """Whether only some of the tests are listed, by their numbers: the last of eight, say."""
    numbers = [int(one[1]) for test in tests if (one := pattern(r"\D{0,6}(\d{1,4})[.:)]").match(test.name))]
    return bool(numbers) and numbers[0] != 1


def _gap_count(document: Document) -> int | None:
    """Return how many gaps are listed; None where there is no such section."""
    gaps = [one for one in document.sections if one.title.casefold() == "gaps"]
    if len(gaps) != 1:
        return None
    entries = pattern(r"^- ", re.MULTILINE).findall(document.text, gaps[0].title_span.end, gaps[0].end)
    return len(entries)


def _with_result(tests: list[_Test], key: str, keys: Collection[str]) -> list[_Test]:
    """The tests that a counter counts; where only one of issues and failed is counted, both."""
    wanted = {key}
    if key in (ISSUES, FAILED) and not (ISSUES in keys and FAILED in keys):
        wanted = {ISSUES, FAILED}
    return [one for one in tests if one.result in wanted]


def _tests_passed(document: Document, section: Section) -> Iterator[Claim]:
    """``9/9 tests passed`` and ``**Passed:** 12/12`` in the summary."""
    prose = document.prose
    for one in fractions(prose[section.title_span.end : section.end], section.title_span.end):
        behind = prose[one.span.end : one.span.end + 20].casefold()
        before = prose[max(0, one.span.start - 20) : one.span.start].casefold()
        if behind.lstrip(" *").startswith(("tests passed", "tests pass", "passed")) or (
            before.rstrip(" *").endswith("passed:") or before.rstrip(" *:").endswith("passed")
        ):
            yield Count("tests", one.done, one.total, one.span, FIELD, one.approximate)
