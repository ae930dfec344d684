"""The signatures that documents write, each with the functions of that name, and how they fit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from auditlint.claims import WritesSignature
from auditlint.evidence.definitions import definitions
from auditlint.findings import Related
from auditlint.reading.numbers import pattern
from auditlint.rules.ruling import Ground, right, unclear
from auditlint.rules.sig._hedging import LIVING, doubt_of
from auditlint.rules.sig._matching import Fit, hold, words
from auditlint.source.text import Span
from auditlint.views.signatures import OPEN, RECEIVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from auditlint.evidence.definitions import Definitions
    from auditlint.evidence.signatures import Signature
    from auditlint.ledger import Facts
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.ruling import Ruling

_ARCHIVED = "archived"

class Statement(NamedTuple):
    """A signature that a document writes."""

    facts: Facts
    claim: WritesSignature

    @property
    def is_living(self) -> bool:
        """Whether the document is kept up to date."""
        return self.facts.age == LIVING

    @property
    def parameters(self) -> tuple[tuple[str, str, str], ...]:
        """What the document lists, without receivers."""
        return tuple(one for one in self.claim.parameters if one[2] != RECEIVER)


def statements(context: ProjectContext) -> list[Statement]:
    """Return what the living and historical documents state; names are looked for all at once."""
    known: list[Statement] | None = context.evidence.memo.get(__name__)
    if known is not None:
        return known
    found: list[Statement] = []
    for facts in context.ledger.by_path.values():
        if "WritesSignature" not in facts.types:
            continue
        for claim in facts.of(WritesSignature):
            if facts.age == _ARCHIVED:
                context.judged(facts.path, claim.span, unclear, "the document is archived")
            elif _is_telling(claim):
                found.append(Statement(facts, claim))
            else:
                context.judged(facts.path, claim.span, unclear, _LITTLE)
    if found:
        definitions(context.evidence).want({one.claim.name for one in found})
    context.evidence.memo[__name__] = found
    return found


_LITTLE = "it says too little of its parameters, or is a variable's method"


def _is_telling(claim: WritesSignature) -> bool:
    """Whether a claim can be held against anything: not a variable's method, more than a name."""
    if not claim.parameters:
        return False
    owner = claim.owner.rpartition(".")[2]
    if owner and not owner[:1].isupper() and len(words(claim.name)) < 2:
        return False  # A variable's method: of whatever it is.
    stated = [one for one in claim.parameters if one[2] not in (RECEIVER, OPEN)]
    return len(stated) > 1 or (len(stated) == 1 and claim.is_declared and bool(stated[0][1]))


def misfits(context: ProjectContext) -> Iterator[tuple[Statement, list[Fit]]]:
    """Yield the statements that no function of their name fits, with all those functions."""
    found: list[tuple[Statement, list[Fit]]] | None = context.evidence.memo.get(f"{__name__}.misfits")
    if found is None:
        found = []
        for one in statements(context):
            fits = _fits(one, meant(definitions(context.evidence), one.claim))
            if not isinstance(fits, list):
                context.judged(one.facts.path, one.claim.span, fits)
                continue
            doubt = _doubt(context, one, fits)
            if doubt:
                context.judged(one.facts.path, one.claim.span, _doubted, doubt, fits)
            else:
                found.append((one, fits))
        context.evidence.memo[f"{__name__}.misfits"] = found
    yield from found


def meant(
    known: Definitions, claim: WritesSignature, but: frozenset[str] = frozenset()
) -> Iterator[Signature | None]:
    """Yield the functions that a claim can mean; None where the rest is not known.

    Files whose names end in one of `but` are left out.
    """
    owner = claim.owner.rpartition(".")[2]
    for one in known.each(claim.name, but):
        if one is None or not owner[:1].isupper() or one.owner.rpartition(".")[2] == owner:
            yield one


def _doubted(doubt: str, fits: list[Fit]) -> Ruling:
    said = f"no function of this name takes just these parameters, but {doubt}"
    return unclear(said, *defined([one.signature for one in fits]))


