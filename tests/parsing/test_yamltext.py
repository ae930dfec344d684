from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.yamltext import read
from tests.helpers import found, lint

CONFIG = "openspec/config.yaml"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("schema: spec-driven\n", id="plain"),
        pytest.param("---\nschema: spec-driven\n...\n", id="document marks"),
        pytest.param("# nothing yet\n", id="comments alone"),
        pytest.param("", id="empty"),
        pytest.param("schema: spec-driven\r\ncontext: |\r\n  Tides\r\n", id="line ends"),
        pytest.param('{"schema": "spec-driven"}\n', id="flow"),
        pytest.param("schema: spec-driven\ncontext: |\n  ---\n  # Tides\n", id="rule in a text"),
    ],
)
def test_yaml_is_silent(text: str) -> None:
    assert lint(text, CONFIG) == []
    assert read(text, Limits()).valid


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("- schema\n", "1:1 the file is not YAML: it must be a mapping of keys, this is a list"),
        ("Tides\n", "1:1 the file is not YAML: it must be a mapping of keys, this is plain text"),
        ("# \U0001f468 \ufffe\n", "1:5 the file is not YAML: a character that YAML does not allow"),
        ("# ü\ncontext: a\x01b\n", "2:11 the file is not YAML: a character that YAML does not allow"),
        ("context: [", "1:11 the file is not YAML: "),
        ("context: \"a", "1:"),
        ("context: `tide` heights\n", "1:10 the file is not YAML: "),
        ("rules:\n  tasks:\n    - Short\n    long: no\n", "4:5 the file is not YAML: "),
    ],
)
def test_what_is_no_yaml(text: str, finding: str) -> None:
    (only,) = found(text, "DOC003", CONFIG)
    assert only.startswith(finding)


def test_what_can_be_read_of_broken_yaml_is() -> None:
    front = read("schema: spec-driven\ncontext: `tide`\n", Limits())
    assert [one.key for one in front.root.entries] == ["schema", "context"]
    assert front.problem is not None


def test_a_repeated_key_is_found() -> None:
    assert found("schema: a\nschema: b\n", "DOC004", CONFIG) == [
        "2:1 the key 'schema' stands here twice"
    ]


def test_nesting_is_limited() -> None:
    (only,) = found("a: " + "[" * 80 + "]" * 80, "DOC009", CONFIG)
    assert only.endswith("; the file was not read")


def test_a_comment_suppresses() -> None:
    text = "schema: spec-driven\ncontext: [a] # auditlint: ignore[SCH003] one of the old ones\n"
    assert lint(text, CONFIG) == []
    assert found(text.replace(" # auditlint: ignore[SCH003] one of the old ones", ""), "SCH003", CONFIG)
