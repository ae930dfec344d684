from __future__ import annotations

import pytest

from auditlint.config import Limits
from auditlint.parsing.jsontext import read
from tests.helpers import found

CONFIG = ".planning/config.json"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"mode": "yolo"}', id="plain"),
        pytest.param('{"mode":"yolo","x":[1,2,{"y":null}]}', id="no spaces"),
        pytest.param('{\n\t"mode":\t"yolo"\n}', id="tabs"),
        pytest.param('{\r\n  "mode": "yolo"\r\n}\r\n', id="line ends"),
        pytest.param('{"x": "\\ud83d\\ude00 \\/ \\u00e9"}', id="escapes"),
        pytest.param('{"x": ' + "1" * 5000 + "}", id="long number"),
        pytest.param("{}", id="empty"),
    ],
)
def test_json_is_silent(text: str) -> None:
    assert found(text, "DOC003", CONFIG) == []
    assert read(text, Limits()).valid


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('{"a": 1,}', "1:8 the file is not JSON: a comma stands before the closing bracket"),
        ('{"a": 1 // no\n}', "1:9 the file is not JSON: JSON has no comments"),
        ("{'a': 1}", "1:2 the file is not JSON: a text in single quotes"),
        ('{"a": NaN}', "1:7 the file is not JSON: NaN is no number in JSON"),
        ('["a"]', "1:1 the file is not JSON: it must be an object, this is a list"),
        ('{\n  "a": "x"\n  "b": 2\n}', "3:3 the file is not JSON: a comma or a closing bracket"),
    ],
)
def test_what_is_no_json(text: str, finding: str) -> None:
    (only,) = found(text, "DOC003", CONFIG)
    assert only.startswith(finding)


def test_a_repeated_key_is_found() -> None:
    assert found('{"mode": "yolo",\n "mode": "yolo"}', "DOC004", CONFIG) == [
        "2:2 the key 'mode' stands here twice"
    ]


def test_schema_findings_have_their_place() -> None:
    text = '{\n\t"mode": "yol",\n\t"workflow": {"verifier": "true"},\n\t"granularty": "fine"\n}'
    assert [one[:4] for one in found(text, "SCH002", CONFIG)] == ["2:10"]
    assert [one[:4] for one in found(text, "SCH003", CONFIG)] == ["3:27"]
    assert [one[:3] for one in found(text, "SCH004", CONFIG)] == ["4:2"]


def test_nesting_is_limited() -> None:
    assert found("[" * 50_000, "DOC009", CONFIG)
    assert found('{"a":' * 80 + "1" + "}" * 80, "DOC009", CONFIG)
