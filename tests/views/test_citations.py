"""Paths and commits are read where a document can mean them, and hedges where it takes them back."""

from __future__ import annotations

import pytest

from auditlint.claims import CitesCommit, CitesPath
from auditlint.config import Limits
from auditlint.parsing.document import Document
from auditlint.views.citations import citations, read_path
from auditlint.views.hedges import GONE, MADE, Hedges


def cited(text: str) -> list[CitesPath | CitesCommit]:
    return list(citations(Document("docs/notes.md", text, Limits())))


@pytest.mark.parametrize(
    ("text", "path", "lines"),
    [
        ("src/kiln/fire.py", "src/kiln/fire.py", None),
        ("src/kiln/fire.py:12", "src/kiln/fire.py", (12, 12)),
        ("src/kiln/fire.py:12-20", "src/kiln/fire.py", (12, 20)),
        ("src/kiln/fire.py:12:5", "src/kiln/fire.py", (12, 12)),
        ("src/kiln/fire.py:12-20,31", "src/kiln/fire.py", (12, 20)),
        ("src/kiln/fire.py#L3-L9", "src/kiln/fire.py", (3, 9)),
        ("src/kiln/fire.py::test_ramp", "src/kiln/fire.py", None),
        ("src/kiln/fire.py:ramp()", "src/kiln/fire.py", None),
        ("/src/kiln/fire.py:7", "/src/kiln/fire.py", (7, 7)),
        (".github/workflows/ci.yml", ".github/workflows/ci.yml", None),
        ("src/kiln/", "src/kiln/", None),
        ("src/kiln", None, None),
        ("fire.py", None, None),
        ("./fire.py", None, None),
        ("../kiln/fire.py", None, None),
        ("~/kiln/fire.py", None, None),
        ("@kiln/core/fire.js", None, None),
        ("https://example.org/fire.py", None, None),
        ("src/**/*.py", None, None),
        ("src/{a,b}.py", None, None),
        ("src/<name>/fire.py", None, None),
        ("python src/kiln/fire.py", None, None),
        ("and/or", None, None),
        ("src//fire.py", None, None),
        ("app/[id]/page.tsx", None, None),
    ],
)
def test_what_is_a_path(text: str, path: str | None, lines: tuple[int, int] | None) -> None:
    assert read_path(text) == (None if path is None else (path, lines))


def test_paths_with_their_places() -> None:
    text = "See `src/a.py:4` and [the log](log/b.md#x), also `a b/c.py`.\n\n- @docs/c.md\n"
    found = cited(text)
    assert [(one.path, one.lines, one.role) for one in found if isinstance(one, CitesPath)] == [
        ("src/a.py", (4, 4), "code"),
        ("log/b.md#x", None, "link"),
        ("docs/c.md", None, "reference"),
    ]
    assert [text[one.span.start : one.span.end] for one in found] == [
        "`src/a.py:4`", "[the log](log/b.md#x)", "docs/c.md",
    ]


def test_lines_behind_a_path() -> None:
    (one,) = cited("The check in `src/a.py` (lines 12-20) is gone.\n")
    assert isinstance(one, CitesPath)
    assert one.lines == (12, 20)


@pytest.mark.parametrize(
    ("text", "commits"),
    [
        ("Fixed by commit `abc1234`.", ["abc1234"]),
        ("## Task commits\n\n1. Ramp - `abc1234` (feat)", ["abc1234"]),
        ("| Task | Commit |\n|--|--|\n| Ramp | `abc1234` |", ["abc1234"]),
        ("| Task | Colour |\n|--|--|\n| Ramp | `abc1234` |", []),
        ("The colour `abc1234` is wrong.", []),
        ("Commit digest sha256 `abc1234`.", []),
        ("The commit `ABC1234`.", []),
        ("The commit `abc12`.", []),
        ("~~~\ncommit `abc1234`\n~~~", []),
    ],
)
def test_commits_stand_where_commits_are_named(text: str, commits: list[str]) -> None:
    assert [one.commit for one in cited(text) if isinstance(one, CitesCommit)] == commits


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The ramp is in `src/a.py`.", ""),
        ("The ramp was in `src/a.py`.", GONE),
        ("There is no `src/a.py`.", GONE),
        ("`src/b.py` → `src/a.py`", GONE),
        ("Create `src/a.py` for it.", MADE),
        ("New files:\n\n- `src/b.py`\n- `src/a.py`", MADE),
        ("Files:\n\n- `src/b.py` is new\n- `src/a.py`", ""),
        ("- Remove:\n  - `src/a.py`", GONE),
        ("## Planned\n\nThe ramp: `src/a.py`", MADE),
        ("The ramp of the kiln will\nbe in `src/a.py`.", MADE),
        ("The ramp is in `src/a.py`\nand was renamed.", GONE),
        ("焼成は `src/a.py` にある。", GONE),
        ("| Ramp | `src/a.py` | missing |", GONE),
        ("- **GIVEN** a file `src/a.py` of that kind", MADE),
    ],
)
def test_hedges(text: str, hedge: str) -> None:
    document = Document("docs/notes.md", text, Limits())
    assert Hedges(document).at(text.index("src/a.py")) == hedge


def test_in_the_texts_of_a_yaml_file() -> None:
    text = (
        "# `src/kiln/comment.py`\n"
        "context: |\n  Heat: `src/kiln/heat.py:12`\n  ```\n  `a b`\n  ```\n"
        "rules: &rules\n  design:\n    - see `docs/kiln.md`, not `docs` or `*/x.md`\nmore: *rules\n"
    )
    document = Document("openspec/config.yaml", text, Limits(), "yaml")
    found = list(citations(document))
    assert [(one.path, one.lines) for one in found if isinstance(one, CitesPath)] == [
        ("src/kiln/heat.py", (12, 12)), ("docs/kiln.md", None)
    ]
    assert [text[slice(*one.span)] for one in found] == ["`src/kiln/heat.py:12`", "`docs/kiln.md`"]
