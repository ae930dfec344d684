"""Generated from the kinds by ``python tools/generate.py``; not edited."""

# ruff: noqa
from __future__ import annotations

# (last segment, patterns that end in it)
PATHS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ('*-CONTEXT.md', ('.planning/**/*-phases/**/*-CONTEXT.md', '.planning/**/phases/**/*-CONTEXT.md')),
    ('*-MANUAL-TESTING.md', ('.planning/**/*-MANUAL-TESTING.md',)),
    ('*-PLAN.md', ('.planning/**/*-phases/**/*-PLAN.md', '.planning/**/phases/**/*-PLAN.md')),
    ('*-REVIEW.md', ('.planning/**/*-phases/**/*-REVIEW.md', '.planning/**/phases/**/*-REVIEW.md')),
    ('*-SECURITY.md', ('.planning/**/*-phases/**/*-SECURITY.md', '.planning/**/phases/**/*-SECURITY.md')),
    ('*-SUMMARY.md', ('.planning/**/*-phases/*/*-SUMMARY.md', '.planning/**/phases/*/*-SUMMARY.md', '.planning/**/phases/*/*/*-SUMMARY.md')),
    ('*-UAT.md', ('.planning/**/*-UAT.md',)),
    ('*-VALIDATION.md', ('.planning/**/*-phases/**/*-VALIDATION.md', '.planning/**/phases/**/*-VALIDATION.md')),
    ('*-VERIFICATION.md', ('.planning/**/*-VERIFICATION.md',)),
    ('*.md', ('.planning/codebase/*.md', '.planning/issues/in-progress/*.md', '.planning/issues/open/*.md', '.planning/todos/open/*.md', '.planning/todos/pending/*.md')),
    ('*MILESTONE-AUDIT*.md', ('.planning/**/*MILESTONE-AUDIT*.md',)),
    ('*REQUIREMENTS.md', ('.planning/milestones/*REQUIREMENTS.md', '.planning/workstreams/*/milestones/*REQUIREMENTS.md')),
    ('*ROADMAP.md', ('.planning/milestones/*ROADMAP.md', '.planning/workstreams/*/milestones/*ROADMAP.md')),
    ('AGENTS.md', ('AGENTS.md',)),
    ('CLAUDE.md', ('CLAUDE.md',)),
    ('CONTEXT.md', ('.planning/**/*-phases/**/CONTEXT.md', '.planning/**/phases/**/CONTEXT.md')),
    ('GEMINI.md', ('GEMINI.md',)),
    ('IMPLEMENTATION_PROGRESS.md', ('IMPLEMENTATION_PROGRESS.md',)),
    ('MILESTONES.md', ('.planning/MILESTONES.md', '.planning/workstreams/*/MILESTONES.md')),
    ('PLAN-*.md', ('.planning/**/*-phases/**/plans/PLAN-*.md', '.planning/**/phases/**/plans/PLAN-*.md')),
    ('PLAN.md', ('.planning/**/*-phases/**/PLAN.md', '.planning/**/phases/**/PLAN.md')),
    ('PROJECT.md', ('.planning/PROJECT.md', '.planning/workstreams/*/PROJECT.md')),
    ('REQUIREMENTS.md', ('.planning/REQUIREMENTS.md', '.planning/milestones/*/REQUIREMENTS.md', '.planning/workstreams/*/REQUIREMENTS.md')),
    ('REVIEW.md', ('.planning/**/*-phases/**/REVIEW.md', '.planning/**/phases/**/REVIEW.md')),
    ('ROADMAP.md', ('.planning/ROADMAP.md', '.planning/milestones/*/ROADMAP.md', '.planning/workstreams/*/ROADMAP.md')),
    ('SECURITY.md', ('.planning/**/*-phases/**/SECURITY.md', '.planning/**/phases/**/SECURITY.md')),
    ('STATE.md', ('.planning/STATE.md', '.planning/workstreams/*/STATE.md')),
    ('SUMMARY-*.md', ('.planning/**/*-phases/**/plans/SUMMARY-*.md', '.planning/**/phases/**/plans/SUMMARY-*.md')),
    ('SUMMARY.md', ('.planning/**/*-phases/*/SUMMARY.md', '.planning/**/phases/*/*/SUMMARY.md', '.planning/**/phases/*/SUMMARY.md')),
    ('UAT.md', ('.planning/**/UAT.md',)),
    ('VALIDATION.md', ('.planning/**/*-phases/**/VALIDATION.md', '.planning/**/phases/**/VALIDATION.md')),
    ('VERIFICATION.md', ('.planning/**/VERIFICATION.md',)),
    ('config.json', ('.planning/config.json', '.planning/workstreams/*/config.json')),
    ('copilot-instructions.md', ('.github/copilot-instructions.md',)),
    ('design.md', ('openspec/changes/*/design.md', 'openspec/changes/archive/*/design.md')),
    ('proposal.md', ('openspec/changes/*/proposal.md', 'openspec/changes/archive/*/proposal.md')),
    ('spec.md', ('openspec/changes/**/specs/**/spec.md', 'openspec/specs/**/spec.md')),
    ('tasks.md', ('openspec/changes/*/tasks.md', 'openspec/changes/archive/*/tasks.md')),
)

# case-folded patterns of the names of Markdown files
NAMES: tuple[str, ...] = (
    '*audit*.md',
    '*defects*.md',
    '*findings*.md',
    '*issues*.md',
    '*milestones*.md',
    '*progress*.md',
    '*requirements*.md',
    '*review*.md',
    '*roadmap*.md',
    '*state*.md',
    '*tracker*.md',
    '*tracking*.md',
    '*uat*.md',
    '*verification*.md',
)
