"""A rule's page: its metadata and its module's docstring, as Markdown."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.registry import RuleEntry

_INFO = re.compile(r"^(`{3,}|~{3,})(\w+)[ ]+(?:bad|good)[ ]+path=(\S+)$", re.MULTILINE)
_TREE = re.compile(r"^(`{3,}|~{3,})(\w+)[ ]+(?:bad|good)[ ]+tree$", re.MULTILINE)


def page(entry: RuleEntry) -> str:
    """Return the Markdown page of a rule: title, metadata, and the docstring's sections.

    The examples' test instructions (``bad path=...``) become a line that names the file.
    """
    rule = entry.rule
    text = (import_module(entry.module).__doc__ or "").strip()
    first, _, rest = text.partition("\n")
    rest = _INFO.sub(lambda match: f"`{match[3]}`:\n\n{match[1]}{match[2]}", rest)
    rest = _TREE.sub(lambda match: f"{match[1]}{match[2]}", rest)
    fix = {"safe": "safe", "unsafe": "unsafe", "": "none"}[rule.fix]
    preview = ""
    if rule.preview:
        preview = " This rule is in preview: it runs only with `--preview`."
    elif rule.preview_project:
        preview = " What it finds between documents is in preview: that runs only with `--preview`."
    kinds = ", ".join(f"`{kind}`" for kind in rule.kinds) or "all"
    return (
        f"# {rule.name} ({rule.code})\n\n"
        f"{first.strip()}\n\n"
        f"Level: **{rule.severity}**. Fix: {fix}. Since {rule.since}. Documents: {kinds}."
        f"{preview}\n{rest.rstrip()}\n"
    )
