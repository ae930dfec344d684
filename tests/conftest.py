"""What holds for all tests: a cache key of their own; in CI none may be skipped."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Generator[None, None, None]:
    """Keep the key that seals caches out of the user's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("LOCALAPPDATA", os.environ.get("XDG_CACHE_HOME", ""))
        patch.delenv("AUDITLINT_CACHE_DIR", raising=False)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where AUDITLINT_NO_SKIP is set.

    A skip whose reason holds AUDITLINT_MAY_SKIP stays one: a program that could not be installed.
    """
    report = yield
    allowed = os.environ.get("AUDITLINT_MAY_SKIP")
    if allowed and report.skipped and allowed in str(report.longrepr):
        return report
    if os.environ.get("AUDITLINT_NO_SKIP") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is not allowed here: {report.longrepr}"
    return report
