"""The keys that payloads are encrypted with, the newest first: made at their first use, in a file that its owner alone can read.

Made only where the Temporal server is ours too: `down --purge` removes both. Elsewhere CORDEE_ENCRYPTION_KEYS says them; empty, it turns
encryption off.
"""

from __future__ import annotations

import base64
import datetime
import secrets
from pathlib import Path
from typing import Dict, List

from . import files
from .errors import Failure
from .settings import LOOPBACK, Settings

KEYS = "CORDEE_ENCRYPTION_KEYS"
_ORIGINS = "CORDEE_ENCRYPTION_CODEC_ORIGINS"
_KEY_BYTES = 32


def variables(settings: Settings) -> Dict[str, str]:
    """For the application, besides what the caller has said."""
    found = {}
    if _is_ours(settings):
        found[KEYS] = "\n".join(_keys(settings))
    if settings.embedded_temporal and _ORIGINS not in settings.environment:
        found[_ORIGINS] = f"http://{LOOPBACK}:{settings.temporal_ui_port}"
    return found


def is_on(settings: Settings) -> bool:
    return _is_ours(settings) or bool(settings.environment.get(KEYS, "").strip())


def codec_endpoint(settings: Settings) -> str:
    """Where the Web UI and the CLI have payloads decrypted."""
    return f"http://{LOOPBACK}:{settings.api_port}/codec"


def ids(settings: Settings) -> List[str]:
    """The first one encrypts, all decrypt."""
    _require_ours(settings)
    return [key.partition(":")[0] for key in _keys(settings)]


def rotate(settings: Settings) -> str:
    """Puts a new key in front; answers its id."""
    _require_ours(settings)
    key = _new()
    _write(settings, [key, *_keys(settings)])
    return key.partition(":")[0]


def _is_ours(settings: Settings) -> bool:
    return settings.embedded_temporal and KEYS not in settings.environment


def _require_ours(settings: Settings) -> None:
    if not _is_ours(settings):
        reason = f"{KEYS} is set" if KEYS in settings.environment else "the Temporal server is not run here"
        raise Failure(f"the keys are not kept here: {reason}")


def _file(settings: Settings) -> Path:
    return settings.secrets / "encryption-keys"


def _keys(settings: Settings) -> List[str]:
    if not _file(settings).exists():
        _write(settings, [_new()])
    return _file(settings).read_text(encoding="ascii").split()


def _write(settings: Settings, keys: List[str]) -> None:
    files.write_secret(_file(settings), "".join(f"{key}\n" for key in keys))


def _new() -> str:
    """An id that tells the key's age and that no other key ever had."""
    today = datetime.date.today().isoformat()
    return f"{today}-{secrets.token_hex(2)}:{base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode('ascii')}"
