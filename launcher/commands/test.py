"""Runs every test: first those of the launcher, then `mvn -B verify` with the arguments given.

Ends with one line for all of them. Skipped tests, or none at all, count as failure: silence is no proof.
"""

from __future__ import annotations

import subprocess
import unittest
from pathlib import Path
from typing import List, Mapping

from .. import build, engine, files, reports, settings as settings_
from ..errors import FAILURE
from ..output import complain, paint, say
from ..reports import Count
from ..settings import Settings
from ..tools import Toolbox


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    toolbox = Toolbox(settings)
    launcher = _launcher_tests(settings)
    if launcher.failed:
        complain(f"launcher: {launcher}")
        return FAILURE
    with files.locked(build.lock_file(settings), "another build of this clone"), engine.running(environment) as docker:
        code = _maven_tests(settings, toolbox, arguments, docker)
    java = reports.count(settings.repository)
    return _verdict(code, launcher, java)


def _launcher_tests(settings: Settings) -> Count:
    found = unittest.defaultTestLoader.discover(str(settings.repository / "launcher" / "tests"), top_level_dir=str(settings.repository))
    result = unittest.TextTestRunner(verbosity=1).run(found)
    failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
    return Count(result.testsRun - failed - skipped, failed, skipped)


def _maven_tests(settings: Settings, toolbox: Toolbox, arguments: List[str], docker: Mapping[str, str]) -> int:
    reports.remove(settings.repository)
    sources = build.source_hash(settings.repository)
    environment = {
        **build.maven_environment(settings, toolbox),
        "CORDEE_TEMPORAL_BIN": str(toolbox.temporal),
        "CORDEE_ANSIBLE_BIN": str(toolbox.ansible),
        "CORDEE_CHROMIUM": toolbox.chromium,
        "CORDEE_LAUNCHER": str(settings.repository / "cordee"),
        "CORDEE_TOOLS": str(settings.tools),
        "CORDEE_BUILD": "false",
        **docker,
    }
    str(toolbox.postgres)  # installed now, so that no test waits for a download
    code = subprocess.run([toolbox.maven, "-B", "verify", *arguments], cwd=settings.repository, env=environment, check=False).returncode
    if code == 0:
        build.stamp(settings, sources)
    return code


def _verdict(code: int, launcher: Count, java: Count) -> int:
    total = launcher + java
    good = code == 0 and not total.failed and not total.skipped and java.passed
    say()
    say(paint(str(total), "green" if good else "red"))
    if not code and java == Count():
        complain("Maven ran no test at all")
    if total.skipped:
        complain(f"{total.skipped} skipped: a test that does not run proves nothing")
    return code or (0 if good else FAILURE)
