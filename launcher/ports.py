"""Is a port free, and if not, who has it."""

from __future__ import annotations

import errno
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, List, Optional, Set

from .errors import Failure

_RELEASE_SECONDS = 2.0


@dataclass(frozen=True)
class Port:
    number: int
    purpose: str
    setting: str


def check(ports: Iterable[Port]) -> None:
    """Fails with one line per port that cannot be ours, before anything is started."""
    ports = list(ports)
    problems = _doubled(ports) or [problem for problem in map(_problem, ports) if problem]
    if problems:
        raise Failure("\n".join(problems))


def _doubled(ports: List[Port]) -> List[str]:
    problems, seen = [], {}
    for port in ports:
        other = seen.setdefault(port.number, port)
        if other is not port:
            problems.append(f"port {port.number} is meant for both {other.purpose} ({other.setting}) and {port.purpose} ({port.setting}): move one")
    return problems


def _problem(port: Port) -> Optional[str]:
    trouble = why_not_free(port.number)
    until = time.monotonic() + _RELEASE_SECONDS
    while trouble == errno.EADDRINUSE and time.monotonic() < until:
        time.sleep(0.1)  # a process of ours that was just killed lets go of it in a moment
        trouble = why_not_free(port.number)
    if not trouble:
        return None
    if trouble == errno.EACCES:
        return f"port {port.number} for {port.purpose} is not open to this user: choose another with {port.setting}"
    return f"port {port.number} for {port.purpose} is taken{_by(port.number)}: choose another with {port.setting}"


def why_not_free(number: int) -> int:
    """0 or an errno. Both loopbacks are tried: a JVM listens on the IPv6 one too."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, number))
                probe.listen(1)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return error.errno
    return 0


def _by(number: int) -> str:
    pid = holder(number)
    if not pid:
        return ""
    return f" by pid {pid} ({_command(pid)[:100]})"


def holder(number: int) -> Optional[int]:
    """The pid that listens on the port, where this user may see it."""
    if Path("/proc/net/tcp").exists():
        return _owner(_listening_inodes(number))
    if shutil.which("lsof"):
        answer = _run(["lsof", "-nP", f"-iTCP:{number}", "-sTCP:LISTEN", "-t"])
        return int(answer.split()[0]) if answer.strip() else None
    return None


def _listening_inodes(number: int) -> Set[str]:
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for columns in map(str.split, rows):
            if columns[3] == "0A" and int(columns[1].rpartition(":")[2], 16) == number:
                inodes.add(f"socket:[{columns[9]}]")
    return inodes


def _owner(inodes: Set[str]) -> Optional[int]:
    for process in Path("/proc").glob("[0-9]*") if inodes else ():
        try:
            for descriptor in (process / "fd").iterdir():
                if str(descriptor.readlink() if hasattr(descriptor, "readlink") else "") in inodes:
                    return int(process.name)
        except OSError:
            continue  # gone meanwhile, or another user's
    return None


def _command(pid: int) -> str:
    return _run(["ps", "-o", "args=", "-p", str(pid)]).strip() or "?"


def _run(command: List[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
