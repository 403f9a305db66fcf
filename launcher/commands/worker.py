"""Stops, starts, kills (kill -9) or restarts the worker, to see that the work it had begun goes on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Mapping

from . import control


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("stop", "start", "kill", "restart"))


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    control.act(options.action, "worker", environment)
    return 0
