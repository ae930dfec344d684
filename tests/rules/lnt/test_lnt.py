"""The linter's own findings come from the engine and the suppressions, never from the rule loop."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from auditlint import registry
from tests.helpers import AUDIT, outcome

LNT = [entry for entry in registry.RULES if entry.rule.family == "LNT"]


@pytest.mark.parametrize("entry", LNT, ids=lambda one: one.rule.code)
def test_is_never_run_by_the_rule_loop(entry: Any) -> None:
    assert entry.rule.needs == ("engine",)
    context: Any = None
    assert list(import_module(entry.module).check(context)) == []


def test_levels_and_fixes() -> None:
    assert {one.rule.code: (one.rule.severity, one.rule.fix) for one in LNT} == {
        "LNT000": ("error", ""),
        "LNT001": ("warning", "safe"),
        "LNT002": ("error", ""),
        "LNT003": ("warning", ""),
    }


TABLE = "| A | N |\n|---|---|\n| x | 1 |\n| y | 1 |\n| Total | 3 |\n"


@pytest.mark.parametrize(
    "comment",
    ["ignore-file[LNT000]", "ignore-file[LNT]", "ignore-file[internal-error]", "disable[LNT]"],
)
def test_a_crash_is_reported_whatever_is_suppressed(
    monkeypatch: pytest.MonkeyPatch, comment: str
) -> None:
    def crash(context: Any) -> Any:
        raise IndexError("inside")
        yield

    monkeypatch.setattr("auditlint.rules.cnt.total_row.check", crash)
    text = f"<!-- auditlint: {comment} -->\n\n<!-- auditlint: ignore[CNT002] -->\n{TABLE}"
    done = outcome(text, AUDIT, select=("CNT002", "LNT"))
    # The rule did not run to its end, so its suppression is not called unused.
    assert [one.code for one in done.diagnostics] == ["LNT000"]
    assert "the rule CNT002 crashed (IndexError" in done.diagnostics[0].message
    assert done.crashed == 1


def test_a_crash_cannot_be_deselected(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(context: Any) -> Any:
        raise IndexError("inside")
        yield

    monkeypatch.setattr("auditlint.rules.cnt.total_row.check", crash)
    for options in ({"ignore": ("LNT",)}, {"select": ("CNT002",)},
                    {"per_file_ignores": (("**", ("LNT",)),)}):
        done = outcome(f"{TABLE}", AUDIT, **options)
        assert "LNT000" in [one.code for one in done.diagnostics]
