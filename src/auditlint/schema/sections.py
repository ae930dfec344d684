"""What documents of a kind hold by its schema's ``auditlint:sections``: headings, fields, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlint.schema.bounds import together
from auditlint.schema.keywords import SECTIONS
from auditlint.schema.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.parsing.document import Document
    from auditlint.schema.explain import Defect

Part = dict[str, Any]

_PARTS: dict[int, tuple[Any, list[Part], list[Part]]] = {}


def parts(schema: dict[str, Any]) -> tuple[list[Part], list[Part]]:
    """Return what a kind's schema lists: the built-in part, and a team's own.

    A team's own schema has the built-in one, where it extends it, among its ``$defs``.
    """
    kept = _PARTS.get(id(schema))
    if kept is None or kept[0] is not schema:
        usual: list[Part] = []
        own: list[Part] = []
        built_in = str(schema.get("$id", "")).startswith("urn:auditlint:")
        named = [
            one for name, one in schema.get("$defs", {}).items() if name.startswith("urn:auditlint:")
        ]
        for one in together(schema):
            found = one.get(SECTIONS, ())
            (usual if built_in or any(one is each for each in named) else own).extend(found)
        kept = _PARTS[id(schema)] = (schema, usual, own)
    return kept[1], kept[2]


def absent(document: Document, listed: list[Part]) -> Iterator[Part]:
    """Yield those of `listed` that a document does not hold."""
    for part in listed:
        if not _holds(document, part):
            yield part


def lacking(document: Document, schema: dict[str, Any]) -> list[Defect]:
    """Return a defect for each part that a team's own schema requires and `document` lacks."""
    out: list[Defect] = []
    for part in absent(document, parts(schema)[1]):
        from auditlint.schema.explain import MISSING, Defect
        from auditlint.schema.phrases import short
        from auditlint.source.text import Span

        title = document.title
        # The whole line: the title's text may be wrong itself, and that is said of the text.
        span = Span(title.start, title.title_span.end) if title is not None else Span(0, 0)
        name = short(part["title"])
        out.append(Defect(MISSING, span, f"the document lacks {name}", (), name))
    return out


def _holds(document: Document, part: Part) -> bool:
    def found(source: str, texts: Iterator[str]) -> bool:
        return any(matches(source, one, ignore_case=True) for one in texts)

    if "heading" in part:
        return found(part["heading"], (one.title for one in document.sections))
    if "field" in part:
        return found(part["field"], (one.key for one in document.fields))
    if "table" in part:
        return found(part["table"], (" | ".join(one.headings) for one in document.tables))
    return True
