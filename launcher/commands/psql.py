"""The PostgreSQL client (yours, from the PATH), connected to the database: ./cordee psql -c 'select 1'"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Dict, List, Mapping
from urllib.parse import urlsplit

from .. import environment as environment_, remembered
from ..errors import Failure


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    psql = program(environment)
    settings = remembered.recall(environment, Path.cwd())
    try:
        connections = {**settings.environment, **environment_.connections(settings)}
    except FileNotFoundError:
        raise Failure("there is no database yet: ./cordee up") from None
    os.execve(psql, [psql, *arguments], {**environment, **variables(connections)})


def program(environment: Mapping[str, str]) -> str:
    found = shutil.which("psql", path=environment.get("PATH"))
    if not found:
        raise Failure("there is no psql on the PATH (on Debian and Ubuntu: apt-get install postgresql-client)")
    return found


def variables(connections: Mapping[str, str]) -> Dict[str, str]:
    """The password goes by the environment: arguments are seen by everybody on the machine."""
    url = urlsplit(connections["CORDEE_POSTGRES_URL"].replace("jdbc:", "", 1))
    return {
        "PGHOST": url.hostname or "127.0.0.1",
        "PGPORT": str(url.port or 5432),
        "PGDATABASE": url.path.lstrip("/"),
        "PGUSER": connections.get("CORDEE_POSTGRES_USER", ""),
        "PGPASSWORD": connections.get("CORDEE_POSTGRES_PASSWORD", ""),
    }
