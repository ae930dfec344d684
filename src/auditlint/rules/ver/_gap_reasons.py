"""What the reason of a gap states that a file decides: text that is there, what is missing in it.

A reason is prose, so it is read clause by clause, and only a clause that says nothing else
counts: ``src/a.py still has 'Y'``, ```X` is not defined in src/a.py``, ``src/b.rs does not exist``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.reading.numbers import pattern
from auditlint.rules.ver._gap_wishes import ADD, DEFINE, DROP, MAKE, Wish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.source.text import Span

#: Longer reasons tell a story.
_LONGEST = 1_500
#: So long is no clause that says one thing.
_LONG = 300
#: A clause ends with a sentence, a semicolon, a dash, or where a contrast begins.
_END = r"(?<=[.;:])\s+|\s+(?:[—–]|--?)\s+|,?\s+(?=(?:but|so|which|while|although|because|since)\s)|\n+"
_PATH = r"(?:\.?[\w@()\[\]-][\w.@()\[\]-]*/){0,12}\.?[\w-][\w.-]{0,80}\.[A-Za-z][A-Za-z0-9]{0,7}"
_FILE = rf"`?(?P<file>{_PATH})`?"
_FILES = rf"(?P<files>`?{_PATH}`?(?:(?:,| and|, and)\s`?{_PATH}`?){{0,4}})"
_LINE = r"(?:`?:\d[\d,-]{0,20}`?|,? \(?(?:at )?lines? ~?\d[\d, –-]{0,30}\)?)?"
_NAME = r"(?:`[^`\n]{2,80}`|\.?[A-Za-z_][\w.:]{2,80}(?:\(\))?)"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,| and|, and| or|/)\s?{_NAME}){{0,4}})"
_WHAT = (
    r"(?:functions?|methods?|class(?:es)?|types?|structs?|exports?|constants?|fields?|helpers?|components?|"
    r"parameters?|keys?|tests?|symbols?|commands?|hooks?|files?|modules?)"
)
_KIND = rf"(?: {_WHAT}){{0,2}}"
_LEAD = rf"(?:(?:the|both|but|and|so|however,?|while|although|because|since|an?|{_WHAT}) ){{0,3}}"
_TAIL = r"(?: (?:yet|at all|anymore|any more|anywhere))?\s*[.;:]?"
_PLACE = r"(?: (?:in|from|on) (?:the |this )?(?:codebase|repository|repo|disk|file ?system|tree))?"

_NO_FILE = (
    rf"{_LEAD}{_FILES} (?:(?:do|does)(?: not|n't) exist|(?:is|are) (?:completely )?(?:missing|absent)|(?:was|were) (?:never|not) (?:created|written)|"
    rf"(?:is|are|was|were) not (?:created|present|found)){_PLACE}{_TAIL}"
)
_NO_SUCH_FILE = rf"{_LEAD}no `?(?P<files>{_PATH})`?(?: file)? exists{_PLACE}{_TAIL}"
_CODE = r"[A-Za-z_][\w.:]{0,60}\([^()\n]{0,60}(?:\([^()\n]{0,40}\)[^()\n]{0,40}){0,3}\)|v\d{1,4}(?:\.\d{1,6}){1,3}"
_STILL = (
    rf"{_LEAD}{_FILE}{_LINE} (?:still (?:has|have|says?|contains?|uses?|shows?|reads?|references?|imports?|calls?|returns?|claims?|"
    r"lists?|hardcodes?)|has (?:the |a |an )?(?:stale|outdated|obsolete|hard-?coded)|hard-?codes)(?: [A-Za-z]{1,12}){0,3}:? "
    rf"(?:`(?P<tick>[^`\n]{{4,160}})`|'(?P<single>[^'\n]{{4,160}})'|\"(?P<double>[^\"\n]{{4,160}})\"|(?P<code>{_CODE}))"
)
_ABSENT = (
    rf"{_LEAD}{_NAMES}{_KIND} (?:(?:is|are|was|were) )?(?:still )?(?:(?:not|never) (?:yet )?(?P<verb>defined|implemented|exported|"
    r"declared|present|found|called|imported|used|included|registered|added|mentioned|listed|documented)|missing|absent|undefined)"
    rf"(?: (?:in|from|by|at|on) {_LEAD}{_FILE}{_LINE})?{_TAIL}"
)
_NOWHERE = rf"{_LEAD}{_NAMES}{_KIND} (?:do|does)(?: not|n't) exist (?:in|on) {_LEAD}{_FILE}{_LINE}{_TAIL}"
_NO_SUCH = rf"{_LEAD}no(?: {_WHAT}){{0,2}} {_NAMES}{_KIND} (?:exists?|(?:is|are) defined) (?:in|on) {_LEAD}{_FILE}{_LINE}{_TAIL}"
_LACKS = (
    rf"{_LEAD}{_FILE} (?:(?:does not|doesn't|never) (?:yet )?(?P<verb>define|implement|export|declare|contain|have|include|"
    rf"import|call|use|register|mention|reference|list|document)s?|lacks|is missing|has no|omits) (?:the |a |an |any )?{_NAMES}{_KIND}{_TAIL}"
)
#: What is said to be missing in these words is a definition, not a mere mention.
_DEFINED = ("define", "implement", "export", "declare")
#: Doubts and conditions, as they make no plain statement.
_HEDGES = r"\b(?:either|if|whether|unless|might|may|could|should|would|possibly|probably|perhaps|appears?|seems?|when|only|except|some|yet to)\b|\?"


_REPORT = r"`?(?:0*(?P<{name}>\d{{1,4}}(?:\.\d{{1,4}})?)-)?VERIFICATION"
#: A gap that says that there is no report; its name may begin with the phase.
UNVERIFIED = (
    rf"\b[Nn]o {_REPORT.format(name='none')}(?:\.md)?\b|\b(?:missing|lacks|without) (?:a )?{_REPORT.format(name='lacking')}\.md\b"
)


def reasons(text: str, span: Span) -> tuple[tuple[Wish, ...], ...]:
    """Return what each clause of a reason states; empty for one that no file decides."""
    if len(text) > _LONGEST or pattern(UNVERIFIED).search(text) is not None:
        return ()
    clauses = (one.strip() for one in pattern(_END).split(text))
    return tuple(tuple(_clause(one, span)) for one in clauses if one)


def _clause(text: str, span: Span) -> Iterator[Wish]:
    if len(text) > _LONG or pattern(_HEDGES, 2).search(text) is not None:
        return
    match = pattern(_NO_FILE, 2).fullmatch(text) or pattern(_NO_SUCH_FILE, 2).fullmatch(text)
    if match is not None:
        for path in pattern(_PATH).findall(match["files"]):
            yield Wish(MAKE, (), (), path, span, True)
        return
    match = pattern(_STILL, 2).match(text)
    if match is not None:
        quoted = match["tick"] or match["single"] or match["double"] or match["code"]
        if _is_telling(quoted):
            yield Wish(DROP, (quoted,), (), match["file"], span, True)
        return
    for said in (_ABSENT, _NOWHERE, _NO_SUCH, _LACKS):
        match = pattern(said, 2).fullmatch(text)
        names = _names(match["names"]) if match is not None else ()
        if match is not None and names:
            verb = match.groupdict().get("verb") or ""
            defined = said in (_NOWHERE, _NO_SUCH) or verb.casefold().startswith(_DEFINED)
            yield Wish(DEFINE if defined else ADD, (), names, match["file"] or "", span, True)
            return


def _names(text: str) -> tuple[str, ...]:
    """Return the names of a list, if every one of them is a name that no prose has."""
    written = pattern(rf"{_NAME}(?=,|/| and | or |$)").findall(text)
    found = [one.strip("`").removesuffix("()") for one in written]
    for name, one in zip(found, written, strict=True):
        certain = one[0] == "`" or one.endswith("()") or pattern(_CASED).fullmatch(one) is not None
        if not certain or not _is_telling(name):
            return ()
    return tuple(dict.fromkeys(found))


_CASED = r"[a-z][a-z0-9]*[A-Z]\w*|[A-Z][a-z0-9]+[A-Z]\w*|\w+_\w+|\w+(?:\.|::)[A-Z]\w+"


def _is_telling(text: str) -> bool:
    return len(text) >= 4 and len(re.sub(r"\W", "", text)) >= 4
