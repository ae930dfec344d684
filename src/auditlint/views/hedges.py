"""Whether a sentence speaks of something that is there, or of what is gone or yet to be made.

A document that says "there is no `src/a.py`" or "create `src/a.py`" cites a path without claiming
that it exists. A rule that says that something is missing must leave such places alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern
from auditlint.reading.scripts import is_strange
from auditlint.views.generated import generated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document

GONE = "gone"
MADE = "made"

_LONGEST_LINE = 2000

#: The thing is not there any more, or never was.
_GONE = (
    r"\b(?:not|no|never|none|nor|without|lacks?|lacking|absent|missing|gone|nonexistent|"
    r"(?:doesn|don|isn|wasn|didn|hasn|won|can|aren|couldn|shouldn)['’]t|cannot|"
    r"delet\w+|remov\w+|drop(?:s|ped|ping)?|renam\w+|moved?|moving|moves|was|were|former(?:ly)?|"
    r"previous\w*|old|legacy|obsolete|deprecat\w+|replac\w+|supersed\w+|migrat\w+|extract\w*|"
    r"split|merged?|instead|rather|originally|historical\w*|used to|upstream|external|elsewhere|"
    r"other repo\w*|sibling|stale|broken|wrong|typo|incorrect|mismatch|dead|reject\w*|"
    r"exclud\w+|skip\w*|out of scope|ignored?|gitignored?|untracked|"
    # German, French, Spanish, Italian, Portuguese; other letters cannot be read at all.
    r"gelöscht\w*|entfernt\w*|entfällt|vorher\w*|früher\w*|ehemal\w+|umbenannt\w*|ersetzt\w*|"
    r"supprimée?s?|renommée?s?|remplacée?s?|eliminad[oa]s?|borrad[oa]s?|renombrad[oa]s?|"
    r"reemplazad[oa]s?|rimoss[oaie]|eliminat[oaie]|rinominat[oaie]|sostituit[oaie]|excluíd[oa]s?|"
    r"apagad[oa]s?|renomead[oa]s?|substituíd[oa]s?)\b"
    # A folder of that name says nothing.
    r"|(?<![\w/-])archiv(?:ed|ing)(?![\w/-])"
    r"|→|->|=>|⇒|➜|~~|≠|✗|❌|🗑"
)
#: The heading of a section that tells how something was until it was done.
_SETTLED = (
    r"\b(?:RESOLVED|FIXED|DONE|ERLEDIGT|BEHOBEN|GELÖST|RÉSOLU|RESUELTO|RISOLTO|RESOLVIDO)\b"
    r"|(?i:(?:\A|\s[-–—]+ |[:(\[✅✓✔] ?)(?:resolved|fixed|done|erledigt|behoben|gelöst|résolu|resuelto|risolto|"
    r"resolvido)\b)"
)
#: It is to be made, or has just been made, or is an example of what could be.
_MADE = (
    r"\b(?:new|creat\w+|adds?|added|adding|introduc\w+|generat\w+|writes?|written|emit\w*|"
    r"outputs?|produc\w+|will|would|should|could|may|might|to be|todo|tbd|plan|planned|planning|"
    r"future|propos\w+|upcoming|later|pending|expected|recommend\w+|suggest\w+|consider|"
    r"alternativ\w+|example|e\.g|eg|such as|template|placeholder|hypothetical|needs?|missing|"
    r"scaffold\w*|stub\w*|implement|shipped|optional\w*|"
    r"if (?:used|present|any|needed|configured|available|enabled)|"
    r"(?:if|when)\b[^|\n]{0,80}\bexists?)\b"
    # The step of a scenario is an example.
    r"|\*\*(?:given|when|then|and|but)\*\*"
)


class Hedges:
    """Tells whether the text around a place says more than "this is there", and what.

    `GONE`: it is not there, was, or became something else, or the text cannot be read; `MADE`:
    it is to be made, has just been made, or is an example. Looked at are the sentence or row,
    what introduces the list it stands in, the items above it, and the headings.
    """

    __slots__ = ("_document", "_known")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, str] = {}

    def at(self, offset: int) -> str:
        """Return how the text around `offset` hedges, "" where it does not."""
        start = self._document.text.rfind("\n", 0, offset) + 1
        known = self._known.get(start)
        if known is None:
            said = {_hedge(one)[0] for one in self._around(start, offset)}
            if generated(self._document).holds(offset):
                said.add(GONE)  # A tool's own text, whose examples are of no repository.
            known = GONE if GONE in said else MADE if MADE in said else ""
            self._known[start] = known
        return known

    def word(self, offset: int) -> str:
        """Return what it is in the text around `offset` that hedges so, "" for nothing."""
        said = self.at(offset)
        if said and generated(self._document).holds(offset):
            return "text that a tool keeps"
        start = self._document.text.rfind("\n", 0, offset) + 1
        return next((
            word for one in self._around(start, offset) for hedge, word in (_hedge(one),)
            if hedge == said
        ), "") if said else ""

    def _around(self, start: int, offset: int) -> Iterator[str]:
        document = self._document
        text = document.text
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        line = text[start:end]
        yield line
        if not line.lstrip().startswith("|"):
            yield from _above(text, start, _is_item(line) or line.startswith((" ", "\t")))
            yield from _below(text, end)
        for one in document.section_at(offset).ancestors():
            yield f"was {one.title}" if pattern(_SETTLED).search(one.title) is not None else one.title


def _above(text: str, start: int, listed: bool) -> Iterator[str]:
    """The lines that a paragraph began with, or the items and the line that introduce an item."""
    at = start
    indent = _indent(text, start)
    for _ in range(40 if listed else 3):
        if at == 0:
            return
        above = text.rfind("\n", 0, at - 1) + 1
        line = text[above : at - 1]
        at = above
        if not line.strip():
            if not listed:
                return
            continue
        if _is_item(line) and _indent(text, above) >= indent:
            continue
        yield line
        if not line.startswith((" ", "\t")) and not _is_item(line):
            return


def _below(text: str, end: int) -> Iterator[str]:
    """The lines that a paragraph goes on with."""
    at = end
    for _ in range(3):
        below = text.find("\n", at + 1)
        line = text[at + 1 : below if below >= 0 else len(text)]
        if not line.strip() or _is_item(line) or line.lstrip().startswith(("#", "|", "```")):
            return
        yield line
        if below < 0:
            return
        at = below


def _indent(text: str, start: int) -> int:
    end = start
    while text[end : end + 1] in (" ", "\t") and text[end : end + 1]:
        end += 1
    return end - start


def _is_item(line: str) -> bool:
    return pattern(r"\s*(?:[-*+]|\d{1,4}[.)])\s").match(line) is not None


def _hedge(text: str) -> tuple[str, str]:
    """Return how a text hedges, and by what; "" twice where it does not."""
    if len(text) > _LONGEST_LINE:
        return GONE, "a line that is too long to read"
    found = pattern(_GONE, 2).search(text)
    if found is not None:
        return GONE, found[0]
    if is_strange(text):
        return GONE, "letters that cannot be read"
    found = pattern(_MADE, 2).search(text)
    return (MADE, found[0]) if found is not None else ("", "")
