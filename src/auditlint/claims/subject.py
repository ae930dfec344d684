"""What a claim is about, and the words for where it stands."""

from __future__ import annotations

from typing import NamedTuple

# Where a statement stands. Rules use it to choose the side to report and to speak about it.
FRONT_MATTER = "front matter"
FIELD = "field"
HEADING = "heading"
FOOTER = "footer"
ROW = "row"
BOX = "box"
LINE = "line"
#: Not in the text at all: the file's own path says so.
PATH = "path"
BUCKET = "bucket"


class Subject(NamedTuple):
    """What a claim is about: a type of thing and its identity within the document's scope.

    `type`: ``document``, ``milestone``, ``phase``, ``plan``, ``requirement``, ``issue``,
    ``task``, ``section``, ``test``, ``threat``. `id` is normalised (``7`` for phase ``07``).
    """

    type: str
    id: str
