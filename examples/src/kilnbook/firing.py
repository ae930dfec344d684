"""Firings, and the file that they are kept in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Firing:
    """One firing of one kiln. `cone` is written the way potters do: ``06``, ``6``, ``10``."""

    day: date
    kiln: str
    cone: str
    note: str = ""


class Log:
    """All firings of a studio, one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, firing: Firing) -> None:
        """Append `firing` to the log."""
        record = asdict(firing) | {"day": firing.day.isoformat()}
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(record) + "\n")

    def firings(self) -> list[Firing]:
        """Return every firing, oldest first."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        found = [Firing(**(one | {"day": date.fromisoformat(one["day"])}))
                 for one in map(json.loads, lines)]
        return sorted(found, key=lambda one: one.day)