def defined(signatures: Iterable[Signature], most: int = 6) -> tuple[Ground, ...]:
    """Return where functions are defined, and their parameters."""
    from auditlint.evidence.signatures import show

    return tuple(Ground(show(one), one.path, one.line) for one in signatures)[:most]


def _fits(
    statement: Statement, named: Iterable[Signature | None]
) -> list[Fit] | Callable[[], Ruling]:
    """Hold a statement against functions.

    What makes a ruling instead where one fits, or where nothing is certain.
    """
    fits = []
    for one in named:
        if one is None:
            return partial(unclear, _MANY)
        if not one.is_complete or any(each.kind == "pattern" for each in one.parameters):
            return partial(_certain, one)
        fit = hold(statement.parameters, one)
        if not fit.unknown and not fit.missing:
            return partial(_certain, one)
        fits.append(fit)
    if all(_is_test(fit.signature) for fit in fits):
        return partial(_tested, fits)
    return sorted(fits, key=lambda fit: (fit.signature.path, fit.signature.span))


_MANY = "not every function of this name is known: there are too many, or files too large"


def _certain(one: Signature) -> Ruling:
    if one.is_complete and all(each.kind != "pattern" for each in one.parameters):
        return right("a function of this name takes these parameters", *defined((one,)))
    return unclear("the parameters of a function of this name are not certain", *defined((one,)))


def _tested(fits: list[Fit]) -> Ruling:
    if not fits:
        return unclear("no source file is known to define a function of this name")
    return unclear("only tests and examples define it", *defined([one.signature for one in fits]))


def _is_test(signature: Signature) -> bool:
    parts = signature.path.casefold().split("/")
    return any(
        one in ("test", "tests", "spec", "specs", "__tests__", "testing", "fixtures", "examples", "example", "vendor",
                "third_party", "node_modules", "mocks", "testdata") for one in parts[:-1]
    ) or ".test." in parts[-1] or ".spec." in parts[-1] or parts[-1].startswith("test_") or "_test." in parts[-1]


#: Languages in which ``name: value`` passes an argument, and declares none.
_BY_NAME = frozenset(("dart", "csharp", "php", "ruby", "java", "go", "c", "cpp", "julia"))


def _is_by_name(context: ProjectContext, statement: Statement, fits: list[Fit]) -> bool:
    """Whether a statement is a call that passes arguments by name."""
    if all(fit.signature.language not in _BY_NAME for fit in fits):
        return False
    document = context.document(statement.facts.path)
    span = statement.claim.span
    text = document.text[span.start : span.end] if document is not None else ""
    return pattern(r"[(,]\s*\w+\??:(?!:)").search(text) is not None


def _doubt(context: ProjectContext, statement: Statement, fits: list[Fit]) -> str:
    """Say why a statement may not say what is (or, in a historical document, was when it was
    written); "" where it does."""
    doubt = doubt_of(context, statement.facts, statement.claim.span)
    if doubt:
        return doubt
    if _is_by_name(context, statement, fits):
        return "it passes arguments by name"
    if statement.facts.age == LIVING:
        return ""
    history = context.evidence.history
    commit = history.last_write(statement.facts.path) if history.is_known else None
    if commit is None:
        return "nobody knows when the document was written"
    known = definitions(context.evidence)
    then = [
        one for path in dict.fromkeys(fit.signature.path for fit in fits)
        for one in known.at(commit.id, path) if one.name == statement.claim.name
    ]
    return "" if isinstance(_fits(statement, then), list) else "it may have been right when the document was written"


def related(fits: Sequence[Signature], message: str = "", most: int = 6) -> tuple[Related, ...]:
    """Return the places of functions, each with its signature."""
    from auditlint.evidence.signatures import show

    return tuple(
        Related(Span(one.span.start, one.span.end), message or f"`{show(one)}`", one.path)
        for one in fits[:most]
    )
