"""What others read about the nodes: the control plane's inventory, and the same for Ansible and ssh used by hand.

  inventory.yml           host, port, host key and failure domain of each node (cordee.fleet.inventory)
  nodes/known_hosts       for ssh -o UserKnownHostsFile=…
  nodes/ansible.yml       for ansible-playbook -i …
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import List

from .. import files
from ..settings import LOOPBACK, Settings
from . import keys
from .node import Node, folder


def file(settings: Settings) -> Path:
    return settings.home / "inventory.yml"


def known_hosts(settings: Settings) -> Path:
    return folder(settings) / "known_hosts"


def for_ansible(settings: Settings) -> Path:
    return folder(settings) / "ansible.yml"


def write(settings: Settings, nodes: List[Node]) -> None:
    files.write_whole(file(settings), _inventory(nodes))
    files.write_whole(known_hosts(settings), "".join(f"[{LOOPBACK}]:{node.port} {node.host_key}\n" for node in nodes))
    files.write_whole(for_ansible(settings), _ansible(settings, nodes))


def remove(settings: Settings) -> None:
    for path in (file(settings), known_hosts(settings), for_ansible(settings)):
        path.unlink(missing_ok=True)


def _inventory(nodes: List[Node]) -> str:
    if not nodes:
        return "nodes: []\n"
    lines = ["nodes:"]
    for node in nodes:
        lines += [f"  - host: {LOOPBACK}  # {node.name}", f"    port: {node.port}", f"    host_key: {json.dumps(node.host_key)}"]
        lines += [f"    failure_domain: {json.dumps(node.failure_domain)}"]
    return "\n".join(lines) + "\n"


def _ansible(settings: Settings, nodes: List[Node]) -> str:
    """JSON is YAML."""
    shared = {
        "ansible_host": LOOPBACK,
        "ansible_user": keys.USER,
        "ansible_ssh_private_key_file": str(keys.private(settings)),
        "ansible_ssh_common_args": f"-o UserKnownHostsFile={shlex.quote(str(known_hosts(settings)))}",
    }
    hosts = {node.name: {"ansible_port": node.port} for node in nodes}
    return json.dumps({"nodes": {"hosts": hosts, "vars": shared}}, indent=1) + "\n"
