"""What one document leaves open and the document beside it answers.

A verification asks a person for checks and passes; the acceptance tests of the phase tell that
they were done. What a document says by itself is kept in the cache, so that this is looked at
behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Entry, Tally
from auditlint.ledger import own_state
from auditlint.reading import words

if TYPE_CHECKING:
    from auditlint.engine import Outcome
    from auditlint.findings import Diagnostic
    from auditlint.ledger import Facts, Ledger

_CODE = "STA002"
_WHAT = "human check"
_TESTS = "gsd-uat"


def without_answered(mine: list[Outcome], ledger: Ledger) -> list[Outcome]:
    """Return `mine` without open checks of a phase whose acceptance tests are finished and passed.

    Whether the tests cover each of the checks cannot be told; where there are any, they may.
    """
    if not any(_is_check(one) for outcome in mine for one in outcome.diagnostics):
        return mine
    folders = {
        _folder(facts.path) for facts in ledger.by_path.values()
        if facts.kind == _TESTS and _is_finished(facts)
    }
    return [
        outcome._replace(
            diagnostics=tuple(one for one in outcome.diagnostics if not _is_check(one))
        )
        if outcome.diagnostics and _folder(outcome.path) in folders else outcome
        for outcome in mine
    ]


def _is_check(one: Diagnostic) -> bool:
    """Whether a finding is about open checks alone; a folded one may be about more."""
    return one.code == _CODE and one.data.get("what") == _WHAT and "more like it" not in one.message


def _is_finished(tests: Facts) -> bool:
    if own_state(tests) != words.DONE or not any(one.total for one in tests.of(Tally)):
        return False
    return not any(one.open for one in tests.of(Entry))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
