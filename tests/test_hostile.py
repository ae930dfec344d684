"""Documents made to break a linter: every one ends in findings or silence, never in a crash."""

from __future__ import annotations

import pytest

from auditlint import registry
from tests.helpers import outcome

FRONT = "---\n{}\n---\n\n# Title\n"

HOSTILE = {
    "empty": "",
    "only-a-fence": "---",
    "unclosed-front-matter": "---\nstatus: passed\n",
    "nested-brackets": FRONT.format("a: " + "[" * 50_000),
    "nested-mappings": FRONT.format("\n".join("  " * n + f"k{n}:" for n in range(500))),
    "alias-bomb": FRONT.format(
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]"
            for n in range(12)
        )
    ),
    "self-alias": FRONT.format("a: &a [*a]"),
    "merge-keys": FRONT.format("a: &a {b: 1}\nc:\n  <<: *a\n  d: 2"),
    "yaml-tags": FRONT.format("a: !!python/object/apply:os.system ['true']"),
    "two-documents": FRONT.format("a: 1\n...\nb: 2"),
    "list-front-matter": FRONT.format("- a\n- b"),
    "control-characters": FRONT.format("a: \x01\x02") + "\x1b[31mred\x07\n",
    "bidi": "# \u202eltr\u2066\n\n**Status:** \u202epassed\n",
    "one-long-line": "# T\n\n" + "| a " * 200_000 + "\n",
    "open-brackets": "# T\n\n" + "[" * 50_000,
    "open-emphasis": "# T\n\n" + "**a " * 20_000,
    "backticks": "# T\n\n" + " ".join("`" * n for n in range(1, 400)),
    "deep-quotes": ">" * 2_000 + " a",
    "deep-lists": "\n".join("  " * n + "- [ ] a" for n in range(300)),
    "comments-unclosed": "# T\n\n<!-- auditlint: ignore[CNT001]\n" + "<!-- " * 2_000,
    "tags-unclosed": "\n".join(["<tasks>", "<task>"] * 3_000),
    "huge-numbers": "# T\n\n| A | N |\n|---|---|\n| a | " + "9" * 400 + " |\n| Total | 1 |\n",
    "fractions": "# T\n\n" + "1/2 " * 30_000,
    "ids": "# T\n\n" + "AAA-01..99999 " * 2_000,
    "dashes": "# T\n\n" + "A-" * 50_000,
    "combining": "# T" + "\u0301" * 10_000 + "\n\n**Status:** e\u0301\n",
    "surrogate-like": "# \U0001f468\u200d\U0001f469 \ufffe\uffff\n",
    "line-separators": "# a\u2028b\u2029c\x85d\x0be\x0cf\n\n- [ ] x\u2028y\n",
    "tabs": "#\tT\n\n-\t[ ]\ta\n\t-\t[x]\tb\n",
    "percent-signs": "# %0A::error::forged\n\n%0A::error file=x::y\n",
    "table-of-pipes": "# T\n\n|||||\n|-|-|-|-|\n||||||||\n",
    "null-keys": FRONT.format("? \n: a\n~: b\nnull: c"),
    "complex-keys": FRONT.format("? [a, b]\n: c\n? {d: e}\n: f"),
    "conflict": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
    "mojibake": "# caf\u00c3\u00a9 \u201a\u00fa\u00f6\n" * 500,
    "headings": "# a\n" * 20_000,
}

#: One path for every kind, so that every extractor sees every document.
PATHS = sorted(
    {
        entry.kind.paths[0].replace("**/", "").replace("*", "1-x").replace("#+", "0").replace("#", "0")
        for entry in registry.KINDS
        if entry.kind.paths
    }
    | {"docs/PROGRESS.md", "docs/REVIEW.md"}
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_crash(name: str, path: str) -> None:
    result = outcome(HOSTILE[name].encode("utf-8", "surrogatepass"), path)
    assert result.crashed == 0, [one.message for one in result.diagnostics if one.code == "LNT000"]


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("docs/")])
def test_bytes_that_are_no_text(path: str) -> None:
    for data in (b"\xff\xfe# T\n", b"# T\x00\n", bytes(range(256)), b"\xc3"):
        result = outcome(data, path)
        assert [one.code for one in result.diagnostics] == ["DOC001"]


def test_a_file_beyond_the_limit_is_not_parsed() -> None:
    from auditlint.config import Limits

    result = outcome(b"# T\n" * 100, ".planning/ROADMAP.md", limits=Limits(file_bytes=100))
    assert [(one.code, one.message) for one in result.diagnostics] == [
        ("DOC009", "the file has 400 bytes, more than the limit of 100; it was not checked")
    ]


def test_a_table_beyond_the_limit_is_not_checked() -> None:
    from auditlint.config import Limits

    text = "# Roadmap\n\n| A | B |\n|---|---|\n" + "| a | 1 |\n" * 51
    result = outcome(text, ".planning/ROADMAP.md", limits=Limits(table_rows=50))
    assert [one.code for one in result.diagnostics] == ["DOC009"]
    assert result.diagnostics[0].place[1:3] == (3, 1)


def test_a_deep_front_matter_stops_at_the_limit_and_the_body_is_read() -> None:
    text = FRONT.format("a: " + "[" * 50_000) + "\n| A | N |\n|---|---|\n| a | 1 |\n| b | 1 |\n| Total | 3 |\n"
    result = outcome(text, ".planning/v1-MILESTONE-AUDIT.md")
    codes = [one.code for one in result.diagnostics]
    assert "DOC009" in codes
    assert "CNT002" in codes
