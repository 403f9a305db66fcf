"""Makes what temporal-compose.yml needs before its first start: keys, passwords and a certificate authority, as files in
CORDEE_HOME/stack, and .env with the settings. Nothing that exists is changed, so running it again is safe.

The operator's key is in CORDEE_HOME/stack/cordee.api-key; ./cordee key makes others.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Mapping

from .. import azure, files, settings as settings_, stack_secrets
from ..output import paint, say
from ..settings import Settings


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--site", default="localhost", help="the name that the proxy answers to (localhost)")
    parser.add_argument("--no-sandbox", action="store_true", help="without stand-ins for the shop's services and for Azure: set their URLs and the account in .env")
    parser.add_argument("--env-file", type=Path, metavar="FILE", help="where the settings go (.env of this clone)")
    parser.add_argument("--grafana", action="store_true", help="with Grafana; its image has to be pulled")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    made = stack_secrets.ensure(settings, sandbox=not options.no_sandbox)
    place = stack_secrets.folder(settings)
    say(f"{place}: {', '.join(made) if made else 'all there'}")
    dotenv = options.env_file or settings.repository / ".env"
    if dotenv.exists():
        say(f"{dotenv}: kept as it is")
    else:
        files.write_whole(dotenv, _dotenv(settings, options), mode=0o600)
        say(f"{dotenv}: written")
    say(f"\nThe operator's key: {paint(str(place / 'cordee.api-key'), 'bold')}\nNext: ./cordee images")
    return 0


def _dotenv(settings: Settings, options: Namespace) -> str:
    profiles = ([] if options.no_sandbox else ["sandbox"]) + (["grafana"] if options.grafana else [])
    return f"""# Settings of temporal-compose.yml and fleet-compose.yml. .env.example tells them all; secrets are in CORDEE_SECRETS.
CORDEE_SECRETS={stack_secrets.folder(settings)}
CORDEE_SITE={options.site}
COMPOSE_PROFILES={','.join(profiles)}
{_account(settings, options)}"""


def _account(settings: Settings, options: Namespace) -> str:
    """At Azure; its secrets are files."""
    account = azure.for_containers(settings, sandbox=not options.no_sandbox)
    return "".join(f"{name}={value}\n" for name, value in account.items() if name not in azure.SECRETS.values())
