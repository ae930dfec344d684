"""Source text with comments and strings blanked out: same length, same lines.

What is left can be searched for brackets and heads without being led astray by a brace in a
string. Strings keep their first and last character as quotes, so that one can tell that a value
stood there. Every form is found in one pass; a form without an end blanks the rest of the file
and is told as trouble.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from auditlint.evidence.signatures.languages import Language, Opening

#: How deep code in strings in code may nest.
_DEPTH = 64

_VALUE_BEFORE = re.compile(r"[\w$)\]}\"'`]\s*\Z")
_WORD_BEFORE = re.compile(r"(?<![\w$.])([A-Za-z_]\w*[?!]?)\s*\Z")
_OPERATOR_WORDS = frozenset(
    ("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do",
     "await", "yield", "if", "unless", "when", "and", "or", "not", "while", "until", "then", "elsif")
)  # fmt: skip
_REGEX = re.compile(r"/(?![*/\s])[^/\\\[\n]*(?:(?:\\[^\n]|\[[^\]\\\n]*(?:\\[^\n][^\]\\\n]*)*\])[^/\\\[\n]*)*/[a-z]*")
_REGEX_LONG = re.compile(r"/(?![*/])[^/\\\[\n]*(?:(?:\\[^\n]|\[[^\]\\\n]*(?:\\[^\n][^\]\\\n]*)*\])[^/\\\[\n]*)*/[a-z]*")
#: Ruby's patterns may go over several lines; longer ones are none.
_REGEX_LINES = re.compile(r"/(?![*/])[^/\\]{0,2000}(?:\\[\s\S][^/\\]{0,2000}){0,200}/[a-z]*")
_PERCENT = re.compile(r"%[wWiIqQrsx]?([(\[{<|!/])")
_HEREDOC = re.compile(r"<<[~-]?([\"'`]?)([A-Z_a-z]\w*)\1")
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}


class Masked(NamedTuple):
    """The blanked text; `trouble` is where a form without an end begins, or None."""

    text: str
    trouble: int | None


def blank(text: str) -> str:
    """Return blanks in the shape of `text`."""
    if "\n" not in text:
        return " " * len(text)
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _quoted(text: str) -> str:
    if len(text) < 2:
        return '"' * len(text)
    return '"' + blank(text[1:-1]) + ("\n" if text[-1] == "\n" else '"')


class _Pattern(NamedTuple):
    start: re.Pattern[str]
    nested: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Pattern:
    parts = [f"(?P<o{index}>{_ungrouped(one.opener)})" for index, one in enumerate(language.openings)]
    parts += [f"(?P<c{index}>{one})" for index, one in enumerate(language.comments)]
    parts += [f"(?P<s{index}>{one})" for index, one in enumerate(language.strings)]
    tail = "|(?P<slash>/)" if language.pattern_literals else ""
    if language.name == "ruby":
        tail += r"|(?P<percent>%)|(?P<heredoc><<)"
    if language.name == "php":
        tail += r"|(?P<html>\?>)"
    source = "|".join(parts) + tail
    flags = re.DOTALL | re.MULTILINE
    return _Pattern(re.compile(source, flags), re.compile(source + r"|(?P<brace>[{}()])", flags))


def _ungrouped(opener: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", opener)


@cache
def _closing(close: str) -> re.Pattern[str]:
    return re.compile(close, re.MULTILINE)


class _Masker:
    """One pass over a text; `pieces` collects the result."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.patterns = _patterns(language)
        self.trouble: int | None = None
        self.dead: dict[str, int] = {}  # opener -> up to where it is known to have no end

    def run(self) -> str:
        pieces: list[str] = []
        text = self.text
        at = 0
        if self.language.name == "php":
            at = self._after_html(0, pieces)
        search = self.patterns.start.search
        while (match := search(text, at)) is not None:
            start = match.start()
            end, shown = self._form(match)
            pieces.append(text[at:start])
            if shown is None:
                pieces.append(text[start:end])
            else:
                pieces.append(shown)
            at = end
            if match.lastgroup == "html":
                at = self._after_html(end, pieces)
        pieces.append(text[at:])
        return "".join(pieces)

    def _after_html(self, at: int, pieces: list[str]) -> int:
        """Blank the text up to the next piece of PHP code; return where that begins."""
        start = self.text.find("<?", at)
        if start < 0:
            pieces.append(blank(self.text[at:]))
            return len(self.text)
        end = start + (5 if self.text[start : start + 5].lower() == "<?php" else 2)
        pieces.append(blank(self.text[at:end]))
        return end

    def _form(self, match: re.Match[str]) -> tuple[int, str | None]:
        """Return where the form at `match` ends and what to show for it (None: as it is)."""
        group = match.lastgroup or ""
        start = match.start()
        text = self.text
        if group == "html":
            return match.end(), ";" + " "
        if group == "slash":
            return self._slash(start)
        if group == "percent":
            return self._percent(start)
        if group == "heredoc":
            return self._heredoc(start)
        if group[0] == "c":
            found = match.group()
            if self.language.name == "php":
                stop = found.find("?>")
                if stop >= 0:
                    return start + stop, blank(found[:stop])
            return match.end(), blank(found)
        if group[0] == "s":
            found = match.group()
            if found[0].isdigit() or found[0] == "$":
                return match.end(), found.replace("'", "_").replace("`", "_").replace('"', "_")
            return match.end(), _quoted(found)
        opening = self.language.openings[int(group[1:])]
        end = self._end(opening, start, match.end())
        if opening.is_string:
            return end, _quoted(text[start:end])
        return end, blank(text[start:end])

    def _end(self, opening: Opening, start: int, inside: int) -> int:
        """Return the offset behind the form that opens at `start`, without recursion."""
        text = self.text
        close = opening.close
        raw = False
        if "\\1" in close:
            found = re.compile(opening.opener).match(text, start)
            mark = found.group(1) if found is not None else ""
            close = close.replace("\\1", re.escape(mark or ""))
            raw = True
        if opening.reopen:
            return self._nested(opening.reopen, close, start, inside)
        if not opening.hole:
            return self._plain(opening, close, start, inside, raw)
        return self._with_holes(opening, start, inside)

    def _plain(self, opening: Opening, close: str, start: int, inside: int, raw: bool) -> int:
        text = self.text
        if not opening.is_string or raw or close == r'(?<!\\)"""':
            found = _closing(close).search(text, inside)
        else:
            found = None
            for one in _closing(r"\\[\s\S]|" + close).finditer(text, inside):
                if text[one.start()] != "\\":
                    found = one
                    break
        if found is None:
            return self._unclosed(start)
        return self._stop(found)

    def _stop(self, found: re.Match[str]) -> int:
        """Return a form's end; a line end is not part of it."""
        return found.start() if found.group() == "\n" else found.end()

    def _nested(self, reopen: str, close: str, start: int, inside: int) -> int:
        depth = 1
        for one in _closing(re.escape(reopen) + "|" + close).finditer(self.text, inside):
            depth += 1 if one.group() == reopen else -1
            if depth == 0:
                return one.end()
        return self._unclosed(start)

    def _with_holes(self, opening: Opening, start: int, inside: int) -> int:
        """Walk a string with code in it: strings and holes alternate on a stack."""
        text = self.text
        stack: list[tuple[Opening, int]] = [(opening, -1)]  # -1: in the string; n: n brackets open
        at = inside
        while stack:
            current, depth = stack[-1]
            if depth < 0:
                found = _closing(_string_stops(current)).search(text, at)
                if found is None:
                    return self._unclosed(start)
                at = found.end()
                found_text = found.group()
                if found_text == current.hole:
                    stack[-1] = (current, 1)
                elif found_text[0] != "\\" and found_text != "{{" and found_text != '""':
                    at = self._stop(found)
                    stack.pop()
                continue
            match = self.patterns.nested.search(text, at)
            if match is None or len(stack) > _DEPTH:
                return self._unclosed(start)
            if match.lastgroup == "brace":
                depth += 1 if match.group() in "{(" else -1
                stack[-1] = (current, depth if depth > 0 else -1)
                at = match.end()
            elif (match.lastgroup or "")[0] == "o":
                inner = self.language.openings[int((match.lastgroup or "")[1:])]
                if inner.hole and "\\1" not in inner.close:
                    stack.append((inner, -1))
                    at = match.end()
                else:
                    at = self._end(inner, match.start(), match.end())
            else:
                at = max(self._form(match)[0], match.end())
        return at

    def _unclosed(self, start: int) -> int:
        if self.trouble is None:
            self.trouble = start
        return len(self.text)

    def _slash(self, start: int) -> tuple[int, str | None]:
        before = self.text[max(0, start - 60) : start]
        after = self.text[start + 1 : start + 2]
        word = _WORD_BEFORE.search(before)
        spaced = self.language.name == "ruby" and before[-1:] == " " and after not in (" ", "=", "")
        is_value = _VALUE_BEFORE.search(before) is not None and not (
            (word is not None and word.group(1) in _OPERATOR_WORDS)
            or (self.language.name == "ruby" and "\n" in before[len(before.rstrip()) :])
        )
        if is_value and not (spaced and before[-2:-1].isalnum()):
            return start + 1, None
        if before.rstrip()[-1:] == "<" or (before.rstrip()[-1:] == ">" and before.rstrip()[-2:] != "=>"):
            return start + 1, None
        if start < self.dead.get("/", 0):
            return start + 1, None
        found = (_REGEX_LONG if not is_value else _REGEX).match(self.text, start)
        if found is None and self.language.name == "ruby" and not is_value:
            found = _REGEX_LINES.match(self.text, start)
        if found is None:
            end = self.text.find("\n", start)
            self.dead["/"] = end if end >= 0 else len(self.text)
            return start + 1, None
        return found.end(), _quoted(found.group())

    def _percent(self, start: int) -> tuple[int, str | None]:
        found = _PERCENT.match(self.text, start)
        before = self.text[max(0, start - 60) : start]
        word = _WORD_BEFORE.search(before)
        if found is None or (
            "\n" not in before[len(before.rstrip()) :]
            and _VALUE_BEFORE.search(before) is not None
            and not (word is not None and word.group(1) in _OPERATOR_WORDS)
            and not (before[-1:] == " " and before.rstrip()[-1:].isalnum())
        ):
            return start + 1, None
        if found.end() - start == 2 and found.group(1) in "/|<!" and before[-1:] not in "(,=[ ":
            return start + 1, None
        opener = found.group(1)
        close = _PAIRS.get(opener, opener)
        depth = 1
        marks = r"\\[\s\S]|" + (re.escape(opener) + "|" if close != opener else "") + re.escape(close)
        for one in _closing(marks).finditer(self.text, found.end()):
            if one.group() == close:
                depth -= 1
            elif one.group() == opener:
                depth += 1
            if depth == 0:
                return one.end(), _quoted(self.text[start : one.end()])
        return self._unclosed(start), _quoted(self.text[start:])

    def _heredoc(self, start: int) -> tuple[int, str | None]:
        """Blank a Ruby here-document; the rest of its first line stays."""
        found = _HEREDOC.match(self.text, start)
        if found is None or (self.text[start + 2 : start + 3].islower()):
            return start + 2, None
        line_end = self.text.find("\n", found.end())
        if line_end < 0:
            return found.end(), _quoted(found.group())
        if self.dead.get("<<" + found.group(2), 0):
            return start + 2, None
        close = _closing(r"^[ \t]*" + re.escape(found.group(2)) + r"[ \t]*\r?$").search(self.text, line_end)
        if close is None:
            self.dead["<<" + found.group(2)] = 1
            return start + 2, None
        rest = self.text[found.end() : line_end]
        # Strings and further here-documents on this line are rare; their brackets are kept.
        shown = _quoted(found.group()) + re.sub(r"[\"'`#]", "_", rest)
        return close.end(), shown + blank(self.text[line_end : close.end()])


@cache
def _string_stops(opening: Opening) -> str:
    """Return the pattern of what may matter in a string with holes: escapes, holes, its end."""
    hole = re.escape(opening.hole)
    if opening.hole == "{":  # C#
        escape = r'\{\{|""' if "@" in opening.opener else r"\{\{|\\(?!\n)."
        return f"{escape}|{hole}|{opening.close}"
    if opening.hole == "\\(":
        return f"{hole}|\\\\[\\s\\S]|{opening.close}"
    if opening.opener == '"""' and opening.close == r'"""(?!")':  # Kotlin: no escapes
        return f"{hole}|{opening.close}"
    return f"\\\\[\\s\\S]|{hole}|{opening.close}"


def mask(text: str, language: Language) -> Masked:
    """Return `text` with comments and strings blanked out."""
    masker = _Masker(text, language)
    shown = masker.run()
    if language.preprocessor:
        from auditlint.evidence.signatures.preprocessor import without_directives

        shown = without_directives(shown)
    return Masked(shown, masker.trouble)
