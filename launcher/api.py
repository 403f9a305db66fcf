"""The application's API, asked as an operator: over loopback, or wherever CORDEE_URL says."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Mapping, Optional
from urllib.parse import urlsplit

from . import remembered, settings as settings_
from .errors import Failure, UsageError
from .settings import LOOPBACK, Settings

_SECONDS = 30.0


@dataclass(frozen=True)
class Api:
    url: str
    key: str
    ca_file: str

    def call(self, method: str, path: str, body: Optional[Dict[str, Any]] = None) -> Any:
        """What is answered, as read from JSON. A problem is told in its own words."""
        request = urllib.request.Request(self.url + path, method=method, headers={"Accept": "application/json"})
        if self.key:
            request.add_unredirected_header("Authorization", f"Bearer {self.key}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with self._opener().open(request, timeout=_SECONDS) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            raise Failure(_told(error)) from None
        except (OSError, ValueError) as error:  # refused, no certificate we know, no JSON
            raise Failure(f"{self.url} does not answer as Cordée does: {getattr(error, 'reason', error)}") from None

    def _opener(self) -> urllib.request.OpenerDirector:
        """Past any proxy the environment names, and to nowhere else than we were told: the key goes with the request."""
        context = ssl.create_default_context(cafile=self.ca_file or None)
        return urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context), _NoRedirects())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def asked(environment: Mapping[str, str]) -> Api:
    """As the caller says, else this machine's stack. The key of that one is for that one, and goes nowhere else."""
    elsewhere = environment.get("CORDEE_URL")
    return of(settings_.read(environment, Path.cwd()) if elsewhere else remembered.recall(environment, Path.cwd()))


def of(settings: Settings) -> Api:
    environment = settings.environment
    ca_file = environment.get("CORDEE_CA_FILE", "")
    if ca_file and not Path(ca_file).is_file():
        raise UsageError(f"CORDEE_CA_FILE={ca_file} is no file")
    return Api(_url(environment.get("CORDEE_URL") or f"http://{LOOPBACK}:{settings.api_port}"), _key(settings), ca_file)


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"CORDEE_URL={text} is not http(s)://host[:port]")
    return text.rstrip("/")


def _key(settings: Settings) -> str:
    """Empty where no key is asked for. Never an argument: those are for everybody to see."""
    named = settings.environment.get("CORDEE_API_KEY_FILE", "")
    if settings.environment.get("CORDEE_API_KEY") or not named:
        return settings.environment.get("CORDEE_API_KEY", "")
    try:
        return Path(named).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"CORDEE_API_KEY_FILE={named} cannot be read: {error}") from None


def _told(error: urllib.error.HTTPError) -> str:
    try:
        problem = json.loads(error.read())
        text = "; ".join(f"{wrong['field']} {wrong['message']}" for wrong in problem.get("errors", [])) or problem["detail"]
    except (ValueError, KeyError, TypeError, AttributeError):
        text = str(error.reason)
    hint = ": set CORDEE_API_KEY or CORDEE_API_KEY_FILE to an operator's key" if error.code in (401, 403) else ""
    return f"{text} ({error.code}){hint}"
