"""What is known of a function: its name, owner, parameters and place."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.source.text import Span


class Parameter(NamedTuple):
    """One parameter of a function.

    `kind` is ``positional``, ``keyword`` (by name only), ``variadic`` (takes any number),
    ``keywords`` (takes any name), ``receiver`` (`self`, `this`), ``out`` (written by the
    function), ``block`` (a Ruby block) or ``pattern`` (taken apart in place, then `name` is empty
    and `type` holds the pattern). `name` is empty where the language lets it be left out. `type`
    is as written, with white space folded; empty where there is none. `label` is the name that a
    caller writes where it differs (Swift); ``_`` for none.
    """

    name: str
    type: str = ""
    has_default: bool = False
    kind: str = "positional"
    label: str = ""


class Signature(NamedTuple):
    """A function, method or binding as its source states it.

    `owner` is the class, implemented type, table or qualifier it belongs to, its parts joined
    with dots, empty for none. `span` holds the name, in code points of the decoded file; `line`
    is from 1. `is_complete` is False where the parameters are not certain (macros, generated or
    broken code): then they must not be held against anything. `is_stub` says that the body does
    nothing but say that it is missing. `calls` names the functions called in the body, each
    once, at most `CALL_LIMIT`. A binding gives a function a name in another language.
    """

    name: str
    owner: str
    parameters: tuple[Parameter, ...]
    span: Span
    line: int
    path: str
    language: str
    is_complete: bool = True
    has_body: bool = True
    is_stub: bool = False
    is_binding: bool = False
    calls: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters that a caller must pass."""
        return tuple(
            one for one in self.parameters
            if not one.has_default and one.kind in ("positional", "keyword", "out", "pattern")
        )  # fmt: skip


#: How many called functions are kept of one body.
CALL_LIMIT = 200


def show(signature: Signature) -> str:
    """Return the signature on one line, in one notation for all languages."""
    head = f"{signature.owner}.{signature.name}" if signature.owner else signature.name
    return f"{head}({', '.join(_show(one) for one in signature.parameters)})"


_PREFIX = {"variadic": "*", "keywords": "**", "block": "&", "out": "out "}


def _show(one: Parameter) -> str:
    name = one.name or (one.type if one.kind == "pattern" else "_")
    if one.label:
        name = f"{one.label} {name}"
    typed = f": {one.type}" if one.type and one.kind != "pattern" and one.name else ""
    if not one.name and one.kind == "positional" and one.type:
        name = one.type
    return f"{_PREFIX.get(one.kind, '')}{name}{typed}{' = ...' if one.has_default else ''}"
