"""Names and contents that try to forge what is printed: escape codes, commands for a CI runner,
further findings, markup. Nothing of a repository reaches an output raw.
"""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.hook.repository import needs_git
from tests.security.support import TREE, Done, auditlint, no_crash, project, write_tree

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    needs_git,
    pytest.mark.skipif(os.name == "nt", reason="no file can have these names there"),
]

#: What a terminal, a runner or a browser would obey; short enough for a name.
EVIL = (
    "\x1b[31mred\x1b[0m", "\x1b]8;;http://x.example\x07", "\x9b2J", "\r", "\u202egpj", "\u2028",
    "::error::forged", "\n::error::forged", "##[error]forged", "%0A::error::forged", "\x00"[:0],
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' autofocus onfocus='x", "\x08\x7f",
    "\U000e0041", "::add-mask::x", "::stop-commands::x", "`|\\|[x](javascript:alert(1))",
)

ALL = "".join(EVIL)

FORMATS = ("concise", "full", "json", "jsonl", "github")


def _evil_tree(root: Path) -> None:
    """Put evil names and contents wherever a message may take words from."""
    flat = "".join(ALL.splitlines())
    quoted = json.dumps(flat)
    write_tree(root, {
        f"src/{flat.replace('/', '')[:180]}.py": "def import_tides(path):\n    return None\n",
        "::error::forged.py": "def import_tides(path, table, third):\n    return 1\n",
        "::error file=x::/evil.py": "def import_tides(path):\n    return 1\n",
        "src/a\n::error::forged.py": "def import_tides(path):\n    return 1\n",
        "::warning::x/.planning/STATE.md": "# State\n\nSee `src/weirlog/none.py`.\n",
        "src/evil.py": (
            "def import_tides(path, \u202egnol=1):\n    return None\n"
            f"def open_gate(level, *, name={flat[:40]!r}):\n    return level\n"
        ),
        "src/evil.jl": f"f = \"src/weir{'x'}/{'::error::'}/c.jl\"\n",
        "pyproject.toml": f"[project]\nname = {quoted}\n",
        "js/package.json": json.dumps({"name": flat}),
        "rust/Cargo.toml": f"[package]\nname = {quoted}\n",
        ".planning/STATE.md": TREE[".planning/STATE.md"] + "".join(
            f"\nSee `src/weirlog/{one}.py`, `src/weirlog/{one}/x.py:9` and [x](docs/{one}.md).\n"
            f"The Python package `{one}`; `import_tides({one}, b, c)`; **Status:** {one}\n"
            for one in EVIL
        ),
        ".planning/REQUIREMENTS.md": (
            "# Requirements\n\n" + "".join(
                f"- [x] **TIDE-{number:02}**: {''.join(one.splitlines())}\n" for number, one in enumerate(EVIL, 1)
            ) + "\n## Traceability\n\n| Requirement | Phase | Status |\n|---|---|---|\n" + "".join(
                f"| TIDE-{number:02} | Phase 9 {flat.replace('|', '')} | {''.join(one.splitlines()).replace('|', '')} |\n"
                for number, one in enumerate(EVIL, 1)
            )
        ),
        ".planning/ROADMAP.md": TREE[".planning/ROADMAP.md"].replace("Tides", flat.replace("*", "")),
        ".planning/phases/01-tides/01-01-PLAN.md": TREE[".planning/phases/01-tides/01-01-PLAN.md"]
        .replace('"def export_tides"', quoted).replace('"from weirlog.tides import"', quoted)
        .replace("depends_on: []", f"depends_on: [{quoted}]").replace("wave: 1", f"wave: {quoted}"),
        ".planning/phases/01-tides/01-VERIFICATION.md":
        TREE[".planning/phases/01-tides/01-VERIFICATION.md"].replace("gaps_found", quoted)
        .replace("0/1", f"0/1 {flat.replace(':', '')}"),
        "docs/TIDE_REVIEW.md": TREE["docs/TIDE_REVIEW.md"].replace("replay_day", flat),
        "openspec/changes/add-gate/.openspec.yaml": f"schema: {quoted}\nskip_specs: {quoted}\n",
        "openspec/specs/gate/spec.md": f"# Gate\n\n### Requirement: {flat}\nIt is so.\n",
        "CLAUDE.md": f"# Weir\n\n`open_gate({flat[:60]})` and `open_gate(level, nome)`\n",
    })


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with evil everywhere, in its history too."""
    root = tmp_path_factory.mktemp("evil") / "repository"
    repository = project(root)
    _evil_tree(root)
    raw = os.fsencode(root) + b"/src/weirlog/\xff\xfe\x1b[31m.py"
    with open(raw, "w", encoding="utf-8") as stream:
        stream.write("def import_tides(path):\n    return None\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", ALL, GIT_AUTHOR_NAME="\x1b[31m::error::x")
    repository.git("mv", "src/weirlog/gate.py", "src/weirlog/\x1b[31m::error::gate.py")
    repository.git("commit", "--quiet", "--message", "::error::forged\n\x1b[2J")
    return root


def _raw(text: str) -> list[str]:
    """Return the characters of a text that must not be printed raw."""
    return sorted({
        repr(one) for one in text
        if (ord(one) < 0x20 and one != "\n") or 0x7F <= ord(one) <= 0x9F
        or one in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        or 0xE0000 <= ord(one) <= 0xE007F or 0xD800 <= ord(one) <= 0xDFFF
    })


#: What GitHub's runner takes for a command: at the start of a line, or in the old form anywhere.
_COMMAND = re.compile(r"^\s*::[A-Za-z-]+|##\[", re.MULTILINE)


def _harmless(text: str) -> None:
    assert not _raw(text)
    assert not _COMMAND.findall(text)


def _run(root: Path, *command: str, **more: str) -> Done:
    done = auditlint(root, *command, **more)
    no_crash(done)
    _harmless(done.errors)
    return done


@pytest.mark.parametrize("output", FORMATS)
def test_check(evil: Path, output: str) -> None:
    done = _run(
        evil, "check", "--preview", "--archived", "--notices", "--no-cache",
        "--output-format", output, TERM="xterm",
    )
    assert done.status == 1
    if output in ("json", "jsonl"):
        for line in [done.output] if output == "json" else done.output.splitlines():
            assert isinstance(json.loads(line), dict)
        assert not _raw(done.output)
    elif output == "github":
        assert not _raw(done.output)
        for line in done.output.splitlines():
            # One command a line, of ours, and no other anywhere behind it.
            assert re.match(r"::(?:error|warning|notice) file=[^:,]+,line=\d+,", line), line
            assert "%0A::" not in line
            assert "##[" not in line
            assert line.split("::", 2)[1].count("title=") == 1
    else:
        _harmless(done.output)
        if output == "concise":
            for line in done.output.splitlines():
                assert re.search(r":\d+:\d+: (?:error|warning|notice)\[[A-Z]{3}\d{3}\] ", line), line


def test_enough_is_found_to_mean_anything(evil: Path) -> None:
    done = _run(evil, "check", "--preview", "--no-cache", "--archived", "--output-format", "json")
    codes = set(re.findall(r'"([A-Z]{3}\d{3})"', done.output))
    assert len(codes) >= 8, codes


def test_the_summary_for_github(evil: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    _run(evil, "check", "--preview", "--no-cache", "--output-format", "github",
         GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text(encoding="utf-8")
    _harmless(text)
    assert "<script" not in text.replace("\\<script", "")
    assert "<img" not in text.replace("\\<img", "")


@pytest.mark.parametrize(
    "command",
    [
        ("why", "phase", "1", "--all"), ("why", ".planning/STATE.md", "--all"),
        ("why", ".planning/REQUIREMENTS.md", "--all"), ("why", "TIDE-01"), ("why", "TIDE-99"),
        ("why", ALL.replace("\x00", "")), ("trace",), ("trace", "--milestone", "\x1b[31m::error::x"),
        ("trace", "--format", "markdown"),
        ("signatures", "import_tides"), ("signatures", "open_gate"),
        ("signatures", "\x1b[31m\n::error::x"), ("signatures", "x", "::error::nowhere\n::error::x"),
        ("kinds", "::warning::x/.planning/STATE.md", "::error::forged.py"),
        ("check", "--show-files"), ("check", "::error::forged.py"), ("check", "\n::error::none"),
        ("show", ".planning/STATE.md"), ("show", "::warning::x/.planning/STATE.md"),
        ("config", "show"), ("rule", "\x1b[31m\n::error::x"), ("schema", "\n::error::x"),
        ("check", "--select", "\x1b[31m\n::error::x"), ("check", "--output-format", "\n::error::x"),
        ("check", "--config", "::error::forged.py"),
    ],
    ids=lambda one: ascii(" ".join(one))[:50],
)
def test_other_commands(evil: Path, command: tuple[str, ...]) -> None:
    _harmless(_run(evil, *command).output)


@pytest.mark.parametrize(
    "command",
    [("signatures", "import_tides", "--format", "json"), ("trace", "--format", "json"),
     ("why", "phase", "1", "--all", "--output-format", "json")],
    ids=lambda one: one[0],
)
def test_json_of_other_commands(evil: Path, command: tuple[str, ...]) -> None:
    done = _run(evil, *command)
    assert isinstance(json.loads(done.output), dict)
    assert not _raw(done.output)


class _Page(HTMLParser):
    """Collects what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("img", "iframe", "object", "embed", "form", "base", "svg"):
            self.bad.append(tag)
        for name, value in attrs:
            scheme = (value or "").strip().casefold()
            if name.startswith("on") or (name in ("href", "src") and scheme.startswith(("javascript:", "data:", "//"))):
                self.bad.append(f"{tag} {name}={value}")


def test_the_page(evil: Path) -> None:
    done = _run(evil, "trace", "--format", "html", "--no-cache")
    page = _Page()
    page.feed(done.output)
    assert page.scripts == 1
    assert page.bad == []
    assert not _raw(done.output)
    assert "forged" in done.output


@pytest.mark.parametrize("text", [EVIL[0], EVIL[6], EVIL[7], ALL], ids=ascii)
def test_a_configuration_file(tmp_path: Path, text: str) -> None:
    from auditlint.settings import FILE_NAME

    root = tmp_path / "repository"
    write_tree(root, {".planning/STATE.md": "# State\n", FILE_NAME: f"{json.dumps(text)} = {json.dumps(text)}\n"})
    done = _run(root, "check")
    assert done.status == 2
    _harmless(done.output)
