"""What a node accepts, as tables: the decisions that Ansible's module takes there, without a node."""

import base64
import sys
import unittest

from launcher.settings import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "ansible" / "module_utils"))

from cordee_node import marker, request  # noqa: E402  (the path has to be set first)
from cordee_node.marker import Placement  # noqa: E402
from cordee_node.refusal import Refusal  # noqa: E402

sys.path.pop(0)


def placed(rental="a", epoch=2, username="t-a", uid=10_001):
    return Placement(rental, epoch, username, uid)


def answer(check, *arguments):
    try:
        check(*arguments)
        return "OK"
    except Refusal as refusal:
        return refusal.reason


class MarkerTest(unittest.TestCase):
    def test_who_may_come(self):
        for here, released, expected in (
            (None, 0, "OK"),
            (None, 1, "OK"),
            (None, 2, "STALE"),
            (None, 3, "STALE"),
            (placed(), 0, "OK"),
            (placed(epoch=1), 0, "OK"),
            (placed(epoch=3), 0, "STALE"),
            (placed(), 2, "STALE"),
            (placed(rental="b", username="t-b", uid=10_002), 0, "OCCUPIED"),
            (placed(rental="b", epoch=1, username="t-b", uid=10_002), 0, "OCCUPIED"),
            (placed(username="t-b"), 0, "CONFLICT"),
            (placed(uid=10_002), 0, "CONFLICT"),
        ):
            with self.subTest(here=here, released=released):
                self.assertEqual(expected, answer(marker.check_create, placed(), here, released))

    def test_who_may_be_removed(self):
        for here, released, expected in (
            (None, 0, "OK"),
            (None, 2, "OK"),
            (None, 3, "STALE"),
            (placed(), 0, "OK"),
            (placed(), 2, "OK"),
            (placed(epoch=1), 1, "OK"),
            (placed(epoch=3), 0, "STALE"),
            (placed(rental="b", username="t-b", uid=10_002), 0, "OK"),
            (placed(rental="b", uid=10_002), 0, "OCCUPIED"),
            (placed(rental="b", username="t-b"), 0, "OCCUPIED"),
        ):
            with self.subTest(here=here, released=released):
                self.assertEqual(expected, answer(marker.check_delete, placed(), here, released))


class RequestTest(unittest.TestCase):
    def test_narrow_forms(self):
        for changed in ({}, {"rental": "0b8f6f0e-5b7c-4c0e-9f43-0c4f3c1b2a10"}, {"username": "t" * 32}):
            self.assertEqual("OK", answer(lambda changed=changed: request.placement(**{"rental": "a", "epoch": 1, "username": "t-a", "uid": 10_001, **changed})))
        for changed in (
            {"rental": "../x"}, {"rental": ""}, {"rental": "a/b"}, {"epoch": 0}, {"epoch": -1}, {"username": "a:b"}, {"username": "../x"}, {"username": "a\nb"},
            {"username": "-rf"}, {"username": "t" * 33}, {"username": ""}, {"username": "t-a\n"}, {"uid": 0}, {"uid": 1000}, {"uid": 2**31},
        ):
            with self.subTest(changed):
                self.assertEqual("INVALID", answer(lambda: request.placement(**{"rental": "a", "epoch": 1, "username": "t-a", "uid": 10_001, **changed})))

    def test_keys(self):
        def key(kind="ssh-ed25519", inside=b"ssh-ed25519"):
            return f"{kind} {base64.b64encode(len(inside).to_bytes(4, 'big') + inside + b'0' * 36).decode()}"

        self.assertEqual(key(), request.key(f"{key()} alice@example with words\n"))
        for text in ("", "ssh-ed25519", "ssh-ed25519 ###", f'command="id" {key()}', f"{key()}\n{key()}", key(kind="ssh-rsa"), key("ssh-dss", b"ssh-dss"), "-----BEGIN OPENSSH PRIVATE KEY-----"):
            with self.subTest(text):
                self.assertEqual("INVALID", answer(request.key, text))
