"""A team's own schema: what is refused and where, and what an extension makes of documents."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from auditlint import schema
from auditlint.schema.bounds import together
from auditlint.schema.own import SchemaError, effective, shown
from auditlint.schema.ownjson import place
from tests.helpers import lint
from tests.schema.instances import instances

BUILT_IN = "urn:auditlint:schema:gsd-verification:1"
PATH = ".planning/phases/01-x/01-VERIFICATION.md"

REPORT = """\
---
phase: 01-x
verified: 2026-01-31T14:05:00Z
status: passed
score: 2/2 must-haves verified
reviewer: "@ada"
---
# Phase 1: X Verification Report

## Goal Achievement

### Observable Truths

| # | Truth | Status | Evidence |
|---|---|---|---|
| 1 | It starts | VERIFIED | seen |
| 2 | It stops | VERIFIED | seen |

**Score:** 2/2 truths verified

## Rollback

Revert the commit.
"""

EXTENSION: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "allOf": [{"$ref": BUILT_IN}],
    "required": ["front_matter"],
    "auditlint:sections": [
        {"title": "a section on how to roll back", "heading": "^rollback"},
        {"title": "a table of truths", "table": r"truth \| status"},
    ],
    "properties": {
        "front_matter": {
            "required": ["reviewer"],
            "properties": {
                "reviewer": {"type": "string", "pattern": "^@[a-z]+(-[a-z]+)*$", "examples": ["@ada"]},
                "status": {"not": {"const": "human_needed"}},
                "audited_by": False,
                "rounds": {"type": "integer", "minimum": 1},
            },
            "dependentRequired": {"overrides": ["overrides_applied"]},
        },
        "headings": {"contains": {"title": "Goal Achievement", "const": "Goal Achievement"}},
        "truths": {"items": {"properties": {"status": {"enum": ["VERIFIED", "FAILED"]}}}},
    },
}


def problems(value: Any) -> list[str]:
    """What is wrong with a schema: ``line:column pointer message``."""
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    try:
        effective(text)
    except SchemaError as error:
        return [
            ":".join(map(str, place(text, one))) + f" {shown(one.pointer)} {one.message}"
            for one in error.problems
        ]
    return []


def check(text: str, own: Any = EXTENSION, **options: Any) -> list[str]:
    written = json.dumps(own)
    effective(written)
    options.setdefault("preview", False)
    found = lint(text, PATH, schemas=(("gsd-verification", "own.json", written),), **options)
    return [f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("", "", []),
        ('reviewer: "@ada"\n', "", ["1:1 SCH001 the front matter has no 'reviewer'"]),
        ("reviewer:", "revewer:", ["6:1 SCH004 unknown key 'revewer'; did you mean 'reviewer'?"]),
        ("@ada", "ada", ["6:11 SCH005 'ada' is malformed for 'reviewer'; expected something like @ada"]),
        ('"@ada"', "[x]", ["6:1 SCH003 'reviewer' must be text, but is a list"]),
        ("status: passed", "status: human_needed",
         ["4:9 SCH002 'human_needed' is not allowed for 'status'"]),
        ("status: passed", "status: pased",
         ["4:9 SCH002 'pased' is not allowed for 'status': expected passed, gaps_found or"
          " human_needed; did you mean 'passed'?"]),
        ("status: passed", "statuss: passed",
         ["4:1 SCH004 unknown key 'statuss'; did you mean 'status'?"]),
        ("verified: 2026", "audited_by: x\nverified: 2026",
         ["3:1 SCH006 the key 'audited_by' is not allowed here"]),
        ("verified: 2026", "rounds: 3\nverified: 2026", []),
        ("verified: 2026", "rounds: 0\nverified: 2026",
         ["3:9 SCH006 'rounds' is '0', less than allowed (1)"]),
        ("verified: 2026", "rounds: two\nverified: 2026",
         ["3:9 SCH003 'rounds' must be a whole number, but is the text 'two'"]),
        ("verified: 2026", "overrides: []\nverified: 2026",
         ["3:1 SCH001 'overrides' asks for 'overrides_applied' beside it, which is missing"]),
        ("stops | VERIFIED", "stops | FINE",
         ["17:18 SCH002 'FINE' is not allowed for 'status': expected VERIFIED or FAILED"]),
        ("## Rollback", "## Undo", ["8:1 SCH001 the document lacks a section on how to roll back"]),
        ("## Goal Achievement", "## Goals", ["8:1 SCH006 'headings' lacks an entry: Goal Achievement"]),
    ],
)  # fmt: skip
def test_an_extension(old: str, new: str, wanted: list[str]) -> None:
    text = REPORT.replace(old, new) if old else REPORT
    assert [one for one in check(text) if " SCH" in one] == wanted


def test_without_front_matter_and_with_a_broken_one() -> None:
    body = REPORT.split("---\n", 2)[2]
    assert "1:1 SCH001 there is no front matter" in check(body)
    broken = check(REPORT.replace("status: passed", "status: [passed"))
    assert not [one for one in broken if "SCH" in one]
    assert [one for one in broken if "DOC00" in one]


def test_the_built_in_requirements_stay() -> None:
    found = check(REPORT.replace("score: 2/2 must-haves verified\n", ""))
    assert found == ["1:1 SCH001 the front matter has no 'score'"]


def test_a_replacement_knows_nothing_of_the_built_in_one() -> None:
    own = {"properties": {"front_matter": {
        "required": ["owner"], "properties": {"owner": {"type": "string"}},
        "additionalProperties": False}}}
    assert check("---\nownr: a\nphase: 1\n---\n# Phase 1 Verification Report\n", own) == [
        "2:1 SCH004 unknown key 'ownr'; did you mean 'owner'?",
        "3:1 SCH006 the key 'phase' is not allowed here",
    ]


def test_an_extension_that_is_closed() -> None:
    own = {"properties": {"front_matter": {
        "$ref": f"{BUILT_IN}#/properties/front_matter", "properties": {"reviewer": {}},
        "unevaluatedProperties": False}}}
    assert check(REPORT, own) == []
    assert check(REPORT.replace("reviewer:", "mood: good\nreviewer:"), own) == [
        "6:1 SCH006 the key 'mood' is not allowed here"
    ]


def test_what_editors_add_means_nothing() -> None:
    own = {"properties": {"front_matter": {"markdownDescription": "x", "required": ["reviewer"]}}}
    assert "markdownDescription" not in json.dumps(effective(json.dumps(own)))
    assert check(REPORT, own) == []


def test_inherited_sections_stay_notices_of_preview() -> None:
    text = REPORT.replace("Goal Achievement", "Parts").replace("Observable Truths", "Rows")
    text = text.replace("## Rollback", "## More")
    assert "SCH007" not in "".join(check(text))
    found = check(text, preview=True, select=("SCH007", "SCH001"))
    assert found == [
        "8:1 SCH001 the document lacks a section on how to roll back",
        "8:3 SCH007 the document lacks a section on what was to be reached",
    ]


def test_every_built_in_schema_can_be_extended() -> None:
    for name in schema.names():
        if name in ("config", "output"):
            continue
        text = json.dumps({"allOf": [{"$ref": f"urn:auditlint:schema:{name}:1"}]})
        one = effective(text)
        assert len(together(one)) >= 3
        plain, extended = schema.load(name), jsonschema_rs.Draft202012Validator(one)
        from auditlint.schema.decide import compile_schema

        decide, built_in = compile_schema(one), compile_schema(plain)
        for value in instances(plain, 30):
            assert decide(value) == built_in(value) == extended.is_valid(value)


_WRONG: list[tuple[Any, str]] = [
    ("", "1:1 # no JSON: Expecting value"),
    ("{\n 'a': 1}", "2:2 # no JSON: Expecting property name"),
    ("[]", "1:1 # a schema must be a JSON object"),
    ('{"a": 1,\n "a": 2}', "2:2 # the key 'a' stands twice"),
    ('{"type": NaN}', "1:10 # NaN is no number"),
    ('{"minimum": 1e999}', "1:13 #/minimum a number that is too large"),
    ('{"minimum": ' + "9" * 5000 + "}", "0:0 # a number that is too long"),
    ("[" * 100_000, "0:0 # nested too deep"),
    ({"type": "strng"}, "2:10 #/type type must be one or several of"),
    ({"requird": []}, "2:2 #/requird unknown keyword 'requird'; did you mean 'required'?"),
    ({"properties": {"a/b": 3}}, "3:10 #/properties/a~1b a schema must stand here, not a number"),
    ({"items": [{}]}, "2:11 #/items a schema must stand here, not a list"),
    ({"allOf": []}, "2:11 #/allOf allOf must be a list of schemas, not an empty list"),
    ({"$schema": "http://json-schema.org/draft-07/schema#"}, "2:13 #/$schema $schema must be"),
    ({"$ref": "https://example.org/x"}, "2:10 #/$ref 'https://example.org/x' is refused"),
    ({"$ref": "other.json"}, "2:10 #/$ref 'other.json' is refused"),
    ({"$ref": "file:///etc/passwd"}, "2:10 #/$ref 'file:///etc/passwd' is refused"),
    ({"$ref": "//host/x#/a"}, "2:10 #/$ref '//host/x#/a' is refused"),
    ({"$ref": "#foo"}, "2:10 #/$ref '#foo': only a JSON pointer"),
    ({"$ref": "#/nowhere"}, "2:10 #/$ref '#/nowhere' leads to no schema"),
    ({"$ref": "#/enum/0", "enum": [{}]}, "2:10 #/$ref '#/enum/0' leads to no schema"),
    ({"$ref": BUILT_IN + "#/nope"}, "2:10 #/$ref the built-in schema of gsd-verification has no"),
    ({"$ref": BUILT_IN + "#/required"}, "2:10 #/$ref the built-in schema of gsd-verification"),
    ({"$ref": BUILT_IN[:-1] + "2"}, f"2:10 #/$ref there is no built-in schema '{BUILT_IN[:-1]}2'; did"),
    ({"$id": BUILT_IN}, f"2:9 #/$id '{BUILT_IN}' is the id of a built-in schema"),
    ({"$id": "URN:AuditLint:schema:x:1"}, "2:9 #/$id"),
    ({"properties": {"a": {"$id": BUILT_IN}}}, "4:4 #/properties/a/$id an $id below the top"),
    ({"$defs": {BUILT_IN: {}}}, f"3:3 #/$defs/{BUILT_IN} '{BUILT_IN}' is the id of"),
    ({"$dynamicRef": "#a"}, "2:2 #/$dynamicRef $dynamicRef is not supported; use $ref"),
    ({"$dynamicAnchor": "a"}, "2:2 #/$dynamicAnchor"), ({"$anchor": "x"}, "2:2 #/$anchor"),
    ({"$ref": "#"}, "2:10 #/$ref the reference leads back"),
    ({"properties": {"a": {"$ref": "#"}}}, "4:12 #/properties/a/$ref the reference leads back"),
    ({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"not": {"$ref": "#/$defs/a"}}},
      "items": {"$ref": "#/$defs/a"}}, "8:13 #/$defs/b/not/$ref the reference leads back"),
    ({"pattern": "("}, "2:13 #/pattern the pattern '(' cannot be used: it is no regular expression"),
    ({"patternProperties": {"(?=x)": {}}}, "3:3 #/patternProperties/(?=x) the pattern"),
    ({"auditlint:sections": [{"heading": "a"}]}, "2:24 #/auditlint:sections auditlint:sections must"),
    ({"auditlint:sections": [{"title": "a", "heading": r"(a)\1"}]},
     "5:15 #/auditlint:sections/0/heading the pattern"),
    ({"properties": {"a": {"auditlint:sections": []}}}, "4:4 #/properties/a/auditlint:sections"),
    ({"auditlint:section": []}, "2:2 #/auditlint:section unknown keyword"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "said"), _WRONG, ids=lambda one: str(one)[:40])
def test_what_is_refused(value: Any, said: str) -> None:
    found = problems(value)
    assert len(found) == 1
    assert found[0].startswith(said)


def _deep(word: str, levels: int, inner: Any) -> Any:
    for _ in range(levels):
        inner = {"properties": {"a": inner}} if word == "properties" else {word: [inner], **(
            {"unevaluatedProperties": False} if word == "allOf" else {})}
    return inner


_HUGE: dict[str, Any] = {
    "chain": {"$ref": "#/$defs/0", "$defs": {
        **{str(at): {"$ref": f"#/$defs/{at + 1}"} for at in range(300)}, "300": {}}},
    "bomb": {"$ref": "#/$defs/0", "$defs": {
        **{str(at): {"allOf": [{"$ref": f"#/$defs/{at + 1}"}] * 2} for at in range(25)}, "25": {}}},
    "nested": _deep("properties", 300, {}),
    "closed": _deep("allOf", 5, {}),
    "many problems": {"properties": {str(at): 3 for at in range(5000)}},
}


@pytest.mark.parametrize("name", _HUGE)
def test_what_would_take_long_is_refused_soon(name: str) -> None:
    text = json.dumps(_HUGE[name])
    start = time.perf_counter()
    with pytest.raises(SchemaError) as caught:
        effective(text)
    assert time.perf_counter() - start < 1
    assert len(caught.value.problems) <= 20


def test_large_is_no_harm() -> None:
    text = json.dumps({"properties": {f"k{at}": {"type": "string"} for at in range(4000)}})
    start = time.perf_counter()
    assert effective(text)
    assert time.perf_counter() - start < 2


_PARTS: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.5, 2.0, "", "string", "object", "^a", [], ["a"], ["a", "a"],
    [1], [{}], [{"type": "string"}], ["string", "null"], {}, {"a": {}}, {"a": ["b"]}, {"a": 1},
    {"a": ["b", "b"]}, [True], [None], {"a": True},
)  # fmt: skip


def test_keywords_have_the_forms_of_the_metaschema() -> None:
    from auditlint.schema import keywords

    meta = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    words = sorted(keywords.KNOWN - set(keywords.UNSUPPORTED) - {"$schema", "$id", "$ref", keywords.SECTIONS})
    random_ = random.Random(1)  # noqa: S311 - reproducible, no secret
    for word in words:
        for value in _PARTS:
            if word == "pattern" or not isinstance(value, str) or value != "^a":
                nested = {"properties": {"x": {word: value}}} if random_.random() < 0.3 else {word: value}
                ours = not problems(nested)
                assert ours == meta.is_valid(nested), (word, value)


def test_what_a_schema_says_is_cut_in_messages() -> None:
    long = "x\n" * 5000
    own = {
        "auditlint:sections": [{"title": long, "heading": "^none$"}],
        "properties": {
            "title": {"enum": [long]},
            "headings": {"contains": {"title": long, "const": "-"}},
            "front_matter": {"properties": {"reviewer": {"pattern": "^-$", "examples": [long]}}},
        },
    }
    found = check(REPORT, own)
    assert len(found) >= 4
    assert all(len(one) < 200 and "\n" not in one for one in found)


@pytest.mark.parametrize(
    ("front", "below", "said"),
    [
        ("a: " + "a" * 100_000 + "!\n", {"pattern": "^(a+)+$"}, "SCH005"),
        ("a:\n" + "- {x: 1}\n" * 5_000, {"uniqueItems": True}, "SCH006"),
        ("a:\n" + "- {z: 1}\n" * 2_000,
         {"allOf": [{"items": {"anyOf": [{"required": [f"k{at}"]} for at in range(40)]}}] * 40},
         "SCH001"),
        ("a:\n" + "- {z: 1}\n" * 2_000,
         {"items": {"anyOf": [{"properties": {f"k{at}": {}}} for at in range(100)],
                    "unevaluatedProperties": False}}, "SCH006"),
    ],
    ids=["pattern", "equal items", "wide", "unevaluated"],
)  # fmt: skip
def test_hostile_documents_and_schemas_together(front: str, below: Any, said: str) -> None:
    own = {"properties": {"front_matter": {"properties": {"a": below}}}}
    text = f"---\n{front}---\n# Phase 1 Verification Report\n"
    check("---\na: 1\n---\n# Phase 1\n", own)
    start = time.perf_counter()
    assert said in " ".join(check(text, own))
    assert time.perf_counter() - start < 5
