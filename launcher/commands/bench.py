"""Measures on a stack of its own (other ports, CORDEE_HOME/bench), which is taken down and removed afterwards.

  ./cordee bench [checkout] [arguments]    orders, against two other ways to orchestrate them (the default)
  ./cordee bench fleet [arguments]         sweeps of nodes and failover of rentals; --help says more
  ./cordee bench dashboard [arguments]     what the dashboard's pages cost, and that it does not grow with history; --help says more

Arguments go to the benchmark.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Dict, List, Mapping

from .. import bench_dashboard, bench_fleet, bench_stack, build, environment as environment_, files, records, services, settings as settings_
from ..bring_up import bring_up, lock
from ..settings import LOOPBACK, Settings
from ..tools import Toolbox

_DEFAULT = "checkout"
_WITH_OWN_STACKS = {"fleet": bench_fleet.run, "dashboard": bench_dashboard.run}


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    outer = settings_.read(environment, Path.cwd())
    settings = settings_.read(bench_stack.own_environment(outer), Path.cwd())
    named = bool(arguments) and not arguments[0].startswith("-")
    name, rest = (arguments[0], arguments[1:]) if named else (_DEFAULT, arguments)
    with files.locked(settings.tools / "bench-lock", "another ./cordee bench to finish"):
        own = _WITH_OWN_STACKS.get(name)
        return own(settings, rest) if own else _run(settings, [name, *rest])


def _run(settings: Settings, arguments: List[str]) -> int:
    with lock(settings):
        try:
            return _measure(settings, arguments)
        finally:
            bench_stack.clear(settings)


def _measure(settings: Settings, arguments: List[str]) -> int:
    toolbox = Toolbox(settings)
    bring_up(settings, toolbox, services.of(settings, toolbox), may_build=True)
    return bench_stack.measure(settings, toolbox, arguments, _variables(settings, toolbox))


def _variables(settings: Settings, toolbox: Toolbox) -> Dict[str, str]:
    pids = {name: record.pid for name in services.NAMES for record in [records.live(settings, name)] if record}
    return {
        **environment_.application(settings, ",".join(settings.roles), settings.api_port),
        "CORDEE_BENCH_API_URL": f"http://{LOOPBACK}:{settings.api_port}",
        "CORDEE_BENCH_SANDBOX_URL": settings.sandbox_url(),
        "CORDEE_BENCH_PIDS": json.dumps(pids),
        "CORDEE_BENCH_TEMPORAL_BIN": str(toolbox.temporal),
        "CORDEE_BENCH_WEB_JAR": str(build.jar(settings, "web")),
    }
