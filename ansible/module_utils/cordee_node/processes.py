"""The processes of one UID, and their end."""

from __future__ import annotations

import os
import signal
import time
from typing import List, Set

from . import refusal
from .identity import act_as
from .refusal import Refusal

_SECONDS = 20.0
_SETTLE_SECONDS = 0.1


def of(uid: int) -> List[int]:
    """Real, effective, saved or file system UID: each gives power over what is the tenant's."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and uid in _uids(int(name)):
            found.append(int(name))
    return found


def end_all(uid: int) -> int:
    """Kills until two looks in a row find none: a login that was let in just before may still become a process."""
    killed: Set[int] = set()
    until = time.monotonic() + _SECONDS
    quiet = 0
    while quiet < 2:
        running = of(uid)
        killed.update(running)
        quiet = 0 if running else quiet + 1
        if running:
            act_as(uid, lambda: os.kill(-1, signal.SIGKILL))  # all at once: nothing forks faster than that
            for pid in running:
                _kill(pid)
            if time.monotonic() > until:
                raise Refusal(refusal.LEFT, f"processes of UID {uid} do not die: {', '.join(map(_describe, of(uid)))}")
        time.sleep(_SETTLE_SECONDS if not running else 0.02)
    return len(killed)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _uids(pid: int) -> Set[int]:
    """None of the dead: a zombie holds nothing but its number."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as file:
            fields = dict(line.rstrip("\n").split(":", 1) for line in file if ":" in line)
    except OSError:
        return set()
    if fields.get("State", "").strip()[:1] in ("Z", "X"):
        return set()
    return {int(uid) for uid in fields.get("Uid", "").split()}


def _describe(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return f"{pid} (state {file.read().rpartition(')')[2].split()[0]})"
    except OSError:
        return str(pid)
