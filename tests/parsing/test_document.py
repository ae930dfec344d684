"""The document model: what is read out of Markdown, and where exactly it stands."""

from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.document import Document
from auditlint.parsing.frontmatter import cut
from auditlint.parsing.problem import Problem
from auditlint.parsing.tags import tag_of


def read(text: str) -> Document:
    return Document("docs/x.md", text, Limits())


def test_sections_are_a_tree() -> None:
    document = read("# A\n\n## B `code` **bold**\n\n### C\n\n## D ##\n\nE\n=\n")
    titles = [(one.level, one.title) for one in document.sections]
    assert titles == [(1, "A"), (2, "B code bold"), (3, "C"), (2, "D"), (1, "E")]
    c = document.sections[2]
    assert [one.title for one in c.ancestors()] == ["C", "B code bold", "A"]
    d = document.sections[3]
    assert document.text[d.title_span.start : d.title_span.end] == "D"
    e = document.sections[4]
    assert document.text[e.title_span.start : e.title_span.end] == "E"
    assert document.section_at(c.start + 1) is c
    assert document.sections[1].end == d.start


def test_headings_in_code_quotes_and_comments_are_none() -> None:
    document = read("# A\n\n```\n# B\n```\n\n> # C\n\n<!--\n# D\n-->\n\n    # E\n")
    assert [one.title for one in document.sections] == ["A"]


@pytest.mark.parametrize("tag", ["<tasks>", "<domain>", "<details>", "<task type=\"auto\">"])
def test_tag_lines_do_not_swallow_what_follows(tag: str) -> None:
    document = read(f"{tag}\n## Inside\n\n| A |\n|---|\n| b |\n\n- [ ] box\n")
    assert [one.title for one in document.sections] == ["Inside"]
    assert len(document.tables) == 1
    assert len(document.boxes) == 1


def test_elements_are_paired() -> None:
    text = "<tasks>\n<task type=\"auto\">\na\n</task>\n</tasks>\n\n```\n<tasks>\n```\n"
    elements = read(text).markdown.elements
    assert [(one.name, one.attributes) for one in elements] == [("tasks", ""), ("task", 'type="auto"')]
    assert text[elements[1].inner.start : elements[1].inner.end].strip() == "a"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<tasks>", ("tasks", False, "")),
        ("  </tasks>  ", ("tasks", True, "")),
        ('<task type="auto" gate="x">', ("task", False, 'type="auto" gate="x"')),
        ("<https://example.com>", None),
        ("<a@b.c>", None),
        ("<br/>", None),
        ("text <b>", None),
        ("<>", None),
    ],
)
def test_tag_of(line: str, expected: tuple[str, bool, str] | None) -> None:
    assert tag_of(line) == expected


def test_boxes() -> None:
    document = read("- [ ] open\n- [x] done\n- [X] done\n- [~] neither\n- [P] label\n- [a](b) link\n- [0:8] x\n")
    assert [(one.box, one.text) for one in document.boxes] == [
        ("open", "open"), ("done", "done"), ("done", "done"), ("other", "neither"),
    ]
    first = document.boxes[0]
    assert document.text[first.box_span.start : first.box_span.end] == "[ ]"


def test_nested_and_loose_items() -> None:
    document = read("1. [ ] a\n   more\n   - [x] b `c`\n\n2. d\n\n   paragraph\n")
    assert [(one.depth, one.number, one.text) for one in document.items] == [
        (0, 1, "a\n   more"), (1, None, "b `c`"), (0, 2, "d"),
    ]
    assert document.items[1].parent is document.items[0]


def test_boxes_in_code_are_quotations() -> None:
    assert read("```\n- [ ] a\n```\n\n`- [ ] b`\n\n> - [ ] c\n").boxes == []


def test_tables() -> None:
    document = read("| A | B |\n|---|---|\n| `x|y` | **z** |\n| a \\| b | c |\n| only |\n| 1 | 2 | 3 |\n")
    (table,) = document.tables
    assert table.headings == ["A", "B"]
    rows = [([cell.text for cell in row.cells], row.ragged) for row in table.rows]
    assert rows[1] == (["a \\| b", "c"], False)
    assert rows[2][0][0] == "only"
    assert not rows[2][1]
    assert rows[3][1]
    assert rows[0][1]
    cell = table.rows[1].cells[1]
    assert document.text[cell.start : cell.end] == "c"


