"""The answer to a question: its subjects, what is said of each, and what the rules make of it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from auditlint.reading.ids import phase_id
from auditlint.selection import codes_of
from auditlint.source.text import LineIndex
from auditlint.why import folders
from auditlint.why.aspects import DISAGREE, Aspect, aspects
from auditlint.why.evidence import Judgement, Places, Sources, refused
from auditlint.why.hearing import FIRED, Heard, Silence, hear
from auditlint.why.statements import MENTION, NAME, TYPES, Said, said
from auditlint.why.subjects import Subjects, Target, named_by, normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from auditlint.claims import Claim
    from auditlint.config import Config
    from auditlint.findings import Place
    from auditlint.ledger import Facts
    from auditlint.session import Read
    from auditlint.why.question import Question

#: The type of a place that no claim stands at.
LINE = "line"
#: Of so many subjects of one question the answer is given; a line may name hundreds.
MOST = 12


class Part(NamedTuple):
    """One subject of an answer."""

    read: Read
    target: Target
    aspects: list[Aspect]
    heard: list[Heard]
    silences: list[Silence]
    sources: Sources
    judgements: list[Judgement]
    """What the rules hold against the repository of what stands in the subject's places."""
    quiet: tuple[tuple[str, bool], ...] = ()
    """Of the rules that were asked for: those without a word, and whether they are selected."""

    @property
    def disagrees(self) -> bool:
        """Whether statements contradict each other, or a selected rule says so."""
        return any(one.verdict == DISAGREE for one in self.aspects) or any(
            one.outcome == FIRED for one in self.heard
        )


class Answer(NamedTuple):
    """The answer: `parts` by subject, and how many subjects were `left_out`."""

    parts: list[Part]
    left_out: int = 0

    @property
    def disagrees(self) -> bool:
        """Whether anything disagrees."""
        return any(one.disagrees for one in self.parts)


