"""Starting a process that outlives us, and ending one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional

from . import files, records
from .output import Live, paint, say
from .records import Record
from .settings import Settings

_LOG_LIMIT = 50_000_000


@dataclass(frozen=True)
class Launch:
    """What to execute. `user` is set when a process must not run as root; `artifact` names the build it runs."""

    command: List[str]
    environment: Dict[str, str]
    user: Optional[str] = None
    artifact: str = ""


def identity(user: Optional[str]) -> Dict[str, object]:
    """The arguments that make a child process run as somebody else, with none of our groups."""
    if user is None:
        return {}
    import pwd

    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def log_file(settings: Settings, name: str) -> Path:
    return settings.logs / f"{name}.log"


def spawn(settings: Settings, name: str, url: str, launch: Launch) -> Record:
    """In a session of its own, so that neither our end nor Ctrl-C reaches it."""
    log = log_file(settings, name)
    log.parent.mkdir(parents=True, exist_ok=True)
    if files.size(log) > _LOG_LIMIT:
        os.replace(log, log.with_suffix(".log.1"))
    with open(log, "ab") as output:
        process = subprocess.Popen(
            launch.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/" if launch.user else settings.repository,
            env=launch.environment,
            **identity(launch.user),
        )
    record = Record(name, process.pid, records.birth(process.pid) or "", launch.command, url, launch.artifact)
    records.save(settings, record)
    process.returncode = 0  # not ours to wait for: tells the garbage collector that leaving it is meant
    return record


def stop(settings: Settings, record: Record, gently: signal.Signals, seconds: float) -> None:
    """Asks, waits as long as work may need to finish, and only then kills."""
    waiting = Live(f"{record.name} is stopping, up to {seconds:.0f} s")
    _signal(record, gently)
    while record.alive and time.monotonic() - waiting.began < seconds:
        waiting.show()
        time.sleep(0.05)
    took = f"({time.monotonic() - waiting.began:.1f} s)"
    if record.alive:
        kill_group(record)
        say(f"{record.name} … {paint('killed', 'yellow')}: it had not stopped by itself {took}")
    else:
        say(f"{record.name} … stopped {took}")
    _ended(settings, record, "stopped")


def kill(settings: Settings, record: Record) -> None:
    """kill -9 of this process alone, as a crash would be: what it had started stays."""
    _signal(record, signal.SIGKILL)
    while record.alive:
        time.sleep(0.01)
    _ended(settings, record, "killed")


def kill_group(record: Record) -> None:
    try:
        os.killpg(record.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        _signal(record, signal.SIGKILL)
    while record.alive:
        time.sleep(0.01)


def _signal(record: Record, number: signal.Signals) -> None:
    if record.alive:
        try:
            os.kill(record.pid, number)
        except ProcessLookupError:
            pass


def _ended(settings: Settings, record: Record, how: str) -> None:
    record.ended = how
    records.save(settings, record)
