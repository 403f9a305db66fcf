"""Does it answer? Each probe is one quick question over loopback, past any proxy the environment names."""

from __future__ import annotations

import http.client
import socket
import struct
import subprocess
from pathlib import Path

from .settings import LOOPBACK

_SECONDS = 2.0


def http_ok(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def postgres_ok(port: int) -> bool:
    """The first half of a login: a server that accepts sessions asks for the password (R), one that is
    starting, recovering or stopping answers with an error (E). Needs no client and no secret."""
    body = struct.pack("!i", 196608) + b"user\0cordee\0database\0cordee\0\0"
    try:
        with socket.create_connection((LOOPBACK, port), timeout=_SECONDS) as connection:
            connection.sendall(struct.pack("!i", len(body) + 4) + body)
            return connection.recv(1024)[:1] == b"R"  # all of it: unread bytes would make the close an error in its log
    except OSError:
        return False


def ssh_ok(port: int) -> bool:
    """It greets. One that is frozen, or Docker's forwarder of a port nobody has yet, accepts and says nothing."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=_SECONDS) as connection:
            return connection.recv(64).startswith(b"SSH-2.0")
    except OSError:
        return False


def temporal_ok(binary: Path, target: str, namespace: str) -> bool:
    """The namespace has to answer, not only the port: it is registered after the server listens."""
    host, _, port = target.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=_SECONDS).close()
    except OSError:
        return False
    command = [str(binary), "operator", "namespace", "describe", "--namespace", namespace, "--address", target]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False
