"""The nodes to rent on this machine, and faults for them.

  list                     a line per node: name, pid, state, URL
  make N                   make and start the nodes 1 to N, as `up` does; those beyond N are removed
  start, stop NAME …       as `docker start` and `docker stop`: accounts, files and the host key stay
  kill NAME …              kill -9 of everything in it
  freeze, thaw NAME …      everything in it stands still (SIGSTOP): connections open, no answer
  remove NAME …            stopped and forgotten, with all that it holds

NAME is node-1, or short 1, or all. With --json the answer is what `list --json` says of the nodes meant, and nothing else.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
from typing import Dict, List, Mapping

from .. import remembered
from ..bring_up import lock
from ..errors import UsageError
from ..nodes.fleet import ACTIONS, Fleet
from ..output import NODE_COLOURS, paint, say
from ..tools import Toolbox

_CRASHES = ("kill", "freeze", "thaw")  # these wait for nobody's turn


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "make", *ACTIONS))
    parser.add_argument("names", nargs="*", metavar="NAME", help="node-1, 1, all; for make a number")
    parser.add_argument("--json", action="store_true", help="answer with a JSON list")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = remembered.recall(environment, Path.cwd())
    fleet = Fleet(settings, Toolbox(settings))
    waits = options.action not in ("list", *_CRASHES)
    with redirect_stdout(sys.stderr) if options.json else nullcontext(), lock(settings) if waits else nullcontext():
        rows = _act(fleet, options.action, options.names)
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        for row in rows:
            say(line(row))
    return 0


def _act(fleet: Fleet, action: str, names: List[str]) -> List[Dict[str, object]]:
    if action == "make":
        fleet.make(_count(names))
        return fleet.rows()
    if not names and action != "list":
        raise UsageError(f"which one? ./cordee node {action} NAME …, or all")
    nodes = fleet.nodes([] if names in ([], ["all"]) else names)
    if action != "list":
        getattr(fleet, action)(nodes)
    return fleet.rows([] if action == "remove" else nodes)


def _count(names: List[str]) -> int:
    if len(names) != 1 or not names[0].isdigit():
        raise UsageError("how many? ./cordee node make 3")
    return int(names[0])


def line(row: Dict[str, object]) -> str:
    state = str(row["state"])
    return f"{row['name']:<8} {row['pid'] or '-':>7} {paint(state, NODE_COLOURS[state])}{' ' * (8 - len(state))} ssh://{row['host']}:{row['port']} ({row['flavour']})"
