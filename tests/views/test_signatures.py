"""Signatures are told from calls, patterns and plain names."""

from __future__ import annotations

import pytest

from auditlint.claims import WritesSignature
from auditlint.config import Limits
from auditlint.parsing.document import Document
from auditlint.views.signatures import read_signature, signatures


def stated(text: str, kind: str = "gsd-codebase-map") -> list[WritesSignature]:
    return list(signatures(Document("notes.md", text, Limits()), kind))


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("f(a, b)", [("a", "", "required"), ("b", "", "required")]),
        ("f(a, b?)", [("a", "", "required"), ("b", "", "optional")]),
        ("f(a, b=None)", [("a", "", "required"), ("b", "", "optional")]),
        ("f(a, [b])", [("a", "", "required"), ("b", "", "optional")]),
        ("f(a, ...)", [("a", "", "required"), ("", "", "open")]),
        ("f(a, *rest, **more)", [("a", "", "required"), ("rest", "", "variadic"), ("more", "", "keywords")]),
        ("f(a, ...rest)", [("a", "", "required"), ("rest", "", "variadic")]),
        ("def f(self, a: int = 3) -> str", [("self", "", "receiver"), ("a", "int", "optional")]),
        ("fn f(&mut self, a: &str) -> Result<(), E>", [("self", "", "receiver"), ("a", "&str", "required")]),
        ("f(a: string, b?: number): void", [("a", "string", "required"), ("b", "number", "optional")]),
        ("f(a: Map<K, V>, b: T)", [("a", "Map<K, V>", "required"), ("b", "T", "required")]),
        ("int f(const char* path, size_t n)", [("path", "const char*", "required"), ("n", "size_t", "required")]),
        ("f(ctx context.Context, a string)", [("context.Context", "ctx", "required"), ("string", "a", "required")]),
        ("Task<int> F(int a, string b)", [("a", "int", "required"), ("b", "string", "required")]),
        ("f(to ship: Ship, at: Pier)", [("ship", "Ship", "required"), ("at", "Pier", "required")]),
        ("f(_:at:)", [("_", "", "required"), ("at", "", "required")]),
        ("f($ship, $pier)", [("$ship", "", "required"), ("$pier", "", "required")]),
        ("f(a, *, b)", [("a", "", "required"), ("b", "", "required")]),
        ("Owner.f(a)", [("a", "", "required")]),
        ("Owner::f(a)", [("a", "", "required")]),
        ("f(a);", [("a", "", "required")]),
    ],
)
def test_read(text: str, parameters: list[tuple[str, str, str]]) -> None:
    read = read_signature(text)
    assert read is not None
    assert read[0].casefold() == "f"
    assert list(read[2]) == parameters


@pytest.mark.parametrize(
    "text",
    [
        "f()", "f(...)", "f(self)", 'f(1, "a")', "f('a')", "f(a, 1)", "f(a, true)", "f(a + b)", "f(a.b)", "f(g(a))",
        "f(a[0])", "f({ a })", "f([a, b])", "f(a)(b)", "f(a).g(b)", "f(Type, Other)", "f(char**, size_t)",
        "f(size_t n) + 1", "f(on: true)", "f(on: moored)", "f(on: () => moor(a))", "f(ship=name)", "f(depth=3)",
        "return f(a, b)", "await f(a)", "new F(a)", "if (a)", "x = f(a)", "f(a", "f a, b", "f(K::A, b)", "f(a->b)", "",
        "(a, b)", "f(,)", "f(" + "a, " * 200 + "b)", "f(" * 100 + ")" * 100,
    ],
)  # fmt: skip
def test_read_nothing(text: str) -> None:
    assert read_signature(text) is None


def test_place_and_owner() -> None:
    (one,) = stated("Ships: `Pier::moor(ship, rope)` at night.\n")
    assert (one.name, one.owner, one.is_declared) == ("moor", "Pier", False)
    assert one.span == (7, 31)


def test_named_beside_a_path() -> None:
    assert [one.name for one in stated("`moor()` in `harbour/pier.py:12`, not `lift()`.\n")] == ["moor", "lift"]
    assert stated("`moor()` in `pier.py`.\n\n`harbour/pier.py`\n") == []


def test_declarations_in_code_blocks() -> None:
    text = "```python\ndef moor(ship, rope):\n    cast(ship, rope)\n```\n"
    assert [one.name for one in stated(text)] == ["moor"]
    assert stated(text, "gsd-summary") == []
    assert stated(text.replace("python", "text")) == []


@pytest.mark.parametrize("kind", ["gsd-plan", "gsd-context", "openspec-delta", "speckit-tasks"])
def test_what_proposes_states_nothing(kind: str) -> None:
    assert stated("`moor(ship, rope)`\n", kind) == []
