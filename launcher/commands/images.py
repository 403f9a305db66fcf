"""Provides every image that temporal-compose.yml and fleet-compose.yml name.

Cordée's own are built from this clone. The others are pulled; where no registry is in reach they are made from
Debian's packages and Go modules, under the same names (stack/images/README.md), which takes some minutes once.
Images that are there already are kept. Needs a Docker engine; making images needs debootstrap and root too.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import settings as settings_
from ..bring_up import lock, make_jars
from ..images import Images
from ..output import Live, say
from ..tools import Toolbox


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-pull", action="store_true", help="ask no registry: make what is missing here")
    parser.add_argument("--no-build", action="store_true", help="take the jars as they are")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    toolbox = Toolbox(settings)
    images = Images(settings, toolbox)
    images.require_engine()  # before minutes of building
    with lock(settings):
        live = Live("building the jars")
        live.show()
        say(f"jars … {make_jars(settings, toolbox, not options.no_build, live)}")
        images.provide(pull=not options.no_pull)
    say("\nNext: docker compose -f temporal-compose.yml up -d      (or docker-compose)")
    return 0
