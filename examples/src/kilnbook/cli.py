"""The command line: ``kilnbook add KILN CONE`` and ``kilnbook list``."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from kilnbook.firing import Firing, Log


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="kilnbook")
    parser.add_argument("--log", type=Path, default=Path("firings.jsonl"))
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add")
    add.add_argument("kiln")
    add.add_argument("cone")
    add.add_argument("--note", default="")
    commands.add_parser("list")
    chosen = parser.parse_args(arguments)
    log = Log(chosen.log)
    if chosen.command == "add":
        log.add(Firing(date.today(), chosen.kiln, chosen.cone, chosen.note))
    else:
        for one in log.firings():
            print(f"{one.day}  {one.kiln:<12} cone {one.cone}  {one.note}")
    return 0
