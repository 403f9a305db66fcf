"""Measures on a stack of its own (other ports, CORDEE_HOME/bench), which is taken down and removed afterwards.

  ./cordee bench [name] [arguments]     name: checkout (the default); arguments go to the benchmark
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Dict, List, Mapping

from .. import apps, build, environment as environment_, records, services, settings as settings_, stack
from ..bring_up import bring_up, lock
from ..output import say
from ..settings import LOOPBACK, PEERS, Settings
from ..tools import Toolbox

_DEFAULT = "checkout"
_STACK = {
    "CORDEE_PORT": "9023",
    "CORDEE_WORKER_PORT": "9024",
    "CORDEE_TEMPORAL_TARGET": f"{LOOPBACK}:17233",
    "CORDEE_TEMPORAL_UI_PORT": "18233",
    "CORDEE_TEMPORAL_METRICS_PORT": "18234",
    "CORDEE_POSTGRES_PORT": "15434",
    "CORDEE_SANDBOX_PORT": "9100",
    "CORDEE_SANDBOX": "true",
    "CORDEE_ROLES": "api,worker",  # one process: a new workflow goes straight to its worker (eager start)
}
_OF_ANOTHER_STACK = ("CORDEE_POSTGRES_", "CORDEE_TEMPORAL_")


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    outer = settings_.read(environment, Path.cwd())
    settings = settings_.read(own_environment(outer), Path.cwd())
    named = bool(arguments) and not arguments[0].startswith("-")
    name, rest = (arguments[0], arguments[1:]) if named else (_DEFAULT, arguments)
    with lock(settings):
        try:
            return _measure(settings, [name, *rest])
        finally:
            _clear(settings)


def own_environment(outer: Settings) -> Dict[str, str]:
    """The caller's, without what would tie this stack to another one."""
    kept = {
        name: value
        for name, value in outer.environment.items()
        if not name.startswith(_OF_ANOTHER_STACK) and name not in PEERS
    }
    return {**kept, **_STACK, "CORDEE_HOME": str(outer.home / "bench"), "CORDEE_TOOLS": str(outer.tools)}


def _measure(settings: Settings, arguments: List[str]) -> int:
    toolbox = Toolbox(settings)
    bring_up(settings, toolbox, services.of(settings, toolbox), may_build=True)
    jar = apps.main_jar(settings, apps.prepare(settings, toolbox, "bench"))
    command = [str(toolbox.java), *environment_.java_options(settings, "bench"), "-jar", str(jar), *arguments]
    say()
    return subprocess.run(command, cwd=settings.repository, env=_variables(settings, toolbox), check=False).returncode


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


def _clear(settings: Settings) -> None:
    """Impatient signals are ignored here: a second Ctrl-C must not leave half a stack behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    say()
    stack.stop_all(settings)
    stack.purge(settings)
    shutil.rmtree(settings.home, ignore_errors=True)
