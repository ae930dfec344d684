"""Layers of one operation: a binding and the function that it wraps, told by their siblings.

A file of bindings calls functions of another language whose names end in the bindings' own:
``export_csv`` calls ``harbour_export_csv``. Where at least three of its functions do so, what
stands in front is the prefix of the wrapped layer, and a binding that calls nothing (yet) wraps
the function of that name as well.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern
from auditlint.rules.sig._matching import flat, is_implicit, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.evidence.definitions import Definitions
    from auditlint.evidence.signatures import Parameter, Signature

#: So many functions of a file must show what the layers are called, and what they agree on.
SIBLINGS = 3

_HANDLES = frozenset(("self", "this", "handle", "db", "ptr", "ctx", "context", "conn", "instance", "obj", "session"))
_OPTIONS = ("opts", "options", "opt", "config", "flags", "settings")
_LENGTHS = ("count", "len", "length", "size", "num", "capacity", "n")
#: Types of which a value holds just one thing.
_SCALARS = frozenset((
    "str", "string", "int", "float", "double", "bool", "char", "path", "int64_t", "int32_t", "size_t", "int64", "int32",
    "uint64", "uint32", "uint64_t", "uint32_t", "i32", "i64", "u32", "u64", "usize", "f64", "f32", "number", "boolean",
    "stringview", "string_view", "integer", "num", "long", "short", "byte",
))  # fmt: skip


class Pair(NamedTuple):
    """A binding and what it wraps; `lacking` are required parameters it has no way to pass."""

    binding: Signature
    wrapped: Signature
    lacking: tuple[Parameter, ...]


class Layer(NamedTuple):
    """What a file of bindings wraps, by the names in front of its own."""

    prefix: str
    pairs: tuple[Pair, ...]

    @property
    def is_settled(self) -> bool:
        """Whether at least two of three bindings, and enough of them, pass all that is required."""
        whole = sum(not one.lacking for one in self.pairs)
        return whole >= SIBLINGS and 3 * whole >= 2 * len(self.pairs)


def layer_of(known: Definitions, binding: Signature) -> Layer | None:
    """Return the layer that a binding's file wraps; None where it wraps none for sure."""
    key = (__name__, binding.path, binding.owner)
    if key not in known.memo:
        known.memo[key] = _layer(known, binding)
    layer: Layer | None = known.memo[key]
    return layer


def has_layers(known: Definitions) -> bool:
    """Whether there are sources of a language that others wrap, and of another one."""
    endings = known.languages()
    return not endings.isdisjoint(_ENDINGS) and not endings <= C_ENDINGS


#: How the names of C and C++ files end.
C_ENDINGS = frozenset(("c", "h", "hh", "hpp", "hxx", "cc", "cpp", "cxx", "ipp", "inl"))
_ENDINGS = C_ENDINGS | {"rs", "go"}


def _layer(known: Definitions, binding: Signature) -> Layer | None:
    siblings = known.in_file(binding.path)
    if siblings is None:
        return None
    bindings = [one for one in siblings if one.owner == binding.owner and one.is_complete]
    prefixes: Counter[str] = Counter()
    for one in bindings:
        prefixes.update({
            called[: len(called) - tail]
            for called in one.calls if 0 < (tail := _tail(called, one.name)) < len(called)
        })
    common = prefixes.most_common(2)
    if not common or common[0][1] < SIBLINGS or (len(common) > 1 and common[1][1] == common[0][1]):
        return None
    prefix = common[0][0]
    called = {flat(each): each for one in bindings for each in one.calls if each.startswith(prefix)}
    names = {one.name: called.get(flat(prefix + one.name), prefix + snake(one.name)) for one in bindings}
    known.want(names.values())
    pairs = [
        pair for one in bindings
        if (pair := _pair(known, one, known.named(names[one.name]) or ())) is not None
    ]
    return Layer(prefix, tuple(pairs))


