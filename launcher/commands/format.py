"""Formats the Java sources with google-java-format, as the build demands."""

from __future__ import annotations

import subprocess
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import build, settings as settings_
from ..errors import FAILURE
from ..tools import Toolbox


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    toolbox = Toolbox(settings)
    command = [toolbox.maven, "-q", "-B", "validate", "-Pformat"]
    done = subprocess.run(command, cwd=settings.repository, env=build.maven_environment(settings, toolbox), stdin=subprocess.DEVNULL, check=False)
    return FAILURE if done.returncode else 0
