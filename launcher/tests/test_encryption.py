"""Keys of payloads: made once, handed over by the environment, rotated without losing the old ones."""

import base64
import os
import stat

from launcher import encryption, environment, files, records, services
from launcher.commands import temporal
from launcher.errors import Failure
from launcher.records import Record
from launcher.tests.folders import FolderTest
from launcher.tools import Toolbox

_KEYS = "CORDEE_ENCRYPTION_KEYS"
_ORIGINS = "CORDEE_ENCRYPTION_CODEC_ORIGINS"


class EncryptionTest(FolderTest):
    def told(self, role="api", **variables):
        return environment.application(self.settings(**variables), role, 8023)

    def temporal_command(self, **variables):
        settings = self.settings(**variables)
        files.write_whole(self.folder / "temporal", "")
        toolbox = Toolbox(settings)
        toolbox.__dict__["temporal"] = self.folder / "temporal"
        return services._temporal_command(settings, toolbox)

    def test_api_and_worker_are_told_the_same_key_again_and_again(self):
        told = [self.told(role)[_KEYS] for role in ("api", "worker", "api")]
        self.assertEqual(1, len(set(told)))
        name, _, key = told[0].partition(":")
        self.assertRegex(name, r"^\d{4}-\d\d-\d\d-[0-9a-f]{4}$")
        self.assertEqual(32, len(base64.b64decode(key, validate=True)))

    def test_only_the_owner_can_read_them(self):
        self.told()
        file = self.settings().secrets / "encryption-keys"
        self.assertEqual(0o600, stat.S_IMODE(file.stat().st_mode))

    def test_a_new_key_goes_in_front_and_the_old_one_stays(self):
        before = self.told()[_KEYS]
        name = encryption.rotate(self.settings())
        after = self.told()[_KEYS].splitlines()
        self.assertEqual(before, after[1])
        self.assertEqual([name, before.partition(":")[0]], encryption.ids(self.settings()))

    def test_the_callers_keys_win_and_none_turns_it_off(self):
        self.assertEqual("k1:xyz", self.told(**{_KEYS: "k1:xyz"})[_KEYS])
        self.assertEqual("", self.told(**{_KEYS: ""})[_KEYS])
        self.assertFalse(encryption.is_on(self.settings(**{_KEYS: ""})))
        with self.assertRaisesRegex(Failure, f"{_KEYS} is set"):
            encryption.rotate(self.settings(**{_KEYS: "k1:xyz"}))

    def test_none_is_made_for_a_server_that_is_not_ours(self):
        """It would be purged with us, and the histories would stay."""
        told = self.told(CORDEE_TEMPORAL_TARGET="temporal.example:7233")
        self.assertFalse({_KEYS, _ORIGINS} & told.keys())

    def test_the_web_ui_is_told_where_to_ask_and_let_in(self):
        command = self.temporal_command(CORDEE_PORT="9000", CORDEE_TEMPORAL_UI_PORT="9001")
        self.assertEqual("http://127.0.0.1:9000/codec", command[command.index("--ui-codec-endpoint") + 1])
        self.assertEqual("http://127.0.0.1:9001", self.told(CORDEE_TEMPORAL_UI_PORT="9001")[_ORIGINS])
        self.assertNotIn("--ui-codec-endpoint", self.temporal_command(**{_KEYS: ""}))

    def test_the_cli_asks_only_while_the_api_runs(self):
        settings = self.settings(CORDEE_API_KEY="made-up")
        self.assertEqual({}, temporal.codec(settings))
        records.save(settings, Record("api", os.getpid(), records.birth(os.getpid()), ["java"], "http://127.0.0.1:8023"))
        self.assertEqual({"TEMPORAL_CODEC_ENDPOINT": "http://127.0.0.1:8023/codec", "TEMPORAL_CODEC_AUTH": "Bearer made-up"}, temporal.codec(settings))
        self.assertEqual({}, temporal.codec(self.settings(**{_KEYS: ""})))
