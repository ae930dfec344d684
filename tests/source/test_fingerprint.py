from __future__ import annotations

import pytest

from auditlint.source.fingerprint import MOST_FILES, is_known, normal, take
from auditlint.source.tree import Read


def reader(files: dict[str, bytes]) -> object:
    return lambda path: Read(files[path], len(files[path])) if path in files else None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/a.py", "src/a.py"), ("./src//a.py", "src/a.py"), ("src\\a.py", "src/a.py"),
        ("a/../b", "b"), ("a/../../b", ""), ("..", ""), ("/etc/passwd", ""), ("C:/x", ""),
        ("", ""), (".", ""),
    ],
)
def test_paths(path: str, expected: str) -> None:
    assert normal(path) == expected


def test_the_digest_is_the_framework_s_own() -> None:
    files = {"src/a.py": b"x\r\n", "b": b""}
    found = take(["src/a.py", "./b", "b"], reader(files))  # type: ignore[arg-type]
    assert found is not None
    # Taken with the framework's own program over the same two files.
    assert found.digest == EXPECTED
    assert found.missing == ()


EXPECTED = "v1:sha256:c21aa610bc955e12c8a055d05cf5fc0ff895cc220405c5698ad32ec99af1b002"


def test_the_order_is_by_utf_16() -> None:
    files = {"\U0001f600": b"1", "～": b"2"}
    one = take(list(files), reader(files))  # type: ignore[arg-type]
    other = take(reversed(list(files)), reader(files))  # type: ignore[arg-type]
    assert one == other


def test_what_cannot_be_known() -> None:
    files = {"a": b"1"}
    assert take([], reader(files)) is None  # type: ignore[arg-type]
    assert take(["a", "../b"], reader(files)) is None  # type: ignore[arg-type]
    assert take((str(one) for one in range(MOST_FILES + 1)), reader(files)) is None  # type: ignore[arg-type]
    assert take(["a"], lambda _: Read(b"", 9_000_000)) is None


@pytest.mark.parametrize(
    ("digest", "known"),
    [
        ("v1:sha256:" + "0a" * 32, True), ("v2:sha256:" + "0a" * 32, False),
        ("v1:sha256:" + "0A" * 32, False), ("v1:sha256:", False), ("", False),
    ],
)
def test_known_digests(digest: str, known: bool) -> None:
    assert is_known(digest) is known
