from __future__ import annotations

import hashlib

import pytest

from auditlint.source.digest import sha256


@pytest.mark.parametrize("data", [b"", b"tide", b"\xff" * 1000])
def test_it_is_sha256(data: bytes) -> None:
    assert sha256(data) == hashlib.sha256(data).hexdigest()
