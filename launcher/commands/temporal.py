"""The Temporal CLI, already told the address and the namespace: ./cordee temporal workflow list

Where payloads are encrypted it has them decrypted by the API, while that runs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, List, Mapping

from .. import encryption, records, remembered
from ..settings import Settings
from ..tools import Toolbox


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    settings = remembered.recall(environment, Path.cwd())
    binary = str(Toolbox(settings).temporal)
    connected = {"TEMPORAL_ADDRESS": settings.temporal_target, "TEMPORAL_NAMESPACE": settings.temporal_namespace}
    os.execve(binary, [binary, *arguments], {**codec(settings), **environment, **connected})


def codec(settings: Settings) -> Dict[str, str]:
    """Without the API the CLI still works, and shows what Temporal has: ciphertext. The caller may say another endpoint, or none."""
    if not encryption.is_on(settings) or not records.live(settings, "api"):
        return {}
    key = settings.environment.get("CORDEE_API_KEY", "")
    permission = {"TEMPORAL_CODEC_AUTH": f"Bearer {key}"} if key else {}
    return {"TEMPORAL_CODEC_ENDPOINT": encryption.codec_endpoint(settings), **permission}
