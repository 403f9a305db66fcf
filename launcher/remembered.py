"""The settings the running stack was brought up with.

`CORDEE_CHECKOUT_STOCK_URL=… ./cordee up` followed by a plain `./cordee restart worker` must bring back the same
worker, not one that talks to the sandbox. What the environment says now always wins; `down` forgets.
The file may hold passwords of the database and of Azure, hence its place among the secrets.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Dict, Mapping

from . import azure, files, settings as settings_
from .settings import Settings

_NOT_OURS_TO_KEEP = {"CORDEE_HOME", "CORDEE_TOOLS", "CORDEE_BUILD"}


def _file(settings: Settings) -> Path:
    return settings.secrets / "settings.json"


def remember(settings: Settings) -> None:
    kept = {
        name: value
        for name, value in settings.environment.items()
        if (name.startswith("CORDEE_") or name in azure.NAMES) and name not in _NOT_OURS_TO_KEEP
    }
    files.write_secret(_file(settings), json.dumps(kept, indent=1, sort_keys=True))


def forget(settings: Settings) -> None:
    _file(settings).unlink(missing_ok=True)


def recall(environment: Mapping[str, str], cwd: Path) -> Settings:
    current = settings_.read(environment, cwd)
    try:
        kept: Dict[str, str] = json.loads(_file(current).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return current
    return settings_.read({**kept, **environment}, cwd)
