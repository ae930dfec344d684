"""Names of packages are read where they cannot mean anything else."""

from __future__ import annotations

import pytest

from auditlint.claims import NamesPackage
from auditlint.config import Limits
from auditlint.parsing.document import Document
from auditlint.views.mentions import ANY, IMPORTED, INSTALLED, OWN, SPOKEN, mentions


def mentioned(text: str) -> list[NamesPackage]:
    return list(mentions(Document("docs/notes.md", text, Limits())))


@pytest.mark.parametrize(
    ("text", "ecosystem", "role", "name"),
    [
        ("Run `from kiln.log import Log` first.", "pypi", IMPORTED, "kiln"),
        ("```python\nfrom kiln import Log\n```", "pypi", IMPORTED, "kiln"),
        ("```python\nimport kiln.log as log\n```", "pypi", IMPORTED, "kiln"),
        ("Run python -c \"import kiln; kiln.ramp()\" to see.", "pypi", IMPORTED, "kiln"),
        ("Use `import kiln` there.", ANY, IMPORTED, "kiln"),
        ("```ts\nimport { ramp } from '@kiln/core/ramp';\n```", "npm", IMPORTED, "@kiln/core"),
        ("```ts\n} from \"kiln\";\n```", "npm", IMPORTED, "kiln"),
        ("`pip install kiln`", "pypi", INSTALLED, "kiln"),
        ("`pip install 'kiln[plot]>=1'`", "pypi", INSTALLED, "kiln"),
        ("`uv add kiln`", "pypi", INSTALLED, "kiln"),
        ("`npm install -g kiln@2`", "npm", INSTALLED, "kiln"),
        ("`cargo add kiln`", "cargo", INSTALLED, "kiln"),
        ("The Python package `kiln` reads logs.", "pypi", SPOKEN, "kiln"),
        ("The npm package \"kiln\" reads logs.", "npm", SPOKEN, "kiln"),
        ("The `kiln` crate reads logs.", "cargo", SPOKEN, "kiln"),
        ("The `kiln` Python package reads logs.", "pypi", SPOKEN, "kiln"),
        ("Python package renamed from \"oven\" to \"kiln\".", "pypi", OWN, "kiln"),
        ("- python/ # Python bindings (kiln)", "pypi", OWN, "kiln"),
        ("`pyproject.toml` has `name = \"kiln\"`.", "pypi", OWN, "kiln"),
        (
            "---\nmust_haves:\n  artifacts:\n    - path: python/pyproject.toml\n"
            "      contains: 'name = \"kiln\"'\n---\n", "pypi", OWN, "kiln",
        ),
    ],
)
def test_names_are_read(text: str, ecosystem: str, role: str, name: str) -> None:
    found = mentioned(text)
    assert [(one.ecosystem, one.role, one.name) for one in found] == [(ecosystem, role, name)]
    for span in (found[0].span, *found[0].others):
        assert text[span.start : span.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "We import kiln from the store.",
        "Then pip install kiln.",
        "```ts\nimport { ramp } from './ramp';\n```",
        "`pip install -e .`",
        "`pip install -r requirements.txt` and go on",
        "A package of kilns.",
        "The package `kiln` may be anybody's.",
        "`name = \"kiln\"`",
        "A name: 'kiln' without a manifest",
        "`from . import kiln`",
    ],
)
def test_nothing_is_read_into_prose(text: str) -> None:
    assert [one.name for one in mentioned(text) if one.name in ("kiln", ".")] == []


def test_a_name_is_one_claim_with_all_its_places() -> None:
    text = "`pip install kiln`\n\n`pip install kiln rich`\n"
    found = mentioned(text)
    assert [(one.name, 1 + len(one.others)) for one in found] == [("kiln", 2), ("rich", 1)]


def test_many_names_and_long_lines_cost_little() -> None:
    text = "`pip install " + "a b " * 50_000 + "`\n" + "".join(
        f"`pip install x{n}`\n" for n in range(1_000)
    )
    assert len(mentioned(text)) <= 200
