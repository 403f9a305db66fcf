"""What temporal-compose.yml needs to know and nobody else may: passwords, keys and a certificate authority, each a file.

Containers read the files as users of their own, so the files are readable and the folder is not: nobody but its owner
gets at them on this machine.
"""

from __future__ import annotations

import base64
import os
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import Callable, Dict, List

from . import azure, files
from .errors import Failure
from .settings import Settings

_CA_DAYS = "3650"


def folder(settings: Settings) -> Path:
    return settings.home / "stack"


def ensure(settings: Settings, sandbox: bool = True) -> List[str]:
    """Makes what is not there, and says what it made. Nothing that exists is ever changed."""
    place = folder(settings)
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o700)
    before = os.umask(0o022)  # the folder keeps others out; containers have to read the files
    try:
        return _make(settings, place) + _make_account(settings, place, sandbox)
    finally:
        os.umask(before)


def _make(settings: Settings, place: Path) -> List[str]:
    made = []
    for name, make in _SIMPLE.items():
        if _is_missing(place / name):
            files.write_whole(place / name, make() + "\n")
            made.append(name)
    for name, make_files in (("ca.crt", _authority), ("node-management", _management_key), ("fleet/inventory.yml", _inventory)):
        if _is_missing(place / name):
            make_files(settings, place)
            made.append(name)
    return made


def _make_account(settings: Settings, place: Path, sandbox: bool) -> List[str]:
    """Of Azure: the caller's or the stand-in's, and empty without either, since compose insists on a file."""
    account, made = azure.for_containers(settings, sandbox), []
    for name, setting in azure.SECRETS.items():
        if _is_missing(place / name):
            files.write_whole(place / name, account.get(setting, "") + "\n")
            made.append(name)
    return made


def _is_missing(path: Path) -> bool:
    if path.is_dir():  # made by a compose that was started too early
        raise Failure(f"{path} is a folder and should be a file: remove it")
    return not path.exists()


def _key() -> str:
    return secrets.token_urlsafe(32)


def _encryption_key() -> str:
    return f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


_SIMPLE: Dict[str, Callable[[], str]] = {
    "cordee.api-key": _key,
    "cordee.viewer-key": _key,
    "cordee.encryption.keys": _encryption_key,
    "cordee.postgres.password": _key,
    "cordee.rental.webhook-secret": _key,
    "grafana.password": _key,
    "postgres.password": _key,
    "temporal.password": _key,
}


def _authority(settings: Settings, place: Path) -> None:
    """Of the certificates that the proxy makes for itself. The certificate comes last: with it, the pair is whole."""
    key, certificate = place / "ca.key", place / ".ca.crt"
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    means = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign"]
    _run(settings, "openssl", ["req", "-x509", "-sha256", "-days", _CA_DAYS, "-subj", "/CN=Cordee CA", *made, *means])
    key.chmod(0o644)
    os.replace(certificate, place / "ca.crt")


def _management_key(settings: Settings, place: Path) -> None:
    """With which workers enter nodes. Some ssh clients refuse a key that others may read; the folder sees to that."""
    fresh = place / ".node-management"
    fresh.unlink(missing_ok=True)
    _run(settings, "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "cordee-management", "-f", str(fresh)])
    fresh.chmod(0o644)
    os.replace(f"{fresh}.pub", place / "node-management.pub")
    os.replace(fresh, place / "node-management")


def _inventory(settings: Settings, place: Path) -> None:
    """Of static nodes: none yet. It is read when API and workers start."""
    files.write_whole(place / "fleet" / "inventory.yml", "nodes: []\n")


def _run(settings: Settings, program: str, arguments: List[str]) -> None:
    found = shutil.which(program, path=settings.environment.get("PATH"))
    if not found:
        package = {"openssl": "openssl", "ssh-keygen": "openssh-client"}[program]
        raise Failure(f"there is no {program} on the PATH. On Debian and Ubuntu: apt-get install {package}")
    done = subprocess.run([found, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"{program} failed", done.stderr)
