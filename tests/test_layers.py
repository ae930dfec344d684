"""The layers of docs/architecture.md hold: a module imports only from layers below its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "auditlint"

#: From the bottom up. A name stands for the module or the package of that name.
LAYERS = (
    ("source", "findings", "config"),
    ("reading",),
    ("parsing", "claims"),
    ("views",),
    ("schema",),
    ("kinds", "age"),
    ("ledger",),
    ("evidence",),
    ("_index", "_relevant"),
    ("registry", "rules"),  # the registry reads rules.base; rules are loaded by name
    ("pages", "selection", "bounding", "placing", "suppressions", "workers", "answered", "echoes", "cache"),
    ("applicable", "collecting", "reopening"),
    ("engine", "running", "project"),
    ("settings", "hook"),
    ("targets",),
    ("session",),
    ("report", "trace"),
    ("why",),
    ("cli",),
    ("__main__", "__init__"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def top(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The top-level modules of the package that `path` imports at run time."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.ImportFrom) and child.module and child.level == 0:
                if child.module == "auditlint":
                    found.update(alias.name for alias in child.names)
                elif child.module.startswith("auditlint."):
                    found.add(child.module.split(".")[1])
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found - {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    here = top(path)
    assert here in LEVEL, f"put {here} into a layer of this test and of docs/architecture.md"
    for name in imported(path):
        if name != here:
            assert LEVEL[name] <= LEVEL[here], f"{here} imports {name}, which lies above it"


@pytest.mark.parametrize("path", sorted((PACKAGE / "rules").glob("*/*.py")), ids=lambda path: path.stem)
def test_rules_do_not_know_kinds(path: Path) -> None:
    assert "kinds" not in imported(path)
