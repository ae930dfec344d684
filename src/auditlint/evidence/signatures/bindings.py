"""Names that C and C++ code gives to functions in another language.

``{ "open", db_open }`` in a registration table, ``table.set_function("open", &open)``,
``m.def("open", ...)``, ``table["open"] = [](...) {...}`` and the pairs of a type's registration.
The parameters are those of the lambda; of a function named there nothing is said but its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.signatures import parameters
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.build import Found

_PAIR = r'([{(,]|\[)\s*"(\s*)"\s*(?:,|\]\s*=)\s*(\[)|(\{)\s*"(\s*)"\s*,\s*(&?\s*[A-Za-z_][\w:]*)\s*[,}]|\b(?:set_function|def|addFunction|def_static)\s*\(\s*"(\s*)"\s*,\s*(&?\s*[A-Za-z_][\w:]*)\s*[,)]'


def read(found: Found) -> None:
    """Add the bindings of a file."""
    source = found.source
    code = source.code
    for match in pattern(_PAIR).finditer(code):
        group = 2 if match.group(2) is not None else 5 if match.group(5) is not None else 7
        name = Span(*match.span(group))
        text = source.text[name.start : name.end]
        if not pattern(r"[A-Za-z_]\w*\Z").match(text):
            continue
        if group == 2:
            _lambda(found, name, text, match.start(3))
            continue
        target = match.group(group + 1).lstrip("& ").rpartition("::")[2]
        if target in ("nullptr", "NULL", "true", "false"):
            continue
        signature_count = len(found.signatures)
        found.add_read(name, "", (), None, False, text, True)
        if len(found.signatures) > signature_count:
            found.signatures[-1] = found.signatures[-1]._replace(calls=(target,))


def _lambda(found: Found, name: Span, text: str, capture: int) -> None:
    """A binding to ``[...](parameters) {body}``."""
    source = found.source
    code = source.code
    behind = source.after_group(capture)
    head = pattern(r"\s*\(").match(code, behind) if behind > 0 else None
    if head is None:
        return
    opening = head.end() - 1
    end = source.after_group(opening)
    brace = pattern(r"[^{};,]{0,200}\{").match(code, end) if end > 0 else None
    if brace is None:
        return
    close = source.after_group(brace.end() - 1)
    if close < 0:
        return
    given, certain = parameters.read(source, opening)
    found.add_read(name, "", given, (brace.end(), close - 1), certain, text, True)
