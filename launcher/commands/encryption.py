"""The keys that payloads are encrypted with in Temporal. Keys are never shown, only their ids.

  list      the ids; the first one encrypts, all decrypt
  rotate    put a new key in front; what was encrypted before stays readable

The API and the worker know a new key once they are restarted: first the API, then the worker. docs/encryption.md says when an old key
may go.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import encryption, records, remembered
from ..bring_up import lock
from ..output import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "rotate"))


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = remembered.recall(environment, Path.cwd())
    with lock(settings):
        if options.action == "list":
            for key in encryption.ids(settings):
                say(key)
            return 0
        key = encryption.rotate(settings)
    running = [name for name in ("api", "worker") if records.live(settings, name)]
    say(f"{key} encrypts from the next start on")
    if running:
        say("now: " + "; ".join(f"./cordee restart {name}" for name in running))
    return 0
