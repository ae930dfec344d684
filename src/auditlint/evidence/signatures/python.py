"""Python's functions, read by Python's own parser. Nothing is executed."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from auditlint.evidence.signatures.model import CALL_LIMIT, Parameter, Signature
from auditlint.source.text import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Function = ast.FunctionDef | ast.AsyncFunctionDef


def read(path: str, text: str) -> list[Signature]:
    """Return the functions of a Python file in the order of the text; none where it is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = LineIndex(text)
    found: list[Signature] = []
    waiting: list[tuple[ast.AST, str, bool]] = [(module, "", False)]
    while waiting:
        node, owner, in_class = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append(_signature(path, lines, node, owner, in_class))
            in_class = False
        elif isinstance(node, ast.ClassDef):
            owner = f"{owner}.{node.name}" if owner else node.name
            in_class = True
        for field in ("body", "orelse", "handlers", "finalbody", "cases"):
            children = getattr(node, field, None)
            if isinstance(children, list):
                waiting.extend((child, owner, in_class) for child in children)
    found.sort(key=lambda one: one.span)
    return found


def _signature(path: str, lines: LineIndex, node: _Function, owner: str, in_class: bool) -> Signature:
    span = _name_span(lines, node)
    return Signature(
        node.name, owner, tuple(_parameters(node, in_class)), span, lines.line_at(span.start), path,
        "python", True, True, _is_stub(node), False, _calls(node),
    )  # fmt: skip


def _name_span(lines: LineIndex, node: _Function) -> Span:
    text = lines.text
    start = lines.starts[node.lineno - 1]
    line = text[start : start + 4 * node.col_offset + 8]
    start += len(line.encode("utf-8")[: node.col_offset].decode("utf-8", "replace"))
    at = text.find("def", start)
    at = text.find(node.name, at + 3) if at >= 0 else -1
    if at < 0:  # the name is spelt in another Unicode form
        return Span(start, start)
    return Span(at, at + len(node.name))


def _parameters(node: _Function, in_class: bool) -> Iterator[Parameter]:
    given = node.args
    ordered = [*given.posonlyargs, *given.args]
    without_default = len(ordered) - len(given.defaults)
    is_static = any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in node.decorator_list)
    for index, one in enumerate(ordered):
        kind = "receiver" if index == 0 and in_class and not is_static else "positional"
        yield Parameter(one.arg, _type(one), index >= without_default, kind)
    if given.vararg is not None:
        yield Parameter(given.vararg.arg, _type(given.vararg), False, "variadic")
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield Parameter(one.arg, _type(one), default is not None, "keyword")
    if given.kwarg is not None:
        yield Parameter(given.kwarg.arg, _type(given.kwarg), False, "keywords")


def _type(one: ast.arg) -> str:
    if one.annotation is None:
        return ""
    try:
        return ast.unparse(one.annotation)[:200]
    except (RecursionError, ValueError):
        return ""


def _calls(node: _Function) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting: list[ast.AST] = list(node.body)
    looked = 0
    while waiting and len(found) < CALL_LIMIT and looked < 5000:
        one = waiting.pop()
        looked += 1
        if isinstance(one, ast.Call):
            if isinstance(one.func, ast.Name):
                found[one.func.id] = None
            elif isinstance(one.func, ast.Attribute):
                found[one.func.attr] = None
        waiting.extend(ast.iter_child_nodes(one))
    return tuple(found)


def _is_stub(node: _Function) -> bool:
    """Say whether the body, docstring aside, is only pass, ``...`` or a NotImplementedError."""
    body = node.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and isinstance(body[0].value.value, str):
        body = body[1:]
    if not body:
        return True
    if len(body) > 1:
        return False
    only = body[0]
    if isinstance(only, ast.Pass):
        return True
    if isinstance(only, ast.Expr):
        return isinstance(only.value, ast.Constant) and only.value.value is Ellipsis
    if isinstance(only, ast.Raise) and only.exc is not None:
        raised = only.exc.func if isinstance(only.exc, ast.Call) else only.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return False
