"""A tenant arrives at a node, and leaves it without a trace.

Every step looks whether there is something to do, so a run after a killed one goes on, and a run after a whole one
changes nothing. The account opens last and shuts first.
"""

from __future__ import annotations

import os
import shutil
import stat
from typing import Callable, List

from . import accounts, leftovers, marker, processes, refusal
from .files import write_whole
from .marker import Placement
from .refusal import Refusal

_KEYS = "/etc/ssh/authorized_keys"  # sshd_config of the node: root's folder, so that a tenant can add none


class Changes:
    """Does what is due, unless this is a rehearsal, and remembers it either way."""

    def __init__(self, rehearsal: bool) -> None:
        self.done: List[str] = []
        self.rehearsal = rehearsal

    def need(self, due: object, what: str, act: Callable[[], object]) -> None:
        if due:
            self.done.append(what)
            if not self.rehearsal:
                act()


def create(wanted: Placement, public_key: str, shell: str, changes: Changes) -> None:
    marker.check_create(wanted, marker.read(), marker.released(wanted.rental))
    _check_free(wanted)
    if not os.access(shell, os.X_OK):
        raise Refusal(refusal.CONFLICT, f"there is no {shell} on this node")
    user, uid, home, key = wanted.username, wanted.uid, _home(wanted), f"{public_key}\n"
    rows = {"group": accounts.group_row(user, uid), "passwd": accounts.user_row(user, uid, home, shell)}
    shut, opened = accounts.shadow_row(user, accounts.LOCKED, accounts.EXPIRED), accounts.shadow_row(user, accounts.NO_PASSWORD, "")
    wrong = any(accounts.Table(name).find(user) != row for name, row in rows.items())

    changes.need(marker.read() != wanted, "marker written", lambda: marker.write(wanted))
    changes.need(wrong, "account made", lambda: accounts.put({"shadow": shut, **rows}))
    changes.need(not _is_home(home, uid), "home made", lambda: _make_home(home, uid))
    changes.need(_read(_key_file(user)) != key, "key placed", lambda: _place_key(user, key))
    changes.need(wrong or not accounts.is_open(user), "account opened", lambda: accounts.put({"shadow": opened}))


def delete(wanted: Placement, changes: Changes) -> None:
    here = marker.read()
    marker.check_delete(wanted, here, marker.released(wanted.rental))
    _check_free(wanted)
    user, uid = wanted.username, wanted.uid
    ours = here is not None and here.rental == wanted.rental
    exists = accounts.uid_of(user) is not None

    changes.need(marker.released(wanted.rental) < wanted.epoch, "end noted", lambda: marker.release(wanted))
    changes.need(exists and not accounts.is_shut(user), "account locked", lambda: accounts.put({"shadow": accounts.shadow_row(user, accounts.LOCKED, accounts.EXPIRED)}))
    changes.need(os.path.lexists(_key_file(user)), "key removed", lambda: leftovers.remove(_key_file(user)))
    _sweep(leftovers.schedules(user, uid), "scheduled job", changes)
    running = len(processes.of(uid))
    changes.need(running, f"{running} processes killed", lambda: processes.end_all(uid))
    changes.need(accounts.traces(user), "account deleted", lambda: accounts.drop(user))
    changes.need(os.path.lexists(_home(wanted)), "home deleted", lambda: leftovers.remove(_home(wanted)))
    _sweep(leftovers.files(user, uid), "leftover", changes)
    for kind, number in leftovers.ipc(uid):
        changes.need(True, f"{kind} removed", lambda kind=kind, number=number: leftovers.remove_ipc(kind, number, uid))
    if not changes.rehearsal:
        _verify(wanted)
    changes.need(ours, "marker removed", marker.remove)


def _check_free(wanted: Placement) -> None:
    """Names and UIDs come from the caller; those of the system or of somebody else are not touched."""
    uid, holder = accounts.uid_of(wanted.username), accounts.name_of(wanted.uid) or accounts.group_of(wanted.uid)
    if uid not in (None, wanted.uid):
        raise Refusal(refusal.CONFLICT, f"user {wanted.username} has UID {uid} on this node, not {wanted.uid}")
    if holder not in (None, wanted.username):
        raise Refusal(refusal.CONFLICT, f"UID {wanted.uid} is {holder} on this node, not {wanted.username}")


def _verify(wanted: Placement) -> None:
    """The promise of a removal. A login that slipped in before the lock is ended here at the latest."""
    user, uid = wanted.username, wanted.uid
    processes.end_all(uid)
    left = [f"entry in {name}" for name in accounts.traces(user)]
    left += [path for path in (_key_file(user), _home(wanted)) if os.path.lexists(path)]
    left += leftovers.schedules(user, uid) + leftovers.files(user, uid) + [f"{kind} {number}" for kind, number in leftovers.ipc(uid)]
    if left:
        raise Refusal(refusal.LEFT, f"{len(left)} things of {user} are left, the first is {left[0]}")


def _sweep(paths: List[str], what: str, changes: Changes) -> None:
    """Counted, not named: names of files are the tenant's affair."""
    changes.need(paths, f"{len(paths)} {what}{'s' if len(paths) > 1 else ''} removed", lambda: [leftovers.remove(path) for path in paths])


def _home(wanted: Placement) -> str:
    return f"/home/{wanted.username}"


def _is_home(home: str, uid: int) -> bool:
    try:
        at = os.lstat(home)
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(at.st_mode) or at.st_uid != uid:
        raise Refusal(refusal.CONFLICT, f"{home} is there and not the tenant's")
    return True


def _make_home(home: str, uid: int) -> None:
    """Beside and renamed: it is there with the right owner or not at all."""
    beside = f"{home}.cordee"
    shutil.rmtree(beside, ignore_errors=True)
    if os.path.isdir("/etc/skel"):
        shutil.copytree("/etc/skel", beside, symlinks=True)
    else:
        os.mkdir(beside)
    os.chmod(beside, 0o700)
    for folder, _, names in os.walk(beside):
        for path in (folder, *(os.path.join(folder, name) for name in names)):
            os.lchown(path, uid, uid)
    os.rename(beside, home)


def _key_file(username: str) -> str:
    return f"{_KEYS}/{username}"


def _place_key(username: str, text: str) -> None:
    os.makedirs(_KEYS, exist_ok=True)
    write_whole(_key_file(username), text, 0o644)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""
