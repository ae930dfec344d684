"""The HTML page in a real browser: sorting, filtering, dark mode, the view in the address."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from auditlint.trace import Options, render
from tests.trace.trees import HARBOUR, matrix_of

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: the page was not opened in a browser"
)

#: What the tests look at: visible ids in order, the theme, the pressed buttons.
LOOK = """
const look = () => ({
  ids: [...document.querySelectorAll("tbody tr")].filter((row) => row.offsetParent !== null)
    .map((row) => row.querySelector("th a").textContent.trim().split(/\\s/)[0]),
  ground: getComputedStyle(document.body).backgroundColor,
  shown: document.getElementById("shown").textContent,
  sorted: [...document.querySelectorAll("thead th")].map((one) => one.ariaSort),
  hash: location.hash,
});
const done = (value) => {
  const out = document.createElement("pre");
  out.id = "seen";
  out.textContent = JSON.stringify(value);
  document.body.append(out);
};
"""


def seen(folder: Path, page: str, script: str, fragment: str = "") -> Any:
    """Open `page` with a script behind it; return what the script hands to ``done``."""
    assert CHROMIUM is not None
    file = folder / "page.html"
    extra = f"<script>{LOOK}{script}</script></body>"
    file.write_text(page.replace("</body>", extra), encoding="utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
         f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri() + fragment],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )
    found = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr[-2000:]
    return json.loads(unescape(found[1]))


@pytest.fixture
def page(tmp_path: Path) -> str:
    link = Options(link=lambda path: path)
    return render("html", [matrix_of(tmp_path / "tree", HARBOUR)], link)


def test_clicks(tmp_path: Path, page: str) -> None:
    first, by_id, backwards, by_final, filtered, status, dark, light = seen(tmp_path, page, """
const out = [look()];
const click = (selector) => { document.querySelector(selector).click(); out.push(look()); };
click('thead button[data-column="0"]');
click('thead button[data-column="0"]');
click('thead button[data-column="8"]');
const filter = document.getElementById("filter");
filter.value = "dock keeper";
filter.dispatchEvent(new Event("input"));
out.push(look());
filter.value = "";
filter.dispatchEvent(new Event("input"));
click('.chip[data-status="partial"]');
click("#theme");
click("#theme");
done(out);
""")
    assert first["ids"][:2] == ["TIDE-01", "TIDE-02"]
    assert first["shown"] == "9 of 9 shown"
    assert by_id["ids"] == sorted(first["ids"])
    assert by_id["sorted"][0] == "ascending"
    assert backwards["ids"] == sorted(first["ids"], reverse=True)
    assert by_final["ids"][0] == "TIDE-01"
    assert by_final["ids"][-3:] == ["DOCK-01", "DOCK-03", "BUOY-02"]
    assert filtered["ids"] == ["DOCK-02"]
    assert filtered["shown"] == "1 of 9 shown"
    assert status["ids"] == ["TIDE-03", "DOCK-02"]
    assert {dark["ground"], light["ground"]} == {"rgb(20, 23, 26)", "rgb(255, 255, 255)"}
    assert "status=partial" in light["hash"]


def test_the_address_keeps_the_view(tmp_path: Path, page: str) -> None:
    view = seen(tmp_path, page, "done(look());", "#sort=0,-&differs=yes&theme=dark")
    assert view["ids"] == ["TIDE-03"]
    assert view["ground"] == "rgb(20, 23, 26)"
    assert view["sorted"][0] == "descending"
