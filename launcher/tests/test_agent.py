"""The agent of nodes that join by themselves, against a control plane that says what the test wants."""

import contextlib
import importlib.util
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from launcher.tests.folders import FolderTest

_FILE = Path(__file__).resolve().parents[2] / "worker-image" / "agent.py"
_SPEC = importlib.util.spec_from_file_location("cordee_agent", _FILE)
agent = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = agent
_SPEC.loader.exec_module(agent)

HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtGRGmZl9WkJ2fHnQhkSxRzn0gpBlIxgXoGv7bNNNfD"
JOINED = (201, {"node_id": 7, "node_token": "its-own", "heartbeat_seconds": 30}, {})
HEARD = (204, None, {})
UNKNOWN = (401, {"detail": "no such token"}, {})


class ControlPlane:
    """Answers what it was told to, the last for good; keeps what it was asked."""

    def __init__(self):
        self.answers = {"/api/register": [JOINED], "/api/heartbeat": [HEARD]}
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, self.headers, body))
                script = outer.answers[self.path]
                status, answer, headers = script.pop(0) if len(script) > 1 else script[0]
                if status == 0:
                    return  # hangs up
                text = b"" if answer is None else json.dumps(answer).encode()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(text)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def paths(self):
        return [path.rpartition("/")[2] for path, _, _ in self.asked]

    def shown(self):
        return [headers["Authorization"] for _, headers, _ in self.asked]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class AgentTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.plane = ControlPlane()
        self.addCleanup(self.plane.close)
        self.write("state/ssh/host_ed25519.pub", HOST_KEY + " a comment\n")
        self.token = self.write("secret/join-token", "join-me\n")
        self.token.chmod(0o600)
        self.said = []

    def environment(self, **more):
        return {"CORDEE_URL": self.plane.url, "CORDEE_JOIN_TOKEN_FILE": str(self.token), "CORDEE_STATE": str(self.folder / "state"), **more}

    def home(self, **more):
        settings = agent.Settings.read(self.environment(**more))
        return agent.Home(settings, agent.Api(settings), self.said.append)


class RegistrationTest(AgentTest):
    def test_it_tells_who_it_is_and_is_heard_in_the_rhythm_it_is_told(self):
        home = self.home(CORDEE_SSH_PORT="2222", CORDEE_NODE_ADDRESS="10.0.0.9")
        self.assertTrue(27 <= home.step() <= 30)
        self.assertTrue(27 <= home.step() <= 30)
        body = self.plane.asked[0][2]
        self.assertEqual((2222, HOST_KEY, "10.0.0.9"), (body["ssh_port"], body["host_key"], body["address"]))
        self.assertEqual(["register", "heartbeat"], self.plane.paths())
        self.assertEqual(["Bearer join-me", "Bearer its-own"], self.plane.shown())
        self.assertEqual(1, len(self.said))

    def test_an_answer_that_is_lost_is_asked_for_again_under_the_same_name_even_after_a_restart(self):
        self.plane.answers["/api/register"] = [(0, None, {}), JOINED]
        self.home().step()
        self.home().step()
        names = [headers["Idempotency-Key"] for _, headers, _ in self.plane.asked]
        self.assertEqual(1, len(set(names)))
        self.assertGreaterEqual(len(names[0]), 43)

    def test_after_a_restart_it_is_the_node_it_was(self):
        self.home().step()
        self.home().step()
        self.assertEqual("Bearer its-own", self.plane.shown()[1])
        kept = self.folder / "state/agent/identity.json"
        self.assertEqual((0o600, 0o700), (stat.S_IMODE(kept.stat().st_mode), stat.S_IMODE(kept.parent.stat().st_mode)))

    def test_half_a_file_is_no_identity_and_no_end(self):
        self.write("state/agent/identity.json", '{"registration": "x", "tok')
        self.home().step()
        self.assertEqual("Bearer join-me", self.plane.shown()[0])

    def test_a_node_that_was_forgotten_joins_anew(self):
        home = self.home()
        home.step()
        self.plane.answers["/api/heartbeat"] = [UNKNOWN]
        self.plane.answers["/api/register"] = [UNKNOWN, JOINED]
        self.assertEqual([0.0, 0.0], [home.step(), home.step()])
        self.assertGreater(home.step(), 0)
        self.assertEqual(["Bearer join-me", "Bearer its-own", "Bearer its-own", "Bearer join-me"], self.plane.shown())

    def test_it_tries_again_later_and_later_and_says_why_once(self):
        self.plane.answers["/api/register"] = [(409, {"detail": "node 3 is there"}, {})]
        home = self.home()
        pauses = [home.step() for _ in range(9)]
        self.assertTrue(0.7 <= pauses[0] <= 1.3)
        self.assertTrue(42 <= pauses[8] <= 78)
        self.assertEqual(["is not taken: 409: node 3 is there"], self.said)

    def test_it_comes_back_when_it_is_told_to(self):
        self.plane.answers["/api/register"] = [(503, {}, {"Retry-After": "100"})]
        self.assertTrue(70 <= self.home().step() <= 130)

    def test_a_join_token_that_comes_later_is_found(self):
        self.token.unlink()
        home = self.home()
        home.step()
        self.assertEqual([], self.plane.asked)
        self.write("secret/join-token", "later").chmod(0o600)
        home.step()
        self.assertEqual(["Bearer later"], self.plane.shown())

    def test_a_join_token_that_tenants_could_read_is_not_used(self):
        for folder in [self.folder, *self.folder.parents, self.token.parent]:
            if not folder.stat().st_mode & stat.S_IXOTH and folder.is_relative_to(self.folder):
                folder.chmod(0o755)
        self.token.chmod(0o644)
        self.home().step()
        self.assertEqual([], self.plane.asked)
        self.assertIn("every tenant could read", self.said[0])
        self.token.parent.chmod(0o700)
        self.home().step()
        self.assertEqual(1, len(self.plane.asked))

    def test_no_secret_is_said(self):
        self.plane.answers["/api/register"] = [(409, {"detail": "no"}, {}), JOINED]
        home = self.home()
        home.step(), home.step(), home.leave()
        for secret in ("join-me", "its-own"):
            self.assertNotIn(secret, " ".join(self.said))


