"""Of one rule no more findings are listed per document than the limit; none is lost silently."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from auditlint.bounding import UNLISTED
from auditlint.config import Limits
from auditlint.findings import Diagnostic
from tests.helpers import lint, lint_tree
from tests.test_properties import BAD, IDS, Example

TWO = Limits(findings=2)


def notes(*lines: str) -> str:
    """A document in which every line but the title is garbled: a finding each."""
    return "# Notes\n\n" + "".join(f"- {one} caf\u00c3\u00a9\n" for one in lines)


def garbled(text: str, limits: Limits = TWO) -> list[Diagnostic]:
    return [one for one in lint(text, ".planning/STATE.md", limits=limits) if one.code == "DOC002"]


def test_the_rest_is_one_finding_where_the_next_would_be() -> None:
    every = garbled(notes(*"abcdef"), Limits())
    assert [one.place.line for one in every] == [3, 4, 5, 6, 7, 8]
    first, second, rest = garbled(notes(*"abcdef"))
    assert [first, second] == every[:2]
    assert rest.place == every[2].place
    assert rest.message == (
        "4 more findings of this rule begin here and are not listed (limits.findings is 2); "
        f"the next: {every[2].message}"
    )
    assert (rest.severity, rest.fix, rest.related, rest.data) == ("warning", None, (), {UNLISTED: 4})


def test_a_single_one_more_is_listed() -> None:
    assert garbled(notes(*"abc")) == garbled(notes(*"abc"), Limits())


def test_the_fingerprint_of_the_rest_stays_while_the_number_changes() -> None:
    some, more = garbled(notes(*"abcdef")), garbled(notes(*"abcdefghij"))
    assert some[2].fingerprint == more[2].fingerprint
    assert len({one.fingerprint for one in more}) == len(more)


IGNORED = "<!-- auditlint: ignore[DOC002] as it came -->"


def test_what_is_suppressed_does_not_count() -> None:
    text = notes(*"abcdef").replace("a caf\u00c3\u00a9", f"a caf\u00c3\u00a9 {IGNORED}")
    first, second, rest = garbled(text)
    assert (first.place.line, second.place.line, rest.place.line) == (4, 5, 6)
    assert rest.data == {UNLISTED: 3}


def test_a_comment_at_the_place_of_the_rest_hides_one_finding() -> None:
    *_, rest = garbled(notes(*"abcdef").replace("c caf\u00c3\u00a9", f"c caf\u00c3\u00a9 {IGNORED}"))
    assert (rest.place.line, rest.data) == (6, {UNLISTED: 3})


def test_all_of_a_rule_can_be_suppressed() -> None:
    assert garbled("<!-- auditlint: ignore-file[DOC002] as it came -->\n" + notes(*"abcdef")) == []


PHASE = ".planning/phases/07-tides/"


def planned(count: int) -> str:
    """A tree whose roadmap has an open box for each of some plans that are done."""
    plans = [f"07-{number:02}" for number in range(1, count + 1)]
    boxes = "".join(f"- [ ] {one}-PLAN.md — A plan\n" for one in plans)
    files = "".join(
        f"==> {PHASE}{one}-PLAN.md <==\n---\nphase: 07-tides\nplan: {one[3:]}\n---\n\n"
        f"==> {PHASE}{one}-SUMMARY.md <==\n---\nphase: 07-tides\nplan: {one[3:]}\n---\n\n"
        for one in plans
    )
    return (
        "==> .planning/ROADMAP.md <==\n# Roadmap\n\n## Phases\n\n- [ ] **Phase 7: Tides** - Tides\n\n"
        f"## Phase Details\n\n### Phase 7: Tides\n**Goal**: Tides\n**Plans**: {count} plans\n\nPlans:\n{boxes}\n{files}"
    )


def test_rules_of_the_project_are_bounded_too(tmp_path: Path) -> None:
    found = [one for one in lint_tree(tmp_path, planned(7), limits=TWO) if one.code == "BOX001"]
    assert [one.data.get(UNLISTED) for one in found] == [None, None, 5]
    assert found[2].severity == "error"


@pytest.mark.parametrize("example", BAD, ids=IDS)
def test_nothing_is_lost_and_nothing_else_changes(example: Example) -> None:
    text = example.text + ("\n" + example.text) * 5
    every = lint(text, example.path, limits=Limits(findings=1_000_000))
    for limit in (1, 3):
        some = lint(text, example.path, limits=Limits(findings=limit))
        listed = [one for one in some if UNLISTED not in one.data]
        counted = Counter(one.code for one in listed)
        assert all(number <= limit + 1 for number in counted.values())
        for one in some:
            counted[one.code] += int(one.data.get(UNLISTED) or 0)
        assert counted == Counter(one.code for one in every)
        assert [one for one in every if one in listed] == listed
        assert len({one.fingerprint for one in some}) == len(some)


def test_the_examples_reach_the_limit() -> None:
    texts = [(one.text + ("\n" + one.text) * 5, one.path) for one in BAD]
    bounded = {one.code for text, path in texts for one in lint(text, path, limits=TWO) if UNLISTED in one.data}
    assert len(bounded) > 5
