"""The open gaps of reports and registers, and what each asks and states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.ledger.issues import open_issues
from auditlint.parsing.nodes import Mapping, Scalar, Sequence
from auditlint.reading import words
from auditlint.reading.numbers import pattern
from auditlint.rules.ver._gap_reasons import reasons
from auditlint.rules.ver._gap_wishes import EXCHANGE, Wish, wishes
from auditlint.views.places import fields_within
from auditlint.views.recovered import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.config import Limits
    from auditlint.ledger import Facts
    from auditlint.parsing.document import Document
    from auditlint.parsing.nodes import Node
    from auditlint.rules.base import ProjectContext


Reasons = tuple[tuple[Wish, ...], ...]


class Gap(NamedTuple):
    """An open gap: its name, and its wishes by whether they are what it lists as missing."""

    label: str
    asked: list[Wish]
    stated: list[Wish]
    items: int
    """How many things it lists as missing."""
    files: tuple[str, ...]
    reasons: Reasons = ()
    """What each clause of its reason states; empty for a clause that no file decides."""


def gap_nodes(document: Document, limits: Limits) -> Iterator[Node]:
    """Yield the entries of a report's ``gaps``: one list, or several by what they are about."""
    gaps = value_of(document, "gaps", limits)
    if isinstance(gaps, Sequence):
        yield from gaps.items
    elif isinstance(gaps, Mapping):
        for entry in gaps.entries:
            if isinstance(entry.value, Sequence):
                yield from entry.value.items


def is_open(item: Node) -> bool:
    """Whether a recovered gap calls itself failed, and says nothing of a closing."""
    status = item.scalar("status") if isinstance(item, Mapping) else None
    return (
        isinstance(item, Mapping) and status is not None
        and words.state(status.text) == words.FAILED
        and not any(entry.key.startswith(("resol", "clos", "fix", "overr")) for entry in item.entries)
    )


#: A gap of a verification has a reason, one of an audit evidence.
_REASONS = ("reason", "evidence", "description", "issue")


def read_gap(item: Node) -> Gap:
    """Return what an entry of ``gaps`` asks and states."""
    if isinstance(item, Scalar):
        return Gap(item.text, [], list(wishes(item.text, item.span, False)), 0, ())
    if not isinstance(item, Mapping):
        return Gap("", [], [], 0, ())
    label = item.scalar("truth", "description", "issue", "flow", "id", "gap")
    files: list[str] = []
    stated: list[Wish] = []
    for artifact in item.items("artifacts"):
        if not isinstance(artifact, Mapping):
            continue
        path, issue = artifact.scalar("path"), artifact.scalar("issue")
        if path is None:
            continue
        files.append(path.text)
        if issue is not None:
            stated += [
                one._replace(file=path.text) for one in wishes(issue.text, issue.span, False)
            ]
    listed = [one for one in item.items("missing") if isinstance(one, Scalar)]
    listed += [one for key in ("fix", "recommendation") if (one := item.scalar(key)) is not None]
    asked = [wish for one in listed for wish in wishes(one.text, one.span, True)]
    told = (item.scalar(key) for key in _REASONS)
    reason = next((one for one in told if one is not None), None)
    return Gap(
        label.text if label is not None else "", asked, stated, len(listed),
        tuple(dict.fromkeys(files)), reasons(reason.text, reason.span) if reason is not None else (),
    )


_FIXES = ("fix", "recommended fix", "suggested fix", "proposed fix", "recommendation")
_LOCATIONS = ("location", "file", "files", "where")


def register_gaps(context: ProjectContext, report: Facts) -> Iterator[Gap]:
    """Yield the open issues of a register whose fix exchanges one text for another."""
    read = context.read(report.path)
    if read is None or not any(one in read.data for one in (b"hange", b"eplace", b"pdate", b"ename")):
        return
    document = context.document(report.path)
    for issue in open_issues(report) if document is not None else ():
        section = document.section_at(issue.span.start) if document is not None else None
        if document is None or section is None or issue.span.end > section.title_span.end:
            continue  # A row of a table: its fields are cells.
        fields = fields_within(document, section.span)
        asked = [
            wish for field in fields if field.key.casefold() in _FIXES
            for wish in wishes(field.value, field.value_span, True) if wish.type == EXCHANGE
        ]
        if asked:
            files = [
                path for field in fields if field.key.casefold() in _LOCATIONS
                for path in pattern(r"/?((?:[\w.@-]+/)+[\w.@-]+\.[A-Za-z]\w{0,7})").findall(field.value)
            ]
            yield Gap(issue.name, asked, [], len(asked), tuple(dict.fromkeys(files)))
