"""The images that the compose files name: built from this repository, pulled, or made here where no registry is in reach."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional

from . import build, engine, files
from .errors import Failure
from .output import Steps, say
from .settings import Settings
from .tools import Toolbox

_SECONDS_TO_PULL = 900
_LOG_LINES = 25
_BASE = "debian:bookworm-slim"
_VERSION = "0.1.0"
# what a JRE has: the standard and what of the JDK's own programs ask for at run time
_JAVA_MODULES = ",".join(
    ["java.se", *(f"jdk.{name}" for name in (
        "charsets", "crypto.cryptoki", "crypto.ec", "httpserver", "jcmd", "jfr", "localedata", "management", "management.agent",
        "management.jfr", "naming.dns", "net", "nio.mapmode", "sctp", "security.auth", "security.jgss", "unsupported", "xml.dom", "zipfs",
    ))]
)


@dataclass(frozen=True)
class Image:
    """One name in a compose file. `make` builds it here; without it there is no stand-in."""

    name: str
    setting: str
    make: Optional[Callable[[str], None]] = None
    ours: bool = False
    optional: bool = False

    def wanted(self, environment: Mapping[str, str]) -> str:
        return environment.get(self.setting) or self.name


class Images:
    def __init__(self, settings: Settings, toolbox: Toolbox) -> None:
        self._settings = settings
        self._toolbox = toolbox
        self._docker = Docker(settings)
        self._work = settings.home / "images"
        self._registry = True

    def all(self) -> List[Image]:
        """Bases before what is built on them."""
        return [
            Image(_BASE, "CORDEE_NODE_BASE", self._debian),
            Image("eclipse-temurin:25-jre", "CORDEE_JRE_IMAGE", self._jre),
            Image("caddy:2.11.9", "CADDY_IMAGE", self._caddy),
            Image("postgres:15-bookworm", "POSTGRES_IMAGE", self._folder("postgres")),
            Image("temporalio/server:1.32.2", "TEMPORAL_IMAGE", self._temporal_server),
            Image("temporalio/admin-tools:1.32.2", "TEMPORAL_TOOLS_IMAGE", self._temporal_tools),
            Image("temporalio/ui:2.56.0", "TEMPORAL_UI_IMAGE", self._temporal_ui),
            Image("prom/prometheus:v2.53.5", "PROMETHEUS_IMAGE", self._folder("prometheus")),
            Image("grafana/grafana:12.3.0", "GRAFANA_IMAGE", optional=True),
            Image(f"cordee:{_VERSION}", "CORDEE_IMAGE", self._application("web"), ours=True),
            Image(f"cordee-sandbox:{_VERSION}", "SANDBOX_IMAGE", self._application("sandbox"), ours=True),
            Image("cordee-worker", "CORDEE_NODE_IMAGE", self._node, ours=True),
        ]

    def require_engine(self) -> None:
        self._docker.require()

    def provide(self, pull: bool) -> Dict[str, str]:
        """What became of each, by name. What is there already stays, but for our own, which are made of today's sources."""
        self._registry = pull
        found, images = {}, self.all()
        steps = Steps(len(images))
        for image in images:
            live = steps.live(image.name)
            live.show()
            found[image.name] = self._one(image)
            steps.end(image.name, found[image.name], live.began)
        return found

    def _one(self, image: Image) -> str:
        name = image.wanted(self._settings.environment)
        if image.ours and image.make:
            image.make(name)
            return "built"
        if self._docker.has(name):
            return "there (stand-in)" if self._docker.is_stand_in(name) else "there"
        if self._registry and self._docker.pull(name):
            return "pulled"
        self._registry = False  # the first no says it for all
        if image.make:
            image.make(name)
            return "made here (stand-in)"
        if image.optional:
            return "not to be had: the stack runs without it"
        raise Failure(f"{name} cannot be pulled, and there is no stand-in for it")

    def _debian(self, name: str) -> None:
        if not shutil.which("debootstrap", path=self._path):
            raise Failure(f"{name} cannot be pulled; to make it: apt-get install debootstrap")
        root = self._fresh("debian")
        self._run(["debootstrap", "--variant=minbase", "bookworm", str(root)], "debootstrap needs root and Debian's packages")
        for archive in (root / "var/cache/apt/archives").glob("*.deb"):
            archive.unlink()
        packed = subprocess.Popen(["tar", "-C", str(root), "-c", "."], stdout=subprocess.PIPE)
        done = self._docker.run(["import", "--change", "LABEL cordee.stand-in=true", "--change", 'CMD ["bash"]', "-", name], stdin=packed.stdout)
        if packed.wait() or done.returncode:
            raise Failure(f"docker could not import {name}", done.stdout)
        shutil.rmtree(root, ignore_errors=True)

    def _jre(self, name: str) -> None:
        jdk, runtime = self._toolbox.java_home, self._fresh("jre")
        runtime.rmdir()
        command = [str(jdk / "bin" / "jlink"), "--add-modules", _JAVA_MODULES, "--strip-debug", "--no-header-files", "--no-man-pages", "--output", str(runtime)]
        self._run(command, f"jlink of {jdk} could not make a Java runtime")
        self._build(name, self._recipe("jre"), runtime)

    def _caddy(self, name: str) -> None:
        program = self._toolbox.go_program("github.com/caddyserver/caddy/v2/cmd/caddy", _tag(name), "caddy")
        self._program(name, program, "caddy", "/usr/bin")

    def _temporal_server(self, name: str) -> None:
        program = self._toolbox.go_program("go.temporal.io/server/cmd/server", _tag(name), "server")
        self._program(name, program, "temporal-server", run_as="temporal")

    def _temporal_ui(self, name: str) -> None:
        program = self._toolbox.go_program("github.com/temporalio/ui-server/v2/cmd/server", _tag(name), "server")
        self._program(name, program, "ui-server", "/home/ui-server", run_as="temporal", arguments="--env docker start")

    def _temporal_tools(self, name: str) -> None:
        context = self._fresh("tools")
        shutil.copy(self._toolbox.go_program("go.temporal.io/server/cmd/tools/sql", _tag(name), "sql"), context / "temporal-sql-tool")
        shutil.copy(self._toolbox.temporal.resolve(), context / "temporal")
        self._build(name, self._recipe("tools"), context)

    def _program(self, name: str, program: Path, called: str, folder: str = "/usr/local/bin", run_as: str = "root", arguments: str = "") -> None:
        context = self._fresh(called)
        shutil.copy(program, context / called)
        values = {"PROGRAM": called, "FOLDER": folder, "RUN_AS": run_as, "ARGUMENTS": arguments}
        self._build(name, self._recipe("program"), context, values)

    def _folder(self, folder: str) -> Callable[[str], None]:
        return lambda name: self._build(name, self._recipe(folder), self._recipe(folder).parent)

    def _application(self, module: str) -> Callable[[str], None]:
        def make(name: str) -> None:
            build.require(self._settings, [module])
            base = self._settings.environment.get("CORDEE_JRE_IMAGE")
            recipe = self._settings.repository / module / "Dockerfile"
            self._build(name, recipe, self._settings.repository, {"BASE": base} if base else {})

        return make

    def _node(self, name: str) -> None:
        sources = self._settings.repository / "worker-image"
        self._build(name, sources / "Dockerfile", sources, {"BASE": self._settings.node_base})

    def _build(self, name: str, recipe: Path, context: Path, values: Mapping[str, str] = {}) -> None:
        given = [word for key, value in values.items() for word in ("--build-arg", f"{key}={value}")]
        self._run([self._docker.program, "build", "--network=host", "--tag", name, *given, "--file", str(recipe), str(context)], f"docker could not build {name}")

    def _recipe(self, name: str) -> Path:
        return self._settings.repository / "stack" / "images" / name / "Dockerfile"

    def _fresh(self, name: str) -> Path:
        folder = self._work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    @property
    def _path(self) -> Optional[str]:
        return self._settings.environment.get("PATH")

    def _run(self, command: List[str], advice: str) -> None:
        log = self._settings.logs / "images.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        began = files.size(log)
        with open(log, "ab") as output:
            done = subprocess.run(command, env=dict(self._settings.environment), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise Failure(f"{advice} (log: {log})", files.tail(log, _LOG_LINES, began))


class Docker:
    """The engine, asked by its command."""

    def __init__(self, settings: Settings) -> None:
        self._environment = dict(settings.environment)
        self.program = shutil.which("docker", path=settings.environment.get("PATH")) or ""

    def require(self) -> None:
        if not self.program:
            raise Failure("there is no docker on the PATH. On Debian and Ubuntu: apt-get install docker.io docker-compose")
        if not engine.answers(self._environment):
            raise Failure("no Docker engine answers: start it, or set DOCKER_HOST")

    def has(self, image: str) -> bool:
        return self.run(["image", "inspect", image]).returncode == 0

    def is_stand_in(self, image: str) -> bool:
        return "true" in self.run(["image", "inspect", "--format", '{{index .Config.Labels "cordee.stand-in"}}', image]).stdout

    def pull(self, image: str) -> bool:
        say(f"      pulling {image} …")
        try:
            return self.run(["pull", "--quiet", image], timeout=_SECONDS_TO_PULL).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def run(self, arguments: List[str], stdin: object = subprocess.DEVNULL, timeout: Optional[float] = None) -> "subprocess.CompletedProcess[str]":
        command = [self.program, *arguments]
        return subprocess.run(command, env=self._environment, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=timeout, check=False)


def _tag(name: str) -> str:
    return "v" + name.rpartition(":")[2].lstrip("v")

