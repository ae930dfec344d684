"""The formats: what they hold, and that nothing of a document is obeyed by its reader."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from auditlint.trace import FORMATS, Options, render
from auditlint.trace.csv_rows import safe
from auditlint.trace.markdown import plain
from auditlint.trace.matrix import COLUMNS, Cell, Evidence, Matrix, Row
from tests.trace.trees import HARBOUR, matrix_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVIL = "=cmd|'/c calc'!A0 <script>alert(1)</script> `x` | \x1b[31m\u202e \"quoted\" 'single' & \r\n[a](javascript:alert(1))"


def evil() -> Matrix:
    place = Evidence(EVIL, "a b/javascript:alert(1)/\"><img src=x>.md", 3)
    cell = Cell(EVIL, "good", (place,))
    row = Row(EVIL, EVIL, *[cell] * 8, Cell("satisfied", "good", (place,)), EVIL, True)
    return Matrix(EVIL, EVIL, (EVIL,), (row,), (EVIL,))


def linked(prefix: str = "") -> Options:
    link: Callable[[str], str | None] = lambda path: prefix + path  # noqa: E731
    return Options(link=link)


class Page(HTMLParser):
    """The tags of a page, with their attributes, and its text outside of script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.within = tag

    def handle_data(self, data: str) -> None:
        if self.within not in ("script", "style"):
            self.words += data


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_passes_control_characters_on(name: str) -> None:
    text = render(name, [evil()], linked())
    assert "\x1b" not in text
    assert "\u202e" not in text or name == "json"
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_no_requirements_and_no_matrix(name: str) -> None:
    assert render(name, [Matrix(".planning", "", (), (), ())], Options())
    render(name, [], Options())


def test_table(tmp_path: Path) -> None:
    lines = render("table", [matrix_of(tmp_path, HARBOUR)], Options()).splitlines()
    assert lines[0] == ".planning v1.2"
    assert lines[1].split() == [
        *" ".join(title for _, title in COLUMNS).split(), "Reason",
    ]
    assert lines[3].startswith("TIDE-01")
    assert lines[-1] == (
        "9 requirements: 1 satisfied, 1 satisfied (update checkbox), 1 deferred, 2 partial,"
        " 1 orphaned, 3 unsatisfied"
    )
    starts = {line.index("phase ") for line in lines[3:7]}
    assert len(starts) == 1


def test_table_measures_wide_characters_and_cuts_long_cells() -> None:
    base = evil().rows[0]
    wide = base._replace(phase=Cell("\u6e2f\u6e2f", "plain"), plans=Cell("x" * 99, "plain"))
    narrow = base._replace(phase=Cell("ab", "plain"), plans=Cell("y", "plain"))
    text = render("table", [Matrix("r", "v1", (), (wide, narrow), ())], Options())
    assert "x" * 27 + "…" in text
    assert "x" * 28 not in text


def test_table_in_colour_differs_only_in_colour(tmp_path: Path) -> None:
    import re

    matrix = matrix_of(tmp_path, HARBOUR)
    colored = render("table", [matrix], Options(color=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render("table", [matrix], Options())


def test_markdown_links_every_place(tmp_path: Path) -> None:
    text = render("markdown", [matrix_of(tmp_path, HARBOUR)], linked("../"))
    row = next(line for line in text.splitlines() if line.startswith("| [TIDE-01]"))
    assert "[TIDE-01](../.planning/REQUIREMENTS.md#L5)" in row
    assert r"[\[x\] Complete](../.planning/REQUIREMENTS.md#L5)" in row
    assert row.count(" | ") == len(COLUMNS)


def test_markdown_means_nothing_but_itself() -> None:
    text = render("markdown", [evil()], linked())
    assert "<script" not in text.replace("\\<", "")
    row = text.splitlines()[-1]
    assert row.replace("\\|", "").count("|") == len(COLUMNS) + 2
    assert "](javascript:" not in text.replace("\\]", "")
    assert plain("a|b `c` @name") == "a\\|b \\`c\\` @\u200bname"


def test_json(tmp_path: Path) -> None:
    value: dict[str, Any] = json.loads(render("json", [matrix_of(tmp_path, HARBOUR)], Options()))
    assert value["version"] == 1
    assert value["satisfied"] is False
    (matrix,) = value["matrices"]
    assert matrix["summary"]["partial"] == 2
    first = matrix["requirements"][0]
    assert first["final"]["text"] == "satisfied"
    assert first["plans"]["evidence"][1] == {
        "text": "01-02", "path": ".planning/phases/01-tides/01-02-PLAN.md", "line": 5,
    }
    lone = evil()._replace(milestone="v1\udcff")
    json.loads(render("json", [lone], Options()).encode("utf-8"))


def test_csv(tmp_path: Path) -> None:
    text = render("csv", [matrix_of(tmp_path, HARBOUR)], Options())
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows][:2] == ["TIDE-01", "TIDE-02"]
    assert rows[0]["final"] == "satisfied"
    assert rows[0]["plans at"] == (
        ".planning/phases/01-tides/01-01-PLAN.md:4; .planning/phases/01-tides/01-02-PLAN.md:5"
    )
    assert rows[2]["differs from audit"] == "yes"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\u00a0=1"])
def test_csv_has_no_formulas(text: str) -> None:
    assert safe(text).startswith("'")


def test_csv_of_hostile_text_has_no_formula() -> None:
    for row in csv.reader(io.StringIO(render("csv", [evil()], Options()))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_html_loads_nothing_and_links_only_to_relative_places(tmp_path: Path) -> None:
    page = Page(render("html", [matrix_of(tmp_path, HARBOUR)], linked("../")))
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert "../.planning/REQUIREMENTS.md#L5" in links
    assert all(one is not None and one.startswith("../.planning/") for one in links)
    assert not any("src" in attrs for _, attrs in page.tags)
    assert not any(tag in ("link", "img", "iframe", "object") for tag, _ in page.tags)
    assert sum(tag == "script" for tag, _ in page.tags) == 1


def test_html_of_hostile_text() -> None:
    page = Page(render("html", [evil()], linked()))
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(tag == "img" for tag, _ in page.tags)
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    links = [attrs["href"] or "" for tag, attrs in page.tags if tag == "a"]
    assert links
    assert not any(":" in one or '"' in one or "<" in one for one in links)
    assert "<script>alert(1)</script>" in page.words


@pytest.mark.parametrize("path", ["/etc/passwd", "\\\\host\\share", "", None])
def test_absolute_places_are_no_links(path: str | None) -> None:
    page = Page(render("html", [evil()], Options(link=lambda _: path)))
    assert not any(tag == "a" for tag, _ in page.tags)
