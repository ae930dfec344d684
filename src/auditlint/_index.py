"""Generated from the rule and kind modules by ``python tools/generate.py``; not edited."""

# ruff: noqa
from __future__ import annotations

from typing import Any

# (module, *fields of auditlint.rules.base.Rule)
RULES: tuple[tuple[Any, ...], ...] = (
    ('auditlint.rules.cnt.score', 'CNT001', 'score', 'A stated score differs from the rows it scores', 'error', 'unsafe', (), ('Count',), (), False, '0.1.0'),
    ('auditlint.rules.cnt.total_row', 'CNT002', 'total-row', 'A total row is not the sum of its column', 'error', 'unsafe', (), ('tables',), ('otal', 'OTAL', 'Sum', 'SUM', 'sum', '合計', '总计', '合计', 'Gesamt'), False, '0.1.0'),
    ('auditlint.rules.cnt.percent', 'CNT003', 'percent', 'A percentage is not the fraction it stands beside', 'error', 'safe', (), (), ('%',), False, '0.1.0'),
    ('auditlint.rules.cnt.stated_count', 'CNT004', 'stated-count', 'A stated number differs from what is listed', 'error', 'unsafe', (), ('Count', 'Tally'), (), False, '0.1.0'),
    ('auditlint.rules.cnt.breakdown', 'CNT005', 'breakdown', 'A breakdown differs from its rows or its whole', 'error', 'unsafe', (), (), (), False, '0.1.0'),
    ('auditlint.rules.cnt.tracker_row', 'CNT007', 'tracker-row', "A tracker's row or headline differs from its boxes", 'error', 'unsafe', (), ('Tracked',), (), False, '0.1.0'),
    ('auditlint.rules.cnt.front_matter_body', 'CNT008', 'front-matter-body', 'A number differs between front matter and body', 'error', 'unsafe', (), ('front', 'Count'), (), False, '0.1.0'),
    ('auditlint.rules.cnt.effort_sum', 'CNT011', 'effort-sum', 'A total effort is not the sum of its parts', 'warning', '', (), (), ('otal', 'OTAL', 'Sum', 'sum'), False, '0.1.0'),
    ('auditlint.rules.doc.undecodable_text', 'DOC001', 'undecodable-text', 'The file is not UTF-8 text', 'error', '', (), ('bytes',), (), False, '0.1.0'),
    ('auditlint.rules.doc.invalid_front_matter', 'DOC003', 'invalid-front-matter', 'Front matter is not YAML', 'error', 'unsafe', (), ('front-problem',), (), False, '0.1.0'),
    ('auditlint.rules.doc.duplicate_key', 'DOC004', 'duplicate-key', 'A mapping has one key twice', 'error', '', (), ('front-duplicate',), (), False, '0.1.0'),
    ('auditlint.rules.doc.resource_limit', 'DOC009', 'resource-limit', 'The document is beyond a limit', 'error', '', (), ('front-limit',), (), False, '0.1.0'),
    ('auditlint.rules.lnt.internal_error', 'LNT000', 'internal-error', 'A rule crashed', 'error', '', (), ('engine',), (), False, '0.1.0'),
    ('auditlint.rules.lnt.unused_suppression', 'LNT001', 'unused-suppression', 'A suppression suppresses nothing', 'warning', 'safe', (), ('engine',), (), False, '0.1.0'),
    ('auditlint.rules.lnt.unknown_rule', 'LNT002', 'unknown-rule', 'A suppression names no rule', 'error', '', (), ('engine',), (), False, '0.1.0'),
    ('auditlint.rules.lnt.expired_suppression', 'LNT003', 'expired-suppression', 'A suppression is past its date', 'warning', '', (), ('engine',), (), False, '0.1.0'),
    ('auditlint.rules.nam.milestone_name', 'NAM002', 'milestone-name', "A milestone's version differs between file name, front matter and heading", 'warning', '', ('gsd-milestone-audit',), ('Named',), (), False, '0.1.0'),
    ('auditlint.rules.sch.missing_key', 'SCH001', 'missing-key', 'A required key is missing', 'error', '', (), ('schema-error',), (), False, '0.1.0'),
    ('auditlint.rules.sch.unknown_value', 'SCH002', 'unknown-value', 'A value is none of those that its key may have', 'error', 'unsafe', (), ('schema-error',), (), False, '0.1.0'),
    ('auditlint.rules.sch.wrong_type', 'SCH003', 'wrong-type', 'A value has the wrong type', 'error', '', (), ('schema-error',), (), False, '0.1.0'),
    ('auditlint.rules.sch.unknown_key', 'SCH004', 'unknown-key', 'An unknown key is one edit away from a known one', 'warning', 'unsafe', (), ('schema-key',), (), False, '0.1.0'),
    ('auditlint.rules.sch.malformed_value', 'SCH005', 'malformed-value', 'A value does not have the form that its key asks for', 'error', '', (), ('schema-error',), (), False, '0.1.0'),
    ('auditlint.rules.sch.schema_violation', 'SCH006', 'schema-violation', "A value violates its kind's schema", 'error', '', (), ('schema-error',), (), False, '0.1.0'),
    ('auditlint.rules.sch.missing_section', 'SCH007', 'missing-section', 'A section, table or field that such a document has is missing', 'notice', '', (), ('sections',), (), True, '0.1.0'),
    ('auditlint.rules.sta.status_differs', 'STA001', 'status-differs', 'A document states its own status or date differently in two places', 'warning', 'unsafe', (), ('front',), (), False, '0.1.0'),
    ('auditlint.rules.sta.status_contradicts', 'STA002', 'status-contradicts', "A status is contradicted by the document's own content", 'error', '', (), ('Status',), (), False, '0.1.0'),
    ('auditlint.rules.sta.satisfied_but_open', 'STA004', 'satisfied-but-open', 'A requirement is called satisfied although its own row or an open gap says otherwise', 'warning', '', (), ('Satisfied',), (), False, '0.1.0'),
)

