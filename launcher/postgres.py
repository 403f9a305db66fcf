"""The embedded PostgreSQL: where its data is, as whom it runs, and how it is made.

PostgreSQL refuses to run as root. Where we are root it runs in a user namespace without any mapping (it then
believes to be nobody, and its files stay root's); where the kernel forbids that, as the user nobody.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

from . import files
from .errors import Failure
from .processes import Launch, identity
from .settings import LOOPBACK, Settings

_NAMESPACE = ["unshare", "-U"]
_NOBODY = "nobody"
_OPTIONS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "on",  # an answer given is an answer kept, whatever is killed
    "synchronous_commit": "on",
}
_TRANSIENT = ("pre-existing shared memory block", "could not bind", "Address already in use")


@dataclass(frozen=True)
class Seat:
    """A folder for the data together with a way to run that can use it."""

    folder: Path
    binaries: Path
    prefix: List[str]
    user: Optional[str]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def program(self, name: str) -> List[str]:
        return [*self.prefix, str(self.binaries / "bin" / name)]

    def run(self, command: List[str], text: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(
            command, input=text, capture_output=True, text=True, check=False, cwd="/", env=_environment(), **identity(self.user)
        )

    def usable(self) -> bool:
        check = 'test -w "$1" && test -x "$1" && "$2" --version'
        try:
            return self.run([*self.prefix, "sh", "-c", check, "sh", str(self.folder), str(self.binaries / "bin" / "postgres")]).returncode == 0
        except (OSError, subprocess.SubprocessError):
            return False


def password(settings: Settings) -> str:
    return _password_file(settings).read_text(encoding="utf-8").strip()


def launch(settings: Settings, binaries: Path) -> Launch:
    """Everything up to the command that becomes the postmaster itself: no wrapper stays, so its pid is the one recorded."""
    seat = _take_seat(settings, binaries)
    if not seat.data.exists():
        _create(settings, seat)
    elif not _password_file(settings).exists():
        raise Failure(f"the password of the database in {seat.data} is gone ({_password_file(settings)}): ./cordee down --purge starts afresh")
    _drop_stale_lock(seat.data)
    options = [f"-c{name}={value}" for name, value in {**_OPTIONS, "port": str(settings.postgres_port)}.items()]
    return Launch([*seat.program("postgres"), "-D", str(seat.data), *options], _environment(), seat.user)


def is_transient(log: str) -> bool:
    """After kill -9 the last children hold the old memory and port for a moment: worth another try."""
    return any(text in log for text in _TRANSIENT)


def folders(settings: Settings) -> List[Path]:
    return [settings.home / "postgres", _outside(settings)]


def _outside(settings: Settings) -> Path:
    return Path("/var/lib") / f"cordee-{hashlib.sha256(str(settings.home).encode()).hexdigest()[:10]}"


def _password_file(settings: Settings) -> Path:
    return settings.secrets / "postgres-password"


def _environment() -> Dict[str, str]:
    """Nothing of the caller's: neither PG* variables nor a locale that this machine lacks."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def _take_seat(settings: Settings, binaries: Path) -> Seat:
    if os.geteuid() != 0:
        folder = settings.home / "postgres"
        folder.mkdir(parents=True, exist_ok=True)
        return Seat(folder, binaries, [], None)
    for seat in _seats_for_root(settings, binaries):
        if seat.usable():
            return seat
    raise Failure(
        "PostgreSQL does not run as root, and neither a user namespace (unshare -U) nor the user nobody works here: "
        "run ./cordee as an ordinary user, or set CORDEE_POSTGRES_URL to a database of yours"
    )


def _seats_for_root(settings: Settings, binaries: Path) -> Iterator[Seat]:
    """Data that exists decides; else the first place that works, home before /var/lib, namespace before nobody."""
    namespace: List[Tuple[List[str], Optional[str]]] = [(_NAMESPACE, None)] if _namespaces_work() else []
    for prefix, user in (*namespace, ([], _NOBODY)):
        for folder in sorted(folders(settings), key=lambda place: not (place / "data").exists()):
            if not _belongs(folder / "data", user):
                continue
            _make_folder(folder, user)
            yield Seat(folder, binaries, prefix, user)
            if folder == _outside(settings):  # a clone below a closed home: nobody cannot reach the binaries either
                yield Seat(folder, _copied(binaries, folder), prefix, user)
            if not any(folder.iterdir()):
                folder.rmdir()


def _namespaces_work() -> bool:
    try:
        return subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _belongs(data: Path, user: Optional[str]) -> bool:
    return not data.exists() or (data.owner() == (user or "root"))


def _make_folder(folder: Path, user: Optional[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    shutil.chown(folder, user or "root")


def _copied(binaries: Path, folder: Path) -> Path:
    copy = folder / "binaries"
    if not copy.exists():
        shutil.copytree(binaries, copy, symlinks=True)
    return copy


def _create(settings: Settings, seat: Seat) -> None:
    """Made under another name and renamed when the database is in it: an interrupted creation leaves nothing to trip over."""
    new, secret = seat.folder / "data.new", seat.folder / "password.new"
    shutil.rmtree(new, ignore_errors=True)
    if not _password_file(settings).exists():
        files.write_secret(_password_file(settings), secrets.token_urlsafe(24))
    try:
        secret.touch(mode=0o600)
        shutil.chown(secret, seat.user or os.geteuid())
        secret.write_text(password(settings), encoding="utf-8")
        _must(seat.run([*seat.program("initdb"), "-D", str(new), "--username=cordee", "--auth=scram-sha-256", f"--pwfile={secret}",
                        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]))
    finally:
        secret.unlink(missing_ok=True)
    # the bundle has no psql; the single-user mode needs neither client nor password
    _must(seat.run([*seat.program("postgres"), "--single", "-D", str(new), "postgres"], "CREATE DATABASE cordee\n"))
    new.rename(seat.data)


def _must(done: subprocess.CompletedProcess) -> None:
    if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        raise Failure("PostgreSQL's data folder could not be made", done.stdout[-2000:] + done.stderr[-2000:])


def _drop_stale_lock(data: Path) -> None:
    """After a crash the pid in postmaster.pid may be some other process by now, which PostgreSQL takes for itself."""
    lock = data / "postmaster.pid"
    try:
        pid = int(lock.read_text(encoding="utf-8").split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        lock.unlink(missing_ok=True)
        return
    command = subprocess.run(["ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    if command.strip().startswith("Z") or str(data) not in command:
        lock.unlink(missing_ok=True)
    else:
        raise Failure(f"PostgreSQL already runs on {data}, started by somebody else: pid {pid} (end it with kill -INT {pid})")
