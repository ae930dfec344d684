from __future__ import annotations

import time

import pytest

from auditlint.reading.loose import holds, is_code

TEXT = 'from tides import HOURS\nexport { high, low } from "./tides";\nfn replay(day: Day) -> Tide {\n'


@pytest.mark.parametrize(
    "wanted",
    ["tides import", "import.*HOURS", r"fn\s+replay\(", "missing|replay", r"missing\|replay",
     r"export \{.*low", "replay.*Tide", "x*fn", "(a|b)replay", "[a-z]+eplay"],
)
def test_holds(wanted: str) -> None:
    assert holds(TEXT, wanted) is True


@pytest.mark.parametrize(
    "wanted", ["diff", "import.*MINUTES", r"fn\s+diff\(", "this|that", "replay_all", "a{2}diff", "def deep("]
)
def test_does_not_hold(wanted: str) -> None:
    assert holds(TEXT, wanted) is False


@pytest.mark.parametrize(
    "wanted",
    ["", "x" * 400, "export {high,low}", "from './tides'", "FN REPLAY", r"(\w", r"[\w", r"(a)\1",
     "tail\\", ".*", "/replay/", "export low", "|".join("ab" * 30)],
)
def test_undecidable(wanted: str) -> None:
    assert holds(TEXT, wanted) is not False


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("struct Args { dry_run: bool }", "--dry-run"), ("## [1.2.0] - Tides", "## v1.2.0"),
     ("let json = true", "--json"), ("dryRun?: boolean", "--dry-run")],
)
def test_undecidable_as_an_option_or_heading(text: str, wanted: str) -> None:
    assert holds(text, wanted) is None


@pytest.mark.parametrize(
    ("text", "wanted"), [("callable", "--all"), ("# 1.2\n\n1.2.0", "## v1.2.0"), ("# Tides", "# Bells")]
)
def test_no_option_or_heading(text: str, wanted: str) -> None:
    assert holds(text, wanted) is False


@pytest.mark.parametrize("wanted", ["(a+)+$", "(x|x)*y", "a{1,99}{1,99}b", ".*.*.*.*.*z", "\\s*\\s*\\s*q"])
def test_takes_linear_time(wanted: str) -> None:
    started = time.perf_counter()
    holds("a" * 2_000_000, wanted)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TideTable", True), ("class TideTable", True), ("impl Tide for Port", True),
        ("def tides(", True), ("key: value", True), ("import type { A } from './a'", True),
        ("a list of all tides", False), ("type inspection utilities", False), ("!Tide", False),
        ("toast.success / toast.error", False), ("ab", False), ("Tide...", False),
        ("numpy>=1.26, tophu=0.2", False), ("high(a, b)", True), ("差异高亮", False),
        ("high,low,ebb", False), ("high(a,b,c)", True),
        ("no allow(dead_code)", False), ("without TideTable", False), ("no_std", True), ("never[]", True),
        ("find_tide method", False), ("from tides import", True),
    ],
)
def test_is_code(text: str, expected: bool) -> None:
    assert is_code(text) is expected
