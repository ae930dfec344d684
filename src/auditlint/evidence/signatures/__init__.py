"""Functions as source files state them: name, owner, parameters, place.

Python is read by its own parser, never executed. Every other language is read by one small
scanner: comments and strings are blanked out, brackets matched, and heads found by a table per
family of languages (`languages`). What is not certain says so (`Signature.is_complete`).

Files of more than `SIZE_LIMIT` bytes, with a line of more than `LINE_LIMIT` (minified) or that
are no text are not read. The time taken grows with the size of the file and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.evidence.signatures.model import Parameter as Parameter
from auditlint.evidence.signatures.model import Signature as Signature
from auditlint.evidence.signatures.model import show as show

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Larger files are generated, or data.
SIZE_LIMIT = 1_000_000

#: A file with a longer line is minified, or data. In bytes.
LINE_LIMIT = 5_000


def is_source(path: str) -> bool:
    """Say whether a file of this name is in a language whose functions are read."""
    from auditlint.evidence.signatures.languages import of_path

    return of_path(path) is not None


def mentions(data: bytes, names: Iterable[bytes]) -> bool:
    """Say whether any of `names` occurs in `data`: a file without them need not be read."""
    return any(name in data for name in names)


def read(path: str, data: bytes) -> list[Signature]:
    """Return the functions of the source file `path`, whose bytes are `data`, in their order.

    Empty for a file that is too large, minified, no text, or in no known language.
    """
    from importlib import import_module

    from auditlint.evidence.signatures.languages import of_path

    language = of_path(path)
    text = _text(data) if language is not None else None
    if language is None or text is None:
        return []
    if language.reader == "python":
        from auditlint.evidence.signatures import python

        return python.read(path, text)
    from auditlint.evidence.signatures.brackets import Source

    found: list[Signature] = import_module(f"{__name__}.{language.reader}").read(
        Source(path, text, language)
    )
    return found


def _text(data: bytes) -> str | None:
    """Return the text of a source file, or None where it is none that people write."""
    if len(data) > SIZE_LIMIT or b"\0" in data:
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if _has_long_line(data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # every byte is one character: names and brackets are right


def _has_long_line(data: bytes) -> bool:
    at = 0
    while len(data) - at > LINE_LIMIT:
        end = data.rfind(b"\n", at, at + LINE_LIMIT + 1)
        if end < 0:
            return True
        at = end + 1
    return False
