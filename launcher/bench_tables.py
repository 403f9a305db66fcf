"""Tables as they are after much work: real sagas, copied, and rows about nodes, rentals and sales that never were."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from typing import Any, Dict, List, Mapping, Tuple

from . import environment as environment_
from .commands import psql
from .errors import Failure
from .output import say
from .settings import LOOPBACK, Settings

_SAGAS = 10_000
_CHECKOUT, _ORDER = "/api/commande/checkout", "/saga/order"
_ORDERED: Dict[str, Any] = {"user_id": 1, "items": [{"product_id": 2, "quantity": 1}]}
_CONFIRMED: List[Tuple[str, Dict[str, Any]]] = [(_CHECKOUT, {"client_id": 4, "magasin_id": 1}), (_ORDER, _ORDERED)]
_UNDONE: List[Tuple[str, Dict[str, Any]]] = [(_CHECKOUT, {"client_id": 3, "magasin_id": 1}), (_ORDER, _ORDERED)]
_NO_MONEY: Dict[str, Any] = {"service": "payments", "method": "POST", "kind": "error", "status": 400, "times": 1}
_SECONDS = 60.0
_ORIGINALS = "SELECT string_agg(id::text, ',' ORDER BY started_at), count(DISTINCT (type, report ->> 'ending')) FROM saga WHERE ended_at IS NOT NULL"


class Tables:
    """Of a stack that has just been brought up, and is for nothing else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._psql = psql.program(settings.environment)
        self._originals = ""

    def make_originals(self) -> str:
        """One saga of each kind that is confirmed, and one that is undone; the id of the first."""
        for path, body in _CONFIRMED:
            self._post(self._settings.api_port, path, body)
        self._post(self._settings.sandbox_port, "/faults", _NO_MONEY)
        for path, body in _UNDONE:
            self._post(self._settings.api_port, path, body)
        self._originals = self._ended()
        return self._originals.split(",")[0]

    def _ended(self) -> str:
        """A busy machine answers a request before its saga has ended."""
        until = time.monotonic() + _SECONDS
        while True:
            ids, _, endings = self._query(_ORIGINALS).partition("|")
            if endings == str(len(_CONFIRMED + _UNDONE)):
                return ids
            if time.monotonic() > until:
                raise Failure(f"of each kind of saga one was to be confirmed and one undone; of {ids or 'none'} there are {endings} endings")
            time.sleep(0.2)

    def fill(self) -> None:
        began = time.monotonic()
        self._copy(_SAGAS, "0 minutes", "55 minutes")
        self._run("present.sql", originals=self._originals)
        self._settle()
        say(f"tables filled ({time.monotonic() - began:.0f} s)")

    def add_history(self, sagas: int) -> None:
        began = time.monotonic()
        self._copy(sagas, "2 hours", "90 days")
        self._run("past.sql")
        self._settle()
        say(f"history added ({time.monotonic() - began:.0f} s)")

    def _copy(self, sagas: int, newest: str, span: str) -> None:
        self._run("sagas.sql", originals=self._originals, sagas=str(sagas), newest=newest, span=span)

    def _settle(self) -> None:
        """As autovacuum does sooner or later: not while pages are measured."""
        self._call("--command", "VACUUM ANALYZE")
        self._call("--command", "CHECKPOINT")

    def _run(self, file: str, **values: str) -> None:
        path = self._settings.repository / "bench" / "dashboard" / file
        settings = [each for name, value in values.items() for each in ("--set", f"{name}={value}")]
        self._call("--set", "ON_ERROR_STOP=1", "--single-transaction", *settings, "--file", str(path))

    def _query(self, sql: str) -> str:
        return self._call("--no-align", "--tuples-only", "--command", sql).strip()

    def _call(self, *arguments: str) -> str:
        variables = {**self._settings.environment, **psql.variables(environment_.connections(self._settings))}
        done = subprocess.run([self._psql, "--no-psqlrc", "--quiet", *arguments], env=variables, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure("the tables could not be filled", done.stderr[-2000:])
        return done.stdout

    @staticmethod
    def _post(port: int, path: str, body: Mapping[str, Any]) -> None:
        """Whatever it is answered by: a saga that is undone is a refusal to whoever asked for it."""
        connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            connection.getresponse().read()
        finally:
            connection.close()
