"""Generated from the rule and kind modules by ``python tools/generate.py``; not edited."""

# ruff: noqa
from __future__ import annotations

from typing import Any

# (module, *fields of auditlint.rules.base.Rule)
RULES: tuple[tuple[Any, ...], ...] = (
    ('auditlint.rules.cnt.score', 'CNT001', 'score', 'A stated score differs from the rows it scores', 'error', 'unsafe', (), ('Count',), (), False, '0.1.0'),
    ('auditlint.rules.cnt.total_row', 'CNT002', 'total-row', 'A total row is not the sum of its column', 'error', 'unsafe', (), ('tables',), ('otal', 'OTAL', 'Sum', 'SUM', 'sum', '合計', '总计', '合计', 'Gesamt'), False, '0.1.0'),
    ('auditlint.rules.cnt.breakdown', 'CNT005', 'breakdown', 'A breakdown differs from its rows or its whole', 'error', 'unsafe', (), (), (), False, '0.1.0'),
    ('auditlint.rules.cnt.front_matter_body', 'CNT008', 'front-matter-body', 'A number differs between front matter and body', 'error', 'unsafe', (), ('front', 'Count'), (), False, '0.1.0'),
    ('auditlint.rules.nam.milestone_name', 'NAM002', 'milestone-name', "A milestone's version differs between file name, front matter and heading", 'warning', '', ('gsd-milestone-audit',), ('Named',), (), False, '0.1.0'),
    ('auditlint.rules.sta.status_differs', 'STA001', 'status-differs', 'A document states its own status or date differently in two places', 'warning', 'unsafe', (), ('front',), (), False, '0.1.0'),
    ('auditlint.rules.sta.status_contradicts', 'STA002', 'status-contradicts', "A status is contradicted by the document's own content", 'error', '', (), ('Status',), (), False, '0.1.0'),
    ('auditlint.rules.sta.satisfied_but_open', 'STA004', 'satisfied-but-open', 'A requirement is called satisfied although its own row or an open gap says otherwise', 'warning', '', (), ('Satisfied',), (), False, '0.1.0'),
)

# (module, *fields of auditlint.kinds.base.Kind)
KINDS: tuple[tuple[Any, ...], ...] = (
    ('auditlint.kinds.gsd.milestone_audit', 'gsd-milestone-audit', 'Milestone audit', 'gsd', 'historical', ('.planning/**/*MILESTONE-AUDIT*.md',), ('*audit*.md',), ('milestone', 'audited'), '\\bmilestone\\b.*\\baudit\\b|\\baudit\\b.*\\bmilestone\\b', ('requirements? coverage', 'phase verification', 'integration', 'flow', 'tech debt'), (), 2, 'markdown'),
)
