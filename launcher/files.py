"""Files that must be whole or absent, private ones, and the lock that keeps two launchers apart."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from .output import say


def write_whole(path: Path, text: str, mode: int = 0o644) -> None:
    """Written beside and renamed: a crash leaves the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(beside, path)


def write_in_place(path: Path, text: str) -> None:
    """Into the same file: a container that has it mounted would go on reading one that was renamed away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)


def write_secret(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    write_whole(path, text, mode=0o600)


@contextmanager
def locked(path: Path, waiting_for: str) -> Iterator[None]:
    """One at a time. The kernel drops the lock with the process, so a killed launcher blocks nobody."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for {waiting_for} …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def tail(path: Path, lines: int, since: int = 0) -> str:
    """The last lines, at most 64 kB of them, written after the byte `since`."""
    try:
        with open(path, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(since, size - 65536, 0))
            text = file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:]) if lines else ""


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
