from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.document import Document
from auditlint.views.generated import generated


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("<!-- BEGIN: KILN-AGENTS -->\nhere\n<!-- END: KILN-AGENTS -->\n", True),
        ("<!-- KILN:START -->\nhere\n<!-- KILN:END -->\n", True),
        ("<!-- START kiln generated -->\nhere\n<!-- END kiln generated -->\n", True),
        ("<!-- KILN:START -->\n```\nhere\n<!-- KILN:END -->\n", True),
        ("<!-- KILN:START -->\nit\n<!-- KILN:END -->\n\nhere\n", False),
        ("<!-- KILN:START -->\nhere\n", False),
        ("<!-- KILN:START -->\nhere\n<!-- OVEN:END -->\n", False),
        ("<!-- a note on the start -->\nhere\n<!-- a note on the end, too -->\n", False),
    ],
)
def test_what_a_tool_writes(text: str, inside: bool) -> None:
    document = Document("AGENTS.md", text, Limits())
    assert generated(document).holds(text.index("here")) is inside
