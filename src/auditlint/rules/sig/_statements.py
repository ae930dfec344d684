"""The signatures that documents write, each with the functions of that name, and how they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import WritesSignature
from auditlint.evidence.definitions import definitions
from auditlint.findings import Related
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span
from auditlint.views.signatures import KEYWORDS, OPEN, OPTIONAL, RECEIVER, REQUIRED, VARIADIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditlint.evidence.definitions import Definitions
    from auditlint.evidence.signatures import Parameter, Signature
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext

_ARCHIVED = "archived"
_LIVING = "living"

#: Parameters that callers of a framework never write, and documents often leave out.
_IMPLICIT = frozenset((
    "self", "this", "cls", "ctx", "context", "canceltoken", "cancellationtoken", "cancel", "token", "py", "env",
    "logger", "log", "t", "request", "req", "signal", "ct",
))  # fmt: skip
_IMPLICIT_TYPE = (
    r"(?i)\b(?:\w*context|cancellationtoken|python|jnienv|jobject|jclass|this_state|state_view|state|apphandle|"
    r"lua_state|marker|testing|callercontext|napi_env|environment|env|request|buildcontext)\b"
)
#: The sentence speaks of what was, is to be, or of the parameters themselves.
_HEDGES = (
    r"(?i)\b(?:was|were|will|should|would|could|may|might|renam\w+|changed?|changing|changes to|replaced|instead|formerly|"
    r"previous\w*|old|legacy|deprecat\w+|removed|dropped|longer|missing|lacks?|lacking|without|params?|parameters?|arguments?|"
    r"args?|signatures?|todo|tbd|planned|propos\w+|e\.g|eg|examples?|such as|similar|future|new|adding|added|overload\w*|"
    r"became|becomes?|extended|widened|pseudo\w*|mock\w*|fake\w*|wrong\w*|incorrect\w*|mismatch\w*|not|never|"
    r"no|don['’]t|doesn['’]t|vs|versus|rather|accepts?|refactor\w*|migrat\w+|introduc\w+|optional\w*|curried|partial|"
    r"shorthand|simplified|roughly|conceptual\w*|like|deferred|suggest\w*|recommend\w*|switch|calls?|called|calling|invok\w+)\b|→|⇒|~~|->|=>|≠"
)
_FUTURE = r"(?i)\b(?:future|planned|proposed|todo|backlog|out of scope|anti-?patterns?|examples?|before|old|legacy|known issues|next|pending|deferred|gaps?|anti)\b"


class Statement(NamedTuple):
    """A signature that a document writes."""

    facts: Facts
    claim: WritesSignature

    @property
    def parameters(self) -> tuple[tuple[str, str, str], ...]:
        """What the document lists, without receivers."""
        return tuple(one for one in self.claim.parameters if one[2] != RECEIVER)


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


def statements(context: ProjectContext) -> list[Statement]:
    """Return what the living and historical documents state; names are looked for all at once."""
    known: list[Statement] | None = context.evidence.memo.get(__name__)
    if known is not None:
        return known
    found = [
        Statement(facts, claim)
        for facts in context.ledger.by_path.values()
        if facts.age != _ARCHIVED and "WritesSignature" in facts.types
        for claim in facts.of(WritesSignature)
        if _is_telling(claim)
    ]
    if found:
        definitions(context.evidence).want({one.claim.name for one in found})
    context.evidence.memo[__name__] = found
    return found


def _is_telling(claim: WritesSignature) -> bool:
    """Whether a claim can be held against anything: not a variable's method, more than a name."""
    if claim.owner and not claim.owner.rpartition(".")[2][:1].isupper():
        return False
    stated = [one for one in claim.parameters if one[2] not in (RECEIVER, OPEN)]
    return len(stated) > 1 or (len(stated) == 1 and claim.is_declared and bool(stated[0][1]))


def misfits(context: ProjectContext) -> Iterator[tuple[Statement, list[Fit]]]:
    """Yield the statements that no function of their name fits, with all those functions."""
    found: list[tuple[Statement, list[Fit]]] | None = context.evidence.memo.get(f"{__name__}.misfits")
    if found is None:
        found = [
            (one, fits) for one in statements(context)
            if (fits := _fits(one, meant(definitions(context.evidence), one.claim))) is not None
            and _is_claimed(context, one, fits)
        ]
        context.evidence.memo[f"{__name__}.misfits"] = found
    yield from found


