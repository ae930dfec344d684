"""How the parameters that a document lists and those of a function go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.numbers import pattern
from auditlint.views.signatures import KEYWORDS, OPEN, VARIADIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.evidence.signatures import Parameter, Signature

#: Parameters that callers of a framework never write, and documents often leave out.
_IMPLICIT = frozenset((
    "self", "this", "cls", "ctx", "context", "canceltoken", "cancellationtoken", "cancel", "token", "py", "env",
    "logger", "log", "t", "request", "req", "signal", "ct",
))  # fmt: skip
_IMPLICIT_TYPE = (
    r"(?i)\b(?:\w*context|cancellationtoken|python|jnienv|jobject|jclass|this_state|state_view|state|apphandle|"
    r"lua_state|marker|testing|callercontext|napi_env|environment|env|request|buildcontext)\b"
)


class Fit(NamedTuple):
    """How a stated list of parameters and a definition go together.

    `matched` stated parameters have a parameter of their own in the definition; `unknown` are the
    names that have none; `missing` are required parameters that are not stated. `most` is how many
    parameters the definition takes, -1 for any number.
    """

    signature: Signature
    matched: int
    exact: int
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    most: int


def hold(stated: Sequence[tuple[str, str, str]], signature: Signature) -> Fit:
    """Hold stated parameters against a function's."""
    is_open = any(one[2] == OPEN for one in stated)
    taken = [one for one in signature.parameters if one.kind not in ("receiver", "block")]
    anything = any(one.kind in ("variadic", "keywords") for one in taken)
    named = [one for one in taken if one.kind not in ("variadic", "keywords")]
    left = list(named)
    unknown: list[tuple[str, str, str]] = []
    exact = 0
    for like in (_is_same, _is_like):
        rest = unknown if like is _is_like else [one for one in stated if one[2] not in (OPEN, VARIADIC, KEYWORDS)]
        unknown = []
        for one in rest:
            match = next((each for each in left if like(one, each)), None)
            if match is None:
                unknown.append(one)
            else:
                left.remove(match)
                exact += like is _is_same
    missing: tuple[str, ...] = ()
    if not is_open and not any(one[2] in (VARIADIC, KEYWORDS) for one in stated):
        required = signature.required
        missing = tuple(
            _shown(one) for one in left if one in required and not is_implicit(one, signature)
        )
    matched = len(named) - len(left)
    strange = () if anything else tuple(one[0].lstrip("$*[]") or one[1] for one in unknown)
    return Fit(signature, matched, exact, strange, missing, -1 if anything else len(taken))


def is_implicit(parameter: Parameter, signature: Signature) -> bool:
    """Whether callers do not write a parameter, or documents leave it out: contexts, outputs."""
    if parameter.kind in ("out", "receiver"):
        return True
    if not parameter.name or parameter.name.startswith("_"):
        return True
    name = flat(parameter.name)
    if name in _IMPLICIT or pattern(_IMPLICIT_TYPE).search(parameter.type) is not None:
        return True
    return signature.language in ("c", "cpp") and is_output(parameter)


def is_output(parameter: Parameter) -> bool:
    """Whether a C function writes to a parameter: a pointer to what is not constant, named so."""
    kind = parameter.type
    if "const" in kind or not kind.rstrip().endswith(("*", "&")):
        return False
    return kind.count("*") > 1 or parameter.name.startswith(("out", "p_out", "result", "ret"))


def _shown(parameter: Parameter) -> str:
    return parameter.name.lstrip("$")


def flat(name: str) -> str:
    """Return a name without its style: ``importCSV`` and ``import_csv`` are one."""
    return name.replace("_", "").lstrip("$*&[]").casefold()


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name."""
    return tuple(
        one.casefold()
        for one in pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+").findall(name)
    )


def _is_same(stated: tuple[str, str, str], parameter: Parameter) -> bool:
    name = flat(stated[0])
    if name in (flat(parameter.name), flat(parameter.label)) and name:
        return True
    # ``ctx context.Context``: in Go the first of two words is the name.
    return bool(stated[1]) and flat(stated[1]) == flat(parameter.name)


def _is_like(stated: tuple[str, str, str], parameter: Parameter) -> bool:
    """Whether two names are one abbreviated, or two words for the same."""
    if stated[0] == "_":
        return True
    one, other = words(stated[0]), words(parameter.name)
    if not one or not other:
        return False
    if set(one) & set(other):
        return True
    short, long = sorted(("".join(one), "".join(other)), key=len)
    if long.startswith(short) or long.endswith(short):
        return True
    if "".join(word[0] for word in (other if len(other) > 1 else one)) == short:
        return True
    return bool(stated[1]) and bool(parameter.type) and _bare(stated[1]) == _bare(parameter.type) != ""


def _bare(kind: str) -> str:
    """A type's own name; nothing for the plain ones, which say little."""
    names = [one for one in pattern(r"[A-Za-z_]\w*").findall(kind) if one[0].isupper()]
    return names[-1] if names and names[-1] not in ("String", "Int64", "Vec", "Option", "Array") else ""