class Index:
    """The statements of one ledger by subject."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.subjects = Subjects(read.ledger)

    def named(self, question: Question) -> set[Target]:
        """Return the subjects that a question names."""
        return {
            target for target, _, _ in self._claims(lambda kind, one: _fits(question, kind, one))
        }

    def at(self, path: str, line: int) -> set[Target]:
        """Return the subjects of the claims that touch a line; line 0 is the whole document."""
        facts = self.read.ledger.by_path.get(path)
        if facts is None:
            return set()
        if not line:
            return {Target(path, "", "document", "")}
        starts = facts.starts
        if line > len(starts):
            return set()
        low, high = starts[line - 1], starts[line] if line < len(starts) else None
        found: set[Target] = set()
        lists: set[Target] = set()
        for claim in facts.claims:
            if not hasattr(claim, "span") or type(claim).__name__ not in TYPES:
                continue
            if claim.span.end > low and (high is None or claim.span.start < high):
                about = {self.subjects.target(facts, one) for one in named_by(claim)}
                about = about or {Target(path, "", "document", "")}
                # A list begins where its first entry does, which says more of that line.
                (lists if type(claim).__name__ == "Tally" else found).update(about)
        found = found or lists
        precise = {one for one in found if one.type != "document"}
        return precise or found

    def statements(self, targets: set[Target]) -> dict[Target, list[Said]]:
        """Return everything that is said of some subjects, once each."""
        wanted = {(one.type, one.id) for one in targets}
        found: dict[Target, dict[tuple[object, ...], Said]] = {one: {} for one in targets}
        for target, facts, claim in self._claims(lambda kind, one: (kind, one) in wanted):
            if target in found:
                for one in said(facts, claim):
                    found[target].setdefault(_identity(one), one)
        for target in targets:
            if target.type == "document":
                for one in self._of_document(target):
                    found[target].setdefault(_identity(one), one)
        return {target: list(some.values()) for target, some in found.items()}

    def _of_document(self, target: Target) -> Iterator[Said]:
        facts = self.read.ledger.by_path.get(target.home)
        if facts is None:
            return
        for name in TYPES:
            for claim in facts._of(name):
                about = list(named_by(claim))
                if all(one.type == "document" for one in about):
                    yield from said(facts, claim)

    def _claims(
        self, wanted: Callable[[str, str], bool]
    ) -> Iterator[tuple[Target, Facts, Claim]]:
        """Yield the claims about subjects whose type and id are wanted."""
        for facts in self.read.ledger.by_path.values():
            for name in facts.types:
                if name not in TYPES:
                    continue
                for claim in facts._of(name):
                    for subject in named_by(claim):
                        if subject.type == "document":
                            continue
                        if wanted(subject.type, normal(subject.type, subject.id)[1]):
                            yield self.subjects.target(facts, subject), facts, claim

    def known(self, kind: str) -> set[tuple[str, str]]:
        """Return the types and ids of all subjects that are spoken of, as they are written."""
        return {
            (target.type, target.id)
            for target, _, _ in self._claims(lambda one, _: not kind or one == kind)
            if target.id
        }


def _identity(one: Said) -> tuple[object, ...]:
    """What makes two statements one: a box is a status as well, a heading defines and names."""
    start = one.span.start if one.span is not None else -1
    if one.aspect == NAME:
        start = bisect_right(one.facts.starts, start)
    text = one.text if one.aspect == MENTION else ""
    return one.aspect, one.value, text, one.facts.path, start


def _fits(question: Question, kind: str, identity: str) -> bool:
    if question.type and kind != question.type:
        return False
    # Without a type, letters before a number ("CK-01") name a requirement rather than a phase.
    if not question.type and (
        kind == "section" or (kind == "phase" and phase_id(_bare(question.id)) is None)
    ):
        return False
    return identity == normal(kind, question.id)[1]


def _bare(identity: str) -> str:
    """An id without its milestone; nothing where letters come first."""
    token = identity.rpartition("/")[2]
    return token if token[:1].isdigit() else ""


def find(index: Index, question: Question) -> set[Target]:
    """Return the subjects that a question by name means; a milestone in its id chooses among them."""
    found = index.named(question)
    for one in list(found):
        scope, _ = normal(one.type, question.id)
        if scope and one.scope != scope:
            found.discard(one)
    return found


def answer(
    index: Index, targets: set[Target], config: Config, codes: frozenset[str],
    place: tuple[str, int] | None = None,
) -> Answer:
    """Answer for some subjects. With a `place`, what rules say at that line belongs to it too."""
    chosen = sorted(targets)[:MOST]
    by_target = index.statements(set(chosen))
    own: dict[Target, set[str]] = {}
    for target in chosen:
        workspace = index.subjects.workspaces.get(target.home)
        if workspace is not None:
            more, own[target] = folders.of_target(workspace, target)
            by_target[target] += more
    paths = {one.facts.path for some in by_target.values() for one in some}
    if place is not None:
        paths.add(place[0])
        if place[1]:
            for target in chosen:
                if target.type == "document":
                    by_target[target] = _of_line(by_target[target], place[1])
    near = {one: _near(by_target[one]) for one in chosen}
    asked = {one: _all((near[one], Places.of_documents(own.get(one, ())))) for one in chosen}
    line = _place(index, place)
    hearing = hear(index.read, config, paths, _all((line, *asked.values())), codes)
    judgements = list(hearing.judgements)
    if place is not None and place[1] and not codes:
        judgements += refused(index.read, config, place[0], line)
    sources = Sources(index.read, config, judgements)
    parts = []
    for target in chosen:
        touch = _Touch(by_target[target], own.get(target, set()))
        parts.append(Part(
            index.read, target, aspects(by_target[target]),
            [
                one for one in hearing.heard if touch.any_of(_places(one))
                or (place == (target.home, 0) and one.diagnostic.place.path == target.home)
            ],
            _about(index, hearing.silences, target), sources,
            _judged(judgements, asked[target], near[target], line),
        ))
    if place is not None:
        there = _judged(judgements, line, line)
        if place[1]:
            parts = [*_at_line(index, hearing.heard, parts, place, there, sources), *parts]
        else:
            parts = [one._replace(judgements=there) for one in parts]
    if codes:
        parts = [one._replace(quiet=_quiet(one, codes, config)) for one in parts]
    return Answer(parts, len(targets) - len(chosen))


def _judged(
    judgements: list[Judgement], asked: Places, near: Places, told: Places | None = None
) -> list[Judgement]:
    """The judgements at some places, but for those `told` elsewhere; the ones `near` come first."""
    found = [
        one for one in judgements if asked.has(one.path, one.span)
        and (told is None or not told.has(one.path, one.span))
    ]
    found.sort(key=lambda one: (not near.has(one.path, one.span), one.path, one.span))
    return found


def _near(statements: list[Said]) -> Places:
    """The lines on which a subject's statements stand."""
    places = Places()
    for one in statements:
        if one.span is not None:
            places.add_span(one.facts, one.span)
    return places


