from __future__ import annotations

import subprocess
import sys

from auditlint.report import FORMATS, render

from .runner import commands
from .samples import AUDIT, HOSTILE, diagnostic, notice, options, place, report, rich, warning


def test_one_line_per_finding_in_the_order_of_the_report() -> None:
    assert render("concise", report(warning(), rich()), options()).splitlines() == [
        f"{AUDIT}:3:16: error[CNT005] 2 Info stated, but 3 rows are Info",
        f"{AUDIT}:5:3: warning[BOX004] another thing",
    ]


def test_clean_run_prints_nothing() -> None:
    assert render("concise", report(), options()) == ""
    assert render("concise", report(notice()), options()) == ""


def test_notices_on_request() -> None:
    shown = render("concise", report(notice()), options(notices=True))
    assert shown == f"{AUDIT}:9:3: notice[STA007] a small thing\n"


def test_colours_change_nothing_but_codes() -> None:
    import re

    whole = report(rich(), warning(), notice())
    plain = render("concise", whole, options(notices=True))
    coloured = render("concise", whole, options(notices=True, color=True))
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_hostile_text_stays_on_its_line() -> None:
    one = diagnostic(HOSTILE, where=place(1, 1, 2, "::error::\x1b[2J\n.md"))
    shown = render("concise", report(one), options())
    assert shown.endswith("\n")
    assert shown[:-1].isprintable()
    assert commands(shown) == []


def test_long_message_is_not_wrapped_but_bounded() -> None:
    shown = render("concise", report(diagnostic("word " * 1_000_000)), options(width=80))
    assert shown.count("\n") == 1
    assert len(shown) < 3000


def test_it_imports_only_itself_and_the_escapes() -> None:
    script = (
        "import sys\n"
        "from auditlint.report import Options, render, summary\n"
        "from auditlint.findings import Diagnostic, Place, Report\n"
        "one = Diagnostic('CNT001', 'score', 'error', 'x', Place('a.md', 1, 1, 1, 1), '')\n"
        "report = Report([one], [], 1, 1)\n"
        "render('concise', report, Options()), summary(report, Options())\n"
        "print(*sorted(name for name in sys.modules if name.startswith('auditlint')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [
        "auditlint",
        "auditlint.findings",
        "auditlint.report",
        "auditlint.report.concise",
        "auditlint.report.escape",
        "auditlint.source",
        "auditlint.source.text",
    ]


def test_every_format_renders_the_same_report_to_the_same_text() -> None:
    whole = report(rich(), warning(), notice(), diagnostic(HOSTILE))
    for name in FORMATS:
        assert render(name, whole, options()) == render(name, whole, options())
