"""What a plan promises in its front matter: artifacts with their content, and links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.claims import Linked, Promised
from auditlint.parsing.nodes import Mapping, Scalar
from auditlint.reading.numbers import integer, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.claims import Claim
    from auditlint.parsing.nodes import Node

#: What a promised path may hold: anything else is a pattern, a placeholder or prose.
_PATH = r"[\w.@+\-\[\]()$ ]+(?:/[\w.@+\-\[\]()$ ]+)*"
_LONGEST = 300


def promises(meta: Mapping) -> Iterator[Claim]:
    """Yield the artifacts and key links of ``must_haves`` whose paths can be read."""
    must = meta.mapping("must_haves")
    if must is None:
        return
    for item in must.items("artifacts"):
        if isinstance(item, Mapping):
            yield from _artifact(item)
    for item in must.items("key_links"):
        if isinstance(item, Mapping):
            yield from _link(item)


def _artifact(item: Mapping) -> Iterator[Claim]:
    stated = item.scalar("path")
    path = _path(stated.text) if stated is not None else ""
    if stated is None or not path or _is_negated(item):
        return
    contains = tuple(
        (text, one.span) for one in _scalars(item.get("contains")) if (text := _code(one.text))
    )
    exports = []
    for one in _scalars(item.get("exports")):
        names = one.text.split(",") if len(one.text) < _LONGEST else ()
        for part in names:
            name = pattern(r"[\s`\"']*([A-Za-z_$][\w$]*)[`\"']*(?:\(\)|/\d{1,2})?[\s`\"']*").fullmatch(part)
            if name is not None:
                exports.append((name[1], one.span))
    least = item.scalar("min_lines")
    number = integer(least.text) if least is not None else None
    yield Promised(
        path, stated.span, contains, tuple(exports), number or 0,
        least.span if least is not None else stated.span,
    )


def _link(item: Mapping) -> Iterator[Claim]:
    source, target, wanted = (item.scalar(key) for key in ("from", "to", "pattern"))
    if source is None or target is None:
        return
    span = wanted.span if wanted is not None else source.span
    yield Linked(
        _path(source.text), _path(target.text), source.span, target.span,
        wanted.text if wanted is not None else "", span,
    )


def _code(text: str) -> str:
    """Return a wanted text without the marks of a code span around the whole of it."""
    inner = text.strip()
    marked = len(inner) > 2 and inner[0] == inner[-1] == "`" and "`" not in inner[1:-1]
    return inner[1:-1] if marked else text


def _path(text: str) -> str:
    """Return a path that is surely meant as one, "" for anything else."""
    path = text.strip().strip("`\"'").removeprefix("./")
    if len(path) > _LONGEST or pattern(_PATH).fullmatch(path) is None:
        return ""
    if any(part in (".", "..", "...") or part != part.strip() for part in path.split("/")):
        return ""
    name = path.rpartition("/")[2]
    if " " in path and ("/" not in path or " " in name):
        return ""
    return path if pattern(r"[^.].*\.[A-Za-z][\w+-]{0,11}|\.?[\w-]+\.[\w.-]+").fullmatch(name) else ""


#: The artifact is to be gone, or somebody else's.
_NEGATED = (
    r"\b(?:delet\w+|remov\w+|no longer|must not|does not exist|not exist|absent|gone|renamed|moved|"
    r"generated at|gitignored|not committed|untracked|optional|external|runtime|if needed)\b"
)


def _is_negated(item: Mapping) -> bool:
    if any(
        entry.key in ("deleted", "removed", "absent", "not_exists", "optional", "exists")
        for entry in item.entries
    ):
        return True
    text = " ".join(
        entry.value.text[:_LONGEST] for entry in item.entries
        if isinstance(entry.value, Scalar) and entry.key in ("path", "provides", "note", "status", "action")
    )
    return pattern(_NEGATED, 2).search(text) is not None


def _scalars(node: Node | None) -> list[Scalar]:
    from auditlint.parsing.nodes import Sequence

    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [one for one in node.items if isinstance(one, Scalar)]
    return []
