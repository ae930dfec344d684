"""DOC005, DOC006, DOC007, DOC008: silent documents, and documents that fire."""

from __future__ import annotations

import time

import pytest

from tests.helpers import found, lint

HEAD = "# v1.0 Milestone Audit\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Heading\n=======\n\ntext\n", ">>>>>>> a deep quotation\n", "<<<<<<<< eight\n=======\n>>>>>>>>\n",
        "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n", "The marker <<<<<<< HEAD in a line.\n",
        "<!--\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n-->\n", "<<<<<<< lonely\n",
    ],
)
def test_no_conflict(text: str) -> None:
    assert found(HEAD + text, "DOC005") == []


def test_conflicts() -> None:
    one = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n"
    base = "<<<<<<< HEAD\na\n||||||| base\nc\n=======\nb\n>>>>>>> topic\n"
    assert found(HEAD + one + "\n" + base, "DOC005") == [
        "3:1 an unresolved merge conflict begins here (HEAD)",
        "9:1 an unresolved merge conflict begins here (HEAD)",
    ]
    assert found(HEAD + one.replace("\n", "\r\n"), "DOC005") == [
        "3:1 an unresolved merge conflict begins here (HEAD)"
    ]


def test_a_conflict_in_front_matter_is_one_finding() -> None:
    text = "---\nmilestone: v1.0\n<<<<<<< HEAD\nstatus: passed\n=======\nstatus: x\n>>>>>>> b\n---\n# Audit\n"
    assert [one.code for one in lint(text, select=("DOC", "SCH"), preview=False)] == ["DOC005"]


@pytest.mark.parametrize(
    "rows",
    [
        "| 1 | 2 |\n", "| 1 |\n", "1 | 2\n", "| 1 | 2 | |\n", "| 1 | 2 ||\n", "| `a \\| b` | 2 |\n", "| 1 | 2 |  \n",
    ],
)
def test_whole_rows(rows: str) -> None:
    assert found(f"{HEAD}| A | B |\n|---|---|\n{rows}", "DOC006") == []


@pytest.mark.parametrize(
    ("rows", "wanted", "fixed"),
    [
        ("| `a | b` | 2 |\n", ("5:6 the row has 3 cells, but its header has 2: a pipe in inline code "
                              "divides a cell"), "| `a \\| b` | 2 |"),
        ("| ``x`|`y`` | 2 |\n", ("5:7 the row has 3 cells, but its header has 2: a pipe in inline code "
                                "divides a cell"), "| ``x`\\|`y`` | 2 |"),
        ("| 1 | 2 |\n| 1 | 2 | three |\n", "6:11 the row has 3 cells, but its header has 2", None),
        ("| 1 | 2 | x |\n| 1 | 2 | y |\n", "3:1 all 2 rows have more cells than the header, which has 2",
         None),
        ("| `a | 1 | 2 | 3 |\n", "5:12 the row has 4 cells, but its header has 2", None),
    ],
)
def test_ragged_rows(rows: str, wanted: str, fixed: str | None) -> None:
    text = f"{HEAD}| A | B |\n|---|---|\n{rows}"
    (diagnostic,) = [one for one in lint(text) if one.code == "DOC006"]
    assert f"{diagnostic.place.line}:{diagnostic.place.column} {diagnostic.message}" == wanted
    if fixed is None:
        assert diagnostic.fix is None
        return
    assert diagnostic.fix is not None
    line = text.split("\n")[4]
    for edit in sorted(diagnostic.fix.edits, key=lambda one: one.place, reverse=True):
        line = line[: edit.place.column - 1] + edit.text + line[edit.place.end_column - 1 :]
    assert line == fixed


@pytest.mark.parametrize(
    "text",
    [
        "A [link](x.md), [another][ref], a note[^1] and a [Unreleased] label.\n\n[ref]: x.md\n",
        "Routes `[id]`, app/[slug]/page, [id], {a,b} and /api/{name}/x.\n",
        "`[Project Name]` and `{phase}`\n", "<!-- [Project Name] -->\n", "> [Project Name]\n",
        "```\n[Project Name]\n```\n", "The template has a [Project Name] placeholder.\n",
        "- [x] No [NEEDS CLARIFICATION: ...] markers remain\n",
        "Use [NEEDS CLARIFICATION: specific question] for anything open.\n",
        "~~[NEEDS CLARIFICATION: which database?]~~ PostgreSQL\n",
        "**Status:** [done]\n", "result: [pending]\n", "## GET /users/{name}\n", "[Rule 1 - Bug] fixed\n",
        "$x \\in [a, b]$ and \\[N\\]\n", "**Plans**: TBD\n", 'It says "[Project Name]".\n',
        "## Complexity Tracking\n\n| Violation |\n|---|\n| [e.g., 4th project] |\n",
        "<!-- BEGIN: TOOL -->\nBuilt for [FEATURE NAME].\n<!-- END: TOOL -->\n",
        "## Summary Template\n\nWhen all is tested:\n\n**Date:** [DATE]\n",
        "## Summary Template\n\n**Total**: [N]\n- [List any failed tests]\n",
        "[List] of harbours, [Explain] and [Add a mooring]\n",
    ],
)
def test_nothing_to_fill_in(text: str) -> None:
    assert found(HEAD + text, "DOC007") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## [Project Name]\n", "3:4 [Project Name] is a slot"),
        ("Built for [FEATURE NAME].\n", "3:11 [FEATURE NAME] is a slot"),
        ("- **FR-001**: log in via [NEEDS CLARIFICATION: which provider?]\n",
         "3:26 [NEEDS CLARIFICATION: which provider?] is an open question"),
        ("## Phase {N}: {Name}\n", "3:10 {N} is a slot"),
        ("**Created**: [DATE]\n", "3:14 [DATE] is a slot"),
        ("**Branch**: [YYYYMMDD-HHMMSS-feature-name]\n", "3:13 [YYYYMMDD-HHMMSS-feature-name] is"),
        ("**Phase:** {phase_name}\n", "3:12 {phase_name} is a slot"),
        ("- License: [TO_BE_PROVIDED]\n", "3:12 [TO_BE_PROVIDED] is a slot"),
        ("**Duration:** [time recorded in session]\n", "3:15 [time recorded in session] is a slot"),
        ("[List any dredging constraints]\n", "3:1 [List any dredging constraints] is a slot"),
        ("[Explain your approach to tides]\n", "3:1 [Explain your approach to tides] is a slot"),
        ("[Document your tidal patterns]\n", "3:1 [Document your tidal patterns] is a slot"),
        ("TBD - created by archiving change x. Update Purpose after archive.\n", "3:1 TBD - created"),
    ],
)
def test_open_slots(text: str, wanted: str) -> None:
    first = found(HEAD + text, "DOC007")[0]
    assert first.startswith(wanted)


