"""The key pair with which the control plane enters its nodes. The private half never leaves the secrets folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from ..errors import Failure
from ..settings import Settings

USER = "root"


def private(settings: Settings) -> Path:
    return settings.secrets / "node-management"


def public(settings: Settings) -> str:
    return _public_file(settings).read_text(encoding="ascii").strip()


def ensure(settings: Settings) -> None:
    """Beside and renamed, the private half last: a half-made pair is made again."""
    if private(settings).exists() and _public_file(settings).exists():
        return
    generator = shutil.which("ssh-keygen", path=settings.environment.get("PATH"))
    if not generator:
        raise Failure("there is no ssh-keygen on the PATH. On Debian and Ubuntu: apt-get install openssh-client")
    settings.secrets.mkdir(parents=True, exist_ok=True)
    settings.secrets.chmod(0o700)
    fresh = settings.secrets / f".node-management.{os.getpid()}"
    command = [generator, "-q", "-t", "ed25519", "-N", "", "-C", "cordee-management", "-f", str(fresh)]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    os.replace(f"{fresh}.pub", _public_file(settings))
    os.replace(fresh, private(settings))


def _public_file(settings: Settings) -> Path:
    return settings.secrets / "node-management.pub"
