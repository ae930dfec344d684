"""Which rules run: the selectors of the configuration, as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint import registry
from auditlint.rules.base import BOTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.config import Config
    from auditlint.rules.base import Rule

INTERNAL = "LNT000"


def selected_codes(config: Config) -> frozenset[str]:
    """Return the codes that the configuration switches on.

    The default is every rule but preview rules; `config.preview` adds those. `select` replaces
    the default; a preview rule named by its own code or name needs no `preview`.
    """
    if config.select:
        chosen = _expand(config.select, config.preview)
    else:
        chosen = {
            code for code, rule in registry.BY_CODE.items() if config.preview or not rule.preview
        }
    chosen |= _expand(config.extend_select, config.preview)
    for selector in config.ignore:
        chosen -= registry.codes_for(selector)
    return frozenset(chosen | {INTERNAL})


def codes_of(config: Config, scope: str) -> frozenset[str]:
    """Return the selected codes of the rules that look at one scope, ``document`` or ``project``."""
    named = {*config.select, *config.extend_select}

    def looks(rule: Rule) -> bool:
        if rule.scope != BOTH:
            return rule.scope == scope
        return (
            scope == "document" or config.preview or not rule.preview_project
            or rule.code in named or rule.name in named
        )

    return frozenset(
        code for code in selected_codes(config)
        if code in registry.BY_CODE and looks(registry.BY_CODE[code])
    )


def _expand(selectors: Iterable[str], preview: bool) -> set[str]:
    chosen: set[str] = set()
    for selector in selectors:
        codes = registry.codes_for(selector)
        exact = selector in registry.BY_CODE or selector in registry.BY_NAME
        chosen |= {
            code for code in codes if exact or preview or not registry.BY_CODE[code].preview
        }
    return chosen


def ignored_here(path: str, config: Config) -> frozenset[str]:
    if not config.per_file_ignores:
        return frozenset()
    from auditlint.source.globs import matches

    codes: set[str] = set()
    for glob, selectors in config.per_file_ignores:
        if matches(glob, path):
            for selector in selectors:
                codes |= registry.codes_for(selector)
    codes.discard(INTERNAL)
    return frozenset(codes)
