"""The one list of rules and kinds.

It is read from `auditlint._index`, which is generated from the modules themselves, so that
listing every rule imports none of them. A module is imported when its check must run.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint._index import KINDS as _KINDS
from auditlint._index import RULES as _RULES
from auditlint.kinds.base import Kind
from auditlint.rules.base import BOTH, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.claims import Claim
    from auditlint.findings import Finding
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Mapping
    from auditlint.rules.base import Context, ProjectContext

    Check = Callable[[Context], Iterator[Finding]]
    ProjectCheck = Callable[[ProjectContext], Iterator[Finding]]


@cache
def _module(name: str) -> Any:
    """Import a module; asked for every rule of every document, `import_module` costs as much as
    a small rule does."""
    return import_module(name)


class RuleEntry(NamedTuple):
    """A rule's metadata and the module that holds its check."""

    rule: Rule
    module: str

    def check(self) -> Check:
        """Import the rule's module and return its check."""
        check: Check = _module(self.module).check
        return check

    def project_check(self) -> ProjectCheck:
        """Import the module of a rule with a project half and return that half."""
        module = _module(self.module)
        check: ProjectCheck = module.check_project if self.rule.scope == BOTH else module.check
        return check


class KindEntry(NamedTuple):
    """A kind's data and the module that holds its model and claims."""

    kind: Kind
    module: str

    def model(self, document: Document) -> Mapping:
        """Build the model of `document`."""
        result: Mapping = _module(self.module).model(document)
        return result

    def claims(self, document: Document, model: Mapping) -> Iterator[Claim]:
        """Extract the claims of `document`."""
        result: Iterator[Claim] = _module(self.module).claims(document, model)
        return result


RULES: tuple[RuleEntry, ...] = tuple(RuleEntry(Rule(*row[1:]), row[0]) for row in _RULES)
KINDS: tuple[KindEntry, ...] = tuple(KindEntry(Kind(*row[1:]), row[0]) for row in _KINDS)

BY_CODE: dict[str, Rule] = {entry.rule.code: entry.rule for entry in RULES}
BY_NAME: dict[str, Rule] = {entry.rule.name: entry.rule for entry in RULES}
KIND_BY_ID: dict[str, KindEntry] = {entry.kind.id: entry for entry in KINDS}
FAMILIES: tuple[str, ...] = tuple(sorted({entry.rule.family for entry in RULES}))


def kind_entry(kind_id: str) -> KindEntry:
    """Return a kind by its id; one that is not built in is a team's own."""
    found = KIND_BY_ID.get(kind_id)
    if found is None:
        from auditlint.kinds import own

        found = KindEntry(own.kind(kind_id), own.__name__)
    return found


def codes_for(selector: str) -> frozenset[str]:
    """Return the codes that a code, name, family or code prefix stands for; empty if unknown.

    ``ALL`` stands for every rule.
    """
    if selector == "ALL":
        return frozenset(BY_CODE)
    rule = BY_CODE.get(selector) or BY_NAME.get(selector)
    if rule is not None:
        return frozenset((rule.code,))
    if len(selector) < 3 or selector[:3] not in FAMILIES:
        return frozenset()
    return frozenset(code for code in BY_CODE if code.startswith(selector))


def is_both(code: str) -> bool:
    """Whether a rule has a document half and a project half."""
    return code in BY_CODE and BY_CODE[code].scope == BOTH


_DIGITS = str.maketrans("OIL", "011")


def suggest(selector: str) -> str:
    """Return the known code, name or family nearest to `selector`, or ""."""
    # The commonest slip in a code is a letter for the digit that looks like it.
    code = selector[:3].upper() + selector[3:].upper().translate(_DIGITS)
    if code in BY_CODE:
        return code
    from difflib import get_close_matches

    known = [*BY_CODE, *BY_NAME, *FAMILIES]
    near = get_close_matches(selector, known, 1, 0.6) or get_close_matches(
        selector.upper(), known, 1, 0.6
    )
    return near[0] if near else ""
