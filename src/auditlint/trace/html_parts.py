"""Style and script of the HTML page. Nothing of a document ever stands in them."""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light;
  --ground: #ffffff; --raised: #f4f5f7; --line: #d9dce1; --text: #1c2024; --soft: #5c6570;
  --link: #0b57d0; --good: #116932; --good-ground: #e3f5e8; --bad: #a4161a;
  --bad-ground: #fde8e8; --warn: #7a4b00; --warn-ground: #fdf1d8;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
    color-scheme: dark;
    --ground: #14171a; --raised: #1d2125; --line: #363c43; --text: #e6e8ea; --soft: #9aa4ae;
    --link: #8ab4f8; --good: #7ddb96; --good-ground: #14301d; --bad: #ff9b9b;
    --bad-ground: #3d1719; --warn: #f2c46d; --warn-ground: #372a10;
  }
}
:root[data-theme="dark"] {
  color-scheme: dark;
  --ground: #14171a; --raised: #1d2125; --line: #363c43; --text: #e6e8ea; --soft: #9aa4ae;
  --link: #8ab4f8; --good: #7ddb96; --good-ground: #14301d; --bad: #ff9b9b;
  --bad-ground: #3d1719; --warn: #f2c46d; --warn-ground: #372a10;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 14px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; }
header, section { padding: 0 24px; }
h1 { font-size: 20px; margin: 20px 0 12px; }
h2 { font-size: 16px; margin: 24px 0 4px; }
.controls, .chips { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
#shown { color: var(--soft); }
#theme { margin-left: auto; font-size: 16px; }
input, button { font: inherit; color: inherit; background: var(--raised);
  border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; }
input { min-width: 240px; }
button { cursor: pointer; }
.chip { border-radius: 99px; }
.chip[aria-pressed="true"] { outline: 2px solid var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.sum { color: var(--soft); margin: 0 0 8px; }
.bar { display: inline-block; width: 160px; height: 8px; border-radius: 4px; overflow: hidden;
  background: var(--line); vertical-align: middle; margin-left: 8px; }
.bar span { display: block; height: 100%; background: var(--good); }
.notes { color: var(--soft); margin: 0 0 8px; padding-left: 18px; }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 8px;
  margin-bottom: 24px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: var(--raised); padding: 0; z-index: 1; }
thead button { width: 100%; border: 0; border-radius: 0; background: none; font-weight: 600;
  text-align: left; padding: 8px 10px; white-space: nowrap; }
thead button::after { content: " \\2195"; color: var(--soft); }
th[aria-sort="ascending"] button::after { content: " \\2191"; color: inherit; }
th[aria-sort="descending"] button::after { content: " \\2193"; color: inherit; }
tbody th { min-width: 180px; max-width: 320px; font-weight: 600; }
.name { display: block; font-weight: 400; color: var(--soft); font-size: 12px; }
tbody tr:hover { background: var(--raised); }
tr[hidden] { display: none; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
td.good, td.good a, .chip.good { color: var(--good); }
td.bad, td.bad a, .chip.bad { color: var(--bad); }
td.warn, td.warn a, .chip.warn { color: var(--warn); }
td.unknown, td.unknown a, .chip.unknown { color: var(--soft); font-style: italic; }
td.good { background: var(--good-ground); }
td.bad { background: var(--bad-ground); }
td.warn { background: var(--warn-ground); }
a.more, span.more { font-size: 10px; vertical-align: super; }
.reason { min-width: 220px; color: var(--soft); }
@media print { .controls { display: none; } .scroll { max-height: none; } }
"""

SCRIPT = """\
"use strict";
(() => {
  const filter = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const differs = document.getElementById("differs");
  const chips = [...document.querySelectorAll(".chip[data-status]")];
  const rows = [...document.querySelectorAll("tbody tr")];
  const said = (row) => [...row.children].map((cell) => cell.textContent).join(" ");
  const words = new Map(rows.map((row) => [row, said(row).toLowerCase()]));
  const order = chips.map((chip) => chip.dataset.status);
  const state = { sort: "", text: "", status: "", differs: "", theme: "" };
  const compare = new Intl.Collator("en", { numeric: true }).compare;

  function apply() {
    const wanted = state.text.toLowerCase().split(/\\s+/).filter(Boolean);
    const statuses = state.status.split("|").filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = words.get(row);
      const hit = wanted.every((word) => text.includes(word))
        && (!statuses.length || statuses.includes(row.dataset.status))
        && (!state.differs || row.dataset.differs === "yes");
      row.hidden = !hit;
      count += hit ? 1 : 0;
    }
    shown.textContent = count + " of " + rows.length + " shown";
    for (const chip of chips) {
      chip.setAttribute("aria-pressed", String(statuses.includes(chip.dataset.status)));
    }
    differs.setAttribute("aria-pressed", String(Boolean(state.differs)));
    if (state.theme) document.documentElement.dataset.theme = state.theme;
    else delete document.documentElement.dataset.theme;
    if (filter.value !== state.text) filter.value = state.text;
    sort();
  }

  function sort() {
    const [column, way] = state.sort.split(",");
    for (const head of document.querySelectorAll("thead th")) {
      const own = column !== "" && head.firstElementChild.dataset.column === column;
      head.setAttribute("aria-sort", own ? (way === "-" ? "descending" : "ascending") : "none");
    }
    for (const body of document.querySelectorAll("tbody")) {
      const own = rows.filter((row) => row.parentElement === body);
      if (column !== "") {
        const key = (row) => (row.children[Number(column)] || row.firstElementChild).textContent;
        const rank = (row) => order.indexOf(row.dataset.status);
        const final = Number(column) === 8;
        const keyed = own.map((row) => [final ? rank(row) : key(row), row]);
        keyed.sort((one, other) => final ? one[0] - other[0] : compare(one[0], other[0]));
        if (way === "-") keyed.reverse();
        body.append(...keyed.map((one) => one[1]));
      } else {
        body.append(...own);
      }
    }
  }

  function keep() {
    const kept = new URLSearchParams(Object.entries(state).filter((one) => one[1] !== ""));
    try {
      history.replaceState(null, "", "#" + kept);
    } catch (error) {
      // Some viewers forbid it; the view then is only not kept.
    }
    apply();
  }

  function load() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(state)) state[name] = kept.get(name) || "";
    apply();
  }

  filter.addEventListener("input", () => { state.text = filter.value; keep(); });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const now = new Set(state.status.split("|").filter(Boolean));
      if (!now.delete(chip.dataset.status)) now.add(chip.dataset.status);
      state.status = [...now].join("|");
      keep();
    });
  }
  differs.addEventListener("click", () => { state.differs = state.differs ? "" : "yes"; keep(); });
  for (const button of document.querySelectorAll("thead button")) {
    button.addEventListener("click", () => {
      const column = button.dataset.column;
      state.sort = state.sort === column + ",+" ? column + ",-"
        : state.sort === column + ",-" ? "" : column + ",+";
      keep();
    });
  }
  document.getElementById("theme").addEventListener("click", () => {
    const dark = state.theme ? state.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    state.theme = dark ? "light" : "dark";
    keep();
  });
  addEventListener("hashchange", load);
  load();
})();
"""
