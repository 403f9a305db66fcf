"""Tokens that let nodes in which nobody lists (docs/nodes.md).

  create        make one; it is printed, and never shown again. --out FILE writes it to a file for its owner alone instead
  list          a line per token: id, state, uses left, end, name
  revoke ID     it lets nobody in any more; nodes that joined with it stay

Asks the local API, or the one at CORDEE_URL, with the operator's key from CORDEE_API_KEY or the file CORDEE_API_KEY_FILE.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Dict, Mapping

from .. import api, files
from ..api import Api
from ..errors import UsageError
from ..output import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("create", "list", "revoke"))
    parser.add_argument("id", nargs="?", type=int, metavar="ID", help="of the token to revoke")
    parser.add_argument("--name", default="", help="for the list")
    parser.add_argument("--hours", type=float, default=24, help="how long it is valid (24)")
    parser.add_argument("--uses", type=int, default=1, help="how many nodes it lets in (1); 0 for any number")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it, instead of showing it")
    parser.add_argument("--json", action="store_true", help="list: answer with JSON")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    asked = api.asked(environment)
    if (options.action == "revoke") != (options.id is not None):
        raise UsageError("which one? ./cordee join-token revoke ID")
    {"create": _create, "list": _list, "revoke": _revoke}[options.action](asked, options)
    return 0


def _create(asked: Api, options: Namespace) -> None:
    wish: Dict[str, object] = {"expires_in_hours": options.hours, "uses": options.uses}
    if options.name:
        wish["name"] = options.name
    made = asked.call("POST", "/api/join-tokens", wish)
    if options.out:
        files.write_in_place(options.out, f"{made['token']}\n")
        say(f"join token {made['id']} is in {options.out}, valid until {made['expires_at']}")
    else:
        print(made["token"])


def _list(asked: Api, options: Namespace) -> None:
    tokens = asked.call("GET", "/api/join-tokens")["tokens"]
    assert isinstance(tokens, list)
    if options.json:
        print(json.dumps(tokens, indent=1))
        return
    for token in tokens:
        uses = "any" if token["uses_left"] is None else token["uses_left"]
        say(f"{token['id']:>4} {token['state']:<8} {uses:>6} left  until {token['expires_at'][:16]}Z  {token['name']}")


def _revoke(asked: Api, options: Namespace) -> None:
    token = asked.call("DELETE", f"/api/join-tokens/{options.id}")
    say(f"join token {token['id']}, {token['name']}, lets nobody in any more")