def _place(index: Index, place: tuple[str, int] | None) -> Places:
    """The line or document that was asked for."""
    if place is None or not place[1]:
        return Places.of_documents((place[0],) if place is not None else ())
    places = Places()
    places.add_lines(index.read.ledger.by_path[place[0]], place[1], place[1])
    return places


def _all(some: Iterable[Places]) -> Places:
    places = Places()
    for one in some:
        places.add(one)
    return places


def _quiet(
    part: Part, codes: frozenset[str], config: Config
) -> tuple[tuple[str, bool], ...]:
    spoken = {one.diagnostic.code for one in part.heard}
    spoken |= {one.code for one in part.silences} | {one.code for one in part.judgements}
    selected = codes_of(config, "document") | codes_of(config, "project")
    return tuple((one, one in selected) for one in sorted(codes - spoken))


def _of_line(statements: list[Said], line: int) -> list[Said]:
    """Of what a document says of itself, the aspects that one of its lines speaks of."""
    aspects_there = {
        one.aspect for one in statements
        if one.span is not None
        and bisect_right(one.facts.starts, one.span.start) <= line
        <= bisect_right(one.facts.starts, max(one.span.start, one.span.end - 1))
    }
    return [one for one in statements if one.aspect in aspects_there]


def _about(index: Index, silences: list[Silence], target: Target) -> list[Silence]:
    """The silences on one subject, one for each rule and reason."""
    found: dict[tuple[str, str], Silence] = {}
    for one in silences:
        facts = index.read.ledger.by_path.get(one.path)
        if facts is None:
            continue
        if one.subject.type == "document":
            fits = target.type == "document" and target.home == one.path
        else:
            fits = index.subjects.target(facts, one.subject) == target
        if fits:
            found.setdefault((one.code, one.reason), one)
    return list(found.values())


def _at_line(
    index: Index, heard: list[Heard], parts: list[Part], place: tuple[str, int],
    judgements: list[Judgement], sources: Sources,
) -> Iterator[Part]:
    """What rules say at a line that no subject's part says already, and what they judge there."""
    told = {id(one) for part in parts for one in part.heard}
    rest = [
        one for one in heard if id(one) not in told and any(
            each.path == place[0] and each.line <= place[1] <= each.end_line
            and (each.line, each.column) != (each.end_line, each.end_column)
            for each in _places(one)
        )
    ]
    if rest or judgements or not parts:
        target = Target(place[0], "", LINE, str(place[1]))
        yield Part(index.read, target, [], rest, [], sources, judgements)


def _places(one: Heard) -> list[Place]:
    return [one.diagnostic.place, *(each.place for each in one.diagnostic.related)]


class _Touch:
    """Whether places of diagnostics touch a subject's statements, or are its own documents."""

    def __init__(self, statements: Iterable[Said], own: set[str]) -> None:
        self._own = own
        self._ranges: dict[str, set[tuple[tuple[int, int], tuple[int, int]]]] = {}
        indexes: dict[str, LineIndex] = {}
        for one in statements:
            if one.span is None or one.span.start == one.span.end:
                continue
            path = one.facts.path
            if path not in indexes:
                indexes[path] = LineIndex.of_starts(one.facts.starts)
            start, end = (indexes[path].position(at) for at in one.span)
            self._ranges.setdefault(path, set()).add(
                ((start.line, start.column), (end.line, end.column))
            )

    def any_of(self, places: Iterable[Place]) -> bool:
        """Whether one of some places touches the subject."""
        return any(self._is_touched(one) for one in places)

    def _is_touched(self, one: Place) -> bool:
        start, end = (one.line, one.column), (one.end_line, one.end_column)
        if start == end:
            # A file as such: what a project rule says of a document, not of words in it.
            return start == (1, 1) and one.path in self._own
        return any(low < end and start < high for low, high in self._ranges.get(one.path, ()))
