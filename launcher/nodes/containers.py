"""Nodes as Docker containers of the worker image, published on loopback."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Dict, List

from .. import ports
from ..errors import Failure
from ..ports import Port
from ..settings import LOOPBACK, Settings
from . import keys
from .node import Node, State

IDENTITY = "/var/lib/cordee/ssh/host_ed25519.pub"
_ANSWER_SECONDS = 10
_STATES = {"running": State.RUNNING, "restarting": State.CRASHED, "paused": State.FROZEN, "created": State.STOPPED}
_BY_SIGNAL_9 = "137"
_LIMITS = ["--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=512", "--memory=512m"]
_CAPABILITIES = "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETGID SETUID SYS_CHROOT".split()


class Containers:
    name = "docker"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._docker = shutil.which("docker", path=settings.environment.get("PATH")) or ""

    def why_not(self) -> str:
        if not self._docker:
            return "there is no docker on the PATH"
        try:
            answer = self._try("version", "--format", "{{.Server.Version}}", timeout=_ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            return f"the Docker engine did not answer within {_ANSWER_SECONDS} s"
        return "" if answer.returncode == 0 else "no Docker engine answers"

    def prepare(self) -> None:
        """The image's name says what it was built from: a changed source is another image."""
        if self._try("image", "inspect", self._image()).returncode == 0:
            return
        built = self._try("build", "--network=host", f"--build-arg=BASE={self._settings.node_base}", f"--tag={self._image()}", str(self._sources()))
        if built.returncode:
            raise Failure(f"docker could not build {self._sources()} on {self._settings.node_base}", "\n".join((built.stdout + built.stderr).splitlines()[-15:]))

    def start(self, nodes: List[Node]) -> None:
        made = self._inspect(nodes)
        ports.check(Port(node.port, node.name, "CORDEE_NODE_PORT") for node in nodes)
        for node in nodes:
            if node.name in made:
                self._run("start", self._container(node))
            else:
                self._run(*self._creation(node))

    def _creation(self, node: Node) -> List[str]:
        known = [f"--name={self._container(node)}", f"--hostname={node.name}", f"--label=cordee.home={self._settings.home}"]
        reached = [f"--publish={LOOPBACK}:{node.port}:22", f"--env=CORDEE_MANAGEMENT_KEY={keys.public(self._settings)}"]
        return ["run", "--detach", *known, *reached, *_LIMITS, *(f"--cap-add={name}" for name in _CAPABILITIES), self._image()]

    def died(self, node: Node) -> str:
        if self.states([node])[node.name] in (State.RUNNING, State.FROZEN):
            return ""
        logs = self._try("logs", "--tail=10", self._container(node))
        return logs.stdout + logs.stderr

    def stop(self, nodes: List[Node]) -> None:
        self.thaw(nodes)
        self._each("stop", self._running(nodes))

    def kill(self, nodes: List[Node]) -> None:
        self._each("kill", self._running(nodes))

    def freeze(self, nodes: List[Node]) -> None:
        self._each("pause", self._in_state(nodes, State.RUNNING))

    def thaw(self, nodes: List[Node]) -> None:
        self._each("unpause", self._in_state(nodes, State.FROZEN))

    def states(self, nodes: List[Node]) -> Dict[str, State]:
        made = self._inspect(nodes)
        return {node.name: _state(*made.get(node.name, ("created", "0"))) for node in nodes}

    def pids(self, nodes: List[Node]) -> Dict[str, int]:
        """The engine may be on another machine: none that one could rely on."""
        return {}

    def host_key(self, node: Node) -> str:
        return " ".join(self._run("exec", self._container(node), "cat", IDENTITY).split()[:2])

    def remove(self, nodes: List[Node]) -> None:
        trouble = self.why_not()
        if trouble:
            raise Failure(f"{', '.join(node.name for node in nodes)}: a container, and {trouble}")
        made = self._inspect(nodes)
        for node in nodes:
            if node.name in made:
                self._run("rm", "--force", "--volumes", self._container(node))

    def _sources(self) -> Path:
        return self._settings.repository / "worker-image"

    def _image(self) -> str:
        digest = hashlib.sha256(self._settings.node_base.encode())
        for path in sorted(self._sources().iterdir()):
            digest.update(f"{path.name}\0".encode() + path.read_bytes())
        return f"cordee-worker:{digest.hexdigest()[:12]}"

    def _container(self, node: Node) -> str:
        """Of this stack: another CORDEE_HOME has nodes of the same names."""
        return f"cordee-{hashlib.sha256(str(self._settings.home).encode()).hexdigest()[:8]}-{node.name}"

    def _running(self, nodes: List[Node]) -> List[Node]:
        states = self.states(nodes)
        return [node for node in nodes if states[node.name] in (State.RUNNING, State.FROZEN)]

    def _in_state(self, nodes: List[Node], state: State) -> List[Node]:
        states = self.states(nodes)
        return [node for node in nodes if states[node.name] is state]

    def _inspect(self, nodes: List[Node]) -> Dict[str, List[str]]:
        """By node: status and exit code. What does not exist is left out, which docker also reports as an error."""
        names = {f"/{self._container(node)}": node.name for node in nodes}
        answer = self._try("inspect", "--type=container", "--format={{.Name}} {{.State.Status}} {{.State.ExitCode}}", *(name[1:] for name in names))
        rows = [line.split() for line in answer.stdout.splitlines()]
        return {names[row[0]]: row[1:] for row in rows if row and row[0] in names}

    def _each(self, action: str, nodes: List[Node]) -> None:
        if nodes:
            self._run(action, *(self._container(node) for node in nodes))

    def _run(self, *arguments: str) -> str:
        done = self._try(*arguments)
        if done.returncode:
            raise Failure(f"docker {arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def _try(self, *arguments: str, timeout: float | None = None) -> subprocess.CompletedProcess[str]:
        command = [self._docker, *arguments]
        return subprocess.run(command, env=dict(self._settings.environment), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False)


def _state(status: str, exit_code: str) -> State:
    if status in _STATES:
        return _STATES[status]
    if status == "exited" and exit_code == "0":
        return State.STOPPED
    return State.KILLED if exit_code == _BY_SIGNAL_9 else State.CRASHED
