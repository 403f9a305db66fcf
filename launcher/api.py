"""Cordée's own API, asked as an operator: the local one, or the one at CORDEE_URL.

The key is in CORDEE_API_KEY, or in the file CORDEE_API_KEY_FILE; CORDEE_CA_FILE says whom to trust besides the system's
authorities. No proxy that the environment names is used: what is asked for holds secrets.
"""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from typing import Dict, Mapping, Optional

from .errors import Failure, UsageError
from .settings import LOOPBACK, Settings

_SECONDS = 20.0


class _Stay(urllib.request.HTTPRedirectHandler):
    """The key goes where it was meant to go, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


class Api:
    def __init__(self, settings: Settings) -> None:
        environment = settings.environment
        self._url = (environment.get("CORDEE_URL") or f"http://{LOOPBACK}:{settings.api_port}").rstrip("/")
        self._key = _key(environment)
        if not self._url.startswith(("http://", "https://")):
            raise UsageError(f"CORDEE_URL={self._url} is no http or https address")
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), _Stay(), urllib.request.HTTPSHandler(context=_trust(environment))
        )

    def ask(self, method: str, path: str, body: Optional[Mapping[str, object]] = None) -> Dict[str, object]:
        """What it answers; whatever it refuses is a failure that says why."""
        request = urllib.request.Request(self._url + path, method=method, headers={"Accept": "application/json"})
        if self._key:
            request.add_header("Authorization", f"Bearer {self._key}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                return _object(answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                raise Failure(f"{self._url} says {refused.code}: {_object(refused.read()).get('detail', refused.reason)}") from refused
        except OSError as error:
            raise Failure(f"{self._url} does not answer: {getattr(error, 'reason', error)}") from error


def _key(environment: Mapping[str, str]) -> str:
    file = environment.get("CORDEE_API_KEY_FILE")
    if environment.get("CORDEE_API_KEY") or not file:
        return environment.get("CORDEE_API_KEY", "")
    return Path(file).read_text(encoding="ascii").strip()


def _trust(environment: Mapping[str, str]) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if environment.get("CORDEE_CA_FILE"):
        context.load_verify_locations(environment["CORDEE_CA_FILE"])
    return context


def _object(text: bytes) -> Dict[str, object]:
    try:
        read = json.loads(text or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
