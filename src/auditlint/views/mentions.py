"""What a document calls packages, modules and crates, where it cannot mean anything else.

Read are commands that install or import in code, names in quotes beside the word "package" or
"crate", and what a manifest is said to hold (``name = "x"``). Whether there is such a package is
for a rule to say.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from auditlint.claims import NamesPackage
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from auditlint.parsing.document import Document

    Found = Iterator[tuple[str, str, Span, str]]

#: A module that code imports; what a command installs or runs; a package that the text speaks of;
#: and the project's own package, by what is said of it.
IMPORTED = "imported"
INSTALLED = "installed"
SPOKEN = "spoken of"
OWN = "own"
#: `NamesPackage.ecosystem` of an import that may be Python's, or that of another language.
ANY = ""

#: Longer lines are generated.
_LONGEST_LINE = 1000
#: So many different names of one document are kept.
_MOST = 200
#: So many places of one trigger are looked at.
_LOOKS = 20_000

_LANGUAGES = {
    "python": "pypi", "pypi": "pypi", "pip": "pypi", "npm": "npm", "rust": "cargo",
    "cargo": "cargo", "crates.io": "cargo", "dart": "pub", "flutter": "pub", "julia": "julia",
    "elixir": "hex", "hex": "hex", "node": "npm", "node.js": "npm",
}  # fmt: skip
_LANGUAGE = r"(?:python|pypi|pip|npm|rust|cargo|crates\.io|dart|flutter|julia|elixir|hex|node(?:\.js)?)"
_NAME = r"@?[A-Za-z_](?:[\w.-]{0,60}\w)?(?:/[\w.-]{0,60}\w)?"
_QUOTED = rf"(?:`(?P<a>{_NAME})`|\"(?P<b>{_NAME})\"|'(?P<c>{_NAME})')"
_MANIFESTS = {
    "pyproject.toml": "pypi", "setup.cfg": "pypi", "setup.py": "pypi", "package.json": "npm",
    "Cargo.toml": "cargo", "pubspec.yaml": "pub",
}  # fmt: skip
_MANIFEST = r"[\w./-]*(?:pyproject\.toml|setup\.cfg|setup\.py|package\.json|Cargo\.toml|pubspec\.yaml)"

#: What must stand in a text for it to be read, and who reads from there.
_TRIGGERS = (
    "import ", "from '", 'from "', "install ", " add ", "package", "crate", "bindings (", "name",
)
#: Documents are full of names; only here one is set to a text in quotes.
_NAME_IS = r"name(?:\\?[\"'])?\s{0,3}[=:]\s{0,3}\\?['\"]"


def mentions(document: Document) -> Iterator[NamesPackage]:
    """Yield what a document calls packages: once for each name, with all its places."""
    if document.format != "markdown":
        return
    text = document.text
    places: dict[tuple[str, str, str, str], list[Span]] = {}
    for trigger in _TRIGGERS:
        for at in islice(_places(text, trigger), _LOOKS):
            for ecosystem, role, span, manifest in _read(document, trigger, at):
                key = (text[span.start : span.end], ecosystem, role, manifest)
                if key in places or len(places) < _MOST:
                    places.setdefault(key, []).append(span)
    for (name, ecosystem, role, manifest), spans in sorted(
        places.items(), key=lambda pair: (pair[1], pair[0])
    ):
        yield NamesPackage(name, ecosystem, role, spans[0], tuple(spans[1:]), manifest)


def _places(text: str, trigger: str) -> Iterator[int]:
    """Yield where a trigger stands."""
    if trigger == "name":
        for match in pattern(_NAME_IS).finditer(text):
            yield match.start()
        return
    at = text.find(trigger)
    while at >= 0:
        yield at
        at = text.find(trigger, at + len(trigger))


def _read(document: Document, trigger: str, at: int) -> Found:
    text = document.text
    start = text.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1
    end = text.find("\n", at, at + _LONGEST_LINE)
    end = len(text) if end < 0 else end
    if end - start > _LONGEST_LINE:
        return
    if trigger == "import ":
        yield from _python(document, start, at, end)
    elif trigger.startswith("from"):
        yield from _script(document, start, at, end)
    elif trigger in ("install ", " add "):
        yield from _command(document, start, at, end)
    elif trigger == "name":
        yield from _manifest(document, start, at, end)
    elif trigger == "bindings (":
        yield from _bindings(text, start, at, end)
    else:
        yield from _spoken(text, trigger, start, at, end)


def _is_code(document: Document, at: int) -> bool:
    return document.prose[at] != document.text[at]


def _python(document: Document, start: int, at: int, end: int) -> Found:
    """``from x import y`` and ``import x``, in code."""
    text = document.text
    before = text[start:at]
    shell = pattern(r"\bpython[0-9.]*\s+-c\s+\\?[\"']").search(before) is not None
    if not shell and not _is_code(document, at):
        return
    sourced = pattern(r"\bfrom\s+([A-Za-z_]\w*)[\w.]*\s+$").search(before)
    if sourced is not None:
        if sourced.start() == 0 or before[sourced.start() - 1] in " `\"';\t(":
            yield "pypi", IMPORTED, _span(start, sourced.start(1), sourced.end(1)), ""
        return
    # Other languages import too; only a shell command or a fence says which one it is.
    if before.strip() and not before.endswith("`") and not shell:
        return
    found = pattern(r"import\s+([A-Za-z_]\w*)(?:\.\w+)*\s*(?:;|$|[`\"'\\]|as\s|,|#)").match(text, at, end)
    if found is not None:
        sure = shell or _language_at(document, at) in ("python", "py")
        yield "pypi" if sure else ANY, IMPORTED, Span(found.start(1), found.end(1)), ""


def _language_at(document: Document, at: int) -> str:
    for fence in document.markdown.fences:
        if fence.start <= at < fence.end:
            return fence.info.split(" ", 1)[0].casefold()
    return ""


def _script(document: Document, start: int, at: int, end: int) -> Found:
    """``import ... from 'x'`` of JavaScript."""
    text = document.text
    if not _is_code(document, at) or pattern(r"\b(?:import|export)\b|^[\s}]*$|\}\s*$").search(text[start:at]) is None:
        return
    found = pattern(r"from ['\"](@[\w.-]+/[\w.-]+|[A-Za-z][\w.-]*)(?:/[\w./-]*)?['\"]").match(text, at, end)
    if found is not None:
        yield "npm", IMPORTED, Span(found.start(1), found.end(1)), ""


_INSTALLERS = (
    (r"(?:\bpip[0-9.]*|\bpipx|\buv tool|\bpython[0-9.]* -m pip) $", "install ", "pypi"),
    (r"\b(?:uv|poetry|pdm|rye)$", " add ", "pypi"),
    (r"\b(?:npm|pnpm|bun) $", "install ", "npm"),
    (r"\b(?:yarn|pnpm|bun)$", " add ", "npm"),
    (r"\bcargo $", "install ", "cargo"),
    (r"\bcargo$", " add ", "cargo"),
)


def _command(document: Document, start: int, at: int, end: int) -> Found:
    """``pip install x``, ``cargo add x``, in code."""
    if not _is_code(document, at + 1):
        return
    text = document.text
    before = text[start:at]
    for command, trigger, ecosystem in _INSTALLERS:
        if not text.startswith(trigger, at) or pattern(command).search(before) is None:
            continue
        at += len(trigger)
        while at < end:
            word = pattern(r"[ ]*(?:\"([^\s\"]+)\"|'([^\s']+)'|([^\s\"'`;&|()]+))").match(text, at, end)
            if word is None:
                return
            group = next(index for index in (1, 2, 3) if word[index])
            name = pattern(rf"({_NAME}?)(?:\[[\w,-]*\])?(?:(?:[@=<>~!^]|==).*)?$").fullmatch(word[group])
            if name is not None and "/" not in name[1].lstrip("@").partition("/")[2]:
                first = word.start(group)
                yield ecosystem, INSTALLED, Span(first, first + len(name[1])), ""
            elif not word[group].startswith("-"):
                return
            at = word.end()
            if text[at : at + 1] != " ":
                return
        return


def _spoken(text: str, word: str, start: int, at: int, end: int) -> Found:
    """``Python package `x` ``, `` the `x` crate``, ``package renamed from "x" to "y"``."""
    if text[at - 1 : at].isalnum() or text[at - 1 : at] in ("-", "_", "/", ".", "@"):
        return
    before = text[start:at]
    language = pattern(rf"\b({_LANGUAGE}) $", 2).search(before)
    ecosystem = _LANGUAGES[language[1].casefold()] if language else ""
    if word == "crate":
        ecosystem = "cargo"
    renamed = pattern(
        rf"{word}s? (?:name )?(?:(?:is|was|gets|to be|has been) )?(?:renamed?|changes|changed) "
        rf"(?:from )?[`\"'][^`\"'\n]{{1,60}}[`\"'] (?:to|→|->) {_QUOTED}"
    ).match(text, at, end)
    if renamed is not None:
        yield ecosystem, OWN, _of(renamed), ""
        return
    own = pattern(rf"{word} name(?:d)?(?: is| to|:|) {_QUOTED}", 2).match(text, at, end)
    if own is not None:
        yield ecosystem, SPOKEN, _of(own), ""
        return
    if not ecosystem:
        return
    after = pattern(rf"{word}:? {_QUOTED}").match(text, at, end)
    if after is not None:
        yield ecosystem, SPOKEN, _of(after), ""
        return
    ahead = pattern(rf"{_QUOTED} (?:{_LANGUAGE} )?$", 2).search(before)
    if ahead is not None:
        span = _of(ahead)
        yield ecosystem, SPOKEN, Span(start + span.start, start + span.end), ""


def _bindings(text: str, start: int, at: int, end: int) -> Found:
    """``Python bindings (x)``."""
    language = pattern(rf"\b({_LANGUAGE}) $", 2).search(text[start:at])
    found = pattern(rf"bindings \(`?({_NAME})`?\)").match(text, at, end)
    if language is not None and found is not None:
        yield _LANGUAGES[language[1].casefold()], OWN, Span(found.start(1), found.end(1)), ""


def _manifest(document: Document, start: int, at: int, end: int) -> Found:
    """``name = "x"`` on a line that names a manifest, or in an entry of one in a plan's list."""
    text = document.text
    if text[at - 1 : at].isalnum() or text[at - 1 : at] in ("_", "-", "."):
        return
    found = pattern(r"name(?:\\?[\"'])?\s{0,3}[=:]\s{0,3}\\?['\"]{1,2}(@?[A-Za-z][\w./-]{0,80})\\?['\"]").match(
        text, at, end
    )
    if found is None:
        return
    above = start
    if document.body > at:
        # An entry of must_haves: its path stands above it, or below.
        for _ in range(4):
            above = text.rfind("\n", 0, max(above - 1, 0)) + 1
            if text[above:].lstrip(" \t").startswith("- "):
                break
    manifests = _manifests(text[above:start]) or _manifests(text[start:end])
    if len(set(manifests)) != 1:
        return
    path = manifests[0].removeprefix("./")
    ecosystem = _MANIFESTS[path.rpartition("/")[2]]
    is_json = text[at - 1 : at] in ('"', "\\") or path.endswith(".yaml")
    if (ecosystem in ("npm", "pub")) == is_json or path.endswith(".yaml"):
        yield ecosystem, OWN, Span(found.start(1), found.end(1)), path


def _manifests(text: str) -> list[str]:
    if not any(name in text for name in _MANIFESTS):
        return []
    return pattern(_MANIFEST).findall(text)


def _of(found: Match[str]) -> Span:
    group = next(name for name in "abc" if found[name])
    return Span(found.start(group), found.end(group))


def _span(base: int, start: int, end: int) -> Span:
    return Span(base + start, base + end)
