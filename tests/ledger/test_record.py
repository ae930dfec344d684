"""Claims survive the way into a record and back, whatever their type."""

from __future__ import annotations

import pickle

import pytest

from auditlint import claims as vocabulary
from auditlint import engine
from auditlint.claims import Subject
from auditlint.config import Config
from auditlint.ledger import Facts
from auditlint.ledger.record import made, pack
from auditlint.source.text import Span
from tests.rules.test_pages import EXAMPLES

S = Span(3, 9)
PHASE = Subject("phase", "7")
EVERY = [
    vocabulary.Status(PHASE, "done", "✓ “Complete”", S, "row"),
    vocabulary.Tally("plans", None, 2, S, (Span(1, 2), Span(3, 4)), False, "v1", 1),
    vocabulary.Parts("debt items", None, (("a", 1, S), ("", 2, S)), S, (("a", 1),), (S,)),
    vocabulary.Tracked("x", None, 3, S, S, ((True, S), (False, S)), S, ((None, 2, S),)),
    vocabulary.EffortSum((1.5, 2.0, "h", S), ((0.5, 1.0, "h", S), (1.0, 1.0, "d", S))),
    vocabulary.Satisfied(PHASE, "met", S, (("Status", "open\ud800", S),)),
    vocabulary.Coverage("total", 3, S, ((3, "rows"), (4, "ids")), S),
    vocabulary.Depends(PHASE, Subject("phase", "6"), S),
    vocabulary.Status(PHASE, "open", "", S, "heading"),
    vocabulary.Progress("percent", None, None, 12.5, S, "field"),
]


def facts(record: bytes) -> Facts:
    return Facts("a.md", "gsd-plan", "living", None, None, record=record)


def test_every_shape_of_field() -> None:
    read = facts(pack(EVERY, [0, 5, 2**31]))
    assert list(read.claims) == EVERY
    assert [type(one) for one in read.claims] == [type(one) for one in EVERY]
    assert list(read.starts) == [0, 5, 2**31]
    (tally,) = read.of(vocabulary.Tally)
    assert isinstance(tally.entries[0], Span)
    (depends,) = read.of(vocabulary.Depends)
    assert isinstance(depends.on, Subject)


def test_one_type_before_and_after_all() -> None:
    read = facts(pack(EVERY, [0]))
    assert [one.state for one in read.of(vocabulary.Status)] == ["done", "open"]
    assert list(read.claims) == EVERY
    assert not list(read.of(vocabulary.Boxed))


def test_facts_travel() -> None:
    own = Facts("a.md", "gsd-plan", "living", EVERY, [0, 5], True, "said")
    for _ in range(2):
        own = pickle.loads(pickle.dumps(own))  # noqa: S301 - our own
        assert list(own.claims) == EVERY
        assert (own.path, own.kind, own.age, own.has_directives, own.digest) == (
            "a.md", "gsd-plan", "living", True, "said"
        )


@pytest.mark.parametrize("name", ["Claims", "Any", "TypeVar", "annotations", "__name__", "Span", ""])
def test_nothing_else_is_made(name: str) -> None:
    with pytest.raises(LookupError):
        made(name, [[1, 2]])


def test_the_claims_of_every_example() -> None:
    seen: set[str] = set()
    for one in EXAMPLES:
        understood = engine.understand(one.path, one.text.encode(), Config())
        if understood is None:
            continue
        claims = list(understood[3])
        seen.update(type(claim).__name__ for claim in claims)
        assert list(facts(pack(claims, [0])).claims) == claims
    assert len(seen) > 15
