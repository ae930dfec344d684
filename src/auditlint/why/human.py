"""The answer for people: subjects, what agrees and what does not, then the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.age import ARCHIVED
from auditlint.report.escape import line as escape
from auditlint.report.escape import path as escape_path
from auditlint.report.style import BOLD, RESET, SEVERITY
from auditlint.source.text import LineIndex
from auditlint.why.answer import LINE
from auditlint.why.aspects import AGREE, DISAGREE
from auditlint.why.evidence import HOLDS, UNDECIDABLE, WRONG
from auditlint.why.hearing import FIRED, NOT_SELECTED, SUPPRESSED
from auditlint.why.statements import MENTION
from auditlint.why.subjects import written

if TYPE_CHECKING:
    from auditlint.rules.ruling import Ground
    from auditlint.session import Read
    from auditlint.source.text import Span
    from auditlint.why.answer import Answer, Part
    from auditlint.why.aspects import Aspect
    from auditlint.why.evidence import Commit, Judgement
    from auditlint.why.hearing import Heard
    from auditlint.why.statements import Said

_GREEN = "\x1b[1;32m"
_COLOUR = {AGREE: _GREEN, DISAGREE: SEVERITY["error"]}
#: So many statements of one value are listed, and so many mentions, unless all are asked for.
_SHOWN = 8
_LONGEST = 100


def label(read: Read, part: Part) -> str:
    """Name a subject as a heading does."""
    target = part.target
    if target.type == "document":
        return read.shown(target.home)
    if target.type == LINE:
        return f"{read.shown(target.home)}:{target.id}"
    identity = written(target.type, target.id)
    name = f"{target.type} {identity}" if identity else f"the {target.type}"
    if target.scope:
        name += f" of {target.scope}"
    inside = read.ledger.by_path
    return f"{name} in {read.shown(target.home)}" if target.home in inside else name


def where(read: Read, one: Said) -> str:
    """Return ``path:line:column`` of a statement, or the path of what a folder says."""
    if one.span is None:
        return escape_path(read.shown(one.folder or one.facts.path))
    return _at(read, one.facts.path, one.span)


def _at(read: Read, path: str, span: Span) -> str:
    start = LineIndex.of_starts(read.ledger.by_path[path].starts).position(span.start)
    return f"{escape_path(read.shown(path))}:{start.line}:{start.column}"


def write(answer: Answer, colored: bool, everything: bool) -> str:
    """Return the answer as text; long lists are cut unless `everything` is wanted."""
    paint = _Paint(colored)
    blocks = [_part(one, paint, everything) for one in answer.parts]
    if answer.left_out:
        blocks.append(f"... and {answer.left_out} more subjects; ask for one by its name\n")
    return "\n".join(blocks)


class _Paint:
    """Colours where they are wanted."""

    def __init__(self, colored: bool) -> None:
        self._colored = colored

    def __call__(self, text: str, colour: str) -> str:
        return f"{colour}{text}{RESET}" if self._colored and colour else text


def _part(part: Part, paint: _Paint, everything: bool) -> str:
    lines = [paint(escape(label(part.read, part)), BOLD)]
    for aspect in part.aspects:
        lines += _aspect(part.read, aspect, paint, everything)
    if not part.aspects and not part.judgements:
        lines.append(
            "  it says nothing about itself" if part.target.type == "document"
            else "  no claim that auditlint knows of"
        )
    lines += _evidence(part, paint, everything)
    lines += _rules(part, paint)
    return "\n".join(lines) + "\n"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return escape(text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "...")


def _aspect(read: Read, aspect: Aspect, paint: _Paint, everything: bool) -> list[str]:
    verdict = {AGREE: "agrees", DISAGREE: "disagrees"}.get(aspect.verdict, "")
    head = f"  {escape(aspect.name)}"
    if verdict:
        head += f": {paint(verdict, _COLOUR[aspect.verdict])}"
    lines = [head]
    for value in aspect.values:
        indent = "    "
        if aspect.name != MENTION:
            lines.append(f"    {_cut(value.value)}")
            indent = "      "
        some = value.statements if everything else value.statements[:_SHOWN]
        lines += [f"{indent}{_statement(read, one, value.value)}" for one in some]
        if len(some) < len(value.statements):
            lines.append(f"{indent}... and {len(value.statements) - len(some)} more (--all)")
    return lines


def _statement(read: Read, one: Said, value: str) -> str:
    notes = [one.source] if one.source else []
    if one.facts.age == ARCHIVED:
        notes.append(ARCHIVED)
    text = "" if one.text == value else f"  {_cut(one.text)}"
    note = f"  ({', '.join(notes)})" if notes else ""
    return f"{where(read, one)}{text}{note}"


#: How an outcome is worded, the most telling first.
_OUTCOMES = {WRONG: "does not hold", UNDECIDABLE: "cannot decide", HOLDS: "holds"}
#: Of what does not break, so much is listed where a phase's own documents are looked through.
_FEW = 3


def _evidence(part: Part, paint: _Paint, everything: bool) -> list[str]:
    """What was held against the repository: place and text, then what each rule makes of it."""
    found: dict[tuple[str, Span], list[Judgement]] = {}
    for one in part.judgements:
        found.setdefault((one.path, one.span), []).append(one)
    lines = ["  evidence"] if found else []
    for outcome, word in _OUTCOMES.items():
        places = [place for place, some in found.items() if _worst(some) == outcome]
        most = _SHOWN if outcome == WRONG or part.target.type in (LINE, "document") else _FEW
        shown = places if everything else places[:most]
        for place in shown:
            text = part.sources.text(found[place][0])
            lines.append(f"    {_at(part.read, *place)}  {_cut(text)}")
            for one in found[place]:
                lines += _judged(part, one, text, paint)
        if len(shown) < len(places):
            lines.append(f"    ... and {len(places) - len(shown)} more: {word} (--all)")
    return lines


def _worst(some: list[Judgement]) -> str:
    outcomes = {one.outcome for one in some}
    return next(one for one in _OUTCOMES if one in outcomes)


def _judged(part: Part, one: Judgement, text: str, paint: _Paint) -> list[str]:
    colour = {WRONG: SEVERITY["error"], HOLDS: _GREEN}.get(one.outcome, "")
    head = paint(f"{one.code} {_OUTCOMES[one.outcome]}", colour if one.is_selected else "")
    head = f"      {head if one.code else 'is no citation'}: {escape(one.ruling.words)}"
    grounds = [
        _ground(part, each) for each in one.ruling.grounds
        if each != ("", text.strip("/"), 0, "")  # The text itself is the path.
    ]
    return [head, *(f"        {each}" for each in grounds)]


def _ground(part: Part, ground: Ground) -> str:
    place = escape_path(part.read.shown(ground.path)) if ground.path else ""
    if ground.line:
        place += f":{ground.line}"
    commit = part.sources.commit(ground)
    told = (place, _cut(ground.words), _commit(commit) if commit is not None else "")
    return "  ".join(filter(None, told))


def _commit(commit: Commit) -> str:
    day = f" of {commit.day}" if commit.day else ""
    return f"commit {commit.id[:9]}{day}" + (f": {_cut(commit.subject)}" if commit.subject else "")


_HEADS = ((FIRED, "fired"), (SUPPRESSED, "suppressed"), (NOT_SELECTED, "would fire"))


def _rules(part: Part, paint: _Paint) -> list[str]:
    lines = ["  rules"]
    for outcome, word in _HEADS:
        for one in part.heard:
            if one.outcome == outcome:
                lines.append(f"    {_heard(part.read, one, word, paint)}")
    for silence in part.silences:
        place = escape_path(part.read.shown(silence.path))
        word = "cannot decide" if silence.is_selected else "is not selected, and cannot decide"
        lines.append(f"    {silence.code} {word}: {escape(silence.reason)}  ({place})")
    for code, selected in part.quiet:
        state = "finds nothing wrong" if selected else "is not selected, and would find nothing"
        lines.append(f"    {code} {state}")
    if len(lines) == 1:
        return [] if part.judgements else [*lines, "    none has anything to say"]
    return lines


def _heard(read: Read, one: Heard, word: str, paint: _Paint) -> str:
    found = one.diagnostic
    place = found.place
    said = f"{escape_path(read.shown(place.path))}:{place.line}:{place.column}"
    level = SEVERITY.get(found.severity, "") if one.outcome == FIRED else ""
    reason = f"  ({escape(one.reason)})" if one.reason else ""
    code = paint(f"{found.code} {word}", level)
    return f"{code}: {_cut(found.message)}  {said}{reason}"
