"""From a clone to a running stack: tools, jars, processes. Shared by `up` and `bench`."""

from __future__ import annotations

from typing import ContextManager, List, Optional

from . import apps, build, files, ports, records, remembered, services, stack
from .errors import Failure
from .nodes.fleet import Fleet
from .output import Live, Steps, complain, paint, say
from .services import Service
from .settings import Settings
from .tools import Toolbox


def lock(settings: Settings) -> ContextManager[None]:
    """Held by every command that starts or stops; `kill` takes none, since a crash does not wait its turn."""
    return files.locked(settings.home / "lock", "another ./cordee to finish")


def bring_up(settings: Settings, toolbox: Toolbox, chosen: List[Service], may_build: bool, nodes: Optional[int] = None) -> None:
    modules = sorted({service.module for service in chosen} - {""})
    fleet = Fleet(settings, toolbox)
    with_nodes = nodes is not None and bool(nodes or fleet.nodes())
    steps = Steps(1 + bool(modules) + with_nodes + len(chosen))
    ports.check(port for service in chosen if not records.live(settings, service.name) for port in service.ports)
    _tools(toolbox, chosen, modules, steps)
    if modules:
        _jars(settings, toolbox, modules, may_build, steps)
    remembered.remember(settings)
    if with_nodes:
        _nodes(fleet, toolbox, nodes or 0, steps)
    stack.start(settings, _not_running(settings, chosen, steps), steps)
    apps.prune(settings, [record.artifact for record in _live(settings)])


def _tools(toolbox: Toolbox, chosen: List[Service], modules: List[str], steps: Steps) -> None:
    live = steps.live("Tools")
    live.show()
    names = {service.name for service in chosen}
    found = []
    if modules:
        found.append(f"JDK {toolbox.java_home.name}")
    if "temporal" in names:
        found.append(f"Temporal {toolbox.temporal.parent.parent.name}")
    if "postgres" in names:
        found.append(f"PostgreSQL {toolbox.postgres.name}")
    steps.end("Tools", "ready", live.began)
    for each in found:
        say(f"      {paint(each, 'dim')}")


def _nodes(fleet: Fleet, toolbox: Toolbox, count: int, steps: Steps) -> None:
    """Before the application, which reads the inventory as it starts. It runs without nodes too."""
    live = steps.live("Nodes to rent")
    live.show()
    try:
        how = fleet.make(count)
        str(toolbox.ansible)
        steps.end("Nodes to rent", f"{count} ready ({how})" if count else "none", live.began)
    except Failure as failure:
        steps.end("Nodes to rent", "trouble", live.began)
        complain(f"nodes to rent: {failure}\nall else goes on; ./cordee node make {count} tries again", failure.detail)


def _jars(settings: Settings, toolbox: Toolbox, modules: List[str], may_build: bool, steps: Steps) -> None:
    live = steps.live("Build")
    live.show()
    outcome = make_jars(settings, toolbox, may_build, live)
    for module in modules:
        apps.prepare(settings, toolbox, module)
    steps.end("Build", outcome, live.began)


def make_jars(settings: Settings, toolbox: Toolbox, may_build: bool, live: Live) -> str:
    if not may_build or not build.wanted(settings):
        return "skipped"
    with files.locked(build.lock_file(settings), "another build of this clone"):
        if build.is_current(settings):
            return "up to date"
        build.build(settings, toolbox, live)
    return "built"


def _not_running(settings: Settings, chosen: List[Service], steps: Steps) -> List[Service]:
    """What runs stays untouched, except when it runs an older build than the one at hand."""
    wanted = []
    for service in chosen:
        record = records.live(settings, service.name)
        if record and service.module and record.artifact != apps.current(settings, service.module):
            say(f"      {service.name} runs an older build: restarting it")
            stack.stop(settings, record)
            wanted.append(service)
        elif record and stack.state(settings, service, record) == "running":
            steps.end(service.title, "already running")
        else:
            wanted.append(service)
    return wanted


def _live(settings: Settings) -> List[records.Record]:
    return [record for record in (records.live(settings, name) for name in services.NAMES) if record]
