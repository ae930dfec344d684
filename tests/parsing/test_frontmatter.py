"""Front matter: where it stands, what it holds, why it cannot be read, and when to stop."""

from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing import frontmatter
from auditlint.parsing.frontmatter import Block
from auditlint.parsing.nodes import Mapping, Node, Scalar, Sequence
from auditlint.parsing.problem import Problem
from auditlint.source.text import LineIndex

LIMITS = Limits()


def read(text: str) -> frontmatter.FrontMatter:
    front = frontmatter.read(text, LIMITS)
    assert front is not None
    return front


def texts(node: Node) -> object:
    """The nodes as plain values, every scalar as its text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [texts(one) for one in node.items]
    return {one.key: texts(one.value) for one in node.entries}


@pytest.mark.parametrize(
    "text",
    [
        "", "# Title\n", "---\n", "---\n\n---\n# x\n"[4:], " ---\na: 1\n---\n", "----\na: 1\n----\n",
        "---\n\nSome text.\n\nMore.\n", "---\nNote: this is a rule above a note.\n\nText.\n",
        "---\n# Title\n\ntext\n---\n", "--- x\na: 1\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert frontmatter.cut(text) is None


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        ("---\na: 1\n---\n# x\n", "a: 1\n", "# x\n"),
        ("---\r\na: 1\r\n---\r\n# x\r\n", "a: 1\r\n", "# x\r\n"),
        ("---\ra: 1\r---\r# x\r", "a: 1\r", "# x\r"),
        ("---\na: 1\n...\n# x\n", "a: 1\n", "# x\n"),
        ("---  \na: 1\n---\t\n", "a: 1\n", ""),
        ("---\na: 1\n---", "a: 1\n", ""),
        ("---\n---\n# x\n", "", "# x\n"),
        ("---\n# a comment\na: 1\n---\n", "# a comment\na: 1\n", ""),
        ("---\n- broken\na: 1\n---\n", "- broken\na: 1\n", ""),
    ],
)
def test_where_it_stands(text: str, yaml: str, body: str) -> None:
    block = frontmatter.cut(text)
    assert isinstance(block, Block)
    assert text[block.yaml.start : block.yaml.end] == yaml
    assert text[block.body :] == body


def test_an_open_block_is_a_problem() -> None:
    assert isinstance(frontmatter.cut("---\nmilestone: v1\nstatus: x\n# Title\n"), Problem)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_nodes_know_their_places(end: str) -> None:
    text = end.join(("---", "é: 🚀x", "list:", "  - 'a b'", '  - k: "v"', "---", ""))
    front = read(text)
    assert texts(front.root) == {"é": "🚀x", "list": ["a b", {"k": "v"}]}
    items = front.root.items("list")
    assert text[items[0].span.start : items[0].span.end] == "'a b'"
    assert isinstance(items[1], Mapping)
    entry = items[1].entries[0]
    assert text[entry.key_span.start : entry.key_span.end] == "k"
    assert text[entry.value.span.start : entry.value.span.end] == '"v"'
    first = front.root.get("é")
    assert first is not None
    assert text[first.span.start : first.span.end] == "🚀x"


def test_no_scalar_is_typed_and_quotes_are_known() -> None:
    front = read("---\na: 08\nb: 1.10\nc: '3'\nd: yes\ne:\nf: |\n  x\n---\n")
    assert texts(front.root) == {"a": "08", "b": "1.10", "c": "3", "d": "yes", "e": "", "f": "x\n"}
    assert [getattr(one.value, "plain", None) for one in front.root.entries] == [
        True, True, False, True, True, False,
    ]


def test_both_parsers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\na: &x {p: 1, q: [é, 'y']}\nb: *x\nc: |\n  text\nd: >-\n  folded\n  more\n---\n"

    def places(node: Node) -> object:
        inner: list[object] = []
        if isinstance(node, Sequence):
            inner = [places(one) for one in node.items]
        elif isinstance(node, Mapping):
            inner = [(one.key, one.key_span, places(one.value)) for one in node.entries]
        else:
            inner = [node.text, node.plain]
        return type(node).__name__, inner

    fast = places(read(text).root)
    monkeypatch.setattr(frontmatter, "_loader", frontmatter._python_loader)
    assert places(read(text).root) == fast


def test_merge_keys_fill_in() -> None:
    front = read("---\na: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\nc:\n  <<: [*x, {r: 4}]\n---\n")
    assert texts(front.root) == {
        "a": {"p": "1", "q": "2"}, "b": {"q": "3", "p": "1"}, "c": {"p": "1", "q": "2", "r": "4"},
    }
    assert front.duplicates == ()


def test_duplicate_keys_keep_the_first() -> None:
    front = read("---\na: 1\nb:\n  c: 1\n  c: 2\na: 2\n---\n")
    assert texts(front.root) == {"a": "1", "b": {"c": "1"}}
    assert [(one.key, one.span.start, one.first.start) for one in front.duplicates] == [
        ("c", 21, 14), ("a", 26, 4),
    ]


@pytest.mark.parametrize(
    ("yaml", "place", "cause"),
    [
        ("a: one: two", "2:7", "a colon and a space inside an unquoted value"),
        ("a:\n  - x: y: z", "3:9", "a colon and a space inside an unquoted value"),
        ("a: `code`", "2:4", "a value cannot start with a backtick"),
        ("a: @me", "2:4", "a value cannot start with @"),
        ("a: %x", "2:4", "a value cannot start with %"),
        ("a: [@x/y]", "2:5", "a value cannot start with @"),
        ('a: "x" and "y"', "2:7", "text after the closing quote"),
        ('a: "\\d+"', "2:5", "a backslash in double quotes starts an escape, and this is none"),
        ('a: "\\u{1}"', "2:7", "a backslash in double quotes starts an escape, and this is none"),
        ("a: true\n  b: 1", "3:4", "'a' has a value already and cannot hold the indented keys below it"),
        ("a: *word", "2:4", ("an unquoted value that starts with * is read as an alias, "
                            "and no anchor is called 'word'")),
        ("a: **bold** text", "2:4", "an unquoted value that starts with * has a special meaning in YAML"),
        ("a: [x[], y]\nb: [x", None, ("a value in a list in brackets holds a character that has a "
                                     "meaning there")),
        ("a: 1\n\tb: 2", None, "a tab indents this line"),
        ('a: "open\nb: 1', None, "a quote or bracket that never closes"),
        ("a: [1] and more", None, ("an unquoted value that starts with [ is read as a list, and this "
                                  "is none")),
        ("a: b | 'c'\n- d", None, "a line that does not fit the indentation around it"),
    ],
)
def test_causes(yaml: str, place: str | None, cause: str) -> None:
    text = f"---\n{yaml}\nz: 1\n---\n"
    problem = read(text).problem
    assert problem is not None
    position = LineIndex(text).position(problem.span.start)
    assert problem.cause == cause
    if place is not None:
        assert f"{position.line}:{position.column}" == place


def test_scalars_are_recovered_line_by_line() -> None:
    front = read("---\nstatus: passed\nname: 'x y'\nlist: [a\nbad: one: two\n  deep: 1\nscore: 3/4\n---\n")
    assert front.problem is not None
    assert texts(front.root) == {"status": "passed", "name": "x y", "bad": "one: two", "score": "3/4"}


@pytest.mark.parametrize(
    "yaml",
    [
        pytest.param("a: " + "[" * 50_000, id="brackets"),
        pytest.param("a: " + "{a: " * 50_000, id="braces"),
        pytest.param("a:\n" + "".join(" " * n + "- \n" for n in range(1, 300)), id="lists"),
        pytest.param(
            "a0: &a0 [x, x]\n" + "".join(
                f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
            ),
            id="alias bomb",
        ),
        pytest.param("a: &a [x]\nb: [" + "*a, " * 200 + "]", id="many aliases"),
    ],
)
def test_limits(yaml: str) -> None:
    front = read(f"---\n{yaml}\n---\n")
    assert front.limit is not None
    assert not front.valid


@pytest.mark.parametrize("yaml", ["a: &a [*a]", "a: &a {b: *a}"])
def test_an_anchor_that_holds_itself(yaml: str) -> None:
    assert not read(f"---\n{yaml}\n---\n").valid


@pytest.mark.parametrize(
    "yaml", ["\x01: 1", "a: \x07", "? [a]\n: b", "a: !!python/object:os.system x", "%YAML 9.9", "a: 1\n... x",
             "?", ":", "- - - x", "a: |9\n x", "\ufeffa: 1", "a: \u2028 b", "&a", "*", "!"],
)
def test_nothing_crashes(yaml: str) -> None:
    text = f"---\nk: v\n{yaml}\n---\n# x\n"
    frontmatter.read(text, LIMITS)
    frontmatter.read(text.replace("\n", "\r\n"), LIMITS)
