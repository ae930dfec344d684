"""Front matter: cut it off the text, and compose its YAML into nodes with places.

The block is read as YAML events by PyYAML's C parser and composed here, for three reasons:
composing in C dies on deep nesting, duplicate keys and places must survive, and no scalar may
be typed implicitly (``phase: 08`` stays ``08``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.parsing.nodes import Entry, Mapping, Node, Scalar, Sequence
from auditlint.parsing.problem import Problem
from auditlint.source.text import Span, after_line_end, line_end

if TYPE_CHECKING:
    from auditlint.config import Limits

FENCE = "---"


class Block(NamedTuple):
    """Where front matter stands: the YAML between the fences, and where the body begins."""

    yaml: Span
    body: int


class Duplicate(NamedTuple):
    """A key that a mapping has twice: the second place, and the first."""

    key: str
    span: Span
    first: Span


class FrontMatter(NamedTuple):
    """The front matter of a document.

    `root` is the mapping at the top; when `problem` is set it holds only the top-level scalars
    that could be recovered line by line. `limit` says that reading stopped at a limit.
    """

    block: Block
    root: Mapping
    duplicates: tuple[Duplicate, ...] = ()
    problem: Problem | None = None
    limit: Problem | None = None

    @property
    def valid(self) -> bool:
        """Whether the whole block was read as YAML."""
        return self.problem is None and self.limit is None


def _looks_like_key(line: str) -> bool:
    key, colon, rest = line.partition(":")
    key = key.strip().strip("\"'")
    return bool(colon) and bool(key) and " " not in key and (not rest or rest[0] in " \t\r")


def cut(text: str) -> Block | Problem | None:
    """Find the front matter of `text`: None when there is none.

    A block starts with a line ``---`` at the very start and ends with the next such line (or
    ``...``). A first line ``---`` that no key follows is a thematic break. Returns a `Problem`
    when a block begins and never closes.
    """
    if not text.startswith(FENCE):
        return None
    end = line_end(text, 0)
    if text[3:end].strip():
        return None
    start = at = after_line_end(text, end)
    first_key = False
    keys = 0  # lines that look like keys, from the fence on without a gap
    counting = True
    while at < len(text):
        end = line_end(text, at)
        line = text[at:end]
        if line.startswith(("---", "...")) and not line[3:].strip():
            if not first_key and text[start:at].strip():
                return None  # A heading between two thematic breaks, not a comment in YAML.
            return Block(Span(start, at), after_line_end(text, end))
        if not first_key and line.strip() and not line.lstrip().startswith("#"):
            if not _looks_like_key(line):
                # A thematic break, or broken YAML: only a closing fence soon after tells.
                return _closing(text, start)
            first_key = True
        counting = counting and _looks_like_key(line)
        keys += counting
        at = after_line_end(text, end)
    if keys < 2:
        # A thematic break, and "Note: ..." below it.
        return None
    return Problem(Span(0, 3), "the front matter never closes", "add a line --- after it")


def _closing(text: str, start: int) -> Block | None:
    """Front matter whose first line is no plain key: it counts when keys follow before ---."""
    at = start
    keys = 0
    while at < len(text):
        end = line_end(text, at)
        line = text[at:end]
        if line.startswith("---") and not line[3:].strip():
            return Block(Span(start, at), after_line_end(text, end)) if keys else None
        if line.startswith("#") or not line.strip():
            return None
        if _looks_like_key(line):
            keys += 1
        at = after_line_end(text, end)
    return None


class _LimitReachedError(Exception):
    def __init__(self, span: Span, cause: str) -> None:
        super().__init__(cause)
        self.span = span
        self.cause = cause


#: What newer libyaml says where it looks ahead into brackets deeper than any limit here.
_PARSERS_LIMIT = "maximum nesting depth"


def _too_deep(limits: Limits) -> str:
    return f"YAML nested deeper than {limits.yaml_depth} levels"


class _UndefinedAliasError(Exception):
    def __init__(self, span: Span, name: str) -> None:
        super().__init__(name)
        self.span = span
        self.name = name


class _Composer:
    """Builds nodes from YAML events, bounded in depth and in aliases."""

    def __init__(self, loader: Any, base: int, limits: Limits) -> None:
        self.loader = loader
        self.base = base
        self.limits = limits
        self.anchors: dict[str, Node] = {}
        self.aliases = 0
        self.duplicates: list[Duplicate] = []

    def span(self, event: Any) -> Span:
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def document(self) -> Node | None:
        from yaml.events import DocumentEndEvent, StreamEndEvent

        get = self.loader.get_event
        get()  # stream start
        event = get()
        if isinstance(event, StreamEndEvent):
            return None
        node = self.node(get(), 1)
        event = get()
        if isinstance(event, DocumentEndEvent):
            get()  # the end of the stream; what is broken behind the document shows here
        return node

    def node(self, event: Any, depth: int) -> Node:
        name = type(event).__name__
        if name == "AliasEvent":
            self.aliases += 1
            if self.aliases > self.limits.yaml_aliases:
                raise _LimitReachedError(
                    self.span(event), f"more than {self.limits.yaml_aliases} YAML aliases"
                )
            target = self.anchors.get(event.anchor)
            if target is None:
                raise _UndefinedAliasError(self.span(event), event.anchor)
            return target
        span = self.span(event)
        if depth > self.limits.yaml_depth:
            raise _LimitReachedError(span, _too_deep(self.limits))
        node: Node
        if name == "ScalarEvent":
            node = Scalar(event.value, span, plain=not event.style)
            if event.anchor:
                self.anchors[event.anchor] = node
            return node
        get = self.loader.get_event
        if name == "SequenceStartEvent":
            items: list[Node] = []
            node = Sequence(items, span)
            if event.anchor:
                self.anchors[event.anchor] = node
            while True:
                event = get()
                if type(event).__name__ == "SequenceEndEvent":
                    break
                items.append(self.node(event, depth + 1))
        else:
            entries: list[Entry] = []
            node = Mapping(entries, span)
            if event.anchor:
                self.anchors[event.anchor] = node
            seen: dict[str, Span] = {}
            merged: list[Entry] = []
            while True:
                event = get()
                if type(event).__name__ == "MappingEndEvent":
                    break
                key_node = self.node(event, depth + 1)
                key = key_node.text if isinstance(key_node, Scalar) else ""
                value = self.node(get(), depth + 1)
                if key == "<<" and isinstance(key_node, Scalar) and key_node.plain:
                    merged += _merge_entries(value)
                    continue
                if key in seen:
                    self.duplicates.append(Duplicate(key, key_node.span, seen[key]))
                else:
                    seen[key] = key_node.span
                    entries.append(Entry(key, key_node.span, value))
            for entry in merged:
                if entry.key not in seen:
                    seen[entry.key] = entry.key_span
                    entries.append(entry)
        node.span = Span(span.start, self.base + event.end_mark.index)
        return node


def _merge_entries(value: Node) -> list[Entry]:
    """The entries that a merge key (``<<: *anchor``) brings in; its own keys override them."""
    if isinstance(value, Mapping):
        return value.entries
    if isinstance(value, Sequence):
        return [one for item in value.items if isinstance(item, Mapping) for one in item.entries]
    return []


def _loader(source: str) -> Any:
    # libyaml where PyYAML was built with it; the Python parser gives the same events.
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _python_loader(source)
    return CParser(source)


def _python_loader(source: str) -> Any:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PythonLoader(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PythonLoader(source)


def _expanded(node: Node, budget: list[int]) -> None:
    """Count the nodes that `node` expands to; raises when `budget` runs out."""
    budget[0] -= 1
    if budget[0] < 0:
        raise _LimitReachedError(node.span, "YAML aliases that expand to too many values")
    if isinstance(node, Sequence):
        for item in node.items:
            _expanded(item, budget)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            _expanded(entry.value, budget)


def compose(text: str, span: Span, limits: Limits) -> tuple[
    Node | None, tuple[Duplicate, ...], Problem | None, Problem | None
]:
    """Compose the YAML in ``text[span]``.

    Returns the top node (None for an empty document), the duplicate keys, the reason why it is
    no YAML, and the limit at which reading stopped.
    """
    source = text[span.start : span.end]
    if "\r" in source:
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    return _parse(source, text, span, limits)


def _parse(source: str, text: str, span: Span, limits: Limits) -> tuple[
    Node | None, tuple[Duplicate, ...], Problem | None, Problem | None
]:
    """As `compose`, by the real parser; `source` is the block with its line ends made equal."""
    import yaml

    composer = None
    try:
        composer = _Composer(_loader(source), span.start, limits)
        node = composer.document()
        if node is not None and composer.aliases:
            _expanded(node, [100_000])
    except _LimitReachedError as limit:
        return None, (), None, Problem(limit.span, limit.cause)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is not None and _PARSERS_LIMIT in str(getattr(error, "problem", "")):
            place = span.start + mark.index
            return None, (), None, Problem(Span(place, place), _too_deep(limits))
        from auditlint.parsing.yamlcause import explain

        return None, tuple(composer.duplicates) if composer else (), explain(
            error, text, span
        ), None
    except _UndefinedAliasError as error:
        from auditlint.parsing.yamlcause import undefined_alias

        return None, tuple(composer.duplicates) if composer else (), undefined_alias(
            error.span, error.name
        ), None
    except RecursionError:
        # An anchor that holds itself.
        return None, (), None, Problem(span, "YAML aliases that never end")
    return node, tuple(composer.duplicates), None, None


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def recover(text: str, span: Span) -> Mapping:
    """Read the top-level ``key: scalar`` lines of a block that is no YAML.

    Keys whose value is on further lines, a collection, an anchor or a block scalar are left out.
    """
    entries: list[Entry] = []
    at = span.start
    while at < span.end:
        end = min(line_end(text, at), span.end)
        line = text[at:end]
        key, colon, rest = line.partition(":")
        if colon and key and key[0] not in " \t#-\"'[{&*!|>%@`" and rest[:1] in ("", " ", "\t"):
            value = rest.strip()
            if value and value[0] not in "[{&*!|>":
                start = at + len(line) - len(rest.lstrip())
                value_span = Span(start, start + len(rest.strip()))
                quoted = value[0] in "\"'"
                entries.append(
                    Entry(
                        key.strip(),
                        Span(at, at + len(key.rstrip())),
                        Scalar(_unquote(value), value_span, plain=not quoted),
                    )
                )
        at = after_line_end(text, end)
    return Mapping(entries, span)


def read(text: str, limits: Limits) -> FrontMatter | None:
    """Return the front matter of `text`, or None when it has none."""
    block = cut(text)
    if block is None:
        return None
    if isinstance(block, Problem):
        return FrontMatter(
            Block(Span(0, 0), 0), Mapping([], Span(0, 0)), (), problem=block
        )
    return read_block(text, block, limits, "front matter")


def read_block(text: str, block: Block, limits: Limits, what: str) -> FrontMatter:
    """Read the YAML of a block; `what` names it where it is no mapping of keys."""
    node, duplicates, problem, limit = compose(text, block.yaml, limits)
    if problem is not None or limit is not None:
        return FrontMatter(block, recover(text, block.yaml), duplicates, problem, limit)
    if node is None:
        node = Mapping([], block.yaml)
    if not isinstance(node, Mapping):
        found = "a list" if isinstance(node, Sequence) else "plain text"
        return FrontMatter(
            block,
            recover(text, block.yaml),
            duplicates,
            Problem(node.span, f"{what} must be a mapping of keys, this is {found}"),
        )
    return FrontMatter(block, node, duplicates)