@pytest.mark.parametrize(
    "path", [".planning/templates/v1.0-MILESTONE-AUDIT.md", ".planning/MILESTONE-AUDIT-TEMPLATE.md"]
)
def test_templates_may_have_slots(path: str) -> None:
    assert found(HEAD + "## [Project Name]\n", "DOC007", path) == []


def test_a_milestone_called_milestone() -> None:
    text = "---\nmilestone_name: milestone\n---\n# v1.0 Milestone Audit\n"
    assert found(text, "DOC007")[0].startswith("2:17 'milestone' is no name")


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode\n```\n\n## Heading\n", "```\ncode\n# a comment\nmore\n", "~~~\n```\n## x\n~~~\n",
        "````\n```\n## x\n```\n````\n", "    indented\n    ## x\n", "```\n",
        "- item\n\n  ```\n  ## x\n  ```\n", "```\n## x\n```   \n\n\n",
    ],
)
def test_closed_or_harmless_fences(text: str) -> None:
    assert found(HEAD + text, "DOC008") == []


def test_unclosed_fences() -> None:
    text = "```bash\nrun\n\n## One\n\n## Two\n\n- [ ] box\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert found(HEAD + text, "DOC008") == [
        "3:1 this code fence never closes and hides 2 headings, 1 checkbox and 1 table"
    ]
    assert found(HEAD + "~~~\n## One\n", "DOC008") == ["3:1 this code fence never closes and hides 1 heading"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| A |\n|---|\n| " + "`|" * 200_000 + "\n", id="pipes and ticks"),
        pytest.param("| A |\n|---|\n" + "| `x | y` |\n" * 15_000, id="ragged rows"),
        pytest.param("[e.g., x] " * 50_000, id="slots on one line"),
        pytest.param("[Brief " * 100_000, id="open brackets"),
        pytest.param("âœ… " * 100_000, id="mojibake on one line"),
        pytest.param("<<<<<<< a\n" * 50_000 + "=======\n>>>>>>> b\n", id="markers"),
        pytest.param("```\n" + "- " * 100_000 + "\n" + "---" * 200_000, id="fence"),
        pytest.param("\\" * 300_000 + "|\n", id="backslashes"),
    ],
)
def test_time_grows_with_the_text(text: str) -> None:
    started = time.process_time()
    lint(HEAD + text, select=("DOC",))
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("TBD - created by archiving change a. Update Purpose after archive.", True),
        ("TBD: somebody has to say what it is for", True),
        ("TODO", True),
        ("Tides, TBD later.", False),
        ("TBDs are kept in a table.", False),
    ],
)
def test_a_purpose_that_is_still_to_be_written(purpose: str, expected: bool) -> None:
    text = f"# Tides\n\n## Purpose\n{purpose}\n\n## Requirements\n"
    assert bool(found(text, "DOC007", "openspec/specs/tides/spec.md")) == expected


TEMPLATE = """# [PROJECT_NAME] Constitution

## Core Principles

### [PRINCIPLE_1_NAME]

[PRINCIPLE_1_DESCRIPTION]

### {second}

{said}

## Governance

{rules}
"""


@pytest.mark.parametrize(
    ("second", "said", "rules", "expected"),
    [
        # A copy that nobody began is one finding.
        ("[PRINCIPLE_2_NAME]", "[PRINCIPLE_2_DESCRIPTION]", "[CONSTITUTION_VERSION]",
         ["1:3 [PROJECT_NAME] and 5 more are slots of a template that nobody filled"]),
        # Where most was filled, each slot is one of its own.
        ("Test first", "No code without a test.", "Everybody keeps to it.",
         ["1:3 [PROJECT_NAME] is a slot of a template that is not filled",
          "5:5 [PRINCIPLE_1_NAME] is a slot of a template that is not filled",
          "7:1 [PRINCIPLE_1_DESCRIPTION] is a slot of a template that is not filled"]),
        # An open question is never one of the template's slots.
        ("[PRINCIPLE_2_NAME]", "[NEEDS CLARIFICATION: is there a second one?]", "[SECTION_1_CONTENT]",
         ["1:3 [PROJECT_NAME] and 4 more are slots of a template that nobody filled",
          "11:1 [NEEDS CLARIFICATION: is there a second one?] is an open question"]),
    ],
)
def test_an_unfilled_template(second: str, said: str, rules: str, expected: list[str]) -> None:
    text = TEMPLATE.format(second=second, said=said, rules=rules)
    assert found(text, "DOC007", ".specify/memory/constitution.md") == expected
