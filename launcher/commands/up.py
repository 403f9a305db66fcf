"""Installs what is missing, builds if sources changed, and starts everything that does not run yet.

Each process is independent of this command and keeps running when it returns. What already runs is left
alone, unless a newer build is at hand. Running it again is always safe.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import List, Mapping, Optional

from .. import records, services, settings as settings_, training
from ..bring_up import bring_up, lock
from ..errors import UsageError
from ..nodes.node import known
from ..output import paint, say
from ..services import Service
from ..settings import Settings
from ..tools import Toolbox

_NODES = 3


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-build", action="store_true", help="start the jars as they are")
    parser.add_argument("--nodes", type=int, metavar="N", help="how many nodes to rent; 0: none (CORDEE_NODES, else those there are, else 3)")
    parser.add_argument("--only", metavar="NAMES", default="", help="just these, comma separated: " + ",".join(services.NAMES))


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    toolbox = Toolbox(settings)
    chosen = _chosen(settings, toolbox, options.only)
    try:
        with lock(settings):
            bring_up(settings, toolbox, chosen, may_build=not options.no_build, nodes=_nodes(settings, options))
            training.begin(settings, toolbox)
    except KeyboardInterrupt:
        _say_what_runs(settings)
        raise
    _say_where(settings, chosen)
    return 0


def _nodes(settings: Settings, options: Namespace) -> Optional[int]:
    """Nobody's node is removed unless a number is said. Started for themselves, a few processes need no nodes."""
    if options.nodes is not None:
        if options.nodes < 0:
            raise UsageError("--nodes: 0 or more")
        return options.nodes
    if options.only:
        return None
    return settings.nodes if settings.nodes is not None else len(known(settings)) or _NODES


def _chosen(settings: Settings, toolbox: Toolbox, only: str) -> List[Service]:
    names = [name.strip() for name in only.split(",") if name.strip()]
    unknown = [name for name in names if name not in services.NAMES]
    if unknown:
        raise UsageError(f"--only: there is no process {', '.join(unknown)}: {', '.join(services.NAMES)}")
    if names:
        wanted = {services.named(settings, toolbox, name).name for name in names}
        return [service for service in services.of(settings, toolbox) if service.name in wanted]
    return services.of(settings, toolbox)


def _say_what_runs(settings: Settings) -> None:
    running = [name for name in services.NAMES if records.live(settings, name)]
    say()
    say(f"stopped waiting; still running: {', '.join(running) or 'nothing'}. ./cordee up goes on, ./cordee down ends them")


def _say_where(settings: Settings, chosen: List[Service]) -> None:
    urls = {service.name: service.url for service in chosen}
    say()
    if "api" in urls:
        _line("API", urls["api"])
        _line("API documents", f"{urls['api']}/docs")
        _line("Metrics", f"{urls['api']}/metrics")
    if "temporal" in urls:
        _line("Temporal Web UI", urls["temporal"])
    if "sandbox" in urls:
        _line("Sandbox", urls["sandbox"])
    for node in known(settings):
        _line(node.name, node.url)
    if "api" in urls:
        body = '{"client_id": 4, "magasin_id": 1}'
        say(f"\nTry:\n  curl -s -X POST {urls['api']}/api/commande/checkout -H 'Content-Type: application/json' -d '{body}'")


def _line(what: str, url: str) -> None:
    say(f"{what:<16} {paint(url, 'bold')}")
