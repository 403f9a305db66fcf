"""A Docker engine for the tests of the compose files: the one that answers, or one of our own while they run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Mapping

from .errors import Failure
from .output import say

_PACKAGES = {"dockerd": "docker.io", "docker": "docker.io", "iptables": "iptables", "docker-compose": "docker-compose", "debootstrap": "debootstrap"}
_SECONDS_TO_ANSWER = 10
_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 60
# What it keeps is worth keeping: images take minutes to make.
_HOME = Path("/var/lib/cordee-engine")


@contextmanager
def running(environment: Mapping[str, str]) -> Iterator[Dict[str, str]]:
    """The variables with which docker and docker-compose reach it. One that was started here ends here."""
    with _host(environment) as found:
        compose = _compose({**environment, **found})
        yield {**found, "CORDEE_COMPOSE": compose}


@contextmanager
def _host(environment: Mapping[str, str]) -> Iterator[Dict[str, str]]:
    if answers(environment):
        yield {}
        return
    _install(environment)
    socket = _HOME / "docker.sock"
    reached = {"DOCKER_HOST": f"unix://{socket}"}
    if answers({**environment, **reached}):  # of another run
        yield reached
        return
    engine = _start(socket, environment)
    try:
        _await({**environment, **reached}, engine)
        yield reached
    finally:
        engine.send_signal(signal.SIGTERM)
        engine.wait(_SECONDS_TO_STOP)


def _start(socket: Path, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    _HOME.mkdir(parents=True, exist_ok=True)
    say("      starting a Docker engine for the tests …")
    places = ["--data-root", str(_HOME / "data"), "--exec-root", str(_HOME / "run"), "--pidfile", str(_HOME / "pid")]
    with open(_HOME / "log", "ab") as log:
        return subprocess.Popen(
            ["dockerd", *places, "--host", f"unix://{socket}"],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us: it is stopped in order
        )


def _await(environment: Mapping[str, str], engine: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while not answers(environment):
        if engine.poll() is not None or time.monotonic() > until:
            raise Failure(f"no Docker engine answers, and one of our own did not start; its log is {_HOME / 'log'}")
        time.sleep(0.5)


def answers(environment: Mapping[str, str]) -> bool:
    """Whether docker reaches an engine with this environment."""
    docker = shutil.which("docker", path=environment.get("PATH"))
    if not docker:
        return False
    try:
        command = [docker, "version", "--format", "{{.Server.Version}}"]
        return subprocess.run(command, env=dict(environment), capture_output=True, timeout=_SECONDS_TO_ANSWER, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _install(environment: Mapping[str, str]) -> None:
    missing = sorted({package for program, package in _PACKAGES.items() if not shutil.which(program, path=environment.get("PATH"))})
    if os.geteuid() != 0:
        raise Failure("the tests of the compose files need a Docker engine that answers, or root to start one")
    if missing:
        _apt(missing, environment)


def _apt(packages: List[str], environment: Mapping[str, str]) -> None:
    if not shutil.which("apt-get", path=environment.get("PATH")):
        raise Failure(f"the tests of the compose files need a Docker engine: install {' '.join(packages)}")
    say(f"      installing {' '.join(packages)} …")
    quiet = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure(f"{' '.join(command)} failed", done.stderr)


def _compose(environment: Mapping[str, str]) -> str:
    """The plugin, or the program of its own that Debian has."""
    plugin = subprocess.run(["docker", "compose", "version"], env=dict(environment), capture_output=True, check=False)
    if plugin.returncode == 0:
        return "docker compose"
    if not shutil.which("docker-compose", path=environment.get("PATH")):
        _apt(["docker-compose"], environment)
    return "docker-compose"
