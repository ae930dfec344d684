"""What is read of a function besides its parameters, and what is not read at all."""

from __future__ import annotations

import pytest

from auditlint.evidence import signatures
from auditlint.evidence.signatures import Signature


def read(path: str, text: str) -> list[Signature]:
    return signatures.read(path, text.encode())


def one(path: str, text: str) -> Signature:
    found = read(path, text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.py", "class A:\n    class B:\n        def f(self, a, *, b=1, **c): g()", "A.B.f(self, a, b = ..., **c)"),
        ("a.cpp", "void ns::Kiln::fire(int to) { }", "ns.Kiln.fire(to: int)"),
        ("a.c", "int f(int count, char **out_name) { return g(); }", "f(count: int, out out_name: char **)"),
        ("a.rs", "impl<T> Heat for kiln::Oven<T> { fn f(&self, a: u8) { g() } }", "Oven.f(self: &self, a: u8)"),
        ("a.go", "func (k *Kiln) f(a, b int, c ...string) { g() }", "Kiln.f(k: *Kiln, a, b: int, *c: string)"),
        ("a.swift", "struct K { func f(for a: Int, _ b: Int = 1) { g() } }", "K.f(for a: Int, _ b: Int = ...)"),
        ("a.cs", "static class X { static int f(this K k, out int n) { return g(); } }", "X.f(k: K, out n: int)"),
        ("a.kt", "fun K.f(a: Int) = g(a)", "K.f(a: Int)"),
        ("a.jl", "Base.f(a::Int, b...; c, d = 1) = g(a)", "Base.f(a: Int, *b, c, d = ...)"),
        ("a.lua", "function M.sub:f(a, ...) g() end", "M.sub.f(a, *_)"),
        ("a.rb", "module M\n  class K\n    def self.f(a, b: 1, &c)\n      g(a)\n    end\n  end\nend\n", "M.K.f(a, b = ..., &c)"),
        ("a.php", "<?php class K { function f(?int $a, ...$b) { g(); } }", "K.f(a: ?int, *b)"),
        ("a.dart", "class K { K.f(this.a, {required int b, int? c}) { g(); } }", "K.f(a, b: int, c: int? = ...)"),
        ("a.ts", "class K { f(a: number, { b }: O, c?: string): void { g(); } }", "K.f(a: number, { b }, c: string = ...)"),
        ("a.js", "exports.f = function (a, b = 2) { g(); };", "f(a, b = ...)"),
        ("a.java", "class K { void f(final int a, String... b) { g(); } }", "K.f(a: int, *b: String...)"),
    ],
)  # fmt: skip
def test_shown(path: str, text: str, shown: str) -> None:
    found = one(path, text)
    assert signatures.show(found) == shown
    assert found.is_complete


def test_place() -> None:
    text = "// ünïcode\r\nint f(int a);\r\n  void g() { f(1); }\r\n"
    first, second = read("a.c", text)
    assert (first.line, text[first.span.start : first.span.end]) == (2, "f")
    assert (second.line, text[second.span.start : second.span.end]) == (3, "g")
    assert (first.has_body, second.has_body, second.calls) == (False, True, ("f",))


def test_required() -> None:
    found = one("a.py", "class A:\n    def f(self, a, b=1, *c, d, e=2, **g): pass")
    assert [parameter.name for parameter in found.required] == ["a", "d"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'def f(a):\n    """Later."""\n    raise NotImplementedError("x")'),
        ("a.py", "def f(a): ..."),
        ("a.rs", "fn f(a: u8) -> u8 { todo!() }"),
        ("a.rs", 'fn f(a: u8) -> u8 { // soon\n unimplemented!("x {}", a) }'),
        ("a.go", 'package a\n\nfunc f(a int) { panic("not implemented") }'),
        ("a.ts", 'function f(a: number) { throw new Error("Not implemented yet"); }'),
        ("a.cs", "class K { int f(int a) { throw new NotImplementedException(); } }"),
        ("a.cs", "class K { int f(int a) => throw new NotImplementedException(); }"),
        ("a.kt", 'fun f(a: Int): Int = TODO("later")'),
        ("a.dart", "int f(int a) => throw UnimplementedError();"),
        ("a.rb", "def f(a)\n  raise NotImplementedError\nend\n"),
        ("a.jl", 'f(a) = error("not implemented")'),
        ("a.lua", 'function f(a) error("not implemented") end'),
        ("a.php", "<?php function f($a) { }"),
        ("a.swift", 'func f(a: Int) { fatalError("not implemented") }'),
        ("a.c", "void f(int a) { /* TODO */ }"),
    ],
)
def test_stub(path: str, text: str) -> None:
    assert one(path, text).is_stub


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "def f(a):\n    return None"),
        ("a.rs", "fn f(a: u8) -> u8 { a }"),
        ("a.go", 'package a\n\nfunc f(a int) { panic("bad a") }'),
        ("a.ts", 'function f(a) { if (a) { throw new Error("not implemented"); } return 1; }'),
        ("a.cpp", "K::K(int a) { }"),
        ("a.c", "void f(int a);"),
        ("a.js", "function f(a) { // not implemented\n  return a; }"),
    ],
)
def test_no_stub(path: str, text: str) -> None:
    assert not one(path, text).is_stub


