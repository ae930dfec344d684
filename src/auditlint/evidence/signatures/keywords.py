"""Heads that begin with a word: Rust, Go, Kotlin, Swift, PHP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditlint.evidence.signatures.build import Found
from auditlint.evidence.signatures.model import Parameter
from auditlint.evidence.signatures.owners import Owners
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span

if TYPE_CHECKING:
    from auditlint.evidence.signatures.brackets import Source
    from auditlint.evidence.signatures.model import Signature

_HEADS = {
    "rust": r"(?<![\w'])fn\s+(?:r#)?([^\W\d]\w*)\s*(?=[<(])",
    "kotlin": r"(?<![\w.$])fun(?=\s|<)(?!\s+interface\b)",
    "swift": r"(?<![\w.`])(?:func\s+(`?[^\W\d]\w*`?|[^\s\w(){}\[\],;:\"]+)\s*(?=[<(])|(init)[?!]?\s*(?=[<(])|(subscript)\s*(?=[<(]))",
    "php": r"(?<![\w$>:])function\s+&?\s*([^\W\d]\w*)\s*(?=\()",
    "go": r"^func\s+(?=[\w(])",
}


def read(source: Source) -> list[Signature]:
    """Return the functions of a file in the order of the text."""
    found = Found(source)
    owners = Owners(source)
    name = source.language.name
    reader = {"kotlin": _kotlin, "go": _go}.get(name, _plain)
    macros = _macros(source) if name == "rust" else []
    for match in pattern(_HEADS[name], re.MULTILINE).finditer(source.code):
        if found.is_full:
            break
        if macros and macros[-1][0] < match.start():
            while macros and macros[-1][1] < match.start():
                macros.pop()
            if macros and macros[-1][0] < match.start():
                continue  # what a macro makes of it is not known
        region = owners.at(match.start())
        reader(found, match, region.owner if region is not None else "")
    if name == "go":
        _go_interfaces(found)
        found.signatures.sort(key=lambda one: one.span)
    return found.signatures


def _macros(source: Source) -> list[tuple[int, int]]:
    """Return the ranges of Rust's macro definitions, the last one first."""
    heads = pattern(r"\bmacro_rules!\s*\w+\s*[({\[]").finditer(source.code)
    found = [(one.end() - 1, source.partner.get(one.end() - 1, -1)) for one in heads]
    return [one for one in reversed(found) if one[1] > 0]


def _plain(found: Found, match: re.Match[str], owner: str) -> None:
    source = found.source
    code = source.code
    group = match.lastindex or 1
    at = match.end()
    if source.language.name == "swift" and group > 1 and not _declares(code, match):
        return
    if code[at] == "<":
        at = source.after_angles(at)
        while 0 < at < len(code) and code[at].isspace():
            at += 1
        if at < 0 or code[at : at + 1] != "(":
            return
    end = source.after_group(at)
    if end < 0:
        return
    start, stop = match.span(group)
    text = code[start:stop].strip("`")
    if source.language.name == "swift" and group == 2:
        text = "init"
    name = Span(start, stop)
    found.add(name, owner, at, _braced_body(source, end), text=text)


def _declares(code: str, match: re.Match[str]) -> bool:
    """Say whether Swift's `init` or `subscript` is declared here, and not called."""
    line = code.rfind("\n", 0, match.start()) + 1
    before = code[max(line, match.start() - 200) : match.start()].strip()
    before = before.rpartition("{")[2].rpartition(";")[2].strip()
    return pattern(r"(?:@[\w.]+(?:\([^()]*\))?\s*|\w+(?:\(\w+\))?\s*)*\Z").match(before) is not None and not pattern(
        r"\b(?:return|in|case|try|await|else|let|var|throw)\Z"
    ).search(before)


def _braced_body(source: Source, at: int) -> tuple[int, int] | None:
    """Return the inside of the body that follows a parameter list, or None."""
    code = source.code
    name = source.language.name
    if name == "kotlin":
        return _kotlin_body(source, at)
    if name == "go":
        return _go_body(source, at)
    search = pattern(r"[{;(\[}]" if name != "swift" else r"[{;(\[}]|\b(?:func|var|let|init|subscript|case|deinit)\b|^\s*@").search
    limit = min(len(code), at + 10_000)
    while (match := search(code, at, limit)) is not None:
        one = match.group()
        if one == "{":
            end = source.partner.get(match.start(), -1)
            return (match.end(), end) if end > 0 else None
        if one not in ("(", "["):
            return None
        at = source.after_group(match.start())
        if at < 0:
            return None
    return None


