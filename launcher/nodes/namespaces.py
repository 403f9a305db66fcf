"""Nodes without Docker: each in mount, PID, UTS and IPC namespaces of its own, with a root of its own (see enter.sh).

The process that we record is `unshare`; its only child is the node's PID 1. When that one ends, the kernel ends
everything in the node with it, and what was mounted is gone.
"""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Dict, List, Optional

from .. import files, ports, processes, records
from ..errors import Failure
from ..ports import Port
from ..processes import Launch
from ..records import Record
from ..settings import LOOPBACK, Settings
from ..tools import Toolbox
from . import keys, root, trees
from .node import Node, State
from .trees import Snapshot

_UNSHARE = ["unshare", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child"]
_PROGRAMS = ("unshare", "pivot_root", "setpriv", "mount", "umount", "ssh-keygen")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_ENTER = Path(__file__).with_name("enter.sh")
_STOP_SECONDS = 10.0


class Namespaces:
    name = "namespaces"

    def __init__(self, settings: Settings, toolbox: Toolbox) -> None:
        self._settings = settings
        self._toolbox = toolbox

    def why_not(self) -> str:
        if platform.system() != "Linux":
            return "nodes without Docker need Linux"
        if os.geteuid() != 0:
            return "nodes without Docker need root"
        missing = [program for program in _PROGRAMS if not shutil.which(program, path=_PATH)]
        if missing:
            return f"there is no {', '.join(missing)} (Debian and Ubuntu: apt-get install util-linux mount openssh-client)"
        tried = subprocess.run([*_UNSHARE, "mount", "--make-rprivate", "/"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return f"namespaces are not allowed here ({tried.stderr.strip()})" if tried.returncode else ""

    def prepare(self) -> None:
        str(self._toolbox.sshd_layer)

    def start(self, nodes: List[Node]) -> None:
        ports.check(Port(node.port, node.name, "CORDEE_NODE_PORT") for node in nodes)
        for node in nodes:
            root.prepare(self._settings, node.name)
            processes.spawn(self._settings, node.name, node.url, self._launch(node))

    def _launch(self, node: Node) -> Launch:
        layer = self._toolbox.sshd_layer
        command = [*_UNSHARE, "sh", str(_ENTER), str(root.folder(self._settings, node.name)), node.name, str(layer or "")]
        environment = {
            "PATH": _PATH,
            "CORDEE_MANAGEMENT_KEY": keys.public(self._settings),
            "CORDEE_SSH_ADDRESS": LOOPBACK,
            "CORDEE_SSH_PORT": str(node.port),
        }
        return Launch(command, environment)

    def died(self, node: Node) -> str:
        record = self._live(node)
        return "" if record else files.tail(processes.log_file(self._settings, node.name), 10) or "it left no log"

    def stop(self, nodes: List[Node]) -> None:
        stopping = self._records(nodes)
        for record in stopping:
            for pid in self._first(record):
                trees.send(pid, signal.SIGTERM)
                trees.thaw(pid)  # a frozen one takes the signal when it goes on
        until = time.monotonic() + _STOP_SECONDS
        for record in stopping:
            while record.alive and time.monotonic() < until:
                time.sleep(0.02)
            self._end(record, "stopped")

    def kill(self, nodes: List[Node]) -> None:
        for record in self._records(nodes):
            self._end(record, "killed")

    def freeze(self, nodes: List[Node]) -> None:
        for record in self._records(nodes):
            for pid in self._first(record):
                trees.freeze(pid)

    def thaw(self, nodes: List[Node]) -> None:
        for record in self._records(nodes):
            for pid in self._first(record):
                trees.thaw(pid)

    def states(self, nodes: List[Node]) -> Dict[str, State]:
        now = Snapshot()
        return {node.name: self._state(node, now) for node in nodes}

    def pids(self, nodes: List[Node]) -> Dict[str, int]:
        now = Snapshot()
        found = {record.name: now.only_child(record.pid) for record in self._records(nodes)}
        return {name: pid for name, pid in found.items() if pid}

    def host_key(self, node: Node) -> str:
        said = (root.folder(self._settings, node.name) / root.IDENTITY).read_text(encoding="ascii")
        return " ".join(said.split()[:2])

    def remove(self, nodes: List[Node]) -> None:
        for node in nodes:
            if self._live(node):
                raise Failure(f"{node.name} still runs: its files stay")
            folder = root.folder(self._settings, node.name)
            if folder.exists():
                shutil.rmtree(folder)
            records.remove(self._settings, node.name)

    def _live(self, node: Node) -> Optional[Record]:
        return records.live(self._settings, node.name)

    def _records(self, nodes: List[Node]) -> List[Record]:
        return [record for record in map(self._live, nodes) if record]

    def _first(self, record: Record) -> List[int]:
        """PID 1 of the node, as seen from here; none while it is being made."""
        pid = Snapshot().only_child(record.pid)
        return [pid] if pid else []

    def _end(self, record: Record, how: str) -> None:
        """Either process takes the other with it, and the kernel everything in the node."""
        while record.alive:
            for pid in self._first(record) or [record.pid]:
                trees.send(pid, signal.SIGKILL)
            time.sleep(0.01)
        record.ended = how
        records.save(self._settings, record)

    def _state(self, node: Node, now: Snapshot) -> State:
        record = records.load(self._settings, node.name)
        if not record or record.ended == "stopped":
            return State.STOPPED
        if not record.alive:
            return State.KILLED if record.ended else State.CRASHED
        pid = now.only_child(record.pid)
        return State.FROZEN if pid and now.stopped(pid) else State.RUNNING
