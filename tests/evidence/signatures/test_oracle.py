"""The readers agree with the tree-sitter grammars on a sample of every language."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from auditlint.evidence import signatures
from auditlint.evidence.signatures.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = Path(__file__).parent / "samples"
sys.path.insert(0, str(ROOT / "tools"))

oracle = pytest.importorskip("signature_oracle")
pytest.importorskip("tree_sitter")

#: How many functions each sample has, so that an empty reading cannot pass.
COUNTS = {
    "python": 6, "c": 9, "cpp": 14, "javascript": 17, "typescript": 16, "rust": 10, "go": 7, "java": 10,
    "kotlin": 10, "csharp": 9, "julia": 9, "dart": 14, "lua": 7, "ruby": 10, "php": 8, "swift": 10,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_same_functions(language) -> None:
    path = f"sample{language.suffixes[0]}" if language.name != "cpp" else "sample.cpp"
    data = (SAMPLES / f"{language.name}.txt").read_bytes()
    reading = oracle.read(path, data, language.name)
    assert not reading.has_error, "the sample must be code that the grammar reads"
    ours = [one for one in signatures.read(path, data) if not one.is_binding]
    assert [one.name for one in ours if not one.is_complete] == []
    assert sorted(oracle.normal(one) for one in ours) == sorted(reading.functions)
    assert len(ours) == COUNTS[language.name]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_line_ends_do_not_matter(language) -> None:
    path = f"sample{language.suffixes[0]}"
    data = (SAMPLES / f"{language.name}.txt").read_bytes()
    ours = [one._replace(span=(0, 0), calls=()) for one in signatures.read(path, data)]
    for end in (b"\r\n", b"\r"):
        other = signatures.read(path, data.replace(b"\n", end))
        assert [one._replace(span=(0, 0), calls=()) for one in other] == ours