class HeartbeatTest(AgentTest):
    def test_an_outage_is_told_at_its_beginning_and_its_end(self):
        home = self.home()
        home.step()
        self.plane.answers["/api/heartbeat"] = [(503, {"detail": "later"}, {}), (503, {"detail": "later"}, {}), HEARD]
        first, second, third = home.step(), home.step(), home.step()
        self.assertTrue(first < second < third)
        self.assertEqual(["is not heard: 503: later", "is heard again"], self.said[1:])

    def test_nobody_there_is_no_end(self):
        home = self.home()
        home.step()
        self.plane.close()
        self.assertLess(home.step(), 2)
        self.assertIn("is not reached", self.said[1])


class ProcessTest(AgentTest):
    """The agent as the node's first process, with something else for sshd."""

    def start(self, sshd, **more):
        script = self.write("sshd", f"#!/bin/sh\n{sshd}\n")
        script.chmod(0o755)
        process = subprocess.Popen([sys.executable, str(_FILE), str(script)], env={"PATH": os.environ["PATH"], **self.environment(**more)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(_end, process.pid)  # and what it was to stop
        return process

    def until(self, condition):
        deadline = time.monotonic() + 10
        while not condition():
            self.assertLess(time.monotonic(), deadline, "it took too long")
            time.sleep(0.01)

    def test_it_says_that_it_leaves_and_stops_sshd(self):
        process = self.start(f"trap 'echo stopped >{self.folder}/end; exit 0' TERM; while :; do sleep 0.05; done")
        self.until(self.plane.paths)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(0, process.wait(10))
        self.assertEqual(("heartbeat", {"leaving": True}), (self.plane.paths()[-1], self.plane.asked[-1][2]))
        self.assertTrue((self.folder / "end").is_file())

    def test_it_leaves_in_time_though_nobody_answers_and_sshd_is_stuck(self):
        self.plane.answers["/api/register"] = [JOINED]
        process = self.start("trap '' TERM; while :; do sleep 0.05; done")
        self.until(self.plane.paths)
        self.until(lambda: (self.folder / "state/agent/identity.json").is_file() and "its-own" in (self.folder / "state/agent/identity.json").read_text())
        self.plane.answers["/api/heartbeat"] = [(0, None, {})]
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(0, process.wait(10))
        self.assertLess(time.monotonic() - began, 9)

    def test_it_goes_on_after_it_stood_still(self):
        self.plane.answers["/api/register"] = [(201, {**JOINED[1], "heartbeat_seconds": 1}, {})]
        process = self.start("while :; do sleep 0.05; done")
        self.until(lambda: len(self.plane.paths()) > 1)
        process.send_signal(signal.SIGSTOP)
        time.sleep(1.5)  # longer than any of its waits
        process.send_signal(signal.SIGCONT)
        before = len(self.plane.paths())
        self.until(lambda: len(self.plane.paths()) > before + 1)
        self.assertTrue(all(body == {} for path, _, body in self.plane.asked if path.endswith("heartbeat")))

    def test_the_end_of_sshd_is_the_end_of_the_node(self):
        process = self.start("sleep 0.3; exit 3")
        self.assertEqual(1, process.wait(10))
        self.assertIn("sshd ended with 3", process.stderr.read())

    def test_what_makes_no_sense_ends_it_at_once(self):
        process = self.start("sleep 9", CORDEE_URL="ftp://nowhere")
        self.assertEqual(agent.UNUSABLE, process.wait(10))
        self.assertIn("CORDEE_URL=ftp://nowhere", process.stderr.read())


def _end(group):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
