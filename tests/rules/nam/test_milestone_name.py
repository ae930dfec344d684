from __future__ import annotations

import pytest

from tests.helpers import found


def audit(milestone: str, title: str = "Milestone Audit") -> str:
    return f"---\nmilestone: {milestone}\naudited: 2026-05-04\nstatus: passed\n---\n\n# {title}\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("v1.0-MILESTONE-AUDIT.md", audit("v1.0")),
        ("v1.0-MILESTONE-AUDIT.md", audit("1.0")),
        ("v1.0-MILESTONE-AUDIT.md", audit("v1.0", "v1.0.0 Milestone Audit")),
        ("v2.0-v2.0-MILESTONE-AUDIT.md", audit("v2.0")),
        ("MILESTONE-AUDIT.md", audit("v1.0")),
        ("v1.0-MILESTONE-AUDIT.md", audit("Spring release")),
        ("v1.0-MILESTONE-AUDIT.md", audit("v1.0", "Audit after v0.9, before v1.1")),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert found(text, "NAM002", f".planning/{path}") == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "v1-MILESTONE-AUDIT.md", audit("v1.0"),
            ["2:12 the milestone is 'v1.0' here, but the file is named for v1"],
        ),
        (
            "v1.1-MILESTONE-AUDIT.md", audit("v1.1", "v1.0 Milestone Audit"),
            ["7:3 the milestone is v1.0 here, but 'v1.1' in front matter"],
        ),
    ],
)
def test_fires(path: str, text: str, expected: list[str]) -> None:
    assert found(text, "NAM002", f".planning/{path}") == expected
