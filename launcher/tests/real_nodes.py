"""Two real nodes of the test's own, and ssh to them the way everybody should: by key, with a pinned host key.

Where no node can be made the tests fail and say why; they are never skipped.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from launcher import settings as settings_
from launcher.nodes import inventory, keys
from launcher.nodes.fleet import Fleet
from launcher.nodes.namespaces import Namespaces
from launcher.tools import Toolbox


class RealNodesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="cordee-nodes-")).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        yours = settings_.read(os.environ, Path.cwd())
        cls.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CORDEE_")},
            "CORDEE_HOME": str(cls.folder / "home"),
            "CORDEE_TOOLS": str(yours.tools),
            "CORDEE_NODE_PORT": str(_free_ports(4)),
            "CORDEE_NODE_FLAVOUR": yours.node_flavour,
        }
        if not yours.node_flavour and not Namespaces(yours, Toolbox(yours)).why_not():
            cls.environment["CORDEE_NODE_FLAVOUR"] = "namespaces"  # what the launcher would take where no engine answers
        cls.settings = settings_.read(cls.environment, Path.cwd())
        cls.fleet = Fleet(cls.settings, Toolbox(cls.settings))
        cls.addClassCleanup(cls.fleet.purge)
        cls.fleet.make(2)
        cls.one, cls.two = cls.fleet.nodes()

    def command(self, node, remote, user="root", key=None, options=(), known_hosts=None):
        pinned = ["-o", "StrictHostKeyChecking=yes", "-o", f"UserKnownHostsFile={known_hosts or inventory.known_hosts(self.settings)}", "-o", "GlobalKnownHostsFile=/dev/null"]
        alone = ["-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "ConnectTimeout=10", "-i", str(key or keys.private(self.settings))]
        return ["ssh", *pinned, *alone, *options, "-p", str(node.port), f"{user}@127.0.0.1", remote]

    def ssh(self, node, remote, seconds=30, **how):
        return subprocess.run(self.command(node, remote, **how), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, check=False)

    def on(self, node, remote, **how):
        """What the node answers; it must succeed."""
        done = self.ssh(node, remote, **how)
        self.assertEqual(0, done.returncode, f"{remote}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def session(self, node, remote, **how):
        """One that stays open until it says something back, and for as long as the test wants."""
        process = subprocess.Popen(self.command(node, remote, **how), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(_end, process)
        return process

    def state(self, node):
        return self.fleet.states([node])[node.name].value


def greeting(port, seconds):
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        return connection.recv(64)


def _end(process):
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def _free_ports(count):
    for first in range(23100, 32000, 50):
        listeners = []
        try:
            for port in range(first, first + count):
                listeners.append(socket.create_server(("127.0.0.1", port)))
            return first
        except OSError:
            continue
        finally:
            for listener in listeners:
                listener.close()
    raise AssertionError(f"there are no {count} free ports in a row")
