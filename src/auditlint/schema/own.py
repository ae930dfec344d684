"""A team's own schema: read, checked, and put together with the built-in ones that it names.

The outcome is one schema with all references inside itself, so that everything that works for a
built-in schema works for it. Reading it runs nothing and fetches nothing: a reference leads into
the file or to a built-in schema by its ``$id``, or is refused. So is what could take very long:
references in a circle, schemas that unfold to thousands, patterns that `linear` cannot search.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.schema import keywords
from auditlint.schema.linear import UnsafePatternError
from auditlint.schema.loading import load, names
from auditlint.schema.patterns import register

if TYPE_CHECKING:
    from collections.abc import Iterator

Pointer = tuple[str, ...]

#: Larger files are refused, in bytes; and deeper ones.
LARGEST = 256 * 1024
DEEPEST = 64
_MOST_PROBLEMS = 20
_BUILT_IN = "urn:auditlint:"
_ID = "urn:auditlint:schema:{}:1"
_NO_KINDS = ("config", "output")


class Problem(NamedTuple):
    """One thing that is wrong with a schema, at a JSON pointer (its parts) or at an offset."""

    message: str
    pointer: Pointer = ()
    of_key: bool = False
    offset: int = -1


class SchemaError(Exception):
    """A schema that cannot be used, with everything that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(one.message for one in problems))
        self.problems = problems


def shown(pointer: Pointer) -> str:
    """Return a JSON pointer as text: ``#/properties/a~1b``."""
    return "#" + "".join("/" + one.replace("~", "~0").replace("/", "~1") for one in pointer)


@lru_cache(maxsize=64)
def effective(text: str) -> dict[str, Any]:
    """Return the schema that `text` stands for, all references inside itself.

    It is kept for the life of the process and shared, so do not change it. Raises `SchemaError`.
    """
    from auditlint.schema.bounds import check_bounds
    from auditlint.schema.ownjson import parse

    root = parse(text)
    reader = _Reader(root)
    reader.read()
    reader.finish()
    bundle = reader.bundle()
    reader.problems += check_bounds(bundle, reader.places)
    reader.finish()
    return bundle


