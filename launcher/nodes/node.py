"""A node as the launcher remembers it, and the states it may be in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import List, Optional

from .. import files
from ..settings import LOOPBACK, Settings


class State(str, Enum):
    RUNNING = "running"
    FROZEN = "frozen"
    STOPPED = "stopped"
    KILLED = "killed"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Node:
    """The host key is what the node said at its making; whoever connects must find the same one."""

    name: str
    port: int
    flavour: str
    failure_domain: str
    host_key: str = ""

    @property
    def number(self) -> int:
        return int(self.name.rpartition("-")[2])

    @property
    def url(self) -> str:
        return f"ssh://{LOOPBACK}:{self.port}"


def name_of(number: int) -> str:
    return f"node-{number}"


def folder(settings: Settings, name: str = "") -> Path:
    return settings.home / "nodes" / name


def known(settings: Settings) -> List[Node]:
    """All that were made and not removed, running or not."""
    found = [load(settings, path.parent.name) for path in folder(settings).glob("node-*/node.json")]
    return sorted((node for node in found if node), key=lambda node: node.number)


def load(settings: Settings, name: str) -> Optional[Node]:
    try:
        return Node(**json.loads((folder(settings, name) / "node.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def save(settings: Settings, node: Node) -> None:
    files.write_whole(folder(settings, node.name) / "node.json", json.dumps(asdict(node), indent=1))
