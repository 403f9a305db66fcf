#!/usr/bin/env python3
"""The first process of a node that joins by itself: runs sshd, tells the control plane that the node is there.

    agent.py /usr/sbin/sshd -D …

  CORDEE_URL               the control plane, as in https://manager_proxy
  CORDEE_JOIN_TOKEN_FILE   a file with the join token, which no tenant can read    (/run/cordee/join-token)
  CORDEE_CA_FILE           whom to trust                                           (the system's authorities)
  CORDEE_NODE_ADDRESS      where the node is, if not where its requests come from
  CORDEE_NODE_SSH_PORT     where its sshd is reached, if not at CORDEE_SSH_PORT    (22)

Who the node is stays in /var/lib/cordee: its host key, its token, and the secret by which a repeated registration is known.
Python 3.9 or newer, nothing else. A line is logged when something changes, and none in between.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import select
import signal
import socket
import ssl
import stat
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional
from urllib.parse import urlsplit

UNUSABLE = 78  # EX_CONFIG, as the entry point
_CALL_SECONDS = 5.0
_LAST_WORD_SECONDS = 2.0  # docker kills ten seconds after it asked to stop; this, twice, and sshd's end fit in
_SSHD_SECONDS = 3.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_LONGEST_ASKED = 600.0
_MOST_ANSWER = 65536


class Unusable(Exception):
    """A setting that makes no sense: nothing to try again."""


def say(text: str) -> None:
    print(f"node: {text}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Settings:
    url: str
    join_token_file: Path
    ca_file: Optional[Path]
    address: str
    ssh_port: int
    state: Path

    @staticmethod
    def read(environment: Mapping[str, str]) -> "Settings":
        port = environment.get("CORDEE_NODE_SSH_PORT") or environment.get("CORDEE_SSH_PORT") or "22"
        if not port.isdigit():
            raise Unusable(f"the port {port} is no number")
        ca_file = environment.get("CORDEE_CA_FILE")
        return Settings(
            url=environment["CORDEE_URL"],
            join_token_file=Path(environment.get("CORDEE_JOIN_TOKEN_FILE") or "/run/cordee/join-token"),
            ca_file=Path(ca_file) if ca_file else None,
            address=environment.get("CORDEE_NODE_ADDRESS", ""),
            ssh_port=int(port),
            state=Path(environment.get("CORDEE_STATE", "/var/lib/cordee")),
        )


class Identity:
    """Who this node is, over restarts; written whole, for root alone."""

    def __init__(self, state: Path) -> None:
        self._file = state / "agent" / "identity.json"
        self._host_key = state / "ssh" / "host_ed25519.pub"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.parent.chmod(0o700)
        known = self._load()
        self.registration = known.get("registration") or secrets.token_urlsafe(32)
        self.token = known.get("token") or ""
        if not known:
            self._save()  # before the first call: its answer may be lost on the way

    @property
    def host_key(self) -> str:
        return " ".join(self._host_key.read_text(encoding="ascii").split()[:2])

    def keep(self, token: str) -> None:
        self.token = token
        self._save()

    def _load(self) -> Dict[str, str]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
            return known if isinstance(known, dict) else {}
        except (FileNotFoundError, ValueError):
            return {}

    def _save(self) -> None:
        beside = self._file.with_suffix(".new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"registration": self.registration, "token": self.token}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self._file)


@dataclass(frozen=True)
class Answer:
    status: int
    body: Dict[str, object]
    retry_after: float

    @property
    def why(self) -> str:
        detail = str(self.body.get("detail", ""))[:500]
        return f"{self.status}{': ' if detail else ''}{detail}"


class Api:
    """The control plane's two routes. Past any proxy the environment names: it is the proxy's door itself."""

    def __init__(self, settings: Settings) -> None:
        url = urlsplit(settings.url)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise Unusable(f"CORDEE_URL={settings.url} is no http or https address")
        self._host, self._port, self._path = url.hostname, url.port, url.path.rstrip("/")
        self._context = None
        if url.scheme == "https":
            try:
                self._context = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
            except (OSError, ssl.SSLError) as error:
                raise Unusable(f"CORDEE_CA_FILE={settings.ca_file}: {error}") from error

    def post(self, path: str, token: str, body: Mapping[str, object], seconds: float = _CALL_SECONDS, **headers: str) -> Answer:
        """Raises OSError when no answer came."""
        connection = self._connection(seconds)
        try:
            sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "User-Agent": "cordee-node", **headers}
            connection.request("POST", self._path + path, json.dumps(body), sent)
            response = connection.getresponse()
            return Answer(response.status, _object(response.read(_MOST_ANSWER)), _seconds(response.getheader("Retry-After")))
        except (http.client.HTTPException, ValueError) as error:
            raise OSError(f"no HTTP: {error!r}") from error
        finally:
            connection.close()

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        if self._context:
            return http.client.HTTPSConnection(self._host, self._port, timeout=seconds, context=self._context)
        return http.client.HTTPConnection(self._host, self._port, timeout=seconds)


def _object(text: bytes) -> Dict[str, object]:
    try:
        read = json.loads(text or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _seconds(text: Optional[str]) -> float:
    return min(float(text), _LONGEST_ASKED) if text and text.isdigit() else 0.0


class Pauses:
    """Longer and longer, and never in step with those of other nodes."""

    def __init__(self) -> None:
        self._next = _FIRST_PAUSE

    def reset(self) -> None:
        self._next = _FIRST_PAUSE

    def next(self, at_least: float = 0.0, at_most: float = _LONGEST_PAUSE) -> float:
        pause = min(self._next, at_most)
        self._next = min(self._next * 2, _LONGEST_PAUSE)
        return max(at_least, pause) * random.uniform(0.7, 1.3)


class Home:
    """Calls home: registers, then says again and again that the node is there. Each step returns when the next is due."""

    def __init__(self, settings: Settings, api: Api, log: Callable[[str], None] = say) -> None:
        self._settings = settings
        self._api = api
        self._identity = Identity(settings.state)
        self._log = log
        self._said = ""
        self._in_trouble = False
        self._pauses = Pauses()
        self._interval = 0.0  # not registered

    def run(self, stopping: threading.Event) -> None:
        pause = 0.0
        while not stopping.wait(pause):
            pause = self.step()

    def step(self) -> float:
        try:
            return self._heartbeat() if self._interval else self._register()
        except OSError as error:
            return self._trouble(f"{self._settings.url} is not reached: {error}")

    def leave(self) -> None:
        """The last word; whether it is heard or not, the node goes."""
        if not self._identity.token:
            return
        try:
            answer = self._api.post("/api/heartbeat", self._identity.token, {"leaving": True}, _LAST_WORD_SECONDS)
            self._say("said that it leaves" if answer.status == 204 else f"leaves; was told {answer.why}")
        except OSError as error:
            self._say(f"leaves, and could not say so: {error}")

    def _register(self) -> float:
        known = bool(self._identity.token)
        shown = self._identity.token or self._join_token()
        if not shown:
            return self._trouble(f"there is no join token in {self._settings.join_token_file}")
        answer = self._api.post("/api/register", shown, self._about(), **{"Idempotency-Key": self._identity.registration})
        token = answer.body.get("node_token")
        if answer.status in (200, 201) and isinstance(token, str):
            self._registered(answer, token)
            return self._interval * random.uniform(0.9, 1.0)
        if answer.status == 401 and known:
            self._identity.keep("")
            self._say("is not known any more: joins anew")
            return 0.0
        return self._trouble(f"is not taken: {answer.why}", answer.retry_after)

    def _registered(self, answer: Answer, token: str) -> None:
        self._identity.keep(token)
        seconds = answer.body.get("heartbeat_seconds")
        self._interval = min(max(float(seconds), 1.0), _LONGEST_ASKED) if isinstance(seconds, (int, float)) else 30.0
        self._well()
        self._say(f"is node {answer.body.get('node_id')} of {self._settings.url}, and says so every {self._interval:.0f} s")

    def _about(self) -> Dict[str, object]:
        about: Dict[str, object] = {"hostname": socket.gethostname(), "ssh_port": self._settings.ssh_port, "host_key": self._identity.host_key}
        if self._settings.address:
            about["address"] = self._settings.address
        return about

    def _join_token(self) -> str:
        """Read anew each time: an operator may have put another one there."""
        file = self._settings.join_token_file
        try:
            token = file.read_text(encoding="ascii").strip()
        except (FileNotFoundError, ValueError):
            return ""
        if is_open(file):
            raise OSError(f"every tenant could read {file}: close it, or its folder, to all but root")
        return token

    def _heartbeat(self) -> float:
        answer = self._api.post("/api/heartbeat", self._identity.token, {})
        if answer.status == 204:
            if self._in_trouble:
                self._say("is heard again")
            self._well()
            return self._interval * random.uniform(0.9, 1.0)
        if answer.status == 401:
            self._interval = 0.0
            return 0.0
        return self._trouble(f"is not heard: {answer.why}", answer.retry_after)

    def _well(self) -> None:
        self._in_trouble = False
        self._pauses.reset()

    def _trouble(self, what: str, at_least: float = 0.0) -> float:
        self._in_trouble = True
        self._say(what)
        return self._pauses.next(at_least, self._interval or _LONGEST_PAUSE)

    def _say(self, what: str) -> None:
        if what != self._said:
            self._log(what)
        self._said = what


def is_open(file: Path) -> bool:
    """Whether others than its owner and group can read it: it says so itself, and so does each folder on the way."""
    path = file.resolve()
    return bool(path.stat().st_mode & stat.S_IROTH) and all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)


class First:
    """The first process of the node: takes in orphans, and ends when sshd does or when it is told to."""

    def __init__(self, command: List[str], home: Home) -> None:
        self._command = command
        self._home = home
        self._sshd = 0
        self._sshd_ended: Optional[int] = None
        self._told = False
        self._wake, signals = socket.socketpair()
        signals.setblocking(False)
        self._signals = signals

    def run(self) -> int:
        signal.set_wakeup_fd(self._signals.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._tell)
        self._sshd = os.posix_spawn(self._command[0], self._command, os.environ)
        stopping = threading.Event()
        caller = threading.Thread(target=self._home.run, args=(stopping,), name="home", daemon=True)
        caller.start()
        while self._sshd_ended is None and not self._told:
            self._next(1.0)
        stopping.set()
        caller.join(_LAST_WORD_SECONDS)  # what it is just saying must not come after the last word
        self._home.leave()
        return self._stop() if self._told else self._died()

    def _tell(self, *_: object) -> None:
        self._told = True

    def _next(self, seconds: float) -> None:
        """Until the next signal, or so long; takes in who has ended."""
        if select.select([self._wake], [], [], seconds)[0]:
            self._wake.recv(4096)
        self._reap()

    def _reap(self) -> None:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
            while pid:
                if pid == self._sshd:
                    self._sshd_ended = _exit_code(status)
                pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            pass  # none are left

    def _stop(self) -> int:
        os.kill(self._sshd, signal.SIGTERM)
        until = time.monotonic() + _SSHD_SECONDS
        while self._sshd_ended is None and time.monotonic() < until:
            self._next(0.2)
        if self._sshd_ended is None:
            os.kill(self._sshd, signal.SIGKILL)
        return 0

    def _died(self) -> int:
        say(f"sshd ended with {self._sshd_ended}, and so does the node")
        return 1


def _exit_code(status: int) -> int:
    """As os.waitstatus_to_exitcode: negative for a signal."""
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def main(command: List[str], environment: Mapping[str, str]) -> int:
    try:
        if not command:
            raise Unusable("which sshd? agent.py /usr/sbin/sshd -D …")
        settings = Settings.read(environment)
        return First(command, Home(settings, Api(settings))).run()
    except Unusable as error:
        say(str(error))
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