# (module, *fields of auditlint.kinds.base.Kind)
KINDS: tuple[tuple[Any, ...], ...] = (
    ('auditlint.kinds.gsd.milestone_audit', 'gsd-milestone-audit', 'Milestone audit', 'gsd', 'historical', ('.planning/**/*MILESTONE-AUDIT*.md',), ('*audit*.md',), ('milestone', 'audited'), '\\bmilestone\\b.*\\baudit\\b|\\baudit\\b.*\\bmilestone\\b', ('requirements? coverage', 'phase verification', 'integration', 'flow', 'tech debt'), (), 2, 'markdown', ()),
    ('auditlint.kinds.gsd.plan', 'gsd-plan', 'Phase plan', 'gsd', 'historical', ('.planning/**/phases/**/*-PLAN.md', '.planning/**/phases/**/PLAN.md', '.planning/**/phases/**/plans/PLAN-*.md', '.planning/**/*-phases/**/*-PLAN.md', '.planning/**/*-phases/**/PLAN.md', '.planning/**/*-phases/**/plans/PLAN-*.md', '.planning/**/quick/**/*-PLAN.md'), (), ('phase', 'plan', 'wave', 'files_modified'), '', (), (), 1, 'markdown', ()),
    ('auditlint.kinds.gsd.review', 'gsd-review', 'Phase code review', 'gsd', 'historical', ('.planning/**/phases/**/*-REVIEW.md', '.planning/**/phases/**/REVIEW.md', '.planning/**/*-phases/**/*-REVIEW.md', '.planning/**/*-phases/**/REVIEW.md', '.planning/**/quick/**/*-REVIEW.md'), (), ('reviewed', 'depth', 'findings'), '\\bcode review report\\b', ('^critical( issues)?$', '^warnings?$', '^info$'), (), 2, 'markdown', ()),
    ('auditlint.kinds.gsd.security', 'gsd-security', 'Phase security report', 'gsd', 'historical', ('.planning/**/phases/**/*-SECURITY.md', '.planning/**/phases/**/SECURITY.md', '.planning/**/*-phases/**/*-SECURITY.md', '.planning/**/*-phases/**/SECURITY.md'), (), ('phase', 'threats_open'), '^phase\\b.*\\bsecurity\\b', ('threat register', 'trust boundaries', 'audit trail', 'accepted risks'), (), 2, 'markdown', ()),
    ('auditlint.kinds.gsd.uat', 'gsd-uat', 'User acceptance test', 'gsd', 'historical', ('.planning/**/*-UAT.md', '.planning/**/UAT.md', '.planning/**/*-MANUAL-TESTING.md'), ('*uat*.md',), ('status', 'phase', 'source', 'started'), '\\bUAT\\b|\\buser acceptance\\b', ('^(current )?tests?$', '^test (cases|results)$', '^summary$', '^gaps$'), (), 1, 'markdown', ()),
    ('auditlint.kinds.gsd.validation', 'gsd-validation', 'Phase validation strategy', 'gsd', 'historical', ('.planning/**/phases/**/*-VALIDATION.md', '.planning/**/phases/**/VALIDATION.md', '.planning/**/*-phases/**/*-VALIDATION.md', '.planning/**/*-phases/**/VALIDATION.md'), (), ('phase', 'nyquist_compliant'), '\\bvalidation strategy\\b', ('sampling rate', 'test infrastructure', 'per-task verification', 'sign-off'), (), 2, 'markdown', ()),
    ('auditlint.kinds.gsd.verification', 'gsd-verification', 'Phase verification report', 'gsd', 'historical', ('.planning/**/*-VERIFICATION.md', '.planning/**/VERIFICATION.md'), ('*verification*.md',), ('phase', 'verified', 'status'), '\\bphase\\b.*\\bverification\\b|\\bverification report\\b', ('goal achievement', 'observable truths', 'required artifacts', 'key link', 'requirements coverage', 'anti-patterns', 'human verification'), (), 2, 'markdown', ()),
    ('auditlint.kinds.freeform.issue_register', 'issue-register', 'Issue register', 'free-form', 'historical', (), ('*review*.md', '*issues*.md', '*audit*.md', '*findings*.md', '*defects*.md'), (), '\\b(?:review|audit|issues?|findings|gaps?|defects?|bugs?|register|deviations?)\\b', ('^\\W*(?:critical|high|medium|low|blocker|major|minor|p[0-3])\\b.{0,20}\\b(?:issues?|findings?|priority|severity|defects?|bugs?|gaps?)\\b', '^\\W*[A-Z]{1,10}-\\d{1,4}\\b\\W*(?:[:.—–-]|$)', '\\bseverity\\b', '^(?:\\d+\\.? )?recommend(?:ations|ed (?:actions|fixes))'), ('severity', 'problem', 'impact', 'fix', 'location', 'recommendation'), 3, 'markdown', ()),
    ('auditlint.kinds.openspec.delta', 'openspec-delta', 'OpenSpec spec delta', 'openspec', 'living', ('openspec/changes/**/specs/**/spec.md',), (), (), '', (), (), 1, 'markdown', ('^ {0,3}##[ \\t]+(?:(?i:added|modified|removed|renamed)) (?i:requirements)[ \\t]*\\r?$',)),
    ('auditlint.kinds.openspec.design', 'openspec-design', 'OpenSpec design', 'openspec', 'living', ('openspec/changes/*/design.md', 'openspec/changes/archive/*/design.md'), (), (), '', (), (), 1, 'markdown', ('^ {0,3}##[ \\t]+Goals? */ *Non-Goals?[ \\t]*\\r?$', '^ {0,3}##[ \\t]+(?:Key )?Decisions?[ \\t]*\\r?$')),
    ('auditlint.kinds.openspec.proposal', 'openspec-proposal', 'OpenSpec proposal', 'openspec', 'living', ('openspec/changes/*/proposal.md', 'openspec/changes/archive/*/proposal.md'), (), (), '', (), (), 1, 'markdown', ('^ {0,3}##[ \\t]+Why[ \\t]*\\r?$', '^ {0,3}##[ \\t]+What Changes[ \\t]*\\r?$')),
    ('auditlint.kinds.openspec.spec', 'openspec-spec', 'OpenSpec main spec', 'openspec', 'living', ('openspec/specs/**/spec.md',), (), (), '\\bspec(?:ification)?\\b', ('^purpose$', '^requirements$', '^requirement:'), (), 3, 'markdown', ()),
    ('auditlint.kinds.openspec.tasks', 'openspec-tasks', 'OpenSpec tasks', 'openspec', 'living', ('openspec/changes/*/tasks.md', 'openspec/changes/archive/*/tasks.md'), (), (), '', (), (), 1, 'markdown', ('^ {0,3}##[ \\t]+\\d+\\.[ \\t]', '^[ \\t]*[-*][ \\t]+\\[[ xX]\\][ \\t]+\\d+\\.\\d+')),
    ('auditlint.kinds.freeform.progress_tracker', 'progress-tracker', 'Progress tracker', 'free-form', 'living', ('IMPLEMENTATION_PROGRESS.md',), ('*progress*.md', '*tracker*.md', '*tracking*.md'), (), '\\bprogress(?: (?:tracker|tracking|report|log|summary|status|overview|update))?\\W*$|\\b(?:progress|status|task|project|implementation|migration) track(?:er|ing)\\b|\\b(?:implementation|project|migration|development|refactoring) progress\\b', ('^\\W*(?:phase|stage|step|epic|milestone|sprint|week|part) \\d', '\\bstatistics\\b|\\btimeline\\b|\\boverall progress\\b|\\bprogress (?:summary|overview)\\b', '\\bsuccess criteria\\b|\\bnext steps\\b|\\bcompleted\\b|\\bremaining\\b'), ('status', 'current status', 'overall progress', 'estimated effort', 'progress'), 2, 'markdown', ()),
)
