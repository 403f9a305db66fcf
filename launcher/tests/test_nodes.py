"""Nodes as tenants and faults find them: real ones, reached over SSH."""

import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from launcher import settings as settings_
from launcher.errors import Failure
from launcher.nodes import inventory, keys, node as node_, root
from launcher.nodes.fleet import Fleet
from launcher.nodes.trees import Snapshot
from launcher.settings import REPOSITORY
from launcher.tests.real_nodes import RealNodesTest, greeting
from launcher.tools import Toolbox


def _mounts_and_processes(folder):
    """What of a node is left on this machine: in our namespace, and as a process anywhere."""
    mounts = [line for line in Path("/proc/self/mounts").read_text().splitlines() if str(folder) in line]
    commands = [path.read_bytes().replace(b"\0", b" ").decode(errors="replace") for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return mounts + [command for command in commands if str(folder) in command]


class NodesTest(RealNodesTest):
    def test_the_pinned_key_lets_in_and_another_does_not(self):
        self.assertEqual("node-1", self.on(self.one, "hostname"))
        swapped = self.folder / "swapped"
        swapped.write_text(f"[127.0.0.1]:{self.one.port} {self.two.host_key}\n")
        refused = self.ssh(self.one, "true", known_hosts=swapped)
        self.assertEqual(255, refused.returncode)
        self.assertIn("verification failed", refused.stderr)

    def test_each_node_has_a_host_key_of_its_own(self):
        self.assertNotEqual(self.one.host_key, self.two.host_key)
        self.assertFalse(list((REPOSITORY / "worker-image").rglob("*host*key*")))

    def test_the_inventory_says_what_the_nodes_are(self):
        text = inventory.file(self.settings).read_text()
        for node in (self.one, self.two):
            self.assertIn(f"host: 127.0.0.1  # {node.name}\n    port: {node.port}\n    host_key: {json.dumps(node.host_key)}\n    failure_domain: ", text)

    def test_the_management_key_is_for_its_owner_alone(self):
        self.assertEqual(0o600, keys.private(self.settings).stat().st_mode & 0o777)
        self.assertNotIn("PRIVATE", self.on(self.one, "cat /etc/ssh/authorized_keys/root; env"))

    def test_no_password_and_no_way_on(self):
        offered = self.ssh(self.one, "true", options=["-v", "-o", "PreferredAuthentications=password,keyboard-interactive"])
        self.assertIn("Permission denied (publickey)", offered.stderr)
        forwarded = self.ssh(self.one, "true", options=["-W", f"127.0.0.1:{self.two.port}"])
        self.assertNotIn("SSH-2.0", forwarded.stdout)
        self.assertIn("prohibited", forwarded.stderr)

    def test_a_hundred_idle_connections_shut_nobody_out(self):
        idle = [socket.create_connection(("127.0.0.1", self.one.port)) for _ in range(100)]
        try:
            for _ in range(3):
                self.on(self.one, "true")
        finally:
            for connection in idle:
                connection.close()

    def test_what_is_in_a_node_is_nowhere_else(self):
        self.on(self.one, "echo 'only-here:x:23456:23456::/home/only-here:/bin/sh' >>/etc/passwd; mkdir -p /home/only-here; touch /tmp/only-here")
        self.assertEqual("only-here", self.on(self.one, "id -un 23456"))
        self.assertNotEqual(0, self.ssh(self.two, "id only-here").returncode)
        self.assertEqual("", self.on(self.two, "ls /home /tmp | grep only-here; true"))
        self.assertRaises(KeyError, pwd.getpwnam, "only-here")
        self.assertFalse(Path("/home/only-here").exists() or Path("/tmp/only-here").exists())

    def test_a_node_sees_nothing_of_the_host(self):
        ours = self.folder / "readable by all"
        ours.write_text("ours")
        self.assertNotEqual(0, self.ssh(self.one, f"cat '{ours}'").returncode)
        commands = self.on(self.one, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
        self.assertNotIn("unittest", commands)
        self.assertNotEqual(0, self.ssh(self.one, "mount -t tmpfs none /mnt").returncode)

    def test_stop_and_start_keep_key_accounts_and_files(self):
        self.on(self.one, "echo 'kept:x:23457:23457::/:/bin/sh' >>/etc/passwd; echo kept >/root/file")
        self.fleet.stop([self.one])
        self.assertEqual("stopped", self.state(self.one))
        self.assertRaises(OSError, greeting, self.one.port, 1)
        self.fleet.start([self.one])
        self.assertEqual("kept kept", self.on(self.one, "echo $(id -un 23457) $(cat /root/file)"))
        self.assertEqual(self.one, self.fleet.nodes(["1"])[0])

    def test_frozen_it_takes_connections_and_says_nothing(self):
        open_before = self.session(self.one, "while read line; do echo $line; done")
        open_before.stdin.write("before\n")
        open_before.stdin.flush()
        self.assertEqual("before\n", open_before.stdout.readline())
        self.fleet.freeze([self.one])
        self.assertEqual("frozen", self.state(self.one))
        self.assertRaises(socket.timeout, greeting, self.one.port, 1)
        open_before.stdin.write("meanwhile\n")
        open_before.stdin.flush()
        self.fleet.thaw([self.one])
        self.assertEqual("meanwhile\n", open_before.stdout.readline())
        self.assertEqual("running", self.state(self.one))

    def test_a_frozen_node_can_be_stopped(self):
        self.fleet.freeze([self.one])
        began = time.monotonic()
        self.fleet.stop([self.one])
        self.assertLess(time.monotonic() - began, 9)
        self.assertEqual("stopped", self.state(self.one))
        self.fleet.start([self.one])

    def test_killed_it_takes_everything_with_it(self):
        session = self.session(self.one, "setsid sleep 1234 & echo up; wait")
        self.assertEqual("up\n", session.stdout.readline())
        pid = self.fleet.rows([self.one])[0]["pid"]
        inside = Snapshot().tree(pid) if pid else []
        self.fleet.kill([self.one])
        self.assertEqual("killed", self.state(self.one))
        self.assertFalse([each for each in inside if Path(f"/proc/{each}").exists()])
        self.assertNotEqual(0, session.wait(10))
        self.fleet.start([self.one])
        self.assertNotIn("sleep", self.on(self.one, "cat /proc/[0-9]*/comm"))

    def test_a_crash_is_told_from_a_stop(self):
        pid = self.fleet.rows([self.two])[0]["pid"]
        if not pid:  # a container: its engine alone knows its processes
            self.assertEqual("docker", self.two.flavour)
            return
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}").exists():
            time.sleep(0.01)
        self.assertIn(self.state(self.two), ("crashed", "killed"))
        self.fleet.start([self.two])

    def test_the_command_answers_in_json(self):
        answer = self._cordee("node", "freeze", "2", "--json")
        self.assertEqual(["frozen"], [row["state"] for row in json.loads(answer.stdout)])
        answer = self._cordee("node", "thaw", "node-2", "--json")
        self.assertEqual({**json.loads(answer.stdout)[0], "state": "running", "port": self.two.port, "host_key": self.two.host_key}, json.loads(answer.stdout)[0])
        self.assertIn(f"ssh://127.0.0.1:{self.two.port}", self._cordee("status").stdout)
        self.assertEqual(2, self._cordee("node", "stop", "node-9").returncode)

    def _cordee(self, *arguments):
        return subprocess.run([sys.executable, str(REPOSITORY / "cordee"), *arguments], env=self.environment, capture_output=True, text=True, check=False)


class PurgeTest(RealNodesTest):
    def test_nothing_is_left(self):
        kept = [self.on(node, "echo kept >/root/file; nohup setsid sleep 2345 >/dev/null 2>&1 & echo $!") for node in (self.one, self.two)]
        self.assertEqual(2, len(kept))
        self.fleet.make(1)
        self.assertEqual([self.one], self.fleet.nodes())
        self.assertFalse(root.folder(self.settings, "node-2").exists())
        self.fleet.purge()
        self.assertEqual([], self.fleet.nodes())
        self.assertEqual([], _mounts_and_processes(self.folder))
        self.assertFalse(node_.folder(self.settings).exists() or inventory.file(self.settings).exists())

    def test_where_no_node_can_be_made_it_says_what_is_missing(self):
        without = settings_.read({**self.environment, "CORDEE_NODE_FLAVOUR": "docker", "PATH": "/nowhere", "CORDEE_HOME": str(self.folder / "other")}, Path.cwd())
        with self.assertRaisesRegex(Failure, "ssh-keygen|docker"):
            Fleet(without, Toolbox(without)).make(1)
