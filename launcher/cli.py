"""The command line: finds the command, and turns what goes wrong into a line and an exit code."""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import signal
import sys
from dataclasses import dataclass
from typing import Dict, List

from .errors import FAILURE, USAGE, Failure
from .output import complain, paint, say

_INTERRUPTED = 130


@dataclass(frozen=True)
class Command:
    module: str
    summary: str
    passes_on: bool = False  # every argument belongs to the program behind the command


COMMANDS: Dict[str, Command] = {
    "up": Command("up", "install what is missing, build, start everything; returns when all answer"),
    "down": Command("down", "stop everything; --purge also removes the data"),
    "status": Command("status", "a line per process: name, pid, state, URL"),
    "logs": Command("logs", "show the logs; -f follows them"),
    "start": Command("control", "start one process, wait until it answers"),
    "stop": Command("control", "stop one process gently"),
    "kill": Command("control", "kill -9 one process, as a crash would"),
    "restart": Command("control", "stop and start one process"),
    "worker": Command("worker", "worker stop|start|kill|restart"),
    "node": Command("node", "the nodes to rent: node list|make|start|stop|kill|freeze|thaw|remove"),
    "join-token": Command("join_token", "what lets nodes in that nobody lists: join-token create|list|revoke"),
    "key": Command("key", "keys of the API's callers: key create|list|revoke"),
    "playbook": Command("playbook", "run a playbook of ansible/ on the local nodes", passes_on=True),
    "test": Command("test", "run every test (arguments go to Maven)", passes_on=True),
    "init": Command("init", "make keys, passwords and a CA for temporal-compose.yml"),
    "images": Command("images", "provide every image the compose files name"),
    "bench": Command("bench", "measure on a stack of its own, taken down afterwards", passes_on=True),
    "format": Command("format", "format the Java sources"),
    "docs": Command("docs", "render the diagrams of docs/arc42 that changed"),
    "encryption": Command("encryption", "keys of payloads in Temporal: encryption list|rotate"),
    "temporal": Command("temporal", "the Temporal CLI, connected: temporal workflow list", passes_on=True),
    "psql": Command("psql", "the PostgreSQL client, connected", passes_on=True),
}


def main(arguments: List[str]) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        say()
        complain("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:  # … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except Failure as failure:
        complain(str(failure), failure.detail)
        return failure.exit_code
    except OSError as error:
        complain(str(error))
        return FAILURE


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _dispatch(arguments: List[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if name in ("help", "-h", "--help"):
        if not rest:
            return _help()
        name, rest = rest[0], ["--help"]
    if name not in COMMANDS:
        return _unknown(name)
    return _run(name, COMMANDS[name], rest)


def _run(name: str, command: Command, rest: List[str]) -> int:
    module = importlib.import_module(f".commands.{command.module}", __package__)
    parser = argparse.ArgumentParser(
        prog=f"cordee {name}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if command.passes_on:
        if rest[:1] in (["-h"], ["--help"]):
            parser.usage = f"cordee {name} [arguments …]"
            parser.print_help()
            return 0
        return module.run(rest, os.environ)
    parser.set_defaults(command=name)
    module.arguments(parser)
    return module.run(parser.parse_args(rest), os.environ)


def _unknown(name: str) -> int:
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else "./cordee help lists the commands"
    complain(f"there is no command {name}: {hint}")
    return USAGE


def _help() -> int:
    say(f"{paint('cordee', 'bold')}: Cordée on one machine\n\nUsage: ./cordee <command> [arguments]\n")
    for name, command in COMMANDS.items():
        say(f"  {name:<10} {command.summary}")
    say(
        """
./cordee help <command> says more. First time: ./cordee up
Processes: postgres, temporal, sandbox, api, worker. Nodes: node-1, node-2, …

Settings come from the environment:
  CORDEE_HOME               state: data, logs, secrets, tools           (<clone>/.cordee)
  CORDEE_TOOLS              installed tools                             ($CORDEE_HOME/tools)
  CORDEE_PORT               API, /docs, /metrics                        (8023)
  CORDEE_WORKER_PORT        the worker's health and metrics             (8024)
  CORDEE_ROLES              api,worker: both in one process             (two processes)
  CORDEE_POSTGRES_PORT      embedded PostgreSQL                         (5434)
  CORDEE_POSTGRES_URL       a database of yours, with _USER, _PASSWORD  (embedded)
  CORDEE_TEMPORAL_TARGET    elsewhere than loopback: no server started  (127.0.0.1:7233)
  CORDEE_TEMPORAL_NAMESPACE                                             (cordee)
  CORDEE_TEMPORAL_UI_PORT, CORDEE_TEMPORAL_METRICS_PORT                 (8233, 8234)
  CORDEE_ENCRYPTION_KEYS    id:base64 of 32 bytes, …; empty: none       (made)
  CORDEE_SANDBOX            false: no stand-in services                 (true)
  CORDEE_SANDBOX_PORT       this one and the eight after it             (8100)
  CORDEE_CHECKOUT_{PANIER,STOCK,CLIENT,VENTES}_URL                      (the sandbox's)
  CORDEE_ORDERS_GATEWAY_URL                                             (the sandbox's)
  AZURE_TENANT_ID, … ENGINE_IMAGE     an account at Azure; also in .env  (the sandbox's)
  CORDEE_ENV_FILE           the .env that they are read from            (<clone>/.env)
  CORDEE_API_KEY, CORDEE_VIEWER_KEY   asked of callers of the API       (nothing is asked)
  CORDEE_URL                the API of `key`, `join-token`; with _API_KEY_FILE, _CA_FILE (the local one)
  CORDEE_NODES              how many nodes to rent `up` makes            (3)
  CORDEE_NODE_PORT          the first one's; the others follow          (22221)
  CORDEE_NODE_FLAVOUR       docker or namespaces                        (what works here)
  CORDEE_NODE_BASE          what Docker nodes are built on              (debian:bookworm-slim)
  CORDEE_JAVA_HOME          the JDK 25 to use                           (searched)
  CORDEE_JAVA_OPTS          more JVM options                            (none)
  CORDEE_BUILD              false: never build                          (true)

Exit codes: 0 done, 1 failed, 2 not understood."""
    )
    return 0