class _Reader:
    """Checks all schemas in a file and collects what is wrong."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self.problems: list[Problem] = []
        #: Every schema of the file by its place.
        self.places: dict[Pointer, Any] = {}
        self._references: list[tuple[Pointer, str]] = []
        self._targets: list[tuple[Pointer, str, Pointer]] = []
        self._foreign: dict[str, str] = {}
        self._meaningless: list[Pointer] = []

    def finish(self) -> None:
        """Raise `SchemaError` if anything is wrong."""
        if self.problems:
            raise SchemaError(self.problems[:_MOST_PROBLEMS])

    def _wrong(self, pointer: Pointer, message: str, of_key: bool = False) -> None:
        self.problems.append(Problem(message, pointer, of_key))

    def read(self) -> None:
        """Look at every schema, then at where they refer to."""
        waiting: list[tuple[Pointer, Any]] = [((), self.root)]
        while waiting and len(self.problems) < _MOST_PROBLEMS:
            pointer, schema = waiting.pop()
            self.places[pointer] = schema
            if isinstance(schema, bool):
                continue
            if not isinstance(schema, dict):
                self._wrong(pointer, f"a schema must stand here, not {_what(schema)}")
                continue
            unsound = [word for word in schema if not self._keyword(pointer, word, schema[word])]
            if not unsound:
                waiting += [
                    ((*pointer, *way), one) for _, way, one in keywords.below(schema)
                ]
        for pointer, reference in self._references:
            self._refer(pointer, reference)

    def _keyword(self, pointer: Pointer, word: str, value: Any) -> bool:
        """Check one keyword; False where what stands below it cannot be looked at."""
        here = (*pointer, word)
        if word in keywords.UNSUPPORTED:
            self._wrong(here, f"{word} is not supported; {keywords.UNSUPPORTED[word]}", True)
        elif word in keywords.LISTS and not (isinstance(value, list) and value):
            self._wrong(here, f"{word} must be a list of schemas, not {_what(value)}")
            return False
        elif word in keywords.MAPPINGS and not isinstance(value, dict):
            self._wrong(here, f"{word} must be a mapping of schemas, not {_what(value)}")
            return False
        elif word in keywords.FORMS:
            wanted = keywords.FORMS[word](value)
            if wanted:
                self._wrong(here, f"{word} must be {wanted}")
                return True
            self._special(pointer, word, value)
        elif word == "$defs":
            for key in value:
                if key.startswith(_BUILT_IN):
                    self._wrong((*here, key), f"{_quoted(key)} is the id of a built-in schema", True)
        elif word == "patternProperties":
            for source in value:
                self._pattern((*here, source), source, of_key=True)
        elif word not in keywords.KNOWN:
            self._unknown(here, word)
        return True

    def _special(self, pointer: Pointer, word: str, value: Any) -> None:
        here = (*pointer, word)
        if word == "pattern":
            self._pattern(here, value)
        elif word == "$ref":
            self._references.append((here, value))
        elif word == "$id" and pointer:
            self._wrong(here, "an $id below the top is not supported; "
                              "refer by a JSON pointer: #/$defs/NAME", True)
        elif word == "$id" and value.casefold().startswith(_BUILT_IN):
            self._wrong(here, f"{_quoted(value)} is the id of a built-in schema; choose another")
        elif word == keywords.SECTIONS:
            for index, part in enumerate(value):
                for key in ("heading", "field", "table"):
                    if key in part:
                        self._pattern((*here, str(index), key), part[key], ignore_case=True)

    def _pattern(
        self, here: Pointer, source: str, of_key: bool = False, ignore_case: bool = False
    ) -> None:
        try:
            register(source, ignore_case)
        except UnsafePatternError as error:
            self._wrong(here, f"the pattern {_quoted(source)} cannot be used: {error}", of_key)

    def _unknown(self, here: Pointer, word: str) -> None:
        """A word that means nothing is allowed, unless it is a slip of one that does."""
        from auditlint.schema.spelling import one_edit

        near = [one for one in sorted(keywords.KNOWN) if one_edit(word, one)]
        if near and len(word) > 3:
            self._wrong(here, f"unknown keyword {_quoted(word)}; did you mean {near[0]!r}?", True)
        elif word.startswith("auditlint:"):
            self._wrong(here, f"unknown keyword {_quoted(word)}; there is {keywords.SECTIONS!r}", True)
        else:
            self._meaningless.append(here)

    def _refer(self, here: Pointer, reference: str) -> None:
        """Check where a reference leads, and note it."""
        name, _, fragment = reference.partition("#")
        way = _parts(fragment)
        if way is None:
            self._wrong(here, f"{_quoted(reference)}: only a JSON pointer (without %) may follow the #")
        elif not name:
            if way not in self.places:
                self._wrong(here, f"{_quoted(reference)} leads to no schema in this file")
        elif not name.startswith(_BUILT_IN):
            self._wrong(
                here, f"{_quoted(reference)} is refused: only references into this file (#/...) and to"
                " built-in schemas (urn:auditlint:schema:KIND:1) are followed, nothing is fetched"
            )
        else:
            self._refer_built_in(here, name, way)

    def _refer_built_in(self, here: Pointer, name: str, way: Pointer) -> None:
        known = {_ID.format(one): one for one in names() if one not in _NO_KINDS}
        kind = known.get(name)
        if kind is None:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            self._wrong(here, f"there is no built-in schema {_quoted(name)}{hint}")
            return
        if not _is_schema(load(kind), way):
            self._wrong(here, f"the built-in schema of {kind} has no schema at {shown(way)}")
            return
        self._foreign[name] = kind
        self._targets.append((here, name, way))

    def bundle(self) -> dict[str, Any]:
        """Return the file's schema with the built-in ones that it names among its ``$defs``."""
        for pointer in self._meaningless:
            # What editors add would only send every document to the slow validator.
            del self.places[pointer[:-1]][pointer[-1]]
        root = {key: one for key, one in self.root.items() if key != "$id"}
        if not self._foreign:
            return root
        definitions = root["$defs"] = dict(root.get("$defs", {}))
        for name, kind in self._foreign.items():
            definitions[name] = _moved(load(kind), shown(("$defs", name)))
        for here, name, way in self._targets:
            holder = self.places[here[:-1]] if len(here) > 1 else root
            holder["$ref"] = shown(("$defs", name, *way))
        return root


def _moved(schema: Any, where: str) -> Any:
    """Return a copy of a built-in schema whose references hold below `where`."""
    if isinstance(schema, list):
        return [_moved(one, where) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: where + one[1:] if key == "$ref" and isinstance(one, str) else _moved(one, where)
        for key, one in schema.items() if key not in ("$id", "$schema") or not isinstance(one, str)
    }


def _is_schema(root: Any, way: Pointer) -> bool:
    """Whether a way leads from a schema to a schema, not into what it merely lists."""
    here = root
    rest = way
    while rest:
        found = next(
            ((len(step), one) for _, step, one in _below(here) if rest[: len(step)] == step), None
        )
        if found is None:
            return False
        rest, here = rest[found[0] :], found[1]
    return True


def _below(schema: Any) -> Iterator[tuple[str, Pointer, Any]]:
    if isinstance(schema, dict):
        yield from keywords.below(schema)


def _parts(fragment: str) -> Pointer | None:
    """The parts of a JSON pointer; None where the fragment is none."""
    if "%" in fragment:  # Escapes that not every reader undoes.
        return None
    if fragment and not fragment.startswith("/"):
        return None
    return tuple(
        one.replace("~1", "/").replace("~0", "~") for one in fragment.split("/")[1:]
    )


def _quoted(text: str) -> str:
    return ascii(text if len(text) <= 60 else text[:57] + "...")


def _what(value: Any) -> str:
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, str):
        return "a string"
    return {None: "null", True: "true", False: "false"}.get(value, "a number")
