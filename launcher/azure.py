"""The account at Azure that sales are run on: the caller's, or else the made-up one of the sandbox's stand-in.

The caller's is in the environment or in .env, never half of one and half of the other: with a single setting of it, nothing
of the stand-in's is given to the application.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Mapping

from .settings import LOOPBACK, SANDBOX_PORTS, Settings

# As `GET /azure/account` of the sandbox says: the same on every machine. What is secret here opens nothing else.
_SUBSCRIPTION, _GROUP = "0c04dee0-0000-4000-8000-000000000003", "cordee-sandbox"
_REGISTRY = "registry.sandbox.invalid"
STAND_IN = {
    "AZURE_TENANT_ID": "0c04dee0-0000-4000-8000-000000000001",
    "AZURE_CLIENT_ID": "0c04dee0-0000-4000-8000-000000000002",
    "AZURE_CLIENT_SECRET": "sandbox-secret",
    "AZURE_SUBSCRIPTION_ID": _SUBSCRIPTION,
    "AZURE_RESOURCE_GROUP": _GROUP,
    "AZURE_LOCATION": "francecentral",
    "AZURE_CONTAINER_ENV_ID": f"/subscriptions/{_SUBSCRIPTION}/resourceGroups/{_GROUP}/providers/Microsoft.App/managedEnvironments/sandbox-env",
    "AZURE_REGISTRY_URL": _REGISTRY,
    "REGISTRY_USERNAME": "sandbox",
    "REGISTRY_PASSWORD": "sandbox-password",
    "ENGINE_IMAGE": f"{_REGISTRY}/engine:1.0",
}
WHERE = ("CORDEE_SALES_AZURE_ENDPOINT", "CORDEE_SALES_AZURE_AUTHORITY", "CORDEE_SALES_AZURE_CA")
NAMES = (*STAND_IN, *WHERE)
SECRETS = {"cordee.sales.client-secret": "AZURE_CLIENT_SECRET", "cordee.sales.registry-password": "REGISTRY_PASSWORD"}

_PORT_IN_CONTAINERS = 8100 + SANDBOX_PORTS["azure"]
_CERTIFICATE_IN_CONTAINERS = Path("/etc/cordee/azure/ca.pem")


def folder(settings: Settings) -> Path:
    """Where the stand-in keeps its account, over its restarts and Cordée's."""
    return settings.home / "azure"


def variables(settings: Settings) -> Dict[str, str]:
    """For the application; nothing when there is no account at all."""
    own = told(settings)
    if _is_account(own) or not settings.sandbox:
        return own
    address = f"https://{LOOPBACK}:{settings.sandbox_port + SANDBOX_PORTS['azure']}"
    return {**stand_in(address, folder(settings) / "ca.pem"), **own}


def is_stand_in(settings: Settings) -> bool:
    return settings.sandbox and not _is_account(told(settings))


def for_containers(settings: Settings, sandbox: bool) -> Dict[str, str]:
    """The same in temporal-compose.yml, where the stand-in has the name of its service."""
    own = told(settings)
    if _is_account(own) or not sandbox:
        return own
    return {**stand_in(f"https://sandbox:{_PORT_IN_CONTAINERS}", _CERTIFICATE_IN_CONTAINERS), **own}


def told(settings: Settings) -> Dict[str, str]:
    """What the caller says, in the environment first. An empty variable counts as unset."""
    said = {**_in_file(_file(settings)), **_not_empty(settings.environment)}
    return {name: said[name] for name in NAMES if name in said}


def stand_in(address: str, certificate: Path) -> Dict[str, str]:
    return {**STAND_IN, **dict(zip(WHERE, (address, address, str(certificate))))}


def _is_account(said: Mapping[str, str]) -> bool:
    return any(name.startswith(("AZURE_", *WHERE)) for name in said)


def _file(settings: Settings) -> Path:
    return Path(settings.environment.get("CORDEE_ENV_FILE") or settings.repository / ".env")


def _in_file(file: Path) -> Dict[str, str]:
    """Nothing where `init` has put the stand-in of the containers: that is not reached from outside of them."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    found = _not_empty({name.strip(): value.strip().strip("'\"") for name, _, value in pairs})
    return {} if found.get("AZURE_SUBSCRIPTION_ID") == _SUBSCRIPTION else found


def _not_empty(variables: Mapping[str, str]) -> Dict[str, str]:
    return {name: variables[name] for name in NAMES if variables.get(name, "").strip()}
