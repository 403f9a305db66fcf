"""What a tenant may leave outside the home: files by owner in the places all may write to, and System V IPC."""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import Iterator, List, Tuple

from .identity import act_as

_OPEN_TO_ALL = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock", "/run/user", "/var/crash", "/var/mail", "/var/spool/cron", "/var/spool/at")
_BY_NAME = ("/var/mail/{user}", "/var/spool/mail/{user}", "/run/user/{uid}")
_SCHEDULES = (
    "/var/spool/cron/crontabs/{user}",
    "/var/spool/cron/{user}",
    "/etc/crontabs/{user}",
    "/var/lib/systemd/linger/{user}",
)
_JOBS = ("/var/spool/cron/atjobs", "/var/spool/at")  # their owner is who they run as
_IPC_RMID = 0


def schedules(username: str, uid: int) -> List[str]:
    """What would start a process again."""
    named = [path.format(user=username) for path in _SCHEDULES]
    return [path for path in named if os.path.lexists(path)] + [path for folder in _JOBS for path in _owned(folder, uid)]


def files(username: str, uid: int) -> List[str]:
    """The topmost ones: a folder of the tenant's goes with all that is in it."""
    named = [path.format(user=username, uid=uid) for path in _BY_NAME]
    found = [path for path in named if os.path.lexists(path)]
    return found + [path for folder in _OPEN_TO_ALL for path in _owned(folder, uid) if path not in found]


def remove(path: str) -> None:
    """Never through a link. What vanished meanwhile is gone as well."""
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    except FileNotFoundError:
        pass


def _owned(folder: str, uid: int) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.stat(follow_symlinks=False).st_uid == uid:
                yield entry.path
            elif entry.is_dir(follow_symlinks=False):
                yield from _owned(entry.path, uid)
        except FileNotFoundError:
            continue


def ipc(uid: int) -> List[Tuple[str, int]]:
    """By kind and id; whoever made it counts, even where it was given away."""
    found = []
    for kind in ("msg", "sem", "shm"):
        try:
            with open(f"/proc/sysvipc/{kind}", encoding="ascii") as file:
                header, *rows = [line.split() for line in file]
        except (OSError, ValueError):
            continue
        for row in rows:
            fields = dict(zip(header, row))
            if str(uid) in (fields["uid"], fields["cuid"]):
                found.append((kind, int(row[1])))
    return found


def remove_ipc(kind: str, number: int, uid: int) -> None:
    """By its owner: root may only with a capability that a container does not have."""
    libc = ctypes.CDLL(None)
    if kind == "sem":
        act_as(uid, lambda: libc.semctl(number, 0, _IPC_RMID, 0))
    else:
        act_as(uid, lambda: getattr(libc, f"{kind}ctl")(number, _IPC_RMID, None))
