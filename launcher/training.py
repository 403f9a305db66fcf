"""A quicker start: the JDK's AOT cache (JEP 514) of the application, beside its unpacked jar.

The JVM notes in a training run what it loads and links, and later maps that into memory: the processor time of a
start falls by two fifths. The training goes as far as the wired application and ends before anything is connected
or listens, so it needs no server. It runs behind the first `up`, at the lowest priority.

A cache that does not fit (another JDK, a changed jar, damage) the JVM says so of, and starts without.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Dict, List

from . import apps, azure, build, environment, processes, records
from .processes import Launch
from .settings import LOOPBACK, Settings
from .tools import Toolbox

NAME = "training"
_JVM_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
_MODULE = "web"
_NOBODY = f"{LOOPBACK}:9"
# whole or absent; an empty file says that the training failed, and need not be tried again
_SCRIPT = '"$@" && mv "$0.new" "$0" || : > "$0"'


def options(settings: Settings, toolbox: Toolbox, artifact: str) -> List[str]:
    cache = _cache(settings, toolbox, artifact)
    return [f"-XX:AOTCache={cache}"] if cache.exists() and cache.stat().st_size else []


def begin(settings: Settings, toolbox: Toolbox) -> None:
    artifact = apps.current(settings, _MODULE)
    running = records.live(settings, NAME)
    if not artifact or not build.wanted(settings) or (running and running.artifact == artifact):
        return
    end(settings)
    cache = _cache(settings, toolbox, artifact)
    if not cache.exists():
        processes.spawn(settings, NAME, "", Launch(_command(settings, toolbox, artifact, cache), _variables(settings), artifact=artifact))


def end(settings: Settings) -> None:
    """At once: what it has written so far is of no use."""
    record = records.live(settings, NAME)
    if record:
        processes.kill_group(record)
    records.remove(settings, NAME)


def _command(settings: Settings, toolbox: Toolbox, artifact: str, cache: Path) -> List[str]:
    java = [str(toolbox.java), *environment.java_options(settings, _MODULE), f"-XX:AOTCacheOutput={cache}.new"]
    application = ["-Dspring.context.exit=onRefresh", "-Dspring.flyway.enabled=false", "-jar", str(apps.main_jar(settings, artifact))]
    return ["nice", "-n", "19", "sh", "-c", _SCRIPT, str(cache), *java, *application]


def _variables(settings: Settings) -> Dict[str, str]:
    """Nothing of the caller's stack: neither its servers nor its secrets."""
    ours = {"CORDEE_ROLES": "api,worker", "CORDEE_PORT": "0", "CORDEE_TEMPORAL_TARGET": _NOBODY, "CORDEE_POSTGRES_URL": f"jdbc:postgresql://{_NOBODY}/none"}
    return {**{name: value for name, value in settings.environment.items() if not name.startswith(("CORDEE_", "SPRING_")) and name not in azure.NAMES}, **ours}


def _cache(settings: Settings, toolbox: Toolbox, artifact: str) -> Path:
    """Per JDK and options: some options forbid a cache, and a training with them fails before any start does."""
    known = [
        (toolbox.java_home / "release").read_text(encoding="utf-8", errors="replace"),
        *environment.java_options(settings, _MODULE),
        *(settings.environment.get(name, "") for name in _JVM_VARIABLES),
    ]
    key = hashlib.sha256("\0".join(known).encode()).hexdigest()[:12]
    return apps.main_jar(settings, artifact).with_name(f"{key}.aot")
