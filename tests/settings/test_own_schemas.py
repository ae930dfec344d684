"""Schemas that the configuration names: where they may lie, what is told, what they change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from auditlint import engine, session, settings
from auditlint.config import Config, ConfigError
from tests.schema.test_own import EXTENSION, REPORT

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = '[schemas]\ngsd-verification = "docs/own.json"\n'
REPORT_PATH = ".planning/phases/01-x/01-VERIFICATION.md"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with a configuration, a schema and a report."""
    root = tmp_path / "tree"
    write(root, "auditlint.toml", CONFIGURATION)
    write(root, "docs/own.json", json.dumps(EXTENSION))
    write(root, REPORT_PATH, REPORT)
    return root


def write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def told(root: Path, configuration: str = CONFIGURATION) -> list[str]:
    write(root, "auditlint.toml", configuration)
    with pytest.raises(ConfigError) as caught:
        settings.load(str(root), str(root))
    assert [str(one) for one in caught.value.problems] == [
        str(one) for one in settings.check(str(root / "auditlint.toml"), "auditlint.toml", str(root))
    ]
    return [str(one) for one in caught.value.problems]


def run(root: Path, *arguments: str) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "auditlint", *arguments], cwd=root, check=False, capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def test_the_text_is_kept(tree: Path) -> None:
    loaded = settings.load(str(tree), str(tree))
    assert loaded.config.schemas == (("gsd-verification", "docs/own.json", json.dumps(EXTENSION)),)
    assert settings.effective(loaded)["schemas"] == {"gsd-verification": "docs/own.json"}
    assert loaded.origins["schemas"] == "auditlint.toml:1"


def test_paths_are_relative_to_the_repository(tree: Path) -> None:
    write(tree, "part/auditlint.toml", CONFIGURATION)
    assert settings.load(str(tree / "part"), str(tree)).config.schemas[0][1] == "docs/own.json"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"docs/none.json"', '2:20: error: the schema "docs/none.json" cannot be read: No such file'),
        ('"docs"', '2:20: error: the schema "docs" cannot be read: not a regular file'),
        ('"../own.json"', "2:20: error: gsd-verification must name a file inside the repository"),
        ('"/etc/passwd"', "2:20: error: gsd-verification must name a file inside the repository"),
        ('".git/config"', "2:20: error: gsd-verification must name a file inside the repository"),
        ('"https://example.org/x.json"', "2:20: error: gsd-verification must name a file inside"),
        ("3", "2:20: error: gsd-verification must be a string, not 3"),
        ('"out.json"', '2:20: error: the schema "out.json" cannot be read: '),
        ('"pipe.json"', '2:20: error: the schema "pipe.json" cannot be read: not a regular file'),
        ('"huge.json"', '2:20: error: the schema "huge.json" is larger than 262,144 bytes'),
        ('"latin.json"', '2:20: error: the schema "latin.json" is not UTF-8 text'),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
def test_files_that_cannot_be_used(tree: Path, value: str, said: str) -> None:
    write(tree.parent, "out.json", "{}")
    (tree / "out.json").symlink_to(tree.parent / "out.json")
    os.mkfifo(tree / "pipe.json")
    write(tree, "huge.json", " " * 300_000)
    (tree / "latin.json").write_bytes(b'{"title": "\xe9"}')
    found = told(tree, f"[schemas]\ngsd-verification = {value}\n")
    assert len(found) == 1
    assert found[0].startswith(f"auditlint.toml:{said}")


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_inside_the_repository_is_followed(tree: Path) -> None:
    (tree / "link.json").symlink_to("docs/own.json")
    write(tree, "auditlint.toml", '[schemas]\ngsd-verification = "link.json"\n')
    assert settings.load(str(tree), str(tree)).config.schemas


def test_problems_of_schema_and_configuration_together(tree: Path) -> None:
    write(tree, "docs/own.json", '{\n  "$ref": "https://example.org/x",\n  "type": "strng"\n}\n')
    assert told(tree, 'fail-on = "always"\n' + CONFIGURATION) == [
        'auditlint.toml:1:11: error: fail-on must be one of error, warning, notice, never, not'
        ' "always"',
        "docs/own.json:2:11: error: #/$ref: 'https://example.org/x' is refused: only references into"
        " this file (#/...) and to built-in schemas (urn:auditlint:schema:KIND:1) are followed,"
        " nothing is fetched",
        "docs/own.json:3:11: error: #/type: type must be one or several of array, boolean, integer,"
        " null, number, object, string",
    ]


def test_the_command_says_so_and_fails(tree: Path) -> None:
    write(tree, "docs/own.json", '{"type": "strng"}')
    for arguments in (("check", "."), (REPORT_PATH,), ("config",), ("schema", "gsd-verification")):
        done = run(tree, *arguments)
        assert done.returncode == 2
        assert "docs/own.json:1:10: error: #/type: type must be" in done.stderr
    done = run(tree, "config", "--check")
    assert done.returncode == 2
    assert "docs/own.json:1:10: error: #/type" in done.stdout
    assert run(tree, "check", "--isolated", ".").returncode == 0


def test_the_command_prints_the_effective_schema(tree: Path) -> None:
    shown = json.loads(run(tree, "schema", "gsd-verification").stdout)
    assert shown["properties"]["front_matter"]["required"] == ["reviewer"]
    assert shown["allOf"] == [{"$ref": "#/$defs/urn:auditlint:schema:gsd-verification:1"}]
    isolated = json.loads(run(tree, "schema", "gsd-verification", "--isolated").stdout)
    assert isolated["$id"] == "urn:auditlint:schema:gsd-verification:1"


