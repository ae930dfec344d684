"""Plain command lines, read without the command-line library.

``auditlint FILE`` with nothing but switches is what hooks and editors run all day, and importing
the library costs more than checking a document. What is not understood here, and everything
that goes wrong, is left to the full command line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.cli.checking import Request

#: Switch -> field of the request.
SWITCHES = {
    "--all": "all_findings",
    "--document-rules": "document_rules",
    "--exit-zero": "exit_zero",
    "--force-exclude": "force_exclude",
    "--isolated": "isolated",
    "--no-cache": "no_cache",
    "--notices": "notices",
    "--quiet": "quiet",
    "--tracked": "tracked",
    "-q": "quiet",
}

#: The other subcommands, whose names win over files called so.
_OTHERS = frozenset((
    "clean", "config", "kinds", "matcher", "rule", "schema", "show", "signatures", "trace", "why",
))  # fmt: skip


def request_of(arguments: Sequence[str]) -> Request | None:
    """Return what `arguments` (without the program) ask for; None where that is not plain."""
    from auditlint.cli.checking import Request

    if os.name == "nt" or "_AUDITLINT_COMPLETE" in os.environ:
        # There the library expands patterns of file names, and here it completes a command line.
        return None
    if arguments and arguments[0] in _OTHERS:
        return None
    rest = arguments[1:] if arguments[:1] == ["check"] else arguments
    paths: list[str] = []
    switches: dict[str, bool] = {}
    for one in rest:
        if not one.startswith("-"):
            paths.append(one)
        elif one in SWITCHES:
            switches[SWITCHES[one]] = True
        else:
            return None
    request = Request(tuple(paths))
    return request._replace(**switches)  # type: ignore[arg-type]


def run(arguments: Sequence[str]) -> int | None:
    """Run a plain command line and return its exit status; None leaves it to the full one."""
    request = request_of(arguments)
    if request is None:
        return None
    from auditlint.cli import checking, streams
    from auditlint.config import ConfigError

    streams.prepare()
    try:
        return checking.run(request)
    except (checking.UsageProblemError, ConfigError):
        # The full command line meets the same error and words it.
        return None
    except KeyboardInterrupt:
        return streams.interrupted()
    except BrokenPipeError:
        return streams.reader_gone()