def _tail(called: str, name: str) -> int:
    """Return how many letters at the end of `called` are `name`, 0 where it ends otherwise."""
    wanted = flat(name)
    if not wanted or not flat(called).endswith(wanted):
        return 0
    at = len(called)
    left = len(wanted)
    while left:
        at -= 1
        left -= called[at] != "_"
    before = called[at - 1 : at]
    is_boundary = before in ("", "_") or (called[at].isupper() and before.islower())
    return len(called) - at if is_boundary else 0


def snake(name: str) -> str:
    """Return a name in the style of C: ``import_csv`` for ``importCSV``."""
    return name if "_" in name or name.islower() else "_".join(words(name))


def _pair(
    known: Definitions, binding: Signature, named: Sequence[Signature]
) -> Pair | None:
    """Pair a binding with the one function of another language that it wraps."""
    wrapped = [
        one for one in named
        if one.language in _WRAPPED and one.language != binding.language and one.is_complete
    ]
    if not wrapped or len({tuple(flat(each.name) for each in one.parameters) for one in wrapped}) > 1:
        return None
    declared = [one for one in wrapped if not one.has_body] or wrapped
    left = lacking(binding, declared[0])
    if left and declared[0].name in binding.calls:
        given = _given(known.body(binding), declared[0].name)
        if given < 0 or given >= len(declared[0].parameters):
            left = ()  # It decides itself what to pass.
    return Pair(binding, declared[0], left)


def _given(body: str, name: str) -> int:
    """Return how many arguments the first call of a function is given, -1 if that is not clear."""
    at = body.find(f"{name}(")
    if at < 0:
        return -1
    start = at + len(name) + 1
    text = pattern(_STRING).sub("x", body[start : start + 4000])
    depth = count = 0
    said = False
    for letter in text:
        if letter in ")]}" and depth == 0:
            return count + said
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            count += 1
            said = False
        elif not letter.isspace():
            said = True
    return -1


_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\'[^\'\\\n]*(?:\\.[^\'\\\n]*)*\''
#: Languages whose functions others call by their name.
_WRAPPED = frozenset(("c", "cpp", "rust", "go"))


def lacking(binding: Signature, wrapped: Signature) -> tuple[Parameter, ...]:
    """Return the required parameters of `wrapped` that `binding` has no way to pass.

    Handles, outputs, lengths and structures of options are none. What takes anything (variadic
    parameters, mappings, objects) can pass anything.
    """
    if any(one.kind in ("variadic", "keywords", "pattern") for one in binding.parameters):
        return ()
    given = [one for one in binding.parameters if one.kind not in ("receiver", "block")]
    asked = [
        one for index, one in enumerate(wrapped.parameters)
        if one in wrapped.required and not _is_plumbing(one, index, wrapped)
    ]
    for one in tuple(given):
        match = next((each for each in asked if flat(each.name) == flat(one.name)), None)
        if match is not None:
            given.remove(one)
            asked.remove(match)
    given = [one for one in given if flat(one.name) not in _HANDLES or len(given) > len(asked)]
    if any(not _is_scalar(one) for one in given):
        return ()
    left = asked[len(given) :] if len(asked) > len(given) else []
    return tuple(left) if all(map(_is_scalar, left)) else ()


def _is_plumbing(one: Parameter, index: int, wrapped: Signature) -> bool:
    name = flat(one.name)
    if is_implicit(one, wrapped) or name in _HANDLES:
        return True
    if index == 0 and not _is_scalar(one) and "const" not in one.type:
        return True
    if any(name.endswith(each) for each in _OPTIONS):
        return True
    return name in _LENGTHS or any(
        one.name.casefold().endswith((f"_{each}", each.capitalize())) for each in _LENGTHS
    )


def _is_scalar(one: Parameter) -> bool:
    """Whether a parameter passes one plain value."""
    kind = one.type.replace("std::", "").replace("ffi.", "")
    if kind.count("*") > 1 or "[" in kind or "<" in kind:
        return False
    if "*" in kind:
        return "char" in kind.split("*")[0].split() and "const" in kind.split()
    plain = [each for each in kind.replace("&", " ").replace("?", " ").replace("|", " ").split()
             if each not in ("const", "None", "unsigned", "signed", "mut", "null")]
    return bool(plain) and all(each.rpartition(".")[2].casefold() in _SCALARS for each in plain)