def test_the_same_in_one_process_and_in_two(tree: Path) -> None:
    for number in range(70):
        changed = REPORT.replace("@ada", "@ada" if number % 7 else "Ada")
        write(tree, f".planning/phases/{number:02}-x/{number:02}-VERIFICATION.md", changed)
    one, two = (run(tree, "check", ".", "--no-cache", "--jobs", jobs) for jobs in "12")
    assert one.stdout == two.stdout
    assert one.stdout.count("SCH005") == 10


def test_a_changed_schema_is_another_cache(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditlint.targets import resolve

    monkeypatch.setenv("XDG_CACHE_HOME", str(tree.parent / "cache"))
    monkeypatch.chdir(tree)
    for number in range(12):
        write(tree, f".planning/phases/{number:02}-x/{number:02}-VERIFICATION.md", REPORT)
    looked: list[str] = []
    check = engine.check_document

    def counted(path: str, *rest: Any) -> Any:
        looked.append(path)
        return check(path, *rest)

    monkeypatch.setattr(engine, "check_document", counted)

    def codes() -> set[str]:
        looked.clear()
        config = settings.load(str(tree), str(tree)).config
        found = session.run(resolve((".",), config), config, 1, cache=session.Cache(True))
        return {one.code for one in found.report.diagnostics}

    assert "SCH001" not in codes()
    assert looked
    codes()
    assert not looked
    stricter = {**EXTENSION, "properties": {"front_matter": {"required": ["owner"]}}}
    write(tree, "docs/own.json", json.dumps(stricter))
    assert "SCH001" in codes()
    assert looked


def test_nothing_is_imported_without_the_key(tmp_path: Path) -> None:
    write(tmp_path, "auditlint.toml", 'ignore = ["STA007"]')
    write(tmp_path, REPORT_PATH, REPORT)
    code = (
        "import sys\nfrom auditlint.cli import quick\n"
        f"quick.run([{REPORT_PATH!r}])\n"
        "print([one for one in sys.modules if one.startswith('auditlint.s')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert "auditlint.schema.check" in done.stderr
    for module in ("own", "ownjson", "linear", "bounds", "keywords", "sections", "validator"):
        assert f"auditlint.schema.{module}'" not in done.stderr
    assert "ownschemas" not in done.stderr


OWN_KIND = """\
[kinds]
decision-record = ["docs/decisions/*.md"]
[schemas]
decision-record = "docs/decision.json"
"""


def test_a_kind_of_ones_own(tree: Path) -> None:
    write(tree, "docs/decision.json", json.dumps({
        "required": ["front_matter"],
        "auditlint:sections": [{"title": "a section 'Consequences'", "heading": "^consequences$"}],
        "properties": {"front_matter": {"required": ["status"], "properties": {
            "status": {"enum": ["proposed", "accepted", "superseded"]}}}},
    }))
    write(tree, "auditlint.toml", OWN_KIND)
    write(tree, "docs/decisions/0001-x.md", "---\nstatus: accept\n---\n# 1. Use X\n\n## Context\n")
    write(tree, "docs/decisions/0002-y.md",
          "---\nstatus: accepted\n---\n# 2. Use Y\n\n## Consequences\n\nNone.\n")
    done = run(tree, "check", "docs", "--no-cache", "--output-format", "concise")
    assert done.stdout.splitlines() == [
        "docs/decisions/0001-x.md:2:9: error[SCH002] 'accept' is not allowed for 'status': expected"
        " proposed, accepted or superseded; did you mean 'accepted'?",
        "docs/decisions/0001-x.md:4:1: error[SCH001] the document lacks a section 'Consequences'",
    ]
    assert "decision-record (the configuration's kinds" in run(
        tree, "kinds", "docs/decisions/0001-x.md"
    ).stdout
    assert "decision-record" in run(tree, "schema").stdout.split()
    shown = json.loads(run(tree, "show", "docs/decisions/0001-x.md").stdout)
    assert shown["model"]["front_matter"] == {"status": "accept"}
    assert run(tree, "show", REPORT_PATH, "--isolated").returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[kinds]\ndecision-record = ["a.md"]\n',
         '2:1: error: "decision-record" is no kind of document; one of your own has globs under kinds'
         " and a file under schemas"),
        ('[schemas]\ndecision-record = "docs/own.json"\n', '2:1: error: "decision-record" is no kind'),
        ('[schemas]\ngsd-verificaton = "docs/own.json"\n',
         '2:1: error: "gsd-verificaton" is no kind of document; did you mean "gsd-verification"?'),
        ('[kinds]\ngsd-notes = ["a.md"]\n[schemas]\ngsd-notes = "docs/own.json"\n',
         '2:1: error: "gsd-notes" is no kind'),
        ('[kinds]\n"A b" = ["a.md"]\n[schemas]\n"A b" = "docs/own.json"\n', '2:1: error: "A b" is no'),
    ],
)
def test_what_is_no_kind(tree: Path, text: str, said: str) -> None:
    assert told(tree, text)[0].startswith(f"auditlint.toml:{said}")


def test_the_example_of_the_documentation(tree: Path) -> None:
    page = (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8")
    blocks = {
        language: page.split(f"```{language}\n", 1)[1].split("```\n", 1)[0]
        for language in ("json", "markdown", "text")
    }
    write(tree, "docs/own.json", blocks["json"])
    write(tree, REPORT_PATH, blocks["markdown"])
    done = run(tree, "check", REPORT_PATH, "--output-format", "concise", "--select", "SCH")
    folder = REPORT_PATH.rpartition("/")[0]
    assert done.stdout.replace(f"{folder}/", "") == blocks["text"]


def test_the_defaults_have_none() -> None:
    assert Config().schemas == ()
