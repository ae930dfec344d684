"""The documents that the benchmarks are run over."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from tests.helpers import outcome

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_documents_are_the_same_for_a_seed() -> None:
    documents = load("documents")
    assert list(documents.Project(3).documents()) == list(documents.Project(3).documents())
    assert list(documents.Project(3).documents()) != list(documents.Project(4).documents())


def test_documents_are_planning_documents_of_a_usual_size() -> None:
    documents = list(load("documents").Project(5).documents())
    kinds = set()
    codes = set()
    for path, text in documents:
        result = outcome(text, path, explicit=False, preview=False)
        assert result.kind, path
        assert not result.crashed, path
        kinds.add(result.kind)
        codes.update(one.code for one in result.diagnostics)
    assert len(kinds) >= 10
    assert not {code for code in codes if code[:3] in ("DOC", "SCH", "LNT")}
    assert 4_000 < sum(len(text) for _, text in documents) / len(documents) < 10_000


def test_generate_writes_as_many_as_asked(tmp_path: Path) -> None:
    size = load("documents").generate(tmp_path, 70)
    files = list(tmp_path.rglob("*.md"))
    assert len(files) == 70
    assert size == sum(one.stat().st_size for one in files)
