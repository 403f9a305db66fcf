"""create_user.yml and delete_user.yml against real nodes, by real Ansible: twice, at once, too late, and killed."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import uuid

from launcher import files
from launcher.settings import REPOSITORY
from launcher.tests.real_nodes import RealNodesTest

_NEXT_UID = iter(range(20_001, 30_000))


class PlaybooksTest(RealNodesTest):
    def setUp(self):
        """A rental with a key of its own, and a new node."""
        uid = next(_NEXT_UID)
        self.key = self.folder / f"tenant-{uid}"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.key)], check=True)
        self.rental = {"rental_id": str(uuid.uuid4()), "epoch": 1, "username": f"t-{uid}", "uid": uid, "public_key": self.key.with_suffix(".pub").read_text()}
        self.fleet.remove([self.one])
        self.fleet.make(2)
        self.one = self.fleet.nodes()[0]

    def playbook(self, which, rental, node=None, options=(), **changed):
        variables = self.folder / f"{uuid.uuid4()}.json"
        files.write_secret(variables, json.dumps({**rental, **changed}))
        arguments = ["-e", f"node={(node or self.one).name}", "-e", f"@{variables}", "-v", *options]
        command = [sys.executable, str(REPOSITORY / "cordee"), "playbook", f"{which}_user.yml", *arguments]
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)

    def run_playbook(self, which, rental=None, **how):
        """The exit code, what the module said, and all that was printed."""
        process = self.playbook(which, rental or self.rental, **how)
        output = process.communicate(timeout=120)[0]
        begin = output.find("=> {")
        return process.returncode, json.JSONDecoder().raw_decode(output, begin + 3)[0] if begin >= 0 else {}, output

    def create(self, **how):
        code, answer, output = self.run_playbook("create", **how)
        self.assertEqual(0, code, output)
        return answer

    def delete(self, **how):
        code, answer, output = self.run_playbook("delete", **how)
        self.assertEqual(0, code, output)
        return answer

    def refused(self, which, reason, **how):
        code, answer, output = self.run_playbook(which, **how)
        self.assertEqual((2, reason), (code, answer.get("reason")), output)
        return answer["msg"]

    def as_tenant(self, remote, **how):
        return self.ssh(self.one, remote, user=self.rental["username"], key=self.key, **how)

    def open_session(self, remote):
        session = self.session(self.one, f"{remote}; echo open; read end", user=self.rental["username"], key=self.key)
        self.assertEqual("open\n", session.stdout.readline())
        return session

    def trace_of(self, rental):
        """Everything on the node that bears the tenant's name or UID."""
        find = "find / -xdev \\( -path /proc -o -path /usr \\) -prune -o"
        owned = self.on(self.one, f"for place in '' /dev/shm /run; do {find.replace('/ ', '$place/ ', 1)} \\( -uid {rental['uid']} -o -name '*{rental['username']}*' \\) -print; done 2>/dev/null; true")
        named = self.on(self.one, f"grep -s {rental['username']} /etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/subuid; true")
        running = self.on(self.one, f"grep -l '^Uid:.*{rental['uid']}' /proc/[0-9]*/status 2>/dev/null; true")
        return [line for line in (owned + named + running).splitlines() if line]

    def test_created_twice_the_second_changes_nothing(self):
        began = time.monotonic()
        first = self.create()
        took_first, began = time.monotonic() - began, time.monotonic()
        second = self.create()
        print(f"\n  create_user.yml: {took_first:.1f} s, again {time.monotonic() - began:.1f} s", flush=True)
        self.assertTrue(first["changed"])
        self.assertEqual((False, []), (second["changed"], second["changes"]))
        self.assertEqual(f"{self.rental['uid']} /home/{self.rental['username']} drwx------", self.as_tenant("echo $(id -u) $PWD $(stat -c %A .)").stdout.strip())

    def test_only_the_tenants_key_opens_and_only_root_can_say_so(self):
        self.create()
        self.assertEqual(255, self.ssh(self.one, "true", user=self.rental["username"]).returncode)
        self.as_tenant(f"mkdir -p .ssh; echo '{self.two.host_key}' >.ssh/authorized_keys")
        placed = self.on(self.one, f"cat /etc/ssh/authorized_keys/{self.rental['username']}")
        self.assertEqual(" ".join(self.rental["public_key"].split()[:2]), placed)
        self.assertNotEqual(0, self.as_tenant(f"echo >/etc/ssh/authorized_keys/{self.rental['username']}").returncode)
        self.assertNotEqual(0, self.as_tenant("cat /var/lib/cordee/ssh/host_ed25519").returncode)

    def test_a_rehearsal_says_what_would_be_done_and_does_nothing(self):
        code, said, output = self.run_playbook("create", options=["--check", "-vvv"])
        self.assertEqual((0, True), (code, said["changed"]), output)
        self.assertNotIn(self.rental["public_key"].split()[1], output)  # whose key it is concerns nobody who reads logs
        self.assertNotEqual(0, self.as_tenant("true").returncode)
        self.assertEqual(said["changes"], self.create()["changes"])
        self.assertIn("account deleted", self.delete(options=["--check"])["changes"])
        self.assertEqual(0, self.as_tenant("true").returncode)

    def test_deleted_with_all_that_lives_and_lies_there(self):
        self.create()
        session = self.open_session("nohup setsid sleep 3456 >/dev/null 2>&1 & trap '' TERM HUP")
        forks = "f() { while :; do sleep 0.02 & wait; done; }; for i in 1 2 3; do (trap '' HUP TERM; f) & done >/dev/null 2>&1"
        self.open_session(forks)
        segment = "python3 -c 'import ctypes; exit(ctypes.CDLL(None).shmget(%d, 100, 0o1600) < 0)'" % self.rental["uid"]
        strewn = f"cd /tmp; touch a 'b c'; mkdir -p d/e; touch d/e/f; ln -s /etc/passwd g; chmod 0 d; touch /var/tmp/h /dev/shm/i /run/lock/j; {segment}"
        self.assertEqual(0, self.as_tenant(strewn).returncode)
        spools = f"/var/mail/{self.rental['username']} /var/spool/cron/crontabs/{self.rental['username']} /var/spool/cron/atjobs/k"
        self.on(self.one, f"mkdir -p /var/mail /var/spool/cron/crontabs /var/spool/cron/atjobs; touch {spools}; chown {self.rental['uid']} {spools}")
        self.assertTrue(self.trace_of(self.rental))

        began = time.monotonic()
        gone = self.delete()
        print(f"\n  delete_user.yml: {time.monotonic() - began:.1f} s: {', '.join(gone['changes'])}", flush=True)
        self.assertNotEqual(0, session.wait(5))
        self.assertEqual([], self.trace_of(self.rental))
        self.assertEqual("", self.on(self.one, f"grep {self.rental['uid']} /proc/sysvipc/shm; true"))
        self.assertEqual("root", self.on(self.one, "stat -c %U /etc/passwd"))
        self.assertEqual(255, self.as_tenant("true").returncode)
        self.assertEqual((False, []), tuple(map(self.delete().get, ("changed", "changes"))))

    def test_what_comes_too_late_is_refused(self):
        self.create(epoch=5)
        self.assertIn("epoch 5, which is later", self.refused("create", "STALE", epoch=4))
        self.assertIn("epoch 5, which is later", self.refused("delete", "STALE", epoch=4))
        self.assertEqual(0, self.as_tenant("true").returncode)
        self.delete(epoch=5)
        self.assertIn("has ended on this node", self.refused("create", "STALE", epoch=5))

    def test_a_node_belongs_to_one_rental(self):
        self.create()
        other = {**self.rental, "rental_id": str(uuid.uuid4()), "username": "t-other", "uid": next(_NEXT_UID)}
        self.assertIn(self.rental["rental_id"], self.refused("create", "OCCUPIED", rental=other))
        self.assertEqual(0, self.as_tenant("true").returncode)

    def test_nobody_elses_account_is_touched(self):
        self.refused("delete", "CONFLICT", username="root")
        self.on(self.one, "id root")

    def test_two_at_once_converge(self):
        both = [self.playbook("create", self.rental) for _ in range(2)]
        outputs = [process.communicate(timeout=120)[0] for process in both]
        self.assertEqual([0, 0], [process.returncode for process in both], outputs)
        self.assertEqual([0, 1], sorted(int(re.search(r"changed=(\d)", output).group(1)) for output in outputs))
        self.assertEqual(0, self.as_tenant("true").returncode)

    def test_killed_in_the_middle_the_next_run_converges(self):
        """Held up by the node's lock, so that the kill surely finds it at work there."""
        for which in ("create", "delete"):
            holder = self._hold_the_lock()
            process = self.playbook(which, self.rental)
            self._await_waiter()
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            holder.stdin.close()
            self.assertEqual(0, holder.wait(10))
            getattr(self, which)()
            self.assertEqual(which == "create", self.as_tenant("true").returncode == 0)
        self.assertEqual([], self.trace_of(self.rental))

    def test_killed_at_any_time_the_next_run_converges(self):
        for delay in (0.6, 1.2, 1.8):
            process = self.playbook("create", self.rental)
            time.sleep(delay)
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        self.create()
        self.assertEqual(0, self.as_tenant("true").returncode)

    def test_after_a_stop_of_the_node_all_is_as_before(self):
        self.create()
        self.fleet.kill([self.one])
        self.fleet.start([self.one])
        self.assertEqual(0, self.as_tenant("true").returncode)
        self.assertFalse(self.create()["changed"])

    def test_a_node_that_is_down_is_told_from_one_that_refuses(self):
        self.fleet.stop([self.two])
        self.assertEqual(4, self.run_playbook("create", node=self.two)[0])
        self.fleet.start([self.two])

    def _hold_the_lock(self):
        program = "import fcntl, sys; file = open('/var/lib/cordee/lock', 'a'); fcntl.lockf(file, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
        holder = self.session(self.one, f"python3 -c {shlex.quote(program)}")
        self.assertEqual("held\n", holder.stdout.readline())
        return holder

    def _await_waiter(self):
        """A second Python has the lock's file open."""
        until = time.monotonic() + 30
        while self.on(self.one, "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c /var/lib/cordee/lock; true") != "2":
            self.assertLess(time.monotonic(), until)
            time.sleep(0.1)
