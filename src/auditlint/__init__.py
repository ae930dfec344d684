"""auditlint: a linter for planning documents.

The library is one function: ``lint(paths, config) -> Report``. Everything else is an
implementation detail unless it is documented in ``docs/``.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.config import Config
    from auditlint.findings import Report

__version__ = "0.1.0"

__all__ = ["__version__", "lint"]


def lint(paths: Sequence[str] = (), config: Config | None = None) -> Report:
    """Check the planning documents at `paths` and return what was found.

    `paths` are files or folders; none means the repository around the current folder. A file is
    recognised by content whatever its name, a folder is searched. `config` is an
    `auditlint.config.Config`; without one the configuration file that applies to the current
    folder is read, as on the command line.

    Raises `auditlint.targets.MissingPathError` for a path that does not exist and
    `auditlint.config.ConfigError` for a broken configuration file.
    """
    import os

    from auditlint import session, targets

    if config is None:
        from auditlint import settings

        config = settings.load(os.getcwd(), targets.current_root()).config
    groups = targets.resolve([os.fspath(path) for path in paths], config)
    return session.run(groups, config).report
