"""Code frames: every finding with its source line, the other side, and what to do.

::

    error[CNT005] 2 Info stated, but 3 rows are Info
      --> .planning/v1.0-MILESTONE-AUDIT.md:12:14
       |
    12 | 12 items (2 Info, 10 Deferred)
       |           ^^^^^^
    ...
    20 | | T-3 | Info |
       |         ---- this row is Info
       |
       = help: write "3 Info" (unsafe fix)
       = rule: breakdown; to read it: auditlint rule CNT005
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.report import escape
from auditlint.report.source import Excerpt, Sources, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.findings import Diagnostic, Place, Report
    from auditlint.report import Options

#: How many related places of one finding are shown; the others are counted.
RELATED_LIMIT = 8


class Mark(NamedTuple):
    """A place in a frame: its words and how it is underlined."""

    place: Place
    label: str
    sign: str


def render(report: Report, options: Options) -> str:
    """Return one block per diagnostic, with an empty line between two."""
    sources = Sources(options.read)
    blocks = (
        "\n".join(_Frame(one, options, sources).lines()) + "\n"
        for one in report.diagnostics
        if options.notices or one.severity != "notice"
    )
    return "\n".join(blocks)


class _Frame:
    """One diagnostic on its way to lines of text."""

    __slots__ = ("indent", "one", "options", "sources", "styles")

    def __init__(self, one: Diagnostic, options: Options, sources: Sources) -> None:
        shown = (one.place, *(other.place for other in one.related[:RELATED_LIMIT]))
        self.one = one
        self.options = options
        self.sources = sources
        self.indent = " " * len(str(max(place.line for place in shown)))
        self.styles = _styles(one.severity) if options.color else {}

    def lines(self) -> Iterator[str]:
        """Yield the block's lines."""
        one = self.one
        paint = self.paint
        yield (
            f"{paint('severity', one.severity)}[{paint('bold', one.code)}] "
            f"{paint('bold', escape.message(one.message))}"
        )
        for path, marks in self.groups():
            yield from self.frame(path, marks)
        hidden = len(one.related) - RELATED_LIMIT
        if hidden > 0:
            yield self.remark("and", f"{hidden} more {'place' if hidden == 1 else 'places'}")
        if one.fix is not None:
            yield self.remark(
                "help", f"{escape.message(one.fix.message)} ({one.fix.applicability} fix)"
            )
        yield self.remark("rule", f"{one.name}; to read it: auditlint rule {one.code}")

    def groups(self) -> Iterator[tuple[str, list[Mark]]]:
        """Yield the places of each file, the finding's own file first, in the order of lines."""
        one = self.one
        by_path = {one.place.path: [Mark(one.place, "", "^")]}
        for place, words in one.related[:RELATED_LIMIT]:
            by_path.setdefault(place.path, []).append(Mark(place, words, "-"))
        for path, marks in by_path.items():
            yield path, sorted(marks, key=lambda mark: (mark.place.line, mark.place.column))

    def frame(self, path: str, marks: list[Mark]) -> Iterator[str]:
        """Yield the part of the block that shows one file."""
        head = next((mark for mark in marks if mark.sign == "^"), marks[0]).place
        yield f"{self.indent}{self.paint('gutter', '-->')} {self.link(head)}"
        bar = self.paint("gutter", f"{self.indent} |")
        printed = 0
        whole = False
        for mark in marks:
            part = self.part(path, mark)
            if part is None:
                if mark.label:
                    where = "" if mark.place is head else f"line {mark.place.line}: "
                    yield self.remark("", where + escape.message(mark.label))
                continue
            number = mark.place.line
            if printed == 0:
                yield bar
            if number != printed or not whole:
                if printed and number > printed + 1:
                    yield self.paint("gutter", "...")
                gutter = self.paint("gutter", f"{number:>{len(self.indent)}} |")
                yield f"{gutter} {part.text}".rstrip(" ")
            yield f"{bar} {' ' * part.offset}{self.underline(mark, part.width)}"
            printed = number
            whole = part.whole
        if printed:
            yield bar

    def part(self, path: str, mark: Mark) -> Excerpt | None:
        """Return what is shown of the line of a mark, None where it cannot be read."""
        place = mark.place
        line = self.sources.line(path, place.line)
        if line is None:
            return None
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        room = self.options.width - len(self.indent) - 3
        return excerpt(line, place.column - 1, end, room)

    def underline(self, mark: Mark, width: int) -> str:
        """Return the signs below a span and the words behind them."""
        place = mark.place
        last = place.end_line - (place.end_column == 1)
        parts = [mark.sign * width]
        if last > place.line:
            parts.append(f"(to line {last})")
        if mark.label:
            parts.append(escape.message(mark.label))
        return self.paint("severity" if mark.sign == "^" else "gutter", " ".join(parts))

    def remark(self, word: str, text: str) -> str:
        """Return a ``= word: text`` line."""
        head = f"{self.paint('bold', word)}: " if word else ""
        return f"{self.indent} {self.paint('gutter', '=')} {head}{text}"

    def link(self, place: Place) -> str:
        """Return ``path:line:column``, as a terminal link where links are wanted."""
        shown = f"{escape.path(place.path)}:{place.line}:{place.column}"
        if not self.options.links:
            return shown
        from auditlint.report.links import hyperlink

        return hyperlink(self.options.links, place, shown)

    def paint(self, style: str, text: str) -> str:
        """Return `text` in the colour of `style`, where colours are wanted."""
        code = self.styles.get(style)
        return f"{code}{text}\x1b[0m" if code else text


def _styles(severity: str) -> dict[str, str]:
    from auditlint.report.style import BLUE, BOLD, SEVERITY

    return {"severity": SEVERITY[severity], "bold": BOLD, "gutter": BLUE}
