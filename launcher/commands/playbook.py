"""Runs a playbook of ansible/ against the local nodes, as the worker does: ./cordee playbook create_user.yml -e node=node-1 -e @vars.json

Everything after the name goes to ansible-playbook. ansible/README.md says what the variables are.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, List, Mapping

from .. import remembered
from ..errors import UsageError
from ..nodes import inventory
from ..settings import Settings
from ..tools import Toolbox


def run(arguments: List[str], environment: Mapping[str, str]) -> int:
    settings = remembered.recall(environment, Path.cwd())
    folder = settings.repository / "ansible"
    if not arguments or not (folder / arguments[0]).is_file():
        raise UsageError(f"which playbook? {', '.join(path.name for path in sorted(folder.glob('*_user.yml')))}")
    binary = str(Toolbox(settings).ansible)
    os.execve(binary, [binary, "-i", str(inventory.for_ansible(settings)), str(folder / arguments[0]), *arguments[1:]], variables(settings))


def variables(settings: Settings) -> Dict[str, str]:
    """Ansible reads nothing of ours but its own settings, and stops where the locale is not UTF-8."""
    inherited = {name: value for name, value in settings.environment.items() if not name.startswith("ANSIBLE_")}
    return {**inherited, "ANSIBLE_CONFIG": str(settings.repository / "ansible" / "ansible.cfg"), "LC_ALL": "C.UTF-8"}
