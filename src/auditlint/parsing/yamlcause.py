"""Why a YAML block does not parse, in words that name the likely slip.

libyaml says what it expected ("mapping values are not allowed here"); the people and agents
who write front matter need to hear what they wrote: a colon in an unquoted value, a leading
backtick, text after a closing quote, children under a scalar, a regular expression in double
quotes.
"""

from __future__ import annotations

from typing import Any

from auditlint.parsing.problem import Problem
from auditlint.reading.numbers import pattern
from auditlint.source.text import Span, after_line_end, line_end

#: Characters that no YAML may hold, besides halves of surrogate pairs.
_NOT_ALLOWED = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def line_around(text: str, offset: int, span: Span) -> Span:
    offset = min(max(offset, span.start), max(span.end - 1, span.start))
    start = max(text.rfind("\n", span.start, offset), text.rfind("\r", span.start, offset)) + 1
    return Span(max(start, span.start), min(line_end(text, offset), span.end))


def value_start(line: str) -> int:
    """Return where the value of a ``key: value`` or ``- value`` line begins, or -1."""
    stripped = line.lstrip()
    indent = len(line) - len(stripped)
    while stripped.startswith("- "):
        rest = stripped[2:].lstrip()
        indent += len(stripped) - len(rest)
        stripped = rest
    colon = stripped.find(": ")
    if colon > 0 and " " not in stripped[:colon].strip("\"'") and stripped[0] not in "\"'":
        value = stripped[colon + 2 :]
        return indent + colon + 2 + len(value) - len(value.lstrip())
    return indent if stripped else -1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def explain(error: Any, text: str, span: Span) -> Problem:
    """Turn PyYAML's `error` over ``text[span]`` into a `Problem` at the likely cause."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    if mark is None:
        # A reader error. Where it says it is may be counted in bytes, so the character is found.
        strange = pattern(_NOT_ALLOWED).search(text, span.start, span.end)
        place = Span(*strange.span()) if strange is not None else Span(span.start, span.start)
        return Problem(place, "a character that YAML does not allow")
    offset = min(span.start + mark.index, span.end)
    line_span = line_around(text, offset, span)
    line = text[line_span.start : line_span.end]
    at = value_start(line)
    point = Span(offset, min(offset + 1, max(line_span.end, offset)))
    value = line[at:] if at >= 0 else ""
    value_span = Span(line_span.start + max(at, 0), line_span.end)
    if line[: _indent(line)].find("\t") >= 0 or "\\t" in said:
        return Problem(
            Span(line_span.start, line_span.start + _indent(line)),
            "a tab indents this line",
            "indent YAML with spaces",
        )
    if value[:1] == "`":
        return Problem(
            value_span, "a value cannot start with a backtick", "put the whole value in quotes"
        )
    if value[:1] == "@":
        return Problem(value_span, "a value cannot start with @", "put the whole value in quotes")
    if value[:1] == "%":
        return Problem(value_span, "a value cannot start with %", "put the whole value in quotes")
    here = text[offset : offset + 1]
    if here and here in "`@" and "cannot start any token" in said:
        return Problem(
            point,
            "a value cannot start with a backtick" if here == "`" else f"a value cannot start with {here}",
            "put that value in quotes",
        )
    if "unknown escape character" in said or "hexdecimal" in said:
        return Problem(
            point,
            "a backslash in double quotes starts an escape, and this is none",
            "use single quotes around regular expressions and paths",
        )
    if value[:1] in "\"'" and value:
        close = value.find(value[0], 1)
        if 0 < close < len(value.rstrip()) - 1 and not value[close + 1 :].lstrip().startswith("#"):
            start = value_span.start + close + 1
            return Problem(
                Span(start, line_span.end),
                "text after the closing quote",
                "quote the whole value, with the inner quotes in the other style",
            )
    if "mapping values are not allowed" in said:
        before = _line_before(text, line_span, span)
        if before and _indent(line) > _indent(before) and _scalar_line(before):
            key = before.strip().split(":")[0].lstrip("- ")
            return Problem(
                point,
                f"{key!r} has a value already and cannot hold the indented keys below it",
                "move the value into a key of its own, or remove it",
            )
        inner = value.find(": ")
        if inner >= 0:
            start = value_span.start + inner
            return Problem(
                Span(start, start + 1),
                "a colon and a space inside an unquoted value",
                "put the whole value in quotes",
            )
    if value[:1] in "[{" and value:
        what = "list" if value[0] == "[" else "mapping"
        if value.rstrip().endswith("]" if value[0] == "[" else "}"):
            return Problem(
                point,
                f"a value in a {what} in brackets holds a character that has a meaning there",
                "put that value in quotes",
            )
        return Problem(
            point,
            f"an unquoted value that starts with {value[0]} is read as a {what}, and this is none",
            "put the whole value in quotes, or close the bracket",
        )
    if value[:1] in "*&!" and value:
        return Problem(
            value_span,
            f"an unquoted value that starts with {value[0]} has a special meaning in YAML",
            "put the whole value in quotes",
        )
    if text[span.start : offset].rstrip(" ")[-1:] in ("'", '"') and offset > line_span.start:
        return Problem(
            Span(offset, line_span.end), "text after a closing quote", "put the whole value in quotes"
        )
    if "comment or line break" in said:
        return Problem(
            point, "text behind a | or > that starts a block text", "put the whole value in quotes"
        )
    words = {
        "could not find expected ':'": "a line that is neither a key nor part of a value",
        "did not find expected key": "a line that does not fit the indentation around it",
        "did not find expected '-' indicator": "a line that does not fit the list around it",
        "found unexpected end of stream": "a quote or bracket that never closes",
        "found undefined alias": "a word after * that no anchor defines",
    }
    return Problem(point, words.get(said, said))


def undefined_alias(span: Span, name: str) -> Problem:
    """Say that ``*name`` is read as an alias which no anchor defines."""
    return Problem(
        span,
        f"an unquoted value that starts with * is read as an alias, and no anchor is called {name!r}",
        "put the whole value in quotes",
    )


def _line_before(text: str, line: Span, span: Span) -> str:
    at = span.start
    before = ""
    while at < line.start:
        end = min(line_end(text, at), span.end)
        if text[at:end].strip():
            before = text[at:end]
        at = after_line_end(text, end)
    return before


def _scalar_line(line: str) -> bool:
    value = line.partition(": ")[2].strip()
    return bool(value) and value[0] not in "|>[{#"
