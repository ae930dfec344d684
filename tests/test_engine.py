"""The engine's own promises: selection, levels, folding, precedence, crashes, fingerprints."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from auditlint import applicable, engine, registry
from auditlint.config import Config
from auditlint.findings import Diagnostic, Finding, Place, Report
from auditlint.placing import one_per_place
from auditlint.selection import selected_codes
from auditlint.source.text import Span
from tests.helpers import lint, outcome

if TYPE_CHECKING:
    import pytest

TOTALS = "# v1.0 Milestone Audit\n\n| A | N |\n|---|---|\n| x | 1 |\n| y | 1 |\n| Total | {} |\n"
TWO = TOTALS.format(3) + "\n" + TOTALS.format(4).replace("# v1.0 Milestone Audit", "## More")


def test_preview_rules_are_off_unless_asked_for() -> None:
    preview = {code for code, rule in registry.BY_CODE.items() if rule.preview}
    assert not selected_codes(Config()) & preview
    assert selected_codes(Config(preview=True)) == frozenset(registry.BY_CODE)


def test_selection() -> None:
    assert selected_codes(Config(select=("CNT002",))) == {"CNT002", "LNT000"}
    assert selected_codes(Config(select=("total-row",))) == {"CNT002", "LNT000"}
    family = selected_codes(Config(select=("DOC",), ignore=("DOC002",), preview=True))
    assert "DOC001" in family
    assert "DOC002" not in family
    assert all(code.startswith(("DOC", "LNT000")) for code in family)


def test_severity_by_code_beats_severity_by_family() -> None:
    path = ".planning/v1.0-MILESTONE-AUDIT.md"
    levels = (("CNT", "warning"), ("CNT002", "notice"))
    assert {one.severity for one in lint(TWO, path, severity=levels) if one.code == "CNT002"} == {
        "notice"
    }
    assert {one.severity for one in lint(TWO, path, severity=levels[:1]) if one.code == "CNT002"} == {
        "warning"
    }


def test_per_file_ignores() -> None:
    path = ".planning/v1.0-MILESTONE-AUDIT.md"
    rules = ((".planning/*AUDIT.md", ("CNT",)),)
    assert not [one for one in lint(TWO, path, per_file_ignores=rules) if one.code == "CNT002"]
    elsewhere = (("docs/*.md", ("CNT",)),)
    assert [one for one in lint(TWO, path, per_file_ignores=elsewhere) if one.code == "CNT002"]


def test_archived_findings_fold_into_one_notice() -> None:
    (one,) = [
        one
        for one in lint(TWO, ".planning/milestones/v1.0-MILESTONE-AUDIT.md")
        if one.code == "CNT002"
    ]
    assert one.severity == "notice"
    assert one.message.endswith("(and 1 more like it in this archived document)")
    assert [related.place.line for related in one.related] == [5, 15]
    natural = lint(TWO, ".planning/milestones/v1.0-MILESTONE-AUDIT.md", archived=True)
    assert [one.severity for one in natural if one.code == "CNT002"] == ["error", "error"]


def test_the_more_specific_rule_speaks_at_one_place() -> None:
    place = Span(3, 9)
    findings = [
        Finding(place, "a", code="CNT001"),
        Finding(place, "b", code="DOC003"),
        Finding(place, "c", code="SCH005"),
        Finding(Span(3, 8), "d", code="CNT001"),
        Finding(place, "e", code="SCH007"),
    ]
    kept = one_per_place(findings)
    assert [one.message for one in kept] == ["b", "d"]


def test_what_is_missing_silences_nothing() -> None:
    place = Span(0, 4)
    findings = [Finding(place, "a", code="SCH007"), Finding(place, "b", code="NAM002")]
    assert len(one_per_place(findings)) == 2


def test_a_crashing_rule_is_a_finding_and_the_others_report(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = registry.RuleEntry(registry.BY_CODE["CNT001"]._replace(needs=(), kinds=()), "broken")
    monkeypatch.setattr(registry, "RULES", (broken, *registry.RULES))
    applicable.rules_for.cache_clear()
    monkeypatch.setattr(
        registry, "import_module",
        lambda name: SimpleNamespace(check=lambda _: 1 / 0)
        if name == "broken" else __import__("importlib").import_module(name),
    )
    result = outcome(TWO, ".planning/v1.0-MILESTONE-AUDIT.md")
    applicable.rules_for.cache_clear()
    assert result.crashed == 1
    codes = [one.code for one in result.diagnostics]
    assert "LNT000" in codes
    assert "CNT002" in codes
    crash = next(one for one in result.diagnostics if one.code == "LNT000")
    assert "the rule CNT001 crashed (ZeroDivisionError at test_engine.py:" in crash.message
    assert engine.report([result], 1).exit_code(exit_zero=True) == 2


def test_fingerprints_are_distinct_within_a_file_and_stable_when_lines_move() -> None:
    path = ".planning/v1.0-MILESTONE-AUDIT.md"
    table = TOTALS.format(3)
    twice = lint(table + "\n" + table.replace("# v1.0 Milestone Audit", "## Again"), path)
    prints = [one.fingerprint for one in twice if one.code == "CNT002"]
    assert len(set(prints)) == 2
    moved = lint("\n\n\n" + table, path)
    assert [one.fingerprint for one in moved if one.code == "CNT002"] == prints[:1]


def test_a_report_knows_its_exit_code() -> None:
    def report(*levels: str) -> Report:
        place = Place("a.md", 1, 1, 1, 2)
        found = [Diagnostic("X", "x", level, "m", place, str(n)) for n, level in enumerate(levels)]
        return Report(found, [], 1, 1)

    assert report().exit_code() == 0
    assert report("notice").exit_code() == 0
    assert report("notice").exit_code("notice") == 1
    assert report("warning").exit_code() == 1
    assert report("warning").exit_code("error") == 0
    assert report("error").exit_code("never") == 0
    assert report("error").exit_code(exit_zero=True) == 0


def test_a_file_that_nothing_suggests_is_left_alone() -> None:
    result = outcome(TWO, "notes/hello.md", explicit=False)
    assert (result.kind, result.diagnostics) == ("", ())
    assert result.reason == "neither its path nor its name is that of a planning document"
