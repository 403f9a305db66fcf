"""Keys by the launcher: what it asks of the API, what it says, and what it keeps to itself."""

import contextlib
import io
import json
import os
import stat
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest import mock

from launcher import cli, remembered, settings
from launcher.tests.folders import FolderTest

_KEY = "cordee_0123456789ab_" + "5" * 64


class _Desk(BaseHTTPRequestHandler):
    """Answers as the API does, and remembers what it was asked."""

    def _answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.server.asked.append((self.command, self.path, self.headers.get("Authorization"), body))
        status, answer = self.server.answers[self.command]
        text = json.dumps(answer).encode() if answer is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_DELETE = _answer

    def log_message(self, *_):
        pass


class KeyTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.server = HTTPServer(("127.0.0.1", 0), _Desk)
        self.server.asked = []
        self.server.answers = {
            "POST": (201, {"id": "0123456789ab", "role": "client", "key": _KEY}),
            "GET": (200, {"keys": [{"id": "0123456789ab", "role": "client", "name": "shop", "client_id": "alice", "created_at": "x"}]}),
            "DELETE": (204, None),
        }
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def key(self, *arguments, **environment):
        """Exit code, standard output, standard error."""
        out, err = io.StringIO(), io.StringIO()
        told = {"CORDEE_HOME": str(self.folder / "home"), "CORDEE_URL": f"http://127.0.0.1:{self.server.server_port}/", **environment}
        with mock.patch.dict(os.environ, told), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main(["key", *arguments])
        return code, out.getvalue(), err.getvalue()

    def test_a_key_is_all_there_is_on_standard_output(self):
        code, out, _ = self.key("create", "--role", "client", "--client", "alice", "--days", "30", CORDEE_API_KEY="the operator's")
        self.assertEqual((0, _KEY + "\n"), (code, out))
        wish = {"role": "client", "name": "alice", "client_id": "alice", "expires_in_days": 30}
        self.assertEqual([("POST", "/api/keys", "Bearer the operator's", wish)], self.server.asked)

    def test_a_key_may_go_to_a_file_that_its_owner_alone_reads(self):
        file = self.folder / "keys" / "viewer"
        code, out, err = self.key("create", "--role", "viewer", "--name", "grafana", "--out", str(file))
        self.assertEqual(0, code)
        self.assertEqual(_KEY + "\n", file.read_text())
        self.assertEqual(0o600, stat.S_IMODE(file.stat().st_mode))
        self.assertNotIn(_KEY, out + err)

    def test_no_file_is_overwritten_and_no_key_is_made_in_vain(self):
        file = self.write("viewer", "an older one")
        code, _, err = self.key("create", "--role", "viewer", "--out", str(file))
        self.assertEqual(2, code)
        self.assertIn("exists", err)
        self.assertEqual([], self.server.asked)

    def test_the_operators_key_may_be_in_a_file(self):
        file = self.write("operator", "from the file\n")
        self.key("list", CORDEE_API_KEY_FILE=str(file))
        self.assertEqual([("GET", "/api/keys", "Bearer from the file", None)], self.server.asked)
        code, _, err = self.key("list", CORDEE_API_KEY_FILE=str(self.folder / "none"))
        self.assertEqual(2, code)
        self.assertIn("CORDEE_API_KEY_FILE", err)

    def test_a_client_has_a_name_and_others_have_none(self):
        for wish in (["--role", "client"], ["--role", "viewer", "--client", "alice"]):
            code, _, err = self.key("create", *wish)
            self.assertEqual(2, code)
            self.assertIn("--client", err)
        self.assertEqual([], self.server.asked)

    def test_a_key_is_listed_and_revoked(self):
        _, out, _ = self.key("list")
        self.assertRegex(out, r"^0123456789ab +client +never used +shop \(client alice\)\n$")
        self.assertEqual("shop", json.loads(self.key("list", "--json")[1])[0]["name"])
        code, out, _ = self.key("revoke", "0123456789ab")
        self.assertEqual((0, "0123456789ab … revoked\n"), (code, out))
        self.assertEqual(("DELETE", "/api/keys/0123456789ab"), self.server.asked[-1][:2])

    def test_what_the_api_refuses_is_told_in_its_words(self):
        self.server.answers["GET"] = (401, {"detail": "the key or token is unknown"})
        code, _, err = self.key("list", CORDEE_API_KEY="old")
        self.assertEqual(1, code)
        self.assertIn("the key or token is unknown (401): set CORDEE_API_KEY", err)
        self.server.answers["POST"] = (422, {"detail": "x", "errors": [{"field": "expires_in_days", "message": "must be an integer from 1 to 3650"}]})
        self.assertIn("expires_in_days must be an integer", self.key("create", "--role", "viewer", "--days", "0")[2])

    def test_the_operators_key_follows_no_redirect(self):
        self.server.answers["GET"] = (302, None)
        code, _, _ = self.key("list", CORDEE_API_KEY="the operator's")
        self.assertEqual(1, code)
        self.assertEqual(["/api/keys"], [path for _, path, _, _ in self.server.asked])

    def test_the_local_stacks_key_goes_to_no_other_place(self):
        with mock.patch.dict(os.environ, {"CORDEE_HOME": str(self.folder / "home"), "CORDEE_API_KEY": "the local one"}):
            remembered.remember(settings.read(os.environ, self.folder))
        self.key("list")
        self.assertEqual([None], [key for _, _, key, _ in self.server.asked])

    def test_an_api_that_is_not_there_is_a_line(self):
        code, _, err = self.key("list", CORDEE_URL="http://127.0.0.1:9")
        self.assertEqual(1, code)
        self.assertRegex(err, r"^cordee: http://127\.0\.0\.1:9 does not answer.*\n$")


if __name__ == "__main__":
    unittest.main()
