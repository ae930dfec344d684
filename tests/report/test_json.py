from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from auditlint import __version__
from auditlint.report import render

from .runner import commands
from .samples import (
    AUDIT,
    HOSTILE,
    ROADMAP,
    diagnostic,
    notice,
    options,
    place,
    report,
    rich,
    suppressed,
    warning,
)

if TYPE_CHECKING:
    from auditlint.findings import Report

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "output.json").read_text(encoding="utf-8")
)
ODD = diagnostic(
    HOSTILE + "\ud800 日本 🚀",
    where=place(1, 1, 2, "caf\udce9/\x1b\u202e.md"),
    data={"b\udcff": "\udfff", "a": float("inf"), "n": float("nan"), "big": 10**30},
)
REPORTS = [
    report(),
    report(documents=0),
    report(rich(), warning(), notice(), hidden=(suppressed(),)),
    report(ODD),
    report(diagnostic(code="LNT000", name="lnt000", where=place(1, 1, 1)), crashed=1),
]


def validator(fragment: str = "") -> Any:
    """Return a validator for the schema, or for one of its definitions."""
    schema = (
        {**SCHEMA, "$id": "urn:test"}
        if not fragment
        else {
            "$schema": SCHEMA["$schema"],
            "$defs": SCHEMA["$defs"],
            "$ref": fragment,
        }
    )
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:auditlint:schema:output:1"


@pytest.mark.parametrize("whole", REPORTS)
def test_json_is_valid_against_the_schema(whole: Report) -> None:
    value = json.loads(render("json", whole, options()))
    validator().validate(value)
    assert value["summary"]["findings"] == len(value["findings"]) == len(whole.diagnostics)
    assert value["summary"]["suppressed"] == len(value["suppressed"]) == len(whole.suppressed)


@pytest.mark.parametrize("whole", REPORTS)
def test_jsonl_is_one_finding_a_line(whole: Report) -> None:
    lines = render("jsonl", whole, options()).splitlines()
    assert len(lines) == len(whole.diagnostics)
    values = [json.loads(line) for line in lines]
    for value in values:
        validator("#/$defs/finding").validate(value)
    assert values == json.loads(render("json", whole, options()))["findings"]


@pytest.mark.parametrize(
    "change",
    [
        {"line": 0},
        {"severity": "info"},
        {"code": "cnt1"},
        {"fix": {}},
        {"extra": 1},
        {"data": {"a": []}},
        {"fingerprint": ""},
        {"path": ""},
    ],
)
def test_the_schema_rejects_what_is_wrong(change: dict[str, Any]) -> None:
    value = json.loads(render("jsonl", report(rich()), options()))
    assert not validator("#/$defs/finding").is_valid({**value, **change})


def test_everything_about_a_finding() -> None:
    value = json.loads(render("json", report(rich()), options()))
    assert value["tool"] == {"name": "auditlint", "version": __version__, "url": None}
    assert value["findings"] == [
        {
            "code": "CNT005",
            "name": "breakdown",
            "severity": "error",
            "message": "2 Info stated, but 3 rows are Info",
            "path": AUDIT,
            "line": 3,
            "column": 16,
            "end_line": 3,
            "end_column": 22,
            "fingerprint": "0123456789abcdef",
            "url": None,
            "related": [
                {
                    "path": AUDIT,
                    "line": 7,
                    "column": 9,
                    "end_line": 7,
                    "end_column": 13,
                    "message": "this row is Info",
                },
                {
                    "path": ROADMAP,
                    "line": 2,
                    "column": 3,
                    "end_line": 2,
                    "end_column": 7,
                    "message": "the plan says 3",
                },
            ],
            "fix": {
                "applicability": "unsafe",
                "message": 'write "3 Info"',
                "edits": [
                    {
                        "path": AUDIT,
                        "line": 3,
                        "column": 16,
                        "end_line": 3,
                        "end_column": 17,
                        "text": "3",
                    },
                ],
            },
            "data": {
                "counted": 3,
                "known": True,
                "of": None,
                "share": 0.5,
                "stated": 2,
                "subject": "Info",
            },
        }
    ]


def test_suppressed_findings_say_why() -> None:
    value = json.loads(render("json", report(hidden=(suppressed(),)), options()))
    assert value["findings"] == []
    assert value["suppressed"][0]["suppression"] == {"reason": "known", "line": 4}


def test_notices_are_there_unasked() -> None:
    assert len(render("jsonl", report(notice()), options(notices=False)).splitlines()) == 1


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_odd_characters(name: str) -> None:
    shown = render(name, report(ODD), options())
    assert shown.isascii()
    assert all(line.isprintable() for line in shown.split("\n"))
    assert commands(shown) == []
    value = json.loads(shown)
    value = value["findings"][0] if name == "json" else value
    assert value["message"] == HOSTILE + "\\ud800 日本 🚀"
    assert value["path"] == "caf\\xe9/\x1b\u202e.md"
    assert value["data"] == {"a": "inf", "b\\xff": "\\udfff", "big": 10**30, "n": "nan"}
