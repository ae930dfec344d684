"""Comments belong to no cell, item, heading or field, so that a suppression changes no value."""

from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.document import Document

C = "<!-- auditlint: ignore[CNT] a|b -->"
D = "<!-- auditlint: ignore[CNT] -->"


def document(text: str) -> Document:
    return Document("a.md", text, Limits())


@pytest.mark.parametrize(
    ("row", "cells", "ragged", "comments"),
    [
        (f"| 1 | 2 {D} |", ["1", "2"], False, 1),
        (f"| 1 | 2 {D}", ["1", "2"], False, 1),
        (f"| 1 | 2 | {D}", ["1", "2"], False, 1),
        (f"| 1 | 2 | {D} |", ["1", "2"], False, 1),
        (f"| 1 | {D} |", ["1", ""], False, 1),
        (f"| 1 | 2 {D} | {D}", ["1", "2"], False, 2),
        (f"| 1 {D} | 2 |", ["1", "2"], False, 1),
        (f"| 1 | 2 | 3 {D} |", ["1", "2"], True, 1),
        (f"| 1 | 2 | 3 | {D}", ["1", "2"], True, 1),
        (f"| 1 | 2 | {C}", ["1", "2"], False, 1),
        (f"| 1 | `{D}` |", ["1", f"`{D}`"], False, 0),
        (f"| 1 | 2 | `{D}` |", ["1", "2"], True, 0),
        ("| 1 | 2 | 3 |", ["1", "2"], True, 0),
        ("| 1 | 2 -->", ["1", "2 -->"], False, 0),
    ],
)
def test_rows(row: str, cells: list[str], ragged: bool, comments: int) -> None:
    found = document(f"| a | b |\n|---|---|\n{row}\n")
    (one,) = found.tables[0].rows
    assert [cell.text for cell in one.cells] == cells
    assert all(found.text[cell.start : cell.end] == cell.text for cell in one.cells)
    assert one.ragged is ragged
    assert len(found.markdown.comments) == comments


def test_items_headings_and_fields() -> None:
    found = document(
        f"# Title {D}\n\n- [ ] open {D}\n- {D}\n\n**Score:** 9/10 {D}\n\n_Status: done_\n"
    )
    assert [(one.text, one.box) for one in found.items] == [("open", "open"), ("", None)]
    assert found.sections[0].title == "Title"
    span = found.sections[0].title_span
    assert found.text[span.start : span.end] == "Title"
    assert [(one.key, one.value) for one in found.fields] == [("Score", "9/10"), ("Status", "done")]
