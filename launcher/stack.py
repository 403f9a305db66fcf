"""Starting several processes, each as soon as what it needs answers, and stopping them the other way round."""

from __future__ import annotations

import shutil
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional

from . import azure, files, postgres, processes, records, training
from .errors import Failure
from .nodes.fleet import Fleet
from .output import Live, Steps, paint, say
from .records import Record
from .services import NAMES, Service
from .settings import Settings
from .tools import Toolbox

_POLL_SECONDS = 0.1
_TRANSIENT_SECONDS = 15.0
_TAIL_LINES = 30
_STOP = {  # how to ask, and how many seconds what is in progress may take
    "postgres": (signal.SIGINT, 30.0),  # its fast shutdown: sessions are ended, everything is written
    "temporal": (signal.SIGTERM, 15.0),
    "sandbox": (signal.SIGTERM, 10.0),
    "api": (signal.SIGTERM, 30.0),
    "worker": (signal.SIGTERM, 30.0),  # it finishes the activities it has begun
}


@dataclass
class _Attempt:
    """One process on its way to answering."""

    service: Service
    record: Record
    log_began: int
    began: float = field(default_factory=time.monotonic)

    @property
    def age(self) -> float:
        return time.monotonic() - self.began


def start(settings: Settings, wanted: List[Service], steps: Steps) -> None:
    """Returns when all answer. A process left over from an interrupted start is waited for, not started twice."""
    waiting = {service.name: service for service in wanted}
    attempts: Dict[str, _Attempt] = {}
    live: Live = steps.live("")
    while waiting or attempts:
        _begin_what_can(settings, waiting, attempts)
        for attempt in list(attempts.values()):
            if _answers(settings, attempt):
                del attempts[attempt.service.name]
                steps.end(attempt.service.title, "ready", attempt.began)
        if attempts:
            live.show(f"[{steps.ended + 1}/{steps.total}] waiting for {', '.join(attempts)}")
            time.sleep(_POLL_SECONDS)


def _begin_what_can(settings: Settings, waiting: Dict[str, Service], attempts: Dict[str, _Attempt]) -> None:
    unmet = waiting.keys() | attempts.keys()
    able = [service for service in waiting.values() if not unmet & set(service.needs)]
    # making a database takes seconds and blocks us, so the others are set going before it
    for service in sorted(able, key=lambda each: each.name == "postgres"):
        del waiting[service.name]
        attempts[service.name] = _begin(settings, service)


def _begin(settings: Settings, service: Service) -> _Attempt:
    log_began, began = files.size(processes.log_file(settings, service.name)), time.monotonic()
    record = records.live(settings, service.name)
    if not record:
        record = processes.spawn(settings, service.name, service.url, service.launch())
    return _Attempt(service, record, log_began, began)


def _answers(settings: Settings, attempt: _Attempt) -> bool:
    """Looks for death first: the answer could come from somebody else on the port."""
    service, record = attempt.service, attempt.record
    if not record.alive:
        _begin_again_or_fail(settings, attempt)
        return False
    if service.ready() and record.alive:
        mark_ready(settings, record)
        return True
    if attempt.age > service.start_seconds:
        message = f"{service.name} (pid {record.pid}) does not answer after {attempt.age:.0f} s; it is left running: ./cordee logs {service.name}"
        raise Failure(message, _tail(settings, attempt))
    return False


def _begin_again_or_fail(settings: Settings, attempt: _Attempt) -> None:
    log = _tail(settings, attempt)
    if not attempt.service.is_transient(log) or attempt.age > _TRANSIENT_SECONDS:
        raise Failure(f"{attempt.service.name} ended while it was starting: ./cordee logs {attempt.service.name} shows more", log)
    time.sleep(0.3)
    again = _begin(settings, attempt.service)
    attempt.record, attempt.log_began = again.record, again.log_began


def _tail(settings: Settings, attempt: _Attempt) -> str:
    log = processes.log_file(settings, attempt.service.name)
    return files.tail(log, _TAIL_LINES, attempt.log_began if attempt.log_began <= files.size(log) else 0)


def mark_ready(settings: Settings, record: Record) -> None:
    record.ready = True
    records.save(settings, record)


def state(settings: Settings, service: Service, record: Optional[Record]) -> str:
    if not record or record.ended == "stopped":
        return "stopped"
    if not record.alive:
        return record.ended or "crashed"
    if not record.ready and service.ready():
        mark_ready(settings, record)
    return "running" if record.ready else "starting"


def stop(settings: Settings, record: Record) -> None:
    processes.stop(settings, record, *_STOP[record.name])


def stop_all(settings: Settings) -> bool:
    """All that is recorded, also what today's settings would not start: nothing of ours stays behind."""
    found = False
    training.end(settings)
    for name in reversed(NAMES):
        record = records.live(settings, name)
        if record:
            found = True
            stop(settings, record)
        records.remove(settings, name)
    return stop_nodes(settings) or found


def stop_nodes(settings: Settings) -> bool:
    fleet = Fleet(settings, Toolbox(settings))
    running = fleet.alive(fleet.nodes())
    if running:
        fleet.stop(running)
        say(f"nodes … stopped ({len(running)})")
    return bool(running)


def purge(settings: Settings) -> None:
    """Data, logs and secrets. Not the tools, nor the unpacked builds, which cost time and hold nothing."""
    nodes = settings.home / "nodes"
    if nodes.exists():
        Fleet(settings, Toolbox(settings)).purge()
        say(f"removed {paint(str(nodes), 'dim')}")
    _remove([*postgres.folders(settings), settings.home / "temporal", azure.folder(settings), settings.logs, settings.secrets, settings.home / "run"])


def purge_tools(settings: Settings) -> None:
    """The rest, by name: somebody may have pointed CORDEE_HOME at a folder with things of their own in it."""
    _remove([settings.home / name for name in ("app", "bench", "tools")])
    (settings.home / "lock").unlink(missing_ok=True)
    if not any(settings.home.iterdir()):
        settings.home.rmdir()


def _remove(places: List[Path]) -> None:
    for place in places:
        if place.exists():
            shutil.rmtree(place)
            say(f"removed {paint(str(place), 'dim')}")
