"""The decisions of a phase's context, and the documents that are only held against their tree."""

from __future__ import annotations

import pytest

from auditlint.claims import Belongs, Defines
from auditlint.config import Config
from auditlint.engine import is_candidate, understand

CONTEXT = """# Phase 7: Glazes - Context

## Decisions

- **D-01:** Colours are kept as text
- **D-02 [informational]:** Kilns have no colour
- D-03: not in the framework's form
- [x] **Something:** else

```markdown
- **D-09:** quoted
```
"""


def test_decisions() -> None:
    understood = understand(".planning/phases/07-glazes/07-CONTEXT.md", CONTEXT.encode(), Config())
    assert understood is not None
    document, recognition, model, claims = understood
    assert recognition.kind.id == "gsd-context"
    assert [(one.subject.id, one.name) for one in claims.of(Defines)] == [
        ("D-01", "Colours are kept as text"), ("D-02", "Kilns have no colour"),
    ]
    assert {one.subject.id for one in claims.of(Belongs) if one.subject.type == "phase"} == {"7"}
    assert [one.key for one in model.entries] == ["title", "headings", "decisions"]
    first = claims.of(Defines)[0].span
    assert document.text[first.start : first.end] == "D-01"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (".planning/PROJECT.md", "gsd-project"),
        (".planning/workstreams/api/PROJECT.md", "gsd-project"),
        (".planning/codebase/STRUCTURE.md", "gsd-codebase-map"),
        (".planning/todos/pending/2026-01-04-glaze.md", "gsd-todo"),
        (".planning/todos/done/2026-01-04-glaze.md", ""),
        ("CLAUDE.md", "instructions"),
        ("packages/kiln/AGENTS.md", "instructions"),
        ("docs/PROJECT.md", ""),
    ],
)
def test_documents_that_are_held_against_their_tree(path: str, kind: str) -> None:
    understood = understand(path, b"# Title\n\nText.\n", Config())
    assert (understood[1].kind.id if understood is not None else "") == kind
    assert is_candidate(Config(), path) == bool(kind)
