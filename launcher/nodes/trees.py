"""A process and all that it started, by pid, seen from outside whatever namespace they are in."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional

_STOPPED = "T"
_DEAD = "ZX"


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    state: str


class Snapshot:
    """The processes of this machine at one instant."""

    def __init__(self) -> None:
        self._processes: Dict[int, Process] = {}
        self._children: Dict[int, List[int]] = {}
        for path in Path("/proc").glob("[0-9]*"):
            process = _read(int(path.name))
            if process and process.state not in _DEAD:
                self._processes[process.pid] = process
                self._children.setdefault(process.parent, []).append(process.pid)

    def only_child(self, pid: int) -> Optional[int]:
        children = self._children.get(pid, [])
        return children[0] if len(children) == 1 else None

    def stopped(self, pid: int) -> bool:
        process = self._processes.get(pid)
        return bool(process) and process.state == _STOPPED

    def tree(self, pid: int) -> List[int]:
        """From the top down. Orphans are in it: their new parent is the first process of their namespace."""
        found = [pid] if pid in self._processes else []
        for each in found:
            found += self._children.get(each, [])
        return found


def freeze(pid: int) -> None:
    """The top first, and again until nothing runs: what still ran may have forked meanwhile."""
    while True:
        now = Snapshot()
        running = [each for each in now.tree(pid) if not now.stopped(each)]
        if not running:
            return
        for each in running:
            send(each, signal.SIGSTOP)
        time.sleep(0.01)


def thaw(pid: int) -> None:
    for each in reversed(Snapshot().tree(pid)):
        send(each, signal.SIGCONT)


def send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _read(pid: int) -> Optional[Process]:
    try:
        # the second field is the command in brackets and may itself hold spaces and brackets
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return Process(pid, int(fields[1]), fields[0])
