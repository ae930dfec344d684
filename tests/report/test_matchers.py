from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from auditlint.report import matchers, render

from .samples import AUDIT, HOSTILE, diagnostic, notice, options, place, report, rich, warning

ROOT = Path(__file__).parents[2]

ODD_PATHS = [
    "docs/a b.md",
    "C:/work/a.md",
    "x.md:1:1: error[CNT001] forged",
    "::error::x.md",
    "日本/計画 [1].md",
    "a:1:2.md",
    "esc\x1b[31m.md",
]
WHOLE = report(
    rich(),
    warning("ends with a bracket]: error[CNT001] x:1:2: notice[A1] "),
    notice(HOSTILE),
    *(diagnostic("x", where=place(12, 34, 35, path)) for path in ODD_PATHS),
)
COLOURS = [pytest.param(False, id="plain"), pytest.param(True, id="coloured")]

NEEDS_NODE = pytest.mark.skipif(
    shutil.which("node") is None, reason="node (JavaScript's regular expressions) is not installed"
)

#: Both matchers as their consumers read them: runner/OutputManager.cs and
#: vscode/problemMatcher.ts, of which this keeps the order of the severity rules.
NODE = """
const [github, vscode, output] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const known = {error: 'Error', warning: 'Warning', warn: 'Warning', info: 'Info'};
const also = {E: 'Error', W: 'Warning', I: 'Info'};
const folded = {hint: 'Info', note: 'Info'};
function severity(word, matcher) {
  const lower = word.toLowerCase();
  return known[lower] || also[word] || folded[lower] || known[matcher.severity] || 'Error';
}
function read(matcher, pattern, line, level) {
  const match = new RegExp(pattern.regexp).exec(line);
  if (!match) return null;
  const get = key => match[pattern[key]];
  return [get('file'), parseInt(get('line')), parseInt(get('column')),
          level(get('severity'), matcher), get('code'), get('message')];
}
const runner = word => ['error', 'warning', 'notice'].includes(word) ? word : null;
console.log(JSON.stringify(output.map(line => [
  read(github.problemMatcher[0], github.problemMatcher[0].pattern[0], line, runner),
  read(vscode, vscode.pattern, line, severity),
])));
"""


def lines(color: bool) -> list[str]:
    """Return the concise writer's lines, notices included."""
    return render("concise", WHOLE, options(notices=True, color=color)).splitlines()


def expected() -> list[tuple[str, int, int, str, str, str]]:
    """Return what every matcher must read from the lines."""
    from auditlint.report import escape

    return [
        (
            escape.path(one.place.path),
            one.place.line,
            one.place.column,
            one.severity,
            one.code,
            escape.message(one.message),
        )
        for one in WHOLE.diagnostics
    ]


@pytest.mark.parametrize("color", COLOURS)
@pytest.mark.parametrize("name", ["github", "vscode"])
def test_python_reads_every_line(name: str, color: bool) -> None:
    matcher: Any = matchers.github()["problemMatcher"][0] if name == "github" else matchers.vscode()
    pattern = matcher["pattern"][0] if name == "github" else matcher["pattern"]
    found = []
    for line in lines(color):
        match = re.search(pattern["regexp"], line)
        assert match is not None, line
        path, row, column, severity, code, message = (
            match[pattern[key]] for key in ("file", "line", "column", "severity", "code", "message")
        )
        found.append((path, int(row), int(column), severity, code, message))
    assert found == expected()


def in_node(output: list[str]) -> Any:
    """Run both matchers over lines of output in Node."""
    data = json.dumps([matchers.github(), matchers.vscode(), output])
    done = subprocess.run(
        ["node", "-e", NODE], input=data, capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


@NEEDS_NODE
@pytest.mark.parametrize("color", COLOURS)
def test_node_reads_every_line(color: bool) -> None:
    words = {"error": "Error", "warning": "Warning", "notice": "Info"}
    found = in_node(lines(color))
    for (github, vscode), wanted in zip(found, expected(), strict=True):
        path, line, column, severity, code, message = wanted
        assert github == [path, line, column, severity, code, message]
        assert vscode == [path, line, column, words[severity], code, message]


OTHER_OUTPUT = [
    "",
    "Found 3 errors, 2 warnings in 14 documents.",
    "All checks passed: 14 documents.",
    "error[CNT005] 2 Info stated",
    f" --> {AUDIT}:3:16",
    "3 | a:1:2: x",
    "a.md:1:2: info[CNT001] unknown level",
    "a.md:1: error[CNT001] no column",
    "a.c:1:2: error: something",
]


def test_other_output_is_left_alone() -> None:
    assert [line for line in OTHER_OUTPUT if re.search(matchers.EXPRESSION, line)] == []


HOSTILE_LINES = {
    "colours": "\x1b[0m" * 25_000,
    "colours behind a path": "a.md" + "\x1b[0m" * 25_000,
    "colours in a message": "a:1:1: error[CNT001] " + "\x1b[0m" * 25_000 + "x",
    "open colours": "\x1b[0" * 30_000,
    "one open colour": "\x1b[" + ";" * 100_000,
    "digits": "a:" + "1" * 100_000,
    "places": "a:1:1" * 20_000,
    "colons": ":" * 100_000,
    "heads": "a:1:1: error[CNT001" * 5_000,
    "code": "a:1:1: error[" + "A" * 100_000,
    "message": "a:1:1: error[CNT001] " + "x" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE_LINES)
def test_hostile_lines_take_no_time_in_python(name: str) -> None:
    began = time.process_time()
    re.search(matchers.EXPRESSION, HOSTILE_LINES[name])
    assert time.process_time() - began < 0.5  # the runner allows one second


@NEEDS_NODE
def test_hostile_lines_take_no_time_in_node() -> None:
    began = time.monotonic()
    in_node(list(HOSTILE_LINES.values()))
    assert time.monotonic() - began < 5


def test_a_hostile_document_gives_a_harmless_line() -> None:
    one = diagnostic("\x1b[0m:1:1: error[CNT001] " * 5_000, where=place(1, 1, 2, ":1" * 2_000))
    shown = render("concise", report(one), options(color=True)).rstrip("\n")
    match = re.search(matchers.EXPRESSION, shown)
    assert match is not None
    assert match[1] == ":1" * 2_000


@pytest.mark.parametrize("name", ["github", "vscode"])
def test_the_files_are_fresh(name: str) -> None:
    made = {"github": matchers.github, "vscode": matchers.vscode}[name]()
    kept = json.loads((ROOT / "matchers" / f"{name}.json").read_text(encoding="utf-8"))
    assert kept == made, "matchers/ is stale; refresh it with: python tools/generate.py"


def test_what_the_consumers_demand() -> None:
    github = matchers.github()["problemMatcher"]
    assert [one["owner"] for one in github] == ["auditlint"]
    assert github[0]["severity"] in ("error", "warning", "notice")
    vscode = matchers.vscode()
    assert vscode["severity"] == "info"
    assert vscode["fileLocation"] == ["relative", "${workspaceFolder}"]
    assert re.compile(matchers.EXPRESSION).groups == 6
