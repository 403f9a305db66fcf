"""What `./cordee bench fleet` runs, and what it ends of a run that was cut short."""

import subprocess
import sys

from launcher import bench_fleet
from launcher.errors import UsageError
from launcher.tests.folders import FolderTest


class PartsTest(FolderTest):
    def test_both_parts_unless_one_is_named(self):
        self.assertEqual([("sweeps", []), ("rentals", [])], bench_fleet.parts([]))
        self.assertEqual([("rentals", ["--kills", "3"])], bench_fleet.parts(["rentals", "--kills", "3"]))

    def test_false_alarms_take_minutes(self):
        self.assertEqual([("false-alarms", ["--minutes", "10"])], bench_fleet.parts(["--false-alarms"]))
        self.assertEqual([("false-alarms", ["--minutes", "3"])], bench_fleet.parts(["--false-alarms", "3"]))
        self.assertEqual([("false-alarms", ["--minutes", "3", "--nodes", "8"])], bench_fleet.parts(["--false-alarms=3", "--nodes", "8"]))

    def test_anything_else_is_not_guessed(self):
        with self.assertRaisesRegex(UsageError, "sweep: there is no such part"):
            bench_fleet.parts(["sweep"])

    def test_the_number_of_nodes_is_the_launchers_and_the_rest_the_benchmarks(self):
        self.assertEqual((6, ["--rents", "2"]), bench_fleet.nodes_of(["--rents", "2"]))
        self.assertEqual((8, ["--check"]), bench_fleet.nodes_of(["--nodes", "8", "--check"]))
        with self.assertRaisesRegex(UsageError, "5 or more"):
            bench_fleet.nodes_of(["--nodes=2"])


class LeftoversTest(FolderTest):
    def start(self, *arguments):
        code = "import time; print('here', flush=True); time.sleep(60)"
        process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        process.stdout.readline()  # until then its arguments may not be there to be read
        return process

    def test_a_process_of_the_folder_is_ended_and_one_that_has_its_number_since_is_not(self):
        left, stranger = self.start(str(self.folder / "sweeps/sshd-1.conf")), self.start("elsewhere")
        self.write("sweeps/fleet-10/sshd-1.pid", f"{left.pid}\n")
        self.write("sweeps/sshd-2.pid", f"{stranger.pid}\n")
        self.write("sweeps/sshd-3.pid", "")

        bench_fleet.end_sshds(self.folder / "sweeps")

        self.assertEqual(-9, left.wait(10))
        self.assertIsNone(stranger.poll())
