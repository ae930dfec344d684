r"""Front matter that is not YAML.

## What it does
Reports front matter that no YAML parser reads, or whose closing `---` is missing, at the place
and with the likely cause: a colon in an unquoted value, a leading backtick or `@`, text after a
closing quote, keys below a key that has a value already, a regular expression in double quotes.
In a JSON or YAML file (`config.json`, `openspec/config.yaml`) the whole file is held against the
grammar of JSON or YAML in the same way.
Rules over the body, and over top-level values that can be read line by line, go on.

## Why is this bad?
Tools that read the front matter see nothing of it: the status, the scores and the gaps of the
document are lost to them, mostly without a word.

## Example
```markdown bad path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: tech_debt
scores: {requirements: 3/3}
tech_debt:
  - phase: 02-storage
    items:
      - `sync` is never called
---
# v1.0 Milestone Audit
```

Use instead:
```markdown good path=.planning/v1.0-MILESTONE-AUDIT.md
---
milestone: v1.0
audited: 2026-01-31
status: tech_debt
scores: {requirements: 3/3}
tech_debt:
  - phase: 02-storage
    items:
      - "`sync` is never called"
---
# v1.0 Milestone Audit
```

## How to fix
Do what the message says; mostly the whole value goes into quotes. The fix does that where it
alone makes the block parse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.findings import UNSAFE, Finding, Fix
from auditlint.rules.base import Rule
from auditlint.schema.locate import first_line
from auditlint.views.conflicts import conflict_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.rules.base import Context

RULE = Rule(
    code="DOC003",
    name="invalid-front-matter",
    summary="Front matter is not YAML",
    severity="error",
    fix="unsafe",
    needs=("front-problem",),
)

_WHAT = {"json": "the file is not JSON", "yaml": "the file is not YAML"}


def check(context: Context) -> Iterator[Finding]:
    """Yield one finding, at the first place where the block stops being YAML."""
    document = context.document
    front = document.front
    if front is None or front.problem is None:
        return
    if conflict_lines(document):
        # Merge markers break YAML too; DOC005 says so where they stand.
        return
    from auditlint.parsing.yamlrepair import quote_values

    problem = front.problem
    is_json = document.format == "json"
    edits = (
        () if is_json
        else quote_values(document.text, front.block.yaml, context.config.limits)
    )
    fix = Fix(UNSAFE, "Put the value in quotes", edits) if edits else None
    help_ = f"; {problem.help}" if problem.help else ""
    what = _WHAT.get(document.format, "front matter is not YAML")
    yield Finding(
        first_line(document.text, problem.span),
        f"{what}: {problem.cause}{help_}",
        fix=fix,
        data={"cause": problem.cause},
    )
