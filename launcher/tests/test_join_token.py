"""./cordee join-token, against an API that says what the test wants."""

import contextlib
import io
import json
import os
import stat
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest import mock

from launcher import cli
from launcher.tests.folders import FolderTest

TOKEN = {"id": 3, "name": "rack", "state": "VALID", "token": "cordee-join-x", "uses_left": None, "expires_at": "2026-12-01T10:00:00Z"}


class JoinTokenTest(FolderTest):
    def setUp(self):
        super().setUp()
        asked = self.asked = []
        self.status = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked.append((self.command, self.path, self.headers.get("Authorization"), json.loads(body or b"null")))
                said = {"tokens": [TOKEN]} if self.command == "GET" else TOKEN
                text = json.dumps(said if outer.status == 200 else {"detail": "no such thing"}).encode()
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(text)))
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_DELETE = answer

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self.environment = {"PATH": os.environ["PATH"], "CORDEE_HOME": str(self.folder), "CORDEE_URL": f"http://127.0.0.1:{server.server_port}"}

    def cordee(self, *arguments, **environment):
        out, err = io.StringIO(), io.StringIO()
        with mock.patch.dict(os.environ, {**self.environment, **environment}, clear=True), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main(["join-token", *arguments])
        return code, out.getvalue(), err.getvalue()

    def test_the_token_alone_is_printed(self):
        key = self.write("key", "the-key\n")
        self.assertEqual((0, "cordee-join-x\n", ""), self.cordee("create", "--name", "rack", "--uses", "0", "--hours", "2", CORDEE_API_KEY_FILE=str(key)))
        self.assertEqual([("POST", "/api/join-tokens", "Bearer the-key", {"name": "rack", "uses": 0, "expires_in_hours": 2.0})], self.asked)

    def test_or_written_for_its_owner_alone(self):
        file = self.folder / "secrets" / "join-token"
        _, out, _ = self.cordee("create", "--out", str(file))
        self.assertNotIn("cordee-join-x", out)
        self.assertEqual(("cordee-join-x\n", 0o600), (file.read_text(), stat.S_IMODE(file.stat().st_mode)))

    def test_what_there_is_and_no_more(self):
        self.assertIn("rack", self.cordee("list")[1])
        self.assertIn("lets nobody in any more", self.cordee("revoke", "3")[1])
        self.assertEqual("/api/join-tokens/3", self.asked[-1][1])
        self.assertEqual(2, self.cordee("revoke")[0])

    def test_a_refusal_is_told_and_nobody_else_is_asked(self):
        for self.status in (302, 401, 422):
            code, out, err = self.cordee("create", CORDEE_API_KEY="the-key")
            self.assertEqual((1, ""), (code, out))
            self.assertIn(f"no such thing ({self.status})", err)
        self.assertEqual(3, len(self.asked))
