"""What documents were found to say, kept between runs; see docs/cache.md for the reasons.

A document's outcome is a function of its bytes, its path, the configuration and the program.
The cache holds it under a digest of all of them, in two files per tree: what documents say
(facts), which every configuration shares, and what was found in them under one configuration.
Nothing in a cache is trusted that this user's own auditlint did not write: every file is sealed
with a key that lies in the user's own cache folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.cache.store import Store
    from auditlint.config import Config


def open_store(
    root: str, config: Config, codes: frozenset[str], folder: str | None = None
) -> Store | None:
    """Open the cache of the tree at `root`; None where there can be none, for whatever reason.

    `folder` is where the user wants it (``--cache-dir``); see `auditlint.cache.folder.place`.
    """
    from auditlint.cache.folder import place
    from auditlint.cache.key import secret
    from auditlint.cache.store import Store

    where = place(root, folder, config.cache_dir)
    key = secret(root) if where is not None else None
    if where is None or key is None:
        return None
    return Store(where, root, key, config, codes)
