"""Files that are whole or absent after a kill at any instant, and the lock that keeps two runs apart."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import Iterator

from . import refusal
from .refusal import Refusal

_LOCK = "/var/lib/cordee/lock"


def write_whole(path: str, text: str, mode: int, owner: int = 0, group: int = 0) -> None:
    beside = f"{path}.cordee"
    if os.path.lexists(beside):
        os.unlink(beside)  # of a run that was killed
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)
        file.flush()
        os.fchown(descriptor, owner, group)
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    os.replace(beside, path)


@contextmanager
def held(path: str = _LOCK, seconds: float = 60.0) -> Iterator[None]:
    """One at a time; the kernel drops the lock with the process, so a killed run blocks nobody."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        until = time.monotonic() + seconds
        while True:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > until:
                    raise Refusal(refusal.BUSY, f"another run has held {path} for {seconds:.0f} s")
                time.sleep(0.05)
        yield
