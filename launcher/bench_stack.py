"""Where benchmarks run: a home and ports of their own, and the program that measures."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Dict, List, Mapping

from . import apps, azure, environment as environment_, stack
from .bring_up import make_jars
from .output import Live, say
from .settings import LOOPBACK, PEERS, Settings
from .tools import Toolbox

_STACK = {
    "CORDEE_PORT": "9023",
    "CORDEE_WORKER_PORT": "9024",
    "CORDEE_TEMPORAL_TARGET": f"{LOOPBACK}:17233",
    "CORDEE_TEMPORAL_UI_PORT": "18233",
    "CORDEE_TEMPORAL_METRICS_PORT": "18234",
    "CORDEE_POSTGRES_PORT": "15434",
    "CORDEE_SANDBOX_PORT": "9100",
    "CORDEE_SANDBOX": "true",
    "CORDEE_ENV_FILE": os.devnull,  # no account of anybody's: sales would be adopted and swept
    "CORDEE_NODE_PORT": "9321",
    "CORDEE_ROLES": "api,worker",  # one process: a new workflow goes straight to its worker (eager start)
}
_OF_ANOTHER_STACK = ("CORDEE_POSTGRES_", "CORDEE_TEMPORAL_", "CORDEE_FLEET_", "CORDEE_NODES", "CORDEE_ADDRESS", "CORDEE_API_KEY", "CORDEE_VIEWER_KEY", "CORDEE_OIDC_")
_LEAVE_SECONDS = 30.0


def own_environment(outer: Settings) -> Dict[str, str]:
    """The caller's, without what would tie this stack to another one."""
    kept = {
        name: value
        for name, value in outer.environment.items()
        if not name.startswith(_OF_ANOTHER_STACK) and name not in PEERS and name not in azure.NAMES
    }
    return {**kept, **_STACK, "CORDEE_HOME": str(outer.home / "bench"), "CORDEE_TOOLS": str(outer.tools)}


def build(settings: Settings, toolbox: Toolbox) -> None:
    """For those that need the program and no stack."""
    live = Live("Build")
    live.show()
    say(f"Build … {make_jars(settings, toolbox, may_build=True, live=live)}")


def measure(settings: Settings, toolbox: Toolbox, arguments: List[str], variables: Mapping[str, str]) -> int:
    """Runs the program to its end. On Ctrl-C it ends what it has started before it goes, and we wait for that."""
    jar = apps.main_jar(settings, apps.prepare(settings, toolbox, "bench"))
    command = [str(toolbox.java), *environment_.java_options(settings, "bench"), "-jar", str(jar), *arguments]
    say()
    program = subprocess.Popen(command, cwd=settings.repository, env=dict(variables))
    try:
        return program.wait()
    except KeyboardInterrupt:
        program.terminate()
        raise
    finally:
        _await_end(program)


def _await_end(program: subprocess.Popen[bytes]) -> None:
    try:
        program.wait(_LEAVE_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def clear(settings: Settings) -> None:
    """Impatient signals are ignored here: a second Ctrl-C must not leave half a stack behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    say()
    stack.stop_all(settings)
    stack.purge(settings)
    shutil.rmtree(settings.home, ignore_errors=True)

