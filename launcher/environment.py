"""The environment of the Java processes: the caller's, plus what the caller left unset."""

from __future__ import annotations

import secrets
import shlex
from ipaddress import ip_address
from typing import Dict, List

from . import azure, encryption, files, postgres
from .errors import Failure
from .nodes import inventory, keys
from .settings import LOOPBACK, PEERS, Settings
from .tools import Toolbox

_HEAP = {"web": "-Xmx512m", "sandbox": "-Xmx256m", "bench": "-Xmx512m"}
_JAVA = [
    "-XX:+UseSerialGC",  # small heaps on few cores: the least memory and threads, and no slower
    "-XX:+ExitOnOutOfMemoryError",  # a process without memory is half dead; Temporal resumes its work elsewhere
    "--sun-misc-unsafe-memory-access=allow",  # protobuf still uses it: keeps four warnings out of every log
    "-Dstdout.encoding=UTF-8",
    "-Dstderr.encoding=UTF-8",
]

_LAUNCHER, _SANDBOX = "CORDEE_PRACTICE_LAUNCHER", "CORDEE_PRACTICE_SANDBOX"
NO_PRACTICE = {_LAUNCHER: "", _SANDBOX: ""}


def java_options(settings: Settings, module: str) -> List[str]:
    """CORDEE_JAVA_OPTS comes last, so it wins."""
    return [*_JAVA, _HEAP[module], *shlex.split(settings.environment.get("CORDEE_JAVA_OPTS", ""))]


def application(settings: Settings, roles: str, port: int) -> Dict[str, str]:
    """For one process of the application. Its own port and roles are ours to say; all else the caller may have said."""
    environment = _with_defaults(settings, {**connections(settings), **azure.variables(settings)})
    environment.update(CORDEE_ROLES=roles, CORDEE_PORT=str(port), CORDEE_HOME=str(settings.home))
    environment.update(encryption.variables(settings))
    return environment


def fleet(settings: Settings, toolbox: Toolbox) -> Dict[str, str]:
    """How to reach and set up the local nodes, if there are any. Another inventory is for others to say how."""
    if not inventory.file(settings).exists() or settings.environment.get("CORDEE_FLEET_INVENTORY"):
        return {}
    return {
        "CORDEE_FLEET_INVENTORY": str(inventory.file(settings)),
        "CORDEE_FLEET_SSH_USER": keys.USER,
        "CORDEE_FLEET_SSH_KEY": str(keys.private(settings)),
        "CORDEE_FLEET_PLAYBOOKS": str(settings.repository / "ansible"),
        "CORDEE_RENTAL_WEBHOOK_SECRET": secret(settings, "webhook"),
        **_ansible(toolbox),
    }


def secret(settings: Settings, name: str) -> str:
    """Made at its first use, kept in a file that its owner alone can read."""
    path = settings.secrets / name
    if not path.exists():
        files.write_secret(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii").strip()


def _ansible(toolbox: Toolbox) -> Dict[str, str]:
    """Where it cannot be installed, `up` has said so; nothing but rentals needs it."""
    try:
        return {"CORDEE_FLEET_ANSIBLE": str(toolbox.ansible)}
    except Failure:
        return {}


def sandbox(settings: Settings) -> Dict[str, str]:
    ours = {"CORDEE_SANDBOX_PORT": str(settings.sandbox_port), "CORDEE_SANDBOX_AZURE_DIR": str(azure.folder(settings))}
    return {**settings.environment, **ours, "CORDEE_HOME": str(settings.home)}


def practice(settings: Settings) -> Dict[str, str]:
    """What lets the dashboard break this stack: only where all services are our stand-ins, and nobody else can reach the API."""
    if not _is_a_playground(settings) or _is_open_to_others(settings):
        return dict(NO_PRACTICE)
    return {_LAUNCHER: str(settings.repository / "cordee"), _SANDBOX: settings.sandbox_url()}


def _is_a_playground(settings: Settings) -> bool:
    """Orders that are sent to try things, and sales that are opened, must not be real ones."""
    ours = connections(settings)
    peers = all(settings.environment.get(setting) in (None, "", ours.get(setting)) for setting in PEERS)
    return settings.sandbox and peers and azure.is_stand_in(settings)


def _is_open_to_others(settings: Settings) -> bool:
    address = settings.environment.get("CORDEE_ADDRESS") or LOOPBACK
    return bool(settings.environment.get("CORDEE_TRUSTED_PROXIES")) or not _is_loopback(address)


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return False


def connections(settings: Settings) -> Dict[str, str]:
    """How to reach the parts of this stack that are ours."""
    found = {
        "CORDEE_TEMPORAL_TARGET": settings.temporal_target,
        "CORDEE_TEMPORAL_NAMESPACE": settings.temporal_namespace,
    }
    if settings.embedded_postgres:
        found["CORDEE_POSTGRES_URL"] = f"jdbc:postgresql://{LOOPBACK}:{settings.postgres_port}/cordee"
        found["CORDEE_POSTGRES_USER"] = "cordee"
        found["CORDEE_POSTGRES_PASSWORD"] = postgres.password(settings)
    if settings.embedded_temporal:
        found["CORDEE_DASHBOARD_TEMPORAL_UI"] = f"http://{LOOPBACK}:{settings.temporal_ui_port}"
    if settings.sandbox:
        found.update({setting: settings.sandbox_url(service) for setting, service in PEERS.items()})
    return found


def _with_defaults(settings: Settings, defaults: Dict[str, str]) -> Dict[str, str]:
    """A user or password of the caller's cannot be meant for the database that we made, so those two are ours then."""
    said = {name: value for name, value in settings.environment.items() if value or name not in defaults}
    merged = {**defaults, **said}
    if settings.embedded_postgres:
        merged.update({name: value for name, value in defaults.items() if name.startswith("CORDEE_POSTGRES_")})
    return merged
