"""start, stop, kill or restart one process: postgres, temporal, sandbox, api or worker.

`start` waits until the process answers and never builds: it runs the jars of the last `up`.
`kill` is kill -9, a crash; `stop` lets what is in progress finish. All four keep the data.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import ports, processes, records, remembered, services, stack
from ..bring_up import lock
from ..output import Steps, paint, say
from ..services import Service
from ..settings import Settings
from ..tools import Toolbox


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=", ".join(services.NAMES))


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    act(options.command, options.name, environment)
    return 0


def act(action: str, name: str, environment: Mapping[str, str]) -> None:
    settings = remembered.recall(environment, Path.cwd())
    service = services.named(settings, Toolbox(settings), name)
    if action == "kill":
        _kill(settings, service)
        return
    with lock(settings):
        if action in ("stop", "restart"):
            _stop(settings, service)
        if action in ("start", "restart"):
            _start(settings, service)


def _kill(settings: Settings, service: Service) -> None:
    record = records.live(settings, service.name)
    if not record:
        say(f"{service.name} does not run")
        return
    processes.kill(settings, record)
    say(f"{service.name} … {paint('killed', 'red')} (pid {record.pid})")


def _stop(settings: Settings, service: Service) -> None:
    record = records.live(settings, service.name)
    if record:
        stack.stop(settings, record)
    else:
        say(f"{service.name} does not run")


def _start(settings: Settings, service: Service) -> None:
    record = records.live(settings, service.name)
    if record and stack.state(settings, service, record) == "running":
        say(f"{service.name} already runs (pid {record.pid})")
        return
    if not record:
        ports.check(service.ports)
    stack.start(settings, [service], Steps(1))
