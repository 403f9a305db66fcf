"""Ports, and telling our processes from others."""

import os
import socket
import subprocess
import sys
import unittest
from unittest import mock

from launcher import files, ports, records
from launcher.errors import Failure
from launcher.ports import Port
from launcher.records import Record
from launcher.tests.folders import FolderTest


class PortsTest(unittest.TestCase):
    def listen(self):
        listener = socket.socket()
        self.addCleanup(listener.close)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        return listener, listener.getsockname()[1]

    def test_a_free_port_passes(self):
        listener, number = self.listen()
        listener.close()
        ports.check([Port(number, "the API", "CORDEE_PORT")])

    @mock.patch.object(ports, "_RELEASE_SECONDS", 0)
    def test_a_taken_port_is_named_with_its_purpose_setting_and_holder(self):
        _, number = self.listen()
        with self.assertRaisesRegex(Failure, rf"port {number} for the API is taken.*CORDEE_PORT"):
            ports.check([Port(number, "the API", "CORDEE_PORT")])

    def test_the_holder_is_found(self):
        _, number = self.listen()
        self.assertEqual(os.getpid(), ports.holder(number))

    def test_two_purposes_for_one_port_are_refused(self):
        with self.assertRaisesRegex(Failure, "both a .A. and b .B."):
            ports.check([Port(65000, "a", "A"), Port(65000, "b", "B")])


class RecordsTest(FolderTest):
    def record(self, pid, birth):
        return Record("api", pid, birth, ["java"], "http://127.0.0.1:8023")

    def test_a_live_process_is_ours_by_its_birth(self):
        self.assertTrue(self.record(os.getpid(), records.birth(os.getpid())).alive)

    def test_a_reused_pid_is_not_ours(self):
        self.assertFalse(self.record(os.getpid(), "another boot:1").alive)

    def test_a_zombie_is_dead(self):
        process = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
        record = self.record(process.pid, records.birth(process.pid))
        self.assertTrue(record.alive)
        process.stdin.close()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, and not yet collected
        self.assertFalse(record.alive)
        process.wait()

    def test_records_survive_the_launcher(self):
        settings = self.settings()
        saved = self.record(os.getpid(), records.birth(os.getpid()))
        records.save(settings, saved)
        self.assertEqual(saved, records.live(settings, "api"))
        records.remove(settings, "api")
        self.assertIsNone(records.load(settings, "api"))

    def test_a_damaged_run_file_counts_as_none(self):
        settings = self.settings()
        files.write_whole(settings.home / "run" / "api.json", '{"name": "api"')
        self.assertIsNone(records.load(settings, "api"))

    def test_secrets_are_for_the_owner_alone(self):
        secrets = self.settings().secrets
        self.assertEqual(0o700, secrets.stat().st_mode & 0o777)
        self.assertEqual(0o600, (secrets / "postgres-password").stat().st_mode & 0o777)
