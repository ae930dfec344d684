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

    from auditlint.kinds.base import Kind
    from auditlint.rules.base import Rule
    from auditlint.settings import options

    rules: list[Any] = attributes("rules", "RULE")[0]
    kinds: list[Any] = attributes("kinds", "KIND")[0]
    schema = options.schema(
        [Rule(*row[1:]) for row in rules], [Kind(*row[1:]) for row in kinds]
    )
    return {
        ROOT / "schemas" / "config.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    }


def documentation() -> dict[Path, str]:
    """Return the rule pages, the tables of rules and kinds, and the generated parts of README."""
    from auditlint.kinds.base import Kind
    from auditlint.pages import page
    from auditlint.registry import RuleEntry
    from auditlint.rules.base import Rule
    from auditlint.settings import options

    rules: list[Any] = sorted(attributes("rules", "RULE")[0], key=lambda row: str(row[1]))
    kinds: list[Any] = sorted(attributes("kinds", "KIND")[0], key=lambda row: str(row[1]))
    entries = [RuleEntry(Rule(*row[1:]), row[0]) for row in rules]
    files = {ROOT / "docs" / "rules" / f"{one.rule.code}.md": page(one) for one in entries}
    files[ROOT / "docs" / "rules" / "README.md"] = rule_table([one.rule for one in entries])
    files[ROOT / "docs" / "kinds.md"] = kind_table([Kind(*row[1:]) for row in kinds])
    configuration = ROOT / "docs" / "configuration.md"
    if configuration.exists():
        files[configuration] = between(
            configuration.read_text(encoding="utf-8"), "options", options.table()
        )
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    if "<!-- demo" in text:
        text = between(text, "demo", f"```text\n{demo()}```\n")
        files[readme] = between(text, "vscode", f"```json\n{vscode_task()}\n```\n")
    return files


def rule_table(rules: list[Any]) -> str:
    """Return the table of all rules."""
    lines = [
        "# Rules",
        "",
        "One page each. Codes and names are stable; a family is its three letters. Rules marked"
        " *preview* run only with `--preview`.",
        "",
        "| Code | Name | Finds | Level | Fix |",
        "|---|---|---|---|---|",
    ]
    for rule in rules:
        preview = " *(between documents: preview)*" if rule.preview_project else ""
        preview = " *(preview)*" if rule.preview else preview
        lines.append(
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.summary}{preview} |"
            f" {rule.severity} | {rule.fix or 'none'} |"
        )
    return "\n".join(lines) + "\n"


def kind_table(kinds: list[Any]) -> str:
    """Return the page that lists all kinds of documents."""
    lines = [
        "# Kinds of documents",
        "",
        "A document is recognised by its path first; where the path says nothing, and the file is"
        " named explicitly or its name suggests it, by its content. `auditlint kinds FILE` says"
        " what was recognised and why. Kind ids are stable; give further files to a kind with"
        " `kinds` in the [configuration](configuration.md). `auditlint schema KIND` prints the JSON"
        " Schema of a kind.",
        "",
        "| Kind | What it is | Nature | Paths |",
        "|---|---|---|---|",
    ]
    for kind in kinds:
        paths = ", ".join(f"`{path}`" for path in kind.paths) or "by content"
        lines.append(f"| `{kind.id}` | {kind.title} | {kind.nature} | {paths} |")
    return "\n".join(lines) + "\n"


def between(text: str, name: str, content: str) -> str:
    """Replace what stands between the marks ``<!-- name:start -->`` and ``<!-- name:end -->``."""
    start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    if start not in text or end not in text:
        raise SystemExit(f"the marks {start} and {end} are missing")
    head, _, rest = text.partition(start)
    _, _, tail = rest.partition(end)
    return f"{head}{start}\n{content}{end}{tail}"


def vscode_task() -> str:
    """Return the task that runs auditlint in VS Code, with its matcher."""
    import json

    from auditlint.report import matchers

    task = {
        "label": "auditlint",
        "type": "shell",
        "command": "auditlint --output-format concise --notices --color never",
        "problemMatcher": matchers.vscode(),
    }
    return json.dumps({"version": "2.0.0", "tasks": [task]}, indent=2)


def demo() -> str:
    """Return what the README's demo command prints."""
    import os
    import subprocess

    environment = {key: value for key, value in os.environ.items() if key not in (
        "GITHUB_ACTIONS", "FORCE_COLOR", "GIT_INDEX_FILE")}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-m", "auditlint", "check", "examples", "--exit-zero"], cwd=ROOT,
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )
    return done.stdout.decode("utf-8")


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
    files.update(documentation())
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
