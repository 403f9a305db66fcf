"""The files of a node without Docker: what is its own. What it shows of the host is mounted by enter.sh."""

from __future__ import annotations

import shutil
from pathlib import Path

from .. import files
from ..settings import Settings
from . import node as node_

IDENTITY = "var/lib/cordee/ssh/host_ed25519.pub"

_PASSWD = """\
root:x:0:0:root:/root:{shell}
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
sshd:x:100:65534:sshd:/run/sshd:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
"""
_SHADOW = """\
root:*:::::::
daemon:*:::::::
mail:*:::::::
sshd:!:::::::
nobody:*:::::::
"""
_GROUP = """\
root:x:0:
daemon:x:1:
tty:x:5:
mail:x:8:
shadow:x:42:
utmp:x:43:
users:x:100:
nogroup:x:65534:
"""
_NSSWITCH = "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n"
_FOLDERS = ("dev", "etc/ssh", "home", "mnt", "opt/cordee", "proc", "run", "srv", "sys", "var/cache", "var/lib/cordee", "var/log", "var/mail", "var/spool")
_LINKS = {"var/run": "/run", "var/lock": "/run/lock", "etc/os-release": "../usr/lib/os-release", "etc/mtab": "/proc/self/mounts"}


def folder(settings: Settings, name: str) -> Path:
    return node_.folder(settings, name) / "root"


def prepare(settings: Settings, name: str) -> None:
    """Before each start. Accounts, homes and the host key that are there stay as they are."""
    root = folder(settings, name)
    for path in _FOLDERS:
        (root / path).mkdir(parents=True, exist_ok=True)
    for path, mode in (("root", 0o700), ("tmp", 0o1777), ("var/tmp", 0o1777)):
        (root / path).mkdir(exist_ok=True)
        (root / path).chmod(mode)
    for path, target in _LINKS.items():
        if not (root / path).is_symlink():
            (root / path).symlink_to(target)
    _accounts(root, name)
    _program(settings.repository / "worker-image", root)


def _accounts(root: Path, name: str) -> None:
    """passwd last: where it is, the others are too."""
    etc = root / "etc"
    files.write_whole(etc / "hostname", f"{name}\n")
    files.write_whole(etc / "hosts", f"127.0.0.1 localhost {name}\n::1 localhost\n")
    if (etc / "passwd").exists():
        return
    shell = "/bin/bash" if Path("/bin/bash").exists() else "/bin/sh"
    files.write_whole(etc / "nsswitch.conf", _NSSWITCH)
    files.write_whole(etc / "group", _GROUP)
    files.write_whole(etc / "shadow", _SHADOW, mode=0o640)
    files.write_whole(etc / "passwd", _PASSWD.format(shell=shell))


def _program(image: Path, root: Path) -> None:
    for script in ("entrypoint.sh", "healthcheck.sh", "agent.py"):
        shutil.copyfile(image / script, root / "opt/cordee" / script)
        (root / "opt/cordee" / script).chmod(0o755)
    shutil.copyfile(image / "sshd_config", root / "etc/ssh/sshd_config")
