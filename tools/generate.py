"""Write every generated file from the registry: ``python tools/generate.py [--check]``.

``--check`` writes nothing and names the files that are stale; exit status 1 when any is.
"""

from __future__ import annotations

import functools
import importlib
import sys
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "auditlint"
sys.path.insert(0, str(ROOT / "src"))


def modules(folder: str) -> list[str]:
    """Return the names of all modules two levels below a folder of the package."""
    found = []
    for path in sorted((PACKAGE / folder).glob("*/*.py")):
        if path.name != "__init__.py" and not path.name.startswith("_"):
            found.append(".".join(("auditlint", folder, path.parent.name, path.stem)))
    return found


@functools.cache
def attributes(folder: str, attribute: str) -> tuple[list[tuple[object, ...]], bool]:
    """Import every module below `folder` that has `attribute`; rows of (module, *fields)."""
    rows: list[tuple[object, ...]] = []
    whole = True
    for name in modules(folder):
        try:
            value = getattr(importlib.import_module(name), attribute, None)
        except Exception:
            traceback.print_exc()
            print(f"{name}: cannot be imported, left out of the index", file=sys.stderr)
            whole = False
            continue
        if value is not None:
            rows.append((name, *value))
    return rows, whole


def index() -> tuple[str, bool]:
    """Return the text of ``_index.py``."""
    rules, whole_rules = attributes("rules", "RULE")
    kinds, whole_kinds = attributes("kinds", "KIND")
    rules.sort(key=lambda row: str(row[1]))
    kinds.sort(key=lambda row: str(row[1]))
    lines = [
        '"""Generated from the rule and kind modules by ``python tools/generate.py``; not edited."""',
        "",
        "# ruff: noqa",
        "from __future__ import annotations",
        "",
        "from typing import Any",
        "",
        "# (module, *fields of auditlint.rules.base.Rule)",
        "RULES: tuple[tuple[Any, ...], ...] = (",
        *(f"    {row!r}," for row in rules),
        ")",
        "",
        "# (module, *fields of auditlint.kinds.base.Kind)",
        "KINDS: tuple[tuple[Any, ...], ...] = (",
        *(f"    {row!r}," for row in kinds),
        ")",
        "",
    ]
    return "\n".join(lines), whole_rules and whole_kinds


def hook_files() -> dict[Path, str]:
    """Return what the pre-commit hooks need of the kinds."""
    from auditlint.kinds.base import Kind
    from hooks_manifest import manifest, relevant

    rows: list[Any] = attributes("kinds", "KIND")[0]
    kinds = [Kind(*row[1:]) for row in rows]
    return {
        PACKAGE / "_relevant.py": relevant(kinds),
        ROOT / ".pre-commit-hooks.yaml": manifest(kinds),
    }


def matcher_files() -> dict[Path, str]:
    """Return the problem matchers."""
    import json

    from auditlint.report import matchers

    return {
        ROOT / "matchers" / f"{name}.json": json.dumps(matcher, indent=2) + "\n"
        for name, matcher in (("github", matchers.github()), ("vscode", matchers.vscode()))
    }


def configuration_files() -> dict[Path, str]:
    """Return the JSON Schema of the configuration."""
    import json

    from auditlint import options
    from auditlint.kinds.base import Kind
    from auditlint.rules.base import Rule

    rules: list[Any] = attributes("rules", "RULE")[0]
    kinds: list[Any] = attributes("kinds", "KIND")[0]
    schema = options.schema(
        [Rule(*row[1:]) for row in rules], [Kind(*row[1:]) for row in kinds]
    )
    return {
        ROOT / "schemas" / "config.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    }


def main(arguments: list[str]) -> int:
    """Generate, or check."""
    check = "--check" in arguments
    target = PACKAGE / "_index.py"
    if not target.exists():
        target.write_text("RULES = ()\nKINDS = ()\n", encoding="utf-8")
    files: dict[Path, str] = {}
    text, whole = index()
    files[target] = text
    files.update(hook_files())
    files.update(matcher_files())
    files.update(configuration_files())
    stale = []
    for path, content in files.items():
        old = path.read_text(encoding="utf-8") if path.exists() else None
        if old != content:
            stale.append(path.relative_to(ROOT).as_posix())
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
    for name in stale:
        verb = "is stale; refresh it with: python tools/generate.py" if check else "written"
        print(f"{name} {verb}")
    return 1 if (check and stale) or not whole else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