def _kotlin(found: Found, match: re.Match[str], owner: str) -> None:
    """``fun <T> Receiver<T>.name(...)``: the name stands right before the first such bracket."""
    source = found.source
    code = source.code
    at = match.end()
    search = pattern(r"[<({=\n;]|\bfun\b|(`[^`\n]+`|[^\W\d]\w*)\s*(?=[(])").search
    limit = min(len(code), at + 600)
    while (one := search(code, at, limit)) is not None:
        if one.group(1):
            opening = one.end()
            end = source.after_group(opening)
            if end < 0:
                return
            receiver = pattern(r"([^\W\d][\w.]*)\s*(?:<.*>)?\s*\??\s*\.\s*\Z", re.DOTALL).search(
                code[match.end() : one.start(1)]
            )
            extended = receiver.group(1) if receiver is not None else ""
            has_receiver = code[match.end() : one.start(1)].rstrip().endswith(".")
            found.add(
                Span(*one.span(1)), extended if has_receiver else owner, opening,
                _kotlin_body(source, end), text=one.group(1).strip("`"),
            )  # fmt: skip
            return
        mark = one.group()
        if mark == "<":
            at = source.after_angles(one.start())
        elif mark == "(":
            at = source.after_group(one.start())
            if code[at : at + 1] == "" or not pattern(r"\s*\??\s*\.|\s*\)").match(code, at):
                return
        elif mark == "\n":
            at = one.end()
            continue
        else:
            return
        if at < 0:
            return


def _kotlin_body(source: Source, at: int) -> tuple[int, int] | None:
    """A block, or the expression behind ``=`` up to the end of its line."""
    code = source.code
    search = pattern(r"[{=<(}\n;]").search
    limit = min(len(code), at + 5000)
    while (match := search(code, at, limit)) is not None:
        one = match.group()
        if one == "{":
            end = source.partner.get(match.start(), -1)
            return (match.end(), end) if end > 0 else None
        if one == "=":
            return match.end(), _expression_end(source, match.end())
        if one == "\n":
            if not pattern(r"\s*(?:[:={]|where\b)").match(code, at) and not pattern(r"[:,]\s*\Z").search(code, at - 3, match.end()):
                return None
            at = match.end()
            continue
        if one not in "(<":
            return None
        at = source.after_group(match.start()) if one == "(" else source.after_angles(match.start())
        if at < 0:
            return None
    return None


def _expression_end(source: Source, at: int) -> int:
    code = source.code
    search = pattern(r"[({\[\n;})\]]").search
    begin = at
    while (match := search(code, at)) is not None:
        one = match.group()
        if one in "({[":
            at = source.after_group(match.start())
            if at < 0:
                return match.start()
            continue
        if one == "\n" and (
            not code[begin : match.start()].strip()
            or pattern(r"\s*(?:\.|\?[.:]|&&|\|\||else\b|as\b)").match(code, match.end())
        ):
            at = match.end()
            continue
        return match.start()
    return len(code)


def _go(found: Found, match: re.Match[str], owner: str) -> None:
    source = found.source
    code = source.code
    at = match.end()
    lead: tuple[Parameter, ...] = ()
    owner = ""
    if code[at] == "(":
        end = source.after_group(at)
        if end < 0:
            return
        receiver = pattern(r"\s*(?:([^\W\d]\w*)\s+)?(\*?\s*([^\W\d]\w*))").match(code, at + 1, end - 1)
        if receiver is None:
            return
        owner = receiver.group(3)
        lead = (Parameter(receiver.group(1) or "", receiver.group(2), False, "receiver"),)
        at = end
    head = pattern(r"\s*([^\W\d]\w*)\s*").match(code, at)
    if head is None:
        return
    at = head.end()
    if code[at : at + 1] == "[":
        at = source.after_group(at)
    end = source.after_group(at) if at > 0 and code[at : at + 1] == "(" else -1
    if end > 0:
        found.add(Span(*head.span(1)), owner, at, _go_body(source, end), lead)


def _go_body(source: Source, at: int) -> tuple[int, int] | None:
    code = source.code
    search = pattern(r"[{(\[\n]").search
    while (match := search(code, at)) is not None:
        one = match.group()
        if one == "\n":
            return None
        end = source.after_group(match.start())
        if end < 0:
            return None
        if one == "{" and not pattern(r"\b(?:interface|struct)\s*\Z").search(code, max(at - 12, 0), match.start()):
            return match.end(), end - 1
        at = end
    return None


def _go_interfaces(found: Found) -> None:
    """The methods that an interface asks for."""
    from auditlint.evidence.signatures.owners import regions

    source = found.source
    for region in regions(source):
        at = region.start + 1
        search = pattern(r"^[ \t]*([^\W\d]\w*)(?=\()|[({\[]", re.MULTILINE).search
        while (match := search(source.code, at, region.end)) is not None:
            if match.group(1) and source.after_group(match.end()) > 0:
                found.add(Span(*match.span(1)), region.owner, match.end(), None)
                at = match.end()
            at = source.after_group(match.end() if match.group(1) else match.start())
            if at < 0:
                break


