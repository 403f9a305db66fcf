"""Stops everything in the reverse order of starting, gently: the worker may take up to 30 s to finish what it has begun.

The data stays. --purge also removes the data, logs and secrets, and keeps the installed tools and the build,
so that the next `up` is quick. --purge --tools removes all of CORDEE_HOME.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import remembered, settings as settings_, stack
from ..bring_up import lock
from ..errors import UsageError
from ..output import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--purge", action="store_true", help="remove data, logs and secrets; keep tools and build")
    parser.add_argument("--tools", action="store_true", help="with --purge: remove all of CORDEE_HOME")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    if options.tools and not options.purge:
        raise UsageError("--tools goes with --purge")
    settings = settings_.read(environment, Path.cwd())
    if not settings.home.exists():
        say("nothing runs")
        return 0
    with lock(settings):
        if not stack.stop_all(settings):
            say("nothing runs")
        remembered.forget(settings)
        if options.purge:
            stack.purge(settings)
        if options.tools:
            stack.purge_tools(settings)
    return 0
