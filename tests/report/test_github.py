from __future__ import annotations

import re

import pytest

from auditlint.findings import RelatedPlace
from auditlint.report import render
from auditlint.report.github import MESSAGE_LIMIT
from auditlint.report.github_summary import code, markdown

from .runner import COMMANDS, commands
from .samples import (
    AUDIT,
    HOSTILE,
    diagnostic,
    notice,
    options,
    place,
    report,
    rich,
    suppressed,
    warning,
)


def annotations(*diagnostics: object) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands as the runner reads them."""
    shown = render("github", report(*diagnostics), options())  # type: ignore[arg-type]
    found = commands(shown)
    assert len(found) == shown.count("\n") == len(shown.splitlines())
    return [tuple(one) for one in found]  # type: ignore[misc]


def test_everything_about_a_finding() -> None:
    assert render("github", report(rich()), options()) == (
        f"::error file={AUDIT},line=3,endLine=3,col=16,endColumn=22,title=CNT005 breakdown::"
        "2 Info stated, but 3 rows are Info%0A"
        f"at {AUDIT}:3:16 (auditlint rule CNT005)%0A"
        f"see {AUDIT}:7:9: this row is Info%0A"
        "see .planning/ROADMAP.md:2:3: the plan says 3%0A"
        'help: write "3 Info" (unsafe fix)\n'
    )


def test_clean_run_prints_nothing() -> None:
    assert render("github", report(), options()) == ""


def test_levels_worst_first_and_notices_unasked() -> None:
    assert [one[0] for one in annotations(notice(), warning(), diagnostic())] == [
        "error",
        "warning",
        "notice",
    ]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (place(3, 1, 5), {"line": "3", "endLine": "3", "col": "1", "endColumn": "5"}),
        (place(3, 1, 1), {"line": "3", "endLine": "3", "col": "1", "endColumn": "1"}),
        (place(3, 2, 5, end_line=6), {"line": "3", "endLine": "6"}),
        (place(3, 2, 1, end_line=6), {"line": "3", "endLine": "5"}),
        (place(3, 2, 1, end_line=4), {"line": "3", "endLine": "3", "col": "2"}),
    ],
)
def test_columns_only_within_one_line(where: object, expected: dict[str, str]) -> None:
    ((_, properties, _),) = annotations(diagnostic(where=where))  # type: ignore[arg-type]
    assert {
        key: value for key, value in properties.items() if key not in ("file", "title")
    } == expected


def test_properties_and_data_survive_the_runner() -> None:
    path = "a,b:c=d%0A%25;e/100 %.md"
    ((_, properties, data),) = annotations(
        diagnostic("100 % of a,b: c::d %0A::error::x", where=place(1, 1, 2, path))
    )
    assert properties["file"] == path
    assert data.startswith("100 % of a,b: c::d %0A::error::x\n")


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "%0A::error file=x::forged",
        "\n::error::forged",
        "\r\n::add-mask::a",
        "x\u2028::error::forged",
        "x\x85::error::forged",
        "##[error]forged",
        "%250A::error::forged",
        "::stop-commands::x",
    ],
)
def test_no_text_forges_a_command(text: str) -> None:
    one = diagnostic(
        text,
        where=place(1, 1, 2, text),
        related=(RelatedPlace(place(1, 1, 2, text), text),),
    )
    found = annotations(one, one, *(diagnostic(text) for _ in range(20)))
    assert {name for name, _, _ in found} == {"error"}
    assert len(found) == 10
    for name in ("concise", "full", "json", "jsonl"):
        shown = render(name, report(one), options(read=lambda path: text))
        assert commands(shown) == []
    assert commands(markdown(report(one))) == []
    assert "error" in COMMANDS


def test_one_per_file_first() -> None:
    many = [diagnostic(f"m{n}", where=place(n, 1, 2, "a.md")) for n in range(1, 12)]
    other = [diagnostic(f"o{n}", where=place(1, 1, 2, f"b{n}.md")) for n in range(3)]
    files = [properties["file"] for _, properties, _ in annotations(*many, *other)]
    assert files[:4] == ["a.md", "b0.md", "b1.md", "b2.md"]
    assert files[4:] == ["a.md"] * 6


def test_ten_of_each_level_and_the_rest_in_the_last() -> None:
    errors = [diagnostic(f"broken {n}", where=place(n, 1, 2)) for n in range(1, 15)]
    found = annotations(*errors, *(warning() for _ in range(10)))
    assert [name for name, _, _ in found] == ["error"] * 10 + ["warning"] * 10
    last = found[9][2]
    assert last.startswith("broken 10\n")
    assert "\nAnd 4 more errors:\n" in last
    assert [line for line in last.splitlines() if line.startswith(AUDIT)] == [
        f"{AUDIT}:{n}:1: CNT005 broken {n}" for n in range(11, 15)
    ]
    assert "more" not in found[19][2]


def test_messages_fit() -> None:
    long = [diagnostic("🚀日 " * 3000, where=place(n, 1, 2)) for n in range(1, 3000)]
    found = annotations(*long)
    for _, _, data in found:
        assert len(data.encode("utf-16-le")) // 2 <= MESSAGE_LIMIT
    short = [diagnostic(f"broken {n}", where=place(n, 1, 2)) for n in range(1, 3001)]
    last = annotations(*short)[-1][2]
    assert 3500 < len(last) <= MESSAGE_LIMIT
    listed = len(re.findall(r"^\.planning.*: CNT005 broken", last, re.MULTILINE))
    left = re.search(r"\n\.\.\. ([\d,]+) not listed$", last)
    assert left is not None
    assert listed + int(left[1].replace(",", "")) == 2990
    related = diagnostic(related=(RelatedPlace(place(1, 1, 2), "x" * 5000),) * 9)
    assert len(annotations(related)[0][2]) <= MESSAGE_LIMIT


def test_summary_lists_everything_worst_first() -> None:
    whole = report(notice(), warning(), rich(), hidden=(suppressed(),))
    shown = markdown(whole)
    assert shown.startswith(
        "### auditlint\n\nFound 1 error, 1 warning, 1 notice (1 suppressed) in 14 documents.\n\n|"
    )
    rows = [line for line in shown.splitlines() if line.startswith("|")][2:]
    assert [row.split(" | ")[0] for row in rows] == ["| error", "| warning", "| notice"]
    assert rows[0] == (
        f"| error | `{AUDIT}:3:16` | CNT005 breakdown | `2 Info stated, but 3 rows are Info`<br>"
        f"`{AUDIT}:7`: `this row is Info`<br>`.planning/ROADMAP.md:2`: `the plan says 3` |"
    )


def test_summary_of_a_clean_run() -> None:
    assert markdown(report()) == "### auditlint\n\nAll checks passed: 14 documents.\n"


def test_summary_is_cut_with_a_count() -> None:
    many = [diagnostic("日" * 400, where=place(n, 1, 2)) for n in range(1, 2001)]
    shown = markdown(report(*many))
    assert 900_000 < len(shown.encode()) <= 1_000_000
    rows = shown.count("\n| error |")
    assert shown.endswith(f"\n{2000 - rows} findings left out: a summary may not be longer.\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "`plain`"),
        ("a | b \\| c", "`a \\| b \\\\| c`"),
        ("a `b` c", "``a `b` c``"),
        ("`b`", "`` `b` ``"),
        ("``` `", "```` ``` ` ````"),
        ("  ", ""),
        ("x\ny", "`x\\ny`"),
    ],
)
def test_code(text: str, shown: str) -> None:
    assert code(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](https://example.com) ![b](https://example.com/c.png) https://example.com",
        "` <img src=x> `` <b>",
        "`|<b>|`` [a](b) |",
        "\\` <b> \\",
        "x\n\n# heading\n<b>",
        "@someone #1 <!-- -->",
        "```\n<b>\n```",
    ],
)
def test_summary_injects_nothing(text: str) -> None:
    """Read the summary with a Markdown parser: all of a document's text is code."""
    import pyromark

    one = diagnostic(
        text, where=place(1, 1, 2, text), related=(RelatedPlace(place(1, 1, 2, text), text),)
    )
    parser = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
    rendered = parser.html(markdown(report(one, warning())))
    outside = re.sub(r"<code>[^<]*</code>", "", rendered)
    tags = set(re.findall(r"<[^>]*>", outside))
    assert tags <= {
        "<h3>",
        "</h3>",
        "<p>",
        "</p>",
        "<table>",
        "</table>",
        "<thead>",
        "</thead>",
        "<tbody>",
        "</tbody>",
        "<tr>",
        "</tr>",
        "<th>",
        "</th>",
        "<td>",
        "</td>",
        "<br>",
    }
    assert rendered.count("<tr>") == 3
    assert "example" not in outside
    assert "someone" not in outside
