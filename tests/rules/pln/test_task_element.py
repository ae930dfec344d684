from __future__ import annotations

import pytest

from tests.helpers import found

CODE = "PLN005"
PATH = ".planning/phases/01-ledger/01-01-PLAN.md"
NAME = "<name>Task 1: Write</name>"
FILES = "<files>src/entries.py</files>"
ACTION = "<action>Append each entry.</action>"
VERIFY = "<verify>pytest</verify>"
DONE = "<done>Entries are kept</done>"
STOP = '<task type="checkpoint:human-verify" gate="blocking">\n<what-built>A page</what-built>\n</task>\n'


def task(*elements: str, tag: str = '<task type="auto">') -> str:
    return "\n".join([tag, *("  " + one for one in elements), "</task>", ""])


def plan(*tasks: str, autonomous: str = "true") -> str:
    """A plan whose first task begins in line 10."""
    return (
        f"---\nphase: 01-ledger\nplan: 01\nautonomous: {autonomous}\n---\n\n# Plan\n\n<tasks>\n"
        + "\n".join(tasks) + "\n</tasks>\n"
    )


WHOLE = task(NAME, FILES, ACTION, VERIFY, DONE)
SHORT = task(NAME, FILES, ACTION, DONE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(plan(WHOLE), id="whole"),
        pytest.param(
            plan(WHOLE, STOP.replace("blocking", "autonomous-review")), id="a-gate-without-anybody"
        ),
        pytest.param(plan(WHOLE, STOP.replace("blocking", "non-blocking")), id="no-blocking-gate"),
        pytest.param(
            plan(task(FILES, ACTION, VERIFY, DONE, tag='<task type="auto" name="Write">')),
            id="the-name-is-an-attribute",
        ),
        pytest.param(
            plan(task(NAME, FILES, ACTION, "<verify>\n    <automated>pytest</automated>\n</verify>",
                      "<acceptance_criteria>kept</acceptance_criteria>")),
            id="acceptance-criteria-say-when-it-is-done",
        ),
        pytest.param(
            plan(task(NAME, FILES, "<behavior>kept</behavior>", VERIFY, DONE,
                      tag='<task type="auto" tdd="true">')),
            id="test-first",
        ),
        pytest.param(
            plan(task(NAME, FILES, ACTION, "**Verify:** run the tests", DONE)), id="a-bold-label"
        ),
        pytest.param(
            plan(task(NAME, ACTION, VERIFY, DONE)).replace(
                "autonomous", "files_modified: [src/a.py]\nautonomous"
            ),
            id="the-front-matter-lists-the-files-of-all-tasks",
        ),
        pytest.param(
            plan(task(NAME, ACTION, VERIFY, DONE)).replace(
                "autonomous", "files_modified: []\nautonomous"
            ),
            id="the-plan-modifies-nothing",
        ),
        pytest.param(
            plan(task("<n>Task 1: Write</n>", FILES, ACTION, VERIFY, DONE)), id="a-short-name"
        ),
        pytest.param(plan(task("Write the ledger, then read it.")), id="another-format"),
        pytest.param(plan(task(NAME, FILES, ACTION, tag="<task>")), id="no-type"),
        pytest.param(plan(task(NAME, ACTION, tag='<task id="1" type="execute">')), id="unknown-type"),
        pytest.param(plan("```xml\n" + SHORT + "```"), id="in-a-fence"),
        pytest.param(plan("> " + SHORT.replace("\n", "\n> ")), id="in-a-quotation"),
        pytest.param(plan("<!--\n" + SHORT + "-->"), id="in-a-comment"),
        pytest.param(plan("See `<task type=\"auto\">` there.\n</task>"), id="in-inline-code"),
        pytest.param(plan(SHORT.replace("</task>", "")), id="never-closed"),
        pytest.param(plan(STOP, autonomous="false"), id="a-plan-that-stops"),
        pytest.param(plan(STOP.replace('"blocking"', '"non-blocking"')), id="it-does-not-block"),
        pytest.param(plan("```xml\n" + STOP + "```"), id="a-quoted-checkpoint"),
        pytest.param("# Plan\n\n<tasks>\n" + STOP + "</tasks>\n", id="says-nothing-of-autonomy"),
    ],
)
def test_stays_silent(text: str) -> None:
    assert found(text, CODE, PATH) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(plan(SHORT), ["10:1 this task has no <verify>"], id="no-check"),
        pytest.param(
            plan(task(NAME, ACTION, VERIFY)), ["10:1 this task has no <files> and no <done>"],
            id="two-elements",
        ),
        pytest.param(
            plan(task(NAME, ACTION)),
            ["10:1 this task has no <files>, no <verify> and no <done>"], id="three-elements",
        ),
        pytest.param(
            plan(WHOLE, WHOLE, task(NAME, ACTION, VERIFY, DONE)).replace(
                "autonomous", "files_modified: [src/a.py]\nautonomous"
            ),
            ["27:1 this task has no <files>"], id="where-the-others-have-their-files",
        ),
        pytest.param(
            plan(SHORT, WHOLE, SHORT), ["10:1 2 tasks of this plan have no <verify>"],
            id="one-finding-for-one-gap",
        ),
        pytest.param(
            plan(SHORT, task(FILES, ACTION, VERIFY, DONE)),
            ["10:1 this task has no <verify>", "17:1 this task has no <name>"], id="two-gaps",
        ),
        pytest.param(
            plan(WHOLE, STOP),
            ["4:13 this plan calls itself autonomous, but a task is a checkpoint"],
            id="checkpoint",
        ),
        pytest.param(
            plan(STOP, STOP),
            ["4:13 this plan calls itself autonomous, but 2 tasks are checkpoints"],
            id="checkpoints",
        ),
    ],
)
def test_fires(text: str, expected: list[str]) -> None:
    assert found(text, CODE, PATH) == expected


@pytest.mark.parametrize("gate", [' gate="blocking"', ' gate="blocking-human"', ""])
def test_a_checkpoint_that_blocks(gate: str) -> None:
    text = plan(WHOLE, STOP.replace(' gate="blocking"', gate))
    assert found(text, CODE, PATH) == [
        "4:13 this plan calls itself autonomous, but a task is a checkpoint"
    ]