def test_columns_are_code_points_with_wide_characters() -> None:
    text = "# 漢字 é 😀\n\n| 名前 | N |\n|---|---|\n| 😀😀 | 12 |\n"
    document = read(text)
    cell = document.tables[0].rows[0].cells[1]
    assert text[cell.start : cell.end] == "12"
    assert document.lines.position(cell.start) == (5, 8)
    assert document.sections[0].title == "漢字 é 😀"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = "---\na: 1\n---\n\n# T\n\n- [ ] x\n\n**Status:** done\n\n| A |\n|---|\n| b |\n".replace("\n", end)
    document = read(text)
    assert [entry.key for entry in document.meta.entries] == ["a"]  # type: ignore[union-attr]
    assert document.title is not None
    assert document.title.title == "T"
    assert [one.text for one in document.boxes] == ["x"]
    assert [one.value for one in document.fields] == ["done"]
    assert document.tables[0].rows[0].cells[0].text == "b"


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("**Status:** passed", "Status", "passed"),
        ("**Status**: passed", "Status", "passed"),
        ("**Status** : passed", "Status", "passed"),
        ("- **Status:** passed", "Status", "passed"),
        ("- [ ] **Status:** passed", "Status", "passed"),
        ("__Status:__ passed", "Status", "passed"),
        ("**Total: 31/31 satisfied**", "Total", "31/31 satisfied"),
        ("*Last updated: 2026-05-04 after x*", "Last updated", "2026-05-04 after x"),
        ("_Audited: 2026-05-04_", "Audited", "2026-05-04"),
        ("**状態：** 完了", "状態", "完了"),
        ("**Goal**: `code` and text", "Goal", "`code` and text"),
    ],
)
def test_fields(line: str, key: str, value: str) -> None:
    document = read(f"# T\n\n{line}\n")
    assert [(one.key, one.value) for one in document.fields] == [(key, value)]
    field = document.fields[0]
    assert document.text[field.key_span.start : field.key_span.end] == key
    assert document.text[field.value_span.start : field.value_span.end] == value


def test_several_fields_in_one_line() -> None:
    document = read("**Branch**: `x` | **Date**: 2026-05-04 | **Spec**: y\n")
    assert [(one.key, one.value) for one in document.fields] == [
        ("Branch", "`x`"), ("Date", "2026-05-04"), ("Spec", "y"),
    ]


@pytest.mark.parametrize("text", ["`**Status:** a`\n", "> **Status:** a\n", "<!-- **Status:** a -->\n",
                                  "```\n**Status:** a\n```\n", "| **Status:** a |\n|---|\n"])
def test_quoted_fields_are_none(text: str) -> None:
    assert read(text).fields == []


def test_prose_keeps_every_offset() -> None:
    text = "---\na: 1\n---\n# T `c`\n\n<!-- x -->\n\n```\nfence\n```\n> quote\n\nend é\n"
    document = read(text)
    assert len(document.prose) == len(text)
    assert document.prose.split() == ["#", "T", "end", "é"]
    assert document.prose.count("\n") == text.count("\n")


def test_comments_and_links() -> None:
    document = read("a <!-- one --> [l](t.md#x) ![i](p.png)\n\n<!--\ntwo\n-->\n\n<!-- open")
    assert [one.text.strip() for one in document.markdown.comments] == ["one", "two", "open"]
    assert [(one.target, one.image) for one in document.markdown.links] == [
        ("t.md#x", False), ("p.png", True),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "# T\n", "---\n\n# T\n\n---\n", "----\na: 1\n---\n", "---\nJust prose.\n\nMore.\n\n---\n",
     "text\n---\na: 1\n---\n", "---\n"],
)
def test_no_front_matter(text: str) -> None:
    assert cut(text) is None


def test_front_matter_that_never_closes() -> None:
    assert isinstance(cut("---\nphase: 1\nstatus: passed\n\n# T\n"), Problem)


def test_scalars_keep_their_source_text() -> None:
    document = read("---\nphase: 08\nplan: 1.10\nhash: 12e4567\nwhen: 2026-05-04\nyes: yes\nq: \"07\"\n---\n")
    meta = document.meta
    assert meta is not None
    assert [(one.key, one.value.text) for one in meta.entries] == [  # type: ignore[union-attr]
        ("phase", "08"), ("plan", "1.10"), ("hash", "12e4567"), ("when", "2026-05-04"),
        ("yes", "yes"), ("q", "07"),
    ]


def test_places_in_front_matter() -> None:
    text = "---\n# comment\nscores:\n  flows: 4/4\nlist: [a, é, \"c\"]\n---\n"
    meta = read(text).meta
    assert meta is not None
    flows = meta.mapping("scores").entry("flows")  # type: ignore[union-attr]
    assert flows is not None
    assert text[flows.value.span.start : flows.value.span.end] == "4/4"
    assert text[flows.key_span.start : flows.key_span.end] == "flows"
    assert [text[one.span.start : one.span.end] for one in meta.items("list")] == ["a", "é", '"c"']


def test_broken_front_matter_gives_its_top_level_scalars() -> None:
    document = read("---\nphase: 07-x\nstatus: \"a\" b\nlist:\n  - x: y: z\nscore: 5/5\n---\n\n# T\n")
    assert document.front is not None
    assert not document.front.valid
    keys = {one.key: one.value.text for one in document.front.root.entries}  # type: ignore[union-attr]
    assert keys["phase"] == "07-x"
    assert keys["score"] == "5/5"
    assert document.title is not None


def test_the_python_yaml_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "---\na: &x [1, {b: 'c'}]\nd: *x\ne: |\n  f\n  g\nh: \"é\"\n---\n"

    def tree(document: Document) -> object:
        def value(node: object) -> object:
            if hasattr(node, "entries"):
                return {one.key: (one.key_span, value(one.value)) for one in node.entries}
            if hasattr(node, "items"):
                return [value(one) for one in node.items]
            return (node.text, node.plain, node.span.start)  # type: ignore[attr-defined]

        return value(document.meta)

    with_c = tree(read(text))
    monkeypatch.delattr(yaml, "CParser", raising=False)
    assert tree(read(text)) == with_c
