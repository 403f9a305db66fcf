"""The account files, edited as useradd does it: under the system's lock, written beside, renamed.

Debian's tools and BusyBox's agree on nothing but these files; and BusyBox has no tool for an expiry date at all.
"""

from __future__ import annotations

import os
from typing import Dict, List, Optional

from .files import held, write_whole

LOCK = "/etc/.pwd.lock"  # lckpwdf(3), which useradd and the others take as well
NO_PASSWORD = "*"  # nobody has it; keys are let in
LOCKED = "!"  # sshd without PAM turns even keys away
EXPIRED = "1"  # the second day of 1970
_PASSWORD, _EXPIRY = 1, 7
_OF_A_USER = ("passwd", "shadow", "group", "gshadow", "subuid", "subgid")


class Table:
    """One file of lines with fields parted by colons, keyed by the first."""

    def __init__(self, name: str) -> None:
        self.path = f"/etc/{name}"
        self._rows: List[List[str]] = []
        if os.path.exists(self.path):
            with open(self.path, encoding="utf-8", errors="surrogateescape") as file:
                self._rows = [line.split(":") for line in file.read().splitlines()]

    def rows(self) -> List[List[str]]:
        return self._rows

    def find(self, key: str) -> Optional[List[str]]:
        return next((row for row in self._rows if row[0] == key), None)

    def put(self, row: List[str]) -> None:
        kept = self.find(row[0])
        if kept is None:
            self._rows.append(row)
        else:
            kept[:] = row
        self._save()

    def drop(self, key: str) -> None:
        """The entry itself, and the name among the members of groups, which come last in their lines."""
        self._rows = [row for row in self._rows if row[0] != key]
        if self.path.endswith(("group", "gshadow")):
            for row in self._rows:
                row[-1] = ",".join(member for member in row[-1].split(",") if member != key)
        self._save()

    def mentions(self, key: str) -> bool:
        in_groups = self.path.endswith(("group", "gshadow"))
        return any(row[0] == key or (in_groups and key in row[-1].split(",")) for row in self._rows)

    def _save(self) -> None:
        at = os.stat(self.path)
        write_whole(self.path, "".join(":".join(row) + "\n" for row in self._rows), at.st_mode & 0o7777, at.st_uid, at.st_gid)


def uid_of(username: str) -> Optional[int]:
    row = Table("passwd").find(username)
    return int(row[2]) if row else None


def name_of(uid: int) -> Optional[str]:
    return next((row[0] for row in Table("passwd").rows() if len(row) > 2 and row[2] == str(uid)), None)


def group_of(gid: int) -> Optional[str]:
    return next((row[0] for row in Table("group").rows() if len(row) > 2 and row[2] == str(gid)), None)


def group_row(username: str, uid: int) -> List[str]:
    return [username, "x", str(uid), ""]


def user_row(username: str, uid: int, home: str, shell: str) -> List[str]:
    return [username, "x", str(uid), str(uid), "", home, shell]


def shadow_row(username: str, password: str, expiry: str) -> List[str]:
    return [username, password, "", "", "", "", "", expiry, ""]


def is_open(username: str) -> bool:
    row = Table("shadow").find(username)
    return row is not None and row[_PASSWORD] == NO_PASSWORD and row[_EXPIRY] == ""


def is_shut(username: str) -> bool:
    row = Table("shadow").find(username)
    return row is not None and row[_PASSWORD].startswith(LOCKED) and row[_EXPIRY] == EXPIRED


def put(rows: Dict[str, List[str]]) -> None:
    with held(LOCK):
        for name, row in rows.items():
            Table(name).put(row)


def traces(username: str) -> List[str]:
    return [name for name in _OF_A_USER if Table(name).mentions(username)]


def drop(username: str) -> None:
    """passwd first: from then on nobody of that name can log in."""
    with held(LOCK):
        for name in _OF_A_USER:
            table = Table(name)
            if table.mentions(username):
                table.drop(username)
