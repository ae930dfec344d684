"""From a head's places to a signature."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from auditlint.evidence.signatures import bodies, parameters
from auditlint.evidence.signatures.model import Parameter, Signature
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source

#: More functions than any file has that people wrote.
LIMIT = 20_000


class Found:
    """Collects the signatures of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.signatures: list[Signature] = []
        self._lines = _line_starts(source.code)

    @property
    def is_full(self) -> bool:
        """Whether no further signature is taken."""
        return len(self.signatures) >= LIMIT

    def in_order(self) -> list[Signature]:
        """Return what was collected, in the order of the text."""
        return sorted(self.signatures, key=lambda one: one.span)

    def add(
        self,
        name: Span,
        owner: str,
        opening: int,
        body: tuple[int, int] | None,
        lead: tuple[Parameter, ...] = (),
        is_complete: bool = True,
        text: str = "",
    ) -> None:
        """Add the function whose parameter list opens at `opening` (-1: it has none)."""
        source = self.source
        given, certain = parameters.read(source, opening) if opening >= 0 else ((), True)
        self.add_read(name, owner, lead + given, body, is_complete and certain, text)

    def add_read(
        self,
        name: Span,
        owner: str,
        given: tuple[Parameter, ...],
        body: tuple[int, int] | None,
        is_complete: bool = True,
        text: str = "",
        is_binding: bool = False,
    ) -> None:
        """Add a function whose parameters are known; `body` is the range inside its brackets."""
        if self.is_full:
            return
        source = self.source
        shown = text or source.text[name.start : name.end]
        stub = False
        calls: tuple[str, ...] = ()
        if body is not None:
            is_maker = shown.lstrip("~") in (owner.rpartition(".")[2], "constructor", "init", "__construct", "initialize")
            stub = bodies.is_stub(source, *body) and not is_maker
            calls = source.calls(*body)
        self.signatures.append(
            Signature(
                shown, owner, given, name, bisect_right(self._lines, name.start), source.path,
                source.language.name, is_complete and not source.trouble, body is not None, stub,
                is_binding, calls,
            )
        )  # fmt: skip


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