def meant(known: Definitions, claim: WritesSignature) -> Sequence[Signature]:
    """Return the functions that a claim can mean; none where that is not known."""
    named = known.named(claim.name) or ()
    if claim.owner:
        owner = claim.owner.rpartition(".")[2]
        named = tuple(one for one in named if one.owner.rpartition(".")[2] == owner)
    return named


def _fits(statement: Statement, named: Sequence[Signature]) -> list[Fit] | None:
    """Hold a statement against functions; None where one fits, or where nothing is certain."""
    if not named or all(map(_is_test, named)):
        return None
    fits = []
    for one in named:
        if not one.is_complete or any(each.kind == "pattern" for each in one.parameters):
            return None
        fit = hold(statement.parameters, one)
        if not fit.unknown and not fit.missing:
            return None
        fits.append(fit)
    return fits


def _is_test(signature: Signature) -> bool:
    parts = signature.path.casefold().split("/")
    return any(
        one in ("test", "tests", "spec", "specs", "__tests__", "testing", "fixtures", "examples", "example", "vendor",
                "third_party", "node_modules", "mocks", "testdata") for one in parts[:-1]
    ) or ".test." in parts[-1] or ".spec." in parts[-1] or parts[-1].startswith("test_") or "_test." in parts[-1]


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


def _is_claimed(context: ProjectContext, statement: Statement, fits: list[Fit]) -> bool:
    """Whether a statement says what is (or, in a historical document, was when it was written)."""
    if not says_what_is(context, statement):
        return False
    if statement.facts.age == _LIVING:
        return True
    history = context.evidence.history
    commit = history.last_write(statement.facts.path) if history.is_known else None
    if commit is None:
        return False
    known = definitions(context.evidence)
    then = [
        one for path in dict.fromkeys(fit.signature.path for fit in fits)
        for one in known.at(commit.id, path) if one.name == statement.claim.name
    ]
    return _fits(statement, then) is not None


def says_what_is(context: ProjectContext, statement: Statement) -> bool:
    """Whether nothing around a statement says that it is past, future, or about its parameters."""
    document = context.document(statement.facts.path)
    if document is None:
        return False
    text = document.prose
    span = statement.claim.span
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    if not line.strip():
        line = _around_block(document.text, text, start)
    if len(line) > 2000 or pattern(_HEDGES).search(line) is not None or _is_open_box(line):
        return False
    titles = [one.title for one in document.section_at(span.start).ancestors()]
    if any(pattern(_FUTURE).search(one) is not None for one in titles):
        return False
    return not _is_unfinished(context, statement.facts, titles)


def _around_block(text: str, prose: str, start: int) -> str:
    """Return a line of a code block with the last line of prose above the block."""
    line = text[start : text.find("\n", start)]
    end = start
    while end > 0:
        above = prose.rfind("\n", 0, end - 1) + 1
        if prose[above:end].strip():
            return f"{prose[above : end - 1]} {_comments(line)}"
        end = above
    return _comments(line)


def _comments(line: str) -> str:
    """Return what is said behind the code of a line."""
    found = pattern(r"(?:#|//|/\*|--)\s.*").search(line)
    return found[0] if found is not None else ""


def _is_open_box(line: str) -> bool:
    return pattern(r"\s*[-*+] \[ \]").match(line) is not None


def _is_unfinished(context: ProjectContext, facts: Facts, titles: Sequence[str]) -> bool:
    """Whether a roadmap's statement stands below a phase that is not complete."""
    from auditlint.ledger import complete_phases

    if facts.age != _LIVING:
        return False
    numbers = [match[1] for one in titles if (match := pattern(r"(?i)\bphase (\d+(?:\.\d+)?)").search(one))]
    if not numbers:
        return False
    done = complete_phases(facts)
    return any(_plain(one) not in {_plain(each.rpartition("/")[2]) for each in done} for one in numbers)


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def related(fits: Sequence[Signature], message: str = "", most: int = 6) -> tuple[Related, ...]:
    """Return the places of functions, each with its signature."""
    from auditlint.evidence.signatures import show

    return tuple(
        Related(Span(one.span.start, one.span.end), message or f"`{show(one)}`", one.path)
        for one in fits[:most]
    )


def optional_or_required(kind: str) -> bool:
    """Whether a stated parameter has a name of its own."""
    return kind in (REQUIRED, OPTIONAL)
