"""A "Last updated" that is older than what the document says was done.

## What it does
Compares the date of a document's "Last updated" line with the dates on which the same document
says that phases were completed and milestones shipped, and reports the line when it is more than
a day older than the newest of them. Where there are several such lines, the newest one counts.

## Why is this bad?
The line tells readers whether the document can be trusted. One that stands still while the rest
moves on says that a current document is out of date, or the reverse once nobody believes it.

## Example
```markdown bad path=.planning/ROADMAP.md
# Roadmap

- [x] **Phase 1: Ledger** (completed 2026-03-20)
- [ ] **Phase 2: Reports**

---
*Last updated: 2026-03-01*
```

Use instead:
```markdown good path=.planning/ROADMAP.md
# Roadmap

- [x] **Phase 1: Ledger** (completed 2026-03-20)
- [ ] **Phase 2: Reports**

---
*Last updated: 2026-03-20*
```

## How to fix
Write the day of the last change into the line, or remove the line: version control knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Dated
from auditlint.findings import SAFE, UNSAFE, Edit, Finding, Fix, Related
from auditlint.reading import dates
from auditlint.rules.base import Rule
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document, Field
    from auditlint.reading.dates import Moment
    from auditlint.rules.base import Context

RULE = Rule(
    code="DAT002",
    name="stale-footer",
    summary='A "Last updated" is older than what the document says was done',
    severity="notice",
    fix="safe",
    needs=("Dated",),
    triggers=("pdated:", "pdated**", "pdated :"),
    preview=True,
)

_LONGEST_KEY = 40


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding where the newest "Last updated" is behind what is dated as done."""
    footer = _updated(context.document)
    if footer is None:
        return
    field, updated = footer
    done = [
        (moment, one) for one in context.claims.of(Dated)
        if one.event in dates.ONCE and one.subject.type != "document"
        and (moment := dates.read(one.when)) is not None
    ]
    if not done:
        return
    newest, event = max(done, key=lambda pair: pair[0].second)
    if not dates.surely_before(updated, newest):
        return
    text = context.document.text
    at = text.find(updated.written, field.value_span.start, field.value_span.end)
    place = Span(at, at + len(updated.written))
    # What stands behind the date tells of the old one: only a person can bring that up to date.
    kind = SAFE if field.value.strip(" *_`") == updated.written else UNSAFE
    subject = f"{event.subject.type} {event.subject.id}"
    yield Finding(
        place,
        f"last updated {updated.written}, but {subject} was {event.event} {newest.written}",
        related=(Related(event.span, f"{subject} was {event.event} here"),),
        fix=Fix(kind, f"Change it to {newest.written}", (Edit(place, newest.written),)),
        data={"updated": updated.written, "newest": newest.written, "subject": subject},
    )


def _updated(document: Document) -> tuple[Field, Moment] | None:
    """The newest of a document's "Last updated" lines."""
    found = [
        (field, moment) for field in document.fields
        if len(field.key) <= _LONGEST_KEY and field.key.casefold().endswith("updated")
        and (moment := dates.read(field.value)) is not None
    ]
    return max(found, key=lambda pair: pair[1].second) if found else None
