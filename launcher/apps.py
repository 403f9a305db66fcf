"""The applications as they run: each jar unpacked under CORDEE_HOME/app, one folder per content.

A running JVM reads classes from its jar at any time, so a build that replaces the jar would break it; unpacked,
Spring Boot also starts faster. The folder's name is the content's, which tells whether a process runs the newest build.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Iterable, Optional

from . import build, files
from .errors import Failure
from .settings import Settings
from .tools import Toolbox


def prepare(settings: Settings, toolbox: Toolbox, module: str) -> str:
    """Unpacks the newest build and makes it the one that `start` uses from now on."""
    build.require(settings, [module])
    jar = build.jar(settings, module)
    artifact = f"{module}-{_content(jar)}"
    folder = _folder(settings) / artifact
    if not folder.exists():
        _unpack(toolbox, jar, folder)
    files.write_whole(_current_file(settings, module), artifact)
    return artifact


def current(settings: Settings, module: str) -> Optional[str]:
    try:
        artifact = _current_file(settings, module).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return artifact if (_folder(settings) / artifact).exists() else None


def main_jar(settings: Settings, artifact: str) -> Path:
    return _folder(settings) / artifact / build.jar(settings, artifact.partition("-")[0]).name


def prune(settings: Settings, in_use: Iterable[str]) -> None:
    kept = set(in_use) | {current(settings, module) for module in build.MODULES}
    for folder in _folder(settings).glob("*-*"):
        if folder.is_dir() and folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(settings: Settings) -> Path:
    return settings.home / "app"


def _current_file(settings: Settings, module: str) -> Path:
    return _folder(settings) / f"{module}.current"


def _content(jar: Path) -> str:
    digest = hashlib.sha256()
    with open(jar, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()[:12]


def _unpack(toolbox: Toolbox, jar: Path, folder: Path) -> None:
    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.parent.mkdir(parents=True, exist_ok=True)
    if _unpacks_itself(jar):
        command = [str(toolbox.java), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar", str(jar), "extract", "--destination", str(beside)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure(f"{jar} could not be unpacked", done.stdout + done.stderr)
    else:
        beside.mkdir()
        shutil.copy(jar, beside / jar.name)
    beside.replace(folder)


def _unpacks_itself(jar: Path) -> bool:
    """Spring Boot's tool for it sits in the jar and needs Spring; a repackaged plain program runs as it is."""
    try:
        with zipfile.ZipFile(jar) as archive:
            return any(name.startswith("BOOT-INF/lib/spring-core-") for name in archive.namelist())
    except zipfile.BadZipFile:
        raise Failure(f"{jar} is damaged: build again with ./cordee up") from None