@pytest.mark.parametrize(
    ("path", "text", "calls"),
    [
        ("a.py", "def f(a):\n    lib.kiln_open(a)", ("kiln_open",)),
        ("a.jl", "function f(a)\n    C.kiln_open(a)\nend", ("kiln_open",)),
        ("a.jl", "function f(a)\n    ccall((:kiln_open, lib), Cint, ())\nend", ("ccall", "kiln_open")),
        ("a.dart", "int f(int a) { return bindings.kiln_open(a); }", ("kiln_open",)),
        ("a.rs", "fn f() { let a = kiln_open::<u8>(1); log!(a); }", ("kiln_open", "log")),
        ("a.ts", "class K { f() { return lib.symbols.kiln_open<T>(1); } }", ("kiln_open",)),
        ("a.c", "int f(void) { if (a) return sizeof(int) + kiln_open(\"no(\"); }", ("kiln_open",)),
    ],
)  # fmt: skip
def test_calls(path: str, text: str, calls: tuple[str, ...]) -> None:
    assert one(path, text).calls == calls


def test_bindings() -> None:
    text = """
    static const luaL_Reg kiln_functions[] = { {"open", kiln_open}, {"close", &kiln::close}, {NULL, NULL} };
    void bind(sol::state& lua) {
        kiln.set_function("fire", [](Kiln& self, const std::string& clay, int cone) { return self.fire(clay, cone); });
        kiln["cool"] = [](Kiln& self) { self.cool(); };
        module.def("stack", &stack, "text");
        lua.new_usertype<Kiln>("Kiln", "weigh", [](Kiln& self, double by) { return self.weigh(by); });
        printf("text", value);
    }
    """
    found = {one.name: one for one in read("a.cpp", text) if one.is_binding}
    assert sorted(found) == ["close", "cool", "fire", "open", "stack", "weigh"]
    assert [one.name for one in found["fire"].parameters] == ["self", "clay", "cone"]
    assert found["fire"].is_complete
    assert found["fire"].calls == ("fire",)
    assert (found["open"].is_complete, found["open"].calls) == (False, ("kiln_open",))
    assert found["close"].calls == ("close",)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.cpp", "TEST(Suite, name) { run(); }"),
        ("a.c", "int f(int a UNUSED_ARGUMENT) { return 1; }"),
        ("a.c", "int f(int a) { return 1; }\n)\nint g(int b) { return 2; }"),
        ("a.rs", "fn f($a: u8) {}"),
        ("a.js", "function f(a) { return `never closed; }"),
    ],
)
def test_uncertain(path: str, text: str) -> None:
    found = read(path, text)
    assert found
    assert not any(one.is_complete for one in found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.c", "#define F(a) int f(int a) { return a; }\n"),
        ("a.c", 'const char *text = "int f(int a) { }";\n'),
        ("a.c", "typedef int (*f)(int a);\nint (*g)(int a);\nint value = h(1);\n"),
        ("a.js", "if (a) { b(c); } while (a) { } switch (a) { case b(c): { } }"),
        ("a.ts", "type F = (a: string) => void; interface I { f: (a: string) => void }"),
        ("a.java", "class K { int a = f(1); static { g(2); } }"),
        ("a.go", "package a\n\nvar f = map[string]int{}\n"),
        ("a.jl", "value = f(1)\nf(a) == 2\nmutable struct K end\n"),
        ("a.lua", "local value = f(1)\nrun(function(a) end)\n"),
        ("a.rs", "macro_rules! m { () => { fn f(a: u8) {} } }"),
        ("a.py", "def f(a:\n"),
        ("a.txt", "def f(a): pass"),
        ("a", "def f(a): pass"),
    ],
)
def test_no_function(path: str, text: str) -> None:
    assert read(path, text) == []


def test_branches_that_do_not_balance() -> None:
    text = "#ifdef WIDE\nint f(long a) {\n#else\nint f(int a) {\n#endif\n    return (int) a;\n}\nint g(int b) { return b; }\n"
    assert [signatures.show(one) for one in read("a.c", text)] == ["f(a: long)", "g(b: int)"]


def test_files_that_are_not_read() -> None:
    code = b"int f(int a) { return a; }\n"
    assert signatures.read("a.c", code)
    assert signatures.read("a.c", code + b"\0") == []
    assert signatures.read("a.c", code + b"x" * 6000) == []
    assert signatures.read("a.c", code + b"\n" * signatures.SIZE_LIMIT) == []
    assert signatures.read("a.c", b"\xef\xbb\xbf" + code)[0].line == 1
    assert signatures.read("a.c", b"/* \xe9 */ " + code)[0].name == "f"
    assert signatures.read("a.py", "# -*- coding: latin-1 -*-\n# é\ndef f(a): pass\n".encode("latin-1"))[0].name == "f"


def test_mentions() -> None:
    assert signatures.mentions(b"int kiln_open(void);", [b"oven", b"kiln_open"])
    assert not signatures.mentions(b"int kiln_open(void);", [b"oven"])


def test_words_of_other_languages_are_names() -> None:
    assert signatures.show(one("a.c", "int f(const char *typename) { return 1; }")) == "f(typename: const char *)"
    assert signatures.show(one("a.java", "class K { int using(int lock) { return 1; } }")) == "K.using(lock: int)"
