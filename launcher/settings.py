"""Every setting of the launcher, read from the environment and nowhere else, checked once."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional, Tuple

from .errors import UsageError

REPOSITORY = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
SANDBOX_PORTS = {"": 0, "panier": 1, "stock": 2, "client": 3, "ventes": 4, "gateway": 5, "store-manager": 6, "payments": 7, "azure": 8}
PEERS = {  # what the application calls, by the setting that says where; the gateway hides the two services behind it
    "CORDEE_CHECKOUT_PANIER_URL": "panier",
    "CORDEE_CHECKOUT_STOCK_URL": "stock",
    "CORDEE_CHECKOUT_CLIENT_URL": "client",
    "CORDEE_CHECKOUT_VENTES_URL": "ventes",
    "CORDEE_ORDERS_GATEWAY_URL": "gateway",
}
NODE_FLAVOURS = ("docker", "namespaces")

_TRUE = {"true", "1", "yes", "on"}
_FALSE = {"false", "0", "no", "off"}


@dataclass(frozen=True)
class Settings:
    """One stack: where its state lives, on which ports it answers and which of its parts are ours to run."""

    environment: Mapping[str, str]
    repository: Path
    home: Path
    tools: Path
    api_port: int
    worker_port: int
    postgres_port: int
    sandbox_port: int
    temporal_target: str
    temporal_ui_port: int
    temporal_metrics_port: int
    temporal_namespace: str
    sandbox: bool
    roles: Tuple[str, ...]
    nodes: Optional[int]
    node_port: int
    node_flavour: str
    node_base: str

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def secrets(self) -> Path:
        return self.home / "secrets"

    @property
    def embedded_postgres(self) -> bool:
        return not self.environment.get("CORDEE_POSTGRES_URL")

    @property
    def temporal_host(self) -> str:
        return self.temporal_target.rpartition(":")[0]

    @property
    def temporal_port(self) -> int:
        return int(self.temporal_target.rpartition(":")[2])

    @property
    def embedded_temporal(self) -> bool:
        """A target elsewhere is somebody's real cluster: we only talk to it."""
        return self.temporal_host == "localhost" or self.temporal_host.startswith("127.")

    @property
    def one_process(self) -> bool:
        """API and worker share a process, which lets Temporal hand a new workflow to it at once (eager start)."""
        return {"api", "worker"} <= set(self.roles)

    def sandbox_url(self, service: str = "") -> str:
        return f"http://{LOOPBACK}:{self.sandbox_port + SANDBOX_PORTS[service]}"


def read(environment: Mapping[str, str], cwd: Path, repository: Path = REPOSITORY) -> Settings:
    """A relative CORDEE_HOME is relative to the caller's folder, as any path typed in a shell is."""
    home = cwd / (environment.get("CORDEE_HOME") or repository / ".cordee")
    return Settings(
        environment=dict(environment),
        repository=repository,
        home=_normal(home),
        tools=_normal(cwd / (environment.get("CORDEE_TOOLS") or home / "tools")),
        api_port=_port(environment, "CORDEE_PORT", 8023),
        worker_port=_port(environment, "CORDEE_WORKER_PORT", 8024),
        postgres_port=_port(environment, "CORDEE_POSTGRES_PORT", 5434),
        sandbox_port=_port(environment, "CORDEE_SANDBOX_PORT", 8100),
        temporal_target=_target(environment.get("CORDEE_TEMPORAL_TARGET") or f"{LOOPBACK}:7233"),
        temporal_ui_port=_port(environment, "CORDEE_TEMPORAL_UI_PORT", 8233),
        temporal_metrics_port=_port(environment, "CORDEE_TEMPORAL_METRICS_PORT", 8234),
        temporal_namespace=environment.get("CORDEE_TEMPORAL_NAMESPACE") or "cordee",
        sandbox=flag(environment, "CORDEE_SANDBOX", True),
        roles=_roles(environment.get("CORDEE_ROLES", "")),
        nodes=_count(environment, "CORDEE_NODES"),
        node_port=_port(environment, "CORDEE_NODE_PORT", 22221),
        node_flavour=_flavour(environment.get("CORDEE_NODE_FLAVOUR", "")),
        node_base=environment.get("CORDEE_NODE_BASE") or "debian:bookworm-slim",
    )


def flag(environment: Mapping[str, str], name: str, default: bool) -> bool:
    text = environment.get(name, "").strip().lower()
    if not text:
        return default
    if text not in _TRUE | _FALSE:
        raise UsageError(f"{name}={text} is neither true nor false")
    return text in _TRUE


def pom_property(repository: Path, name: str) -> str:
    """Versions live in the root pom alone; the launcher runs the same servers as the tests."""
    match = re.search(rf"<{re.escape(name)}>([^<]+)<", (repository / "pom.xml").read_text(encoding="utf-8"))
    if not match:
        raise UsageError(f"the root pom.xml has no property {name}")
    return match.group(1).strip()


def binaries_platform(system: str = platform.system(), machine: str = platform.machine()) -> str:
    """The name the PostgreSQL binaries are published under."""
    processor = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64v8", "arm64": "arm64v8"}.get(machine.lower())
    if system not in ("Linux", "Darwin") or not processor:
        raise UsageError(f"there are no embedded PostgreSQL binaries for {system} {machine}: set CORDEE_POSTGRES_URL")
    return f"{system.lower()}-{processor}"


def _normal(path: Path) -> Path:
    return path.expanduser().resolve()


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise UsageError(f"{name}={text} is not a port (1 to 65535)")
    return int(text)


def _count(environment: Mapping[str, str], name: str) -> Optional[int]:
    text = environment.get(name, "")
    if text and not text.isdigit():
        raise UsageError(f"{name}={text} is not a number")
    return int(text) if text else None


def _flavour(text: str) -> str:
    if text not in ("", *NODE_FLAVOURS):
        raise UsageError(f"CORDEE_NODE_FLAVOUR={text} is neither {' nor '.join(NODE_FLAVOURS)}")
    return text


def _target(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise UsageError(f"CORDEE_TEMPORAL_TARGET={text} is not host:port")
    return text


def _roles(text: str) -> Tuple[str, ...]:
    return tuple(role.strip() for role in text.split(",") if role.strip())
