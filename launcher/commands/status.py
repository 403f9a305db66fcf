"""A line per process and node: name, pid, state, URL. Exit code 0 if all run, 1 otherwise.

States: running, starting (does not answer yet), stopped (on purpose), killed (by ./cordee kill), crashed; a node may be frozen.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Dict, List, Mapping

from .. import records, remembered, services, stack
from ..errors import FAILURE
from ..nodes.fleet import Fleet
from ..output import NODE_COLOURS, paint, say
from ..settings import Settings
from ..tools import Toolbox

_COLOURS = {**NODE_COLOURS, "starting": "yellow"}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the same as a JSON list")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    rows = _rows(remembered.recall(environment, Path.cwd()))
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        for row in rows:
            say(_line(row))
    return 0 if all(row["state"] == "running" for row in rows) else FAILURE


def _rows(settings: Settings) -> List[Dict[str, object]]:
    """A process keeps the URL it was started with, whatever the settings say now."""
    rows: List[Dict[str, object]] = []
    for service in services.of(settings, Toolbox(settings)):
        record = records.load(settings, service.name)
        state = stack.state(settings, service, record)
        alive = record if record and state in ("running", "starting") else None
        rows.append({"name": service.name, "pid": alive.pid if alive else None, "state": state, "url": alive.url if alive else service.url})
    for row in Fleet(settings, Toolbox(settings)).rows():
        rows.append({"name": row["name"], "pid": row["pid"], "state": row["state"], "url": f"ssh://{row['host']}:{row['port']}"})
    return rows


def _line(row: Dict[str, object]) -> str:
    state = str(row["state"])
    padding = " " * (8 - len(state))
    return f"{row['name']:<8} {row['pid'] or '-':>7} {paint(state, _COLOURS[state])}{padding} {row['url']}"
