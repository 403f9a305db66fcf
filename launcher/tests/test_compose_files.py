"""The compose files, what `init` makes for them and what `images` provides agree with each other."""

from __future__ import annotations

import io
import os
import re
import stat
import unittest
import unittest.mock
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import azure, settings as settings_, stack_secrets
from ..commands import init
from ..images import Images
from ..settings import REPOSITORY
from ..tools import Toolbox

_COMPOSE = [REPOSITORY / "temporal-compose.yml", REPOSITORY / "fleet-compose.yml"]


def _text() -> str:
    lines = [line for file in _COMPOSE for line in file.read_text(encoding="utf-8").splitlines()]
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


class ComposeFilesTest(unittest.TestCase):
    def test_every_image_is_provided_under_its_name(self) -> None:
        settings = settings_.read({}, Path.cwd())
        provided = {image.setting: image.name for image in Images(settings, Toolbox(settings)).all()}
        named = dict(re.findall(r"image: \$\{(\w+):-([^}]+)\}", _text()))
        self.assertGreater(len(named), 8)
        self.assertEqual(named, {setting: provided.get(setting) for setting in named})

    def test_the_applications_are_built_on_an_image_that_is_provided(self) -> None:
        settings = settings_.read({}, Path.cwd())
        provided = {image.name for image in Images(settings, Toolbox(settings)).all()}
        for recipe in (REPOSITORY / "web" / "Dockerfile", REPOSITORY / "sandbox" / "Dockerfile", REPOSITORY / "worker-image" / "Dockerfile"):
            self.assertIn(re.search(r"^ARG BASE=(\S+)", recipe.read_text(encoding="utf-8"), re.M).group(1), provided)

    def test_the_example_tells_every_setting(self) -> None:
        example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
        told = set(re.findall(r"^#?(\w+)=", example, re.M))
        # of static nodes, and where a lab's agents call: told in fleet-compose.yml
        elsewhere = {"CORDEE_MANAGEMENT_KEY", "CORDEE_MANAGEMENT_FROM", "CORDEE_NODE_ADDRESS", "CORDEE_HOME_URL"}
        self.assertEqual(set(), set(re.findall(r"\$\{(\w+)", _text())) - told - elsewhere)

    def test_the_example_says_the_defaults(self) -> None:
        example = dict(re.findall(r"^#?(\w+)=(.*)$", (REPOSITORY / ".env.example").read_text(encoding="utf-8"), re.M))
        for name, default in re.findall(r"\$\{(\w+):-([^}]*)\}", _text()):
            if name in example:
                self.assertEqual(default, example[name], name)

    def test_nothing_but_the_proxy_is_published(self) -> None:
        control = (REPOSITORY / "temporal-compose.yml").read_text(encoding="utf-8")
        self.assertEqual(1, len(re.findall(r"^    ports:", control, re.M)))


class InitTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.settings = settings_.read({"CORDEE_HOME": str(self.home), "CORDEE_ENV_FILE": os.devnull, "PATH": os.environ["PATH"]}, Path.cwd())

    def test_makes_every_secret_the_compose_files_name_but_the_join_token(self) -> None:
        stack_secrets.ensure(self.settings)
        wanted = set(re.findall(r"\$\{CORDEE_SECRETS:-[^}]+\}/([\w.-]+)", _text())) - {"join-token"}
        self.assertEqual(set(), wanted - {path.name for path in (self.home / "stack").iterdir()})

    def test_changes_nothing_the_second_time(self) -> None:
        stack_secrets.ensure(self.settings)
        first = self._contents()
        self.assertEqual([], stack_secrets.ensure(self.settings))
        self.assertEqual(first, self._contents())

    def test_the_account_at_azure_is_the_stand_ins_unless_told_otherwise(self) -> None:
        self._init()
        self.assertEqual("sandbox-secret\n", self._secret("cordee.sales.client-secret"))
        dotenv = (self.home / ".env").read_text(encoding="utf-8")
        self.assertIn("\nCORDEE_SALES_AZURE_ENDPOINT=https://sandbox:8108\n", dotenv)
        self.assertIn("\nCORDEE_SALES_AZURE_CA=/etc/cordee/azure/ca.pem\n", dotenv)
        self.assertNotIn("sandbox-secret", dotenv)

    def test_an_account_of_the_callers_goes_where_it_belongs(self) -> None:
        self._init(AZURE_TENANT_ID="mine", AZURE_CLIENT_SECRET="s3cret")
        self.assertEqual(("s3cret\n", "\n"), (self._secret("cordee.sales.client-secret"), self._secret("cordee.sales.registry-password")))
        dotenv = (self.home / ".env").read_text(encoding="utf-8")
        self.assertEqual(["AZURE_TENANT_ID=mine"], [line for line in dotenv.splitlines() if "AZURE" in line])
        self.assertNotIn("s3cret", dotenv)

    def test_without_sandbox_and_account_the_secrets_are_empty(self) -> None:
        self._init(no_sandbox=True)
        self.assertEqual("\n", self._secret("cordee.sales.client-secret"))
        self.assertNotIn("AZURE", (self.home / ".env").read_text(encoding="utf-8"))

    def test_an_account_is_whole_for_the_application_in_containers(self) -> None:
        passed = set(re.findall(r"^  (\w+): \$\{\1:-", _text(), re.M))
        self.assertEqual(set(azure.NAMES), (passed | set(azure.SECRETS.values())) & set(azure.NAMES))
        self.assertFalse(passed & set(azure.SECRETS.values()))
        for name in azure.SECRETS:
            self.assertEqual(2, len(re.findall(rf"^      - {re.escape(name)}$", _text(), re.M)), name)

    def _init(self, no_sandbox: bool = False, **variables: str) -> None:
        options = unittest.mock.Mock(env_file=self.home / ".env", no_sandbox=no_sandbox, grafana=False, site="localhost")
        told = {**self.settings.environment, **variables}
        with redirect_stdout(io.StringIO()):
            init.run(options, told)

    def _secret(self, name: str) -> str:
        return (self.home / "stack" / name).read_text(encoding="utf-8")

    def test_no_two_secrets_are_alike(self) -> None:
        stack_secrets.ensure(self.settings)
        self.assertEqual(len(self._contents()), len(set(self._contents().values())))

    def test_others_cannot_enter_the_folder_and_containers_can_read_the_files(self) -> None:
        self.addCleanup(os.umask, os.umask(0o077))
        stack_secrets.ensure(self.settings)
        folder = self.home / "stack"
        self.assertEqual(0o700, stat.S_IMODE(folder.stat().st_mode))
        for path in folder.rglob("*"):
            wanted = stat.S_IXOTH if path.is_dir() else stat.S_IROTH
            self.assertTrue(path.stat().st_mode & wanted, path.name)

    def test_settings_that_exist_are_kept(self) -> None:
        dotenv = self.home / ".env"
        dotenv.write_text("CORDEE_SITE=mine\n", encoding="utf-8")
        options = unittest.mock.Mock(env_file=dotenv, no_sandbox=False, grafana=False, site="localhost")
        with redirect_stdout(io.StringIO()):
            init.run(options, self.settings.environment)
        self.assertEqual("CORDEE_SITE=mine\n", dotenv.read_text(encoding="utf-8"))

    def _contents(self) -> dict:
        return {path.name: path.read_bytes() for path in (self.home / "stack").rglob("*") if path.is_file()}
