"""Keys of callers: made, listed, revoked. It asks the API, as an operator.

  create --role client|viewer|operator --name NAME [--client CLIENT] [--days N] [--out FILE]
                           the key alone on standard output, told this once; or in FILE, which only you can read
  list [--json]            all there are, or were
  revoke ID                none from the next call on

The operator's key is CORDEE_API_KEY, or in the file that CORDEE_API_KEY_FILE names. CORDEE_URL is the API's address
(this machine's stack), CORDEE_CA_FILE the certificate of an authority of your own.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Dict, List, Mapping, Optional
from urllib.parse import quote

from .. import api, files
from ..api import Api
from ..errors import UsageError
from ..output import complain, say

_PATH = "/api/keys"
_ROLES = ("client", "viewer", "operator")


def arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="create|list|revoke")
    create = actions.add_parser("create", help="make a key")
    create.add_argument("--role", choices=_ROLES, required=True)
    create.add_argument("--name", help="whose it is, or what for (the client's, or the role's)")
    create.add_argument("--client", help="for role client: whose rentals and orders it opens")
    create.add_argument("--days", type=int, metavar="N", help="until it expires (never)")
    create.add_argument("--out", type=Path, metavar="FILE", help="write the key there, 0600, and not to standard output")
    actions.add_parser("list", help="all keys").add_argument("--json", action="store_true", help="as a JSON list")
    actions.add_parser("revoke", help="end a key").add_argument("id", metavar="ID")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    asked = api.asked(environment)
    if options.action == "create":
        _create(asked, options)
    elif options.action == "list":
        _list(asked, options.json)
    else:
        asked.call("DELETE", f"{_PATH}/{quote(options.id, safe='')}")
        say(f"{options.id} … revoked")
    return 0


def _create(asked: Api, options: Namespace) -> None:
    if (options.role == "client") != bool(options.client):
        raise UsageError("--client goes with --role client, which needs it")
    wish = {"role": options.role, "name": options.name or options.client or options.role}
    if options.client:
        wish["client_id"] = options.client
    if options.days is not None:
        wish["expires_in_days"] = options.days
    if options.out and options.out.exists():
        raise UsageError(f"{options.out} exists: a key is not written over another")
    made = asked.call("POST", _PATH, wish)
    if options.out:
        files.write_whole(options.out, f"{made['key']}\n", mode=0o600)
        say(f"{made['id']} … in {options.out}")
        return
    print(made["key"])  # nothing else, so that `> file` holds a key
    if sys.stdout.isatty():
        complain("this is told once: keep it, or revoke it with ./cordee key revoke " + str(made["id"]))


def _list(asked: Api, as_json: bool) -> None:
    keys: List[Dict[str, Optional[str]]] = asked.call("GET", _PATH)["keys"]
    if as_json:
        print(json.dumps(keys, indent=1))
        return
    for key in keys:
        say(f"{key['id']:<12}  {key['role']:<8}  {_state(key):<28}  {_for(key)}")


def _state(key: Dict[str, Optional[str]]) -> str:
    if key.get("revoked_at"):
        return f"revoked {key['revoked_at'][:10]}"
    if key.get("expires_at"):
        return f"until {key['expires_at'][:16]}Z"
    return f"used {key['last_used_at'][:16]}Z" if key.get("last_used_at") else "never used"


def _for(key: Dict[str, Optional[str]]) -> str:
    client = key.get("client_id")
    return f"{key['name']} (client {client})" if client else str(key["name"])
