"""pom.xml and project files of .NET: read as tags and text, so that no entity is ever expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.evidence.manifests.base import MAVEN, NUGET, Manifest, line_of, normalised
from auditlint.reading.numbers import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARACTERS = 1024 * 1024
_DEPTH = 100


class Element(NamedTuple):
    """An element: the names of those around it and its own, its attributes, its text and the
    offset of the text. `text` is "" where it has elements, entities or variables in it."""

    path: tuple[str, ...]
    attributes: str
    text: str
    offset: int


def elements(text: str) -> Iterator[Element]:
    """Yield the elements of a document as they end; nothing of one that is no manifest."""
    if len(text) > _CHARACTERS:
        return
    open_ones: list[tuple[str, str, int, bool]] = []
    at = 0
    while (start := text.find("<", at)) >= 0:
        for begin, close in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
            if text.startswith(begin, start):
                end = text.find(close, start + len(begin))
                at = len(text) if end < 0 else end + len(close)
                break
        else:
            end = text.find(">", start)
            if end < 0 or len(open_ones) > _DEPTH:
                return
            at = end + 1
            tag = text[start + 1 : end]
            if tag.startswith("/"):
                if not open_ones or open_ones[-1][0] != _local(tag[1:].strip()):
                    return
                name, attributes, offset, is_leaf = open_ones.pop()
                content = text[offset:start].strip() if is_leaf and start - offset < 500 else ""
                path = (*(one[0] for one in open_ones), name)
                if any(sign in content for sign in "&$<"):
                    content = ""
                yield Element(path, attributes, content, offset)
                continue
            name, _, attributes = tag.rstrip("/").strip().replace("\n", " ").partition(" ")
            if open_ones:
                open_ones[-1] = (*open_ones[-1][:3], False)
            if tag.endswith("/"):
                yield Element((*(one[0] for one in open_ones), _local(name)), attributes, "", start)
            else:
                open_ones.append((_local(name), attributes, at, True))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def read_pom(path: str, text: str) -> Iterator[Manifest]:
    """Read pom.xml: the artifact, and the artifacts it depends on."""
    name, line, group = "", 0, ""
    needed: set[str] = set()
    for one in elements(text):
        if one.path == ("project", "artifactId") and one.text:
            name, line = one.text, line_of(text, one.offset)
        elif one.path in (("project", "groupId"), ("project", "parent", "groupId")) and one.text:
            group = one.text if one.path[1] == "groupId" else group or one.text
        elif one.path[-1:] == ("artifactId",) and len(one.path) > 2 and one.text:
            needed.add(one.text)
    if name:
        modules = (group,) if group else ()
        yield Manifest(path, MAVEN, name, line, modules, frozenset(needed))


def read_dotnet(path: str, text: str) -> Iterator[Manifest]:
    """Read a .NET project file; without a name in it, the file's own name is the package's."""
    name, line = "", 0
    modules: dict[str, None] = {}
    needed: set[str] = set()
    stem = path.rpartition("/")[2].rpartition(".")[0]
    is_project = False
    for one in elements(text):
        is_project = is_project or one.path[0] == "Project"
        tag = one.path[-1]
        if tag == "PackageId" and one.text:
            name, line = one.text, line_of(text, one.offset)
        elif tag in ("AssemblyName", "RootNamespace") and one.text:
            modules[one.text] = None
        elif tag in ("PackageReference", "Reference"):
            found = pattern(r"""\bInclude\s*=\s*["']([^"',]{1,200})""").search(one.attributes)
            if found:
                needed.add(normalised(found.group(1).strip(), NUGET))
    if is_project:
        own = name or next(iter(modules), stem)
        yield Manifest(path, NUGET, own, line, tuple(modules) or (stem,), frozenset(needed))
