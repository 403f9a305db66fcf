"""Renders the diagrams of docs/arc42 that are not up to date with their sources, and drops pictures without one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import diagrams, settings as settings_
from ..output import say
from ..tools import Toolbox


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="render every diagram")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    sources = diagrams.sources(settings.repository)
    for orphan in set(diagrams.pictures(settings.repository)) - {diagrams.picture(source) for source in sources}:
        orphan.unlink()
        say(f"removed {orphan.name}")
    wanted = [source for source in sources if options.all or not diagrams.is_current(settings.repository, source)]
    if wanted:
        toolbox = Toolbox(settings)
        diagrams.draw(settings.repository, toolbox.java, toolbox.plantuml, wanted)
    for source in wanted:
        say(f"drew {diagrams.picture(source).name}")
    say(f"{len(sources)} diagrams, all up to date")
    return 0
