r"""Problem matchers: how GitHub Actions and VS Code read the `concise` format.

Both share one regular expression, which vim, emacs and grep can use too. It reads coloured and
plain lines, since GitHub's runner does not reliably take the colours out before it matches.

The path and the message are ``[^\x1b]`` rather than ``.``: the writer lets no escape character
through, so the same lines match, and a line of another tool that is full of colour codes fails
in linear time. With ``.`` the time is cubic (8 kB of codes: half a minute), and the runner drops
a matcher that takes longer than a second.

``matchers/github.json`` and ``matchers/vscode.json`` are generated from here.
"""

from __future__ import annotations

from typing import Any

OWNER = "auditlint"

#: Colour codes, any number of them.
_CODES = r"(?:\x1b\[[0-9;]*m)*"

_TEMPLATE = (
    r"^E([^\x1b]+?)E:E(\d+)E:E(\d+)E: E(error|warning|notice)E\[E([A-Z]+\d+)E\]E ([^\x1b]*)E$"
)

#: Groups: path, line, column, severity, code, message. Works in Python, JavaScript and .NET.
EXPRESSION = _TEMPLATE.replace("E", _CODES)

_GROUPS = {"file": 1, "line": 2, "column": 3, "severity": 4, "code": 5, "message": 6}


def github() -> dict[str, Any]:
    """Return the matcher for ``echo "::add-matcher::FILE"``.

    The runner knows the words error, warning and notice. The default severity is for patterns
    without such a group and is never used.
    """
    pattern = {"regexp": EXPRESSION, **_GROUPS}
    return {"problemMatcher": [{"owner": OWNER, "severity": "error", "pattern": [pattern]}]}


def vscode() -> dict[str, Any]:
    """Return the ``problemMatcher`` of a task in VS Code's ``tasks.json``.

    VS Code knows the words error, warning and info; a captured word that it does not know is
    no error there but takes the matcher's own ``severity``. "notice" is the only such word that
    the expression captures, so the default "info" is what makes notices informations, and a
    second matcher for them is not needed.
    """
    return {
        "owner": OWNER,
        "source": "auditlint",
        "severity": "info",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {"regexp": EXPRESSION, **_GROUPS},
    }
