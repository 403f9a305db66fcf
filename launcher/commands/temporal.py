"""The Temporal CLI, already told the address and the namespace: ./cordee temporal workflow list"""

from __future__ import annotations

import os
from pathlib import Path
from typing import List, Mapping

from .. import remembered
from ..tools import Toolbox


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    settings = remembered.recall(environment, Path.cwd())
    binary = str(Toolbox(settings).temporal)
    connected = {"TEMPORAL_ADDRESS": settings.temporal_target, "TEMPORAL_NAMESPACE": settings.temporal_namespace}
    os.execve(binary, [binary, *arguments], {**environment, **connected})
