"""Building the jars with Maven, only when the sources are not the ones they were built from."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from pathlib import Path
from typing import Dict, Iterator, List

from . import files, jdk
from .errors import Failure
from .output import Live
from .settings import Settings, flag
from .tools import Toolbox

MODULES = ("sandbox", "web", "bench")


def jar(settings: Settings, module: str) -> Path:
    return settings.repository / module / "target" / f"cordee-{module}-app.jar"


def wanted(settings: Settings) -> bool:
    """`./cordee test` forbids builds to the stacks that its tests bring up: Maven is at work in the same folders."""
    return flag(settings.environment, "CORDEE_BUILD", True)


def lock_file(settings: Settings) -> Path:
    return settings.repository / "target" / "cordee-build.lock"


def source_hash(repository: Path) -> str:
    """Of the contents, so that a checkout that touches every file and changes none builds nothing."""
    digest = hashlib.sha256()
    for path in _sources(repository):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(repository)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _sources(repository: Path) -> Iterator[Path]:
    yield from sorted(repository.glob("pom.xml"))
    yield from sorted(repository.glob("*/pom.xml"))
    yield from sorted(path for path in repository.glob("*/src/main/**/*") if path.is_file())


def is_current(settings: Settings) -> bool:
    return _read_stamp(settings) == {"sources": source_hash(settings.repository), "jars": _jars(settings)}


def stamp(settings: Settings, sources: str) -> None:
    """Beside the jars rather than in CORDEE_HOME: every stack of a clone runs the same jars, and `mvn clean` removes both."""
    files.write_whole(_stamp_file(settings), json.dumps({"sources": sources, "jars": _jars(settings)}, indent=1))


def build(settings: Settings, toolbox: Toolbox, progress: Live) -> None:
    sources = source_hash(settings.repository)  # before: an edit made during the build must not count as built
    log = settings.logs / "build.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [toolbox.maven, "-q", "-B", "-DskipTests", "package"]
    with open(log, "wb") as output:
        maven = subprocess.Popen(
            command,
            cwd=settings.repository,
            env=maven_environment(settings, toolbox),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _wait(maven, progress)
    if maven.returncode:
        raise Failure(f"the build failed; Maven's log is {log}", files.tail(log, 40))
    missing = [str(jar(settings, module)) for module in MODULES if not jar(settings, module).exists()]
    if missing:
        raise Failure(f"the build went through but made no {', '.join(missing)}")
    stamp(settings, sources)


def maven_environment(settings: Settings, toolbox: Toolbox) -> Dict[str, str]:
    return jdk.environment_with(toolbox.java_home, settings.environment)


def require(settings: Settings, modules: List[str]) -> None:
    missing = [module for module in modules if not jar(settings, module).exists()]
    if missing:
        raise Failure(f"there is no {', '.join(str(jar(settings, module)) for module in missing)}: build it with ./cordee up (without --no-build)")


def _wait(maven: subprocess.Popen, progress: Live) -> None:
    try:
        while maven.poll() is None:
            progress.show()
            time.sleep(0.1)
    finally:
        if maven.poll() is None:
            maven.terminate()
            maven.wait()


def _stamp_file(settings: Settings) -> Path:
    return settings.repository / "target" / "cordee-build.json"


def _read_stamp(settings: Settings) -> Dict[str, object]:
    try:
        return json.loads(_stamp_file(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _jars(settings: Settings) -> Dict[str, object]:
    found = {}
    for module in MODULES:
        path = jar(settings, module)
        # the time of change, not of modification: a reproducible build gives every jar the same one of the latter
        found[module] = [path.stat().st_size, path.stat().st_ctime_ns] if path.exists() else None
    return found
