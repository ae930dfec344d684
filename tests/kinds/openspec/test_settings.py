"""OpenSpec's project context and settings: recognition, and what the settings may hold."""

from __future__ import annotations

import pytest

from auditlint import registry
from auditlint.kinds.recognise import by_path
from tests.helpers import found, lint

KINDS = tuple(entry.kind for entry in registry.KINDS)
CONFIG = "openspec/config.yaml"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("openspec/project.md", "openspec-project"),
        ("apps/api/openspec/project.md", "openspec-project"),
        ("openspec/config.yaml", "openspec-config"),
        ("openspec/config.yml", "openspec-config"),
        ("openspec/AGENTS.md", "instructions"),
        ("openspec/specs/project.md", ""),
        ("config.yaml", ""),
        ("openspec/schemas/config.yaml", ""),
    ],
)
def test_recognised_by_path(path: str, kind: str) -> None:
    recognition = by_path(KINDS, path)
    assert (recognition.kind.id if recognition else "") == kind


@pytest.mark.parametrize(
    "text",
    [
        "schema: spec-driven\ncontext: |\n  Tides: by the hour\n",
        "schema: spec-driven\ncontext:\nrules:\n",
        "schema: spec-driven\nrules:\n  design:\n    - Name the harbour\n    - \"Tides: both\"\n",
        "schema: own\nrules:\n  spec:\n    - Name the harbour\n  verify:\n    command: make tide\n",
        "schema: spec-driven\noperations:\n  apply:\n    guidance:\n      - Be brief\n",
        "schema: spec-driven\nreferences:\n  - tides\n  - id: moons\n    remote: x\n",
        "store: harbour\n",
        "schema: spec-driven\ntesting:\n  strict: true\nproject: tides\n",
        # Without a schema it is another tool's, whatever the keys are called.
        "context:\n  stack: [Go]\nrules:\n  design:\n    needs_review: true\n",
    ],
)
def test_silent(text: str) -> None:
    assert lint(text, CONFIG) == []


@pytest.mark.parametrize(
    ("text", "code", "finding"),
    [
        ("schema: spec-driven\ncontext:\n  - Go\n", "SCH003",
         "2:1 'context' must be text, but is a list"),
        ("schema: spec-driven\nrules:\n  tasks: Short ones\n", "SCH003",
         "3:10 'tasks' must be a list, but is the text 'Short ones'"),
        ("schema: spec-driven\nrules:\n  specs:\n    - Tides: both\n", "SCH003",
         "4:7 an entry of 'specs' must be text, but is a mapping"),
        ("schema: spec-driven\nrule:\n  specs: []\n", "SCH004", "2:1 "),
        ("schema: spec-driven\ngithubCopilot:\n  cloudAgent: maybe\n", "SCH003", "3:15 "),
    ],
)
def test_what_openspec_would_ignore(text: str, code: str, finding: str) -> None:
    (only,) = found(text, code, CONFIG)
    assert only.startswith(finding)


def test_a_context_too_long_to_be_read() -> None:
    text = "schema: spec-driven\ncontext: " + "tide " * 11_000 + "\n"
    assert [one.code for one in lint(text, CONFIG)] == ["SCH006"]


UNTOUCHED = """# Project Context

## Purpose
[Describe your project's purpose and goals]

## Tech Stack
- [List your primary technologies]
- [e.g., a language, a database]

## Project Conventions
[Document your architectural decisions and patterns]

## Domain Context
[Add domain-specific knowledge that a newcomer needs]
"""


def test_an_untouched_project_context() -> None:
    (only,) = found(UNTOUCHED, "DOC007", "openspec/project.md")
    assert only.startswith("4:1 [Describe your project's purpose and goals] and 4 more are slots")
    some = UNTOUCHED.replace("[List your primary technologies]", "Python").replace(
        "[Document your architectural decisions and patterns]", "One concept a file."
    )
    lines = [one.partition(":")[0] for one in found(some, "DOC007", "openspec/project.md")]
    assert lines == ["4", "8", "14"]


def test_a_filled_in_project_context() -> None:
    text = "# Project Context\n\n## Purpose\nTides [by the hour], see [the map](map.md).\n"
    assert found(text, "DOC007", "openspec/project.md") == []


CHANGE = "openspec/changes/add-tides/.openspec.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "schema: spec-driven\n",
        "schema: spec-driven\ncreated: 2026-03-02\ngoal: Tides by the hour\nskip_specs: true\n",
        "schema: own\naffected_areas:\n  - tides\ninitiative:\n  store: harbour\n  id: tides-2\n",
        "schema: own\nretire_capabilities: false\nowner: the harbour\n",
    ],
)
def test_settings_of_a_change(text: str) -> None:
    assert lint(text, CHANGE) == []


@pytest.mark.parametrize(
    ("text", "code", "finding"),
    [
        ("created: 2026-03-02\n", "SCH001", "1:1 the document has no schema"),
        ("schema: own\ncreated: March\n", "SCH005", "2:10 'March' is malformed for 'created'"),
        ("schema: own\nskip_specs: maybe\n", "SCH003", "2:13 'skip_specs' must be true or false"),
        ("schema: own\naffected_areas: tides\n", "SCH003", "2:17 'affected_areas' must be a list"),
        ("schema: own\ninitiative:\n  store: The Harbour\n  id: x\n", "SCH005", "3:10 "),
        ("schema: own\nskip_spec: true\n", "SCH004", "2:1 unknown key 'skip_spec'"),
    ],
)
def test_settings_of_a_change_that_openspec_rejects(text: str, code: str, finding: str) -> None:
    (only,) = found(text, code, CHANGE)
    assert only.startswith(finding)
