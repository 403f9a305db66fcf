"""The run files: which processes are ours, and whether they still live.

A pid alone proves nothing, since the system gives it out again. A process is ours only if it also started
at the instant we noted, which on Linux is counted in ticks since a boot that we note too.
"""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import List, Optional

from . import files
from .settings import Settings


@dataclass
class Record:
    name: str
    pid: int
    birth: str
    command: List[str]
    url: str
    artifact: str = ""
    since: float = field(default_factory=time.time)
    ready: bool = False
    ended: str = ""

    @property
    def alive(self) -> bool:
        return birth(self.pid) == self.birth


def birth(pid: int) -> Optional[str]:
    """When a live process started, in a form that no other process shares; None for the dead and for zombies."""
    if not Path("/proc/self/stat").exists():
        return _birth_by_ps(pid)
    try:
        # the second field is the command in brackets and may itself hold spaces and brackets
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    state, started = stat[0], stat[19]
    return None if state in "ZX" else f"{_boot()}:{started}"


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return "boot"


def _birth_by_ps(pid: int) -> Optional[str]:
    answer = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, started = answer.stdout.strip().partition(" ")
    return None if not started or state.startswith("Z") else started.strip()


def _file(settings: Settings, name: str) -> Path:
    return settings.home / "run" / f"{name}.json"


def load(settings: Settings, name: str) -> Optional[Record]:
    """An unreadable run file is one we cannot act on: the same as none."""
    try:
        return Record(**json.loads(_file(settings, name).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def live(settings: Settings, name: str) -> Optional[Record]:
    record = load(settings, name)
    return record if record and record.alive else None


def save(settings: Settings, record: Record) -> None:
    files.write_whole(_file(settings, record.name), json.dumps(asdict(record), indent=1), mode=0o600)


def remove(settings: Settings, name: str) -> None:
    _file(settings, name).unlink(missing_ok=True)
