from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.document import Document
from auditlint.views.introductions import introduction


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("**Gaps**:\n", "**Gaps**:"),
        ("**Gaps:**\n\n", "**Gaps:**"),
        ("What is left:\n", "What is left:"),
        ("**Gaps**\n", "**Gaps**"),
        ("It is done.\n\n", ""),
        ("## Gaps\n\n", ""),
        ("- [x] before\n\n", ""),
        ("**Gaps**:\n- before\n  more\n\n", "**Gaps**:"),
        ("", ""),
    ],
)
def test_introduction(above: str, expected: str) -> None:
    document = Document("docs/notes.md", above + "- [ ] a\n- [ ] b\n", Limits())
    assert [introduction(document, one) for one in document.items[-2:]] == [expected, expected]
