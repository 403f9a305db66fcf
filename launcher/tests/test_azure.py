"""Sales run on the caller's account at Azure, whole, or on the stand-in's."""

import re
import stat
from unittest import mock

from launcher import azure, bench_stack, environment, files, remembered, stack, training
from launcher.settings import REPOSITORY
from launcher.tests.folders import FolderTest

OWN = {
    "AZURE_TENANT_ID": "tenant", "AZURE_CLIENT_ID": "client", "AZURE_CLIENT_SECRET": "s3cret", "AZURE_SUBSCRIPTION_ID": "subscription",
    "AZURE_RESOURCE_GROUP": "live", "AZURE_LOCATION": "westeurope", "AZURE_CONTAINER_ENV_ID": "/env", "AZURE_REGISTRY_URL": "live.azurecr.io",
    "REGISTRY_USERNAME": "live", "REGISTRY_PASSWORD": "pass=word", "ENGINE_IMAGE": "live.azurecr.io/engine:7",
}


class AccountTest(FolderTest):
    def application(self, **variables):
        told = environment.application(self.settings(**variables), "worker", 8024)
        return {name: told[name] for name in azure.NAMES if name in told}

    def dotenv(self, text):
        return self.write("clone/.env", text)

    def test_without_an_account_it_is_the_stand_ins(self):
        told = self.application(CORDEE_SANDBOX_PORT="9000")
        self.assertEqual(set(azure.NAMES), told.keys())
        self.assertEqual("sandbox-secret", told["AZURE_CLIENT_SECRET"])
        self.assertEqual("https://127.0.0.1:9008", told["CORDEE_SALES_AZURE_ENDPOINT"])
        self.assertEqual("https://127.0.0.1:9008", told["CORDEE_SALES_AZURE_AUTHORITY"])
        self.assertEqual(str(self.folder / "home" / "azure" / "ca.pem"), told["CORDEE_SALES_AZURE_CA"])

    def test_an_account_of_the_callers_is_passed_on_as_it_is(self):
        self.assertEqual(OWN, self.application(**OWN))

    def test_one_setting_of_it_is_enough_to_have_nothing_of_the_stand_ins(self):
        for name in [*(name for name in OWN if name.startswith("AZURE_")), "CORDEE_SALES_AZURE_ENDPOINT"]:
            with self.subTest(name=name):
                self.assertEqual({name: "mine"}, self.application(**{name: "mine"}))

    def test_an_image_of_the_callers_runs_on_the_stand_in_too(self):
        told = self.application(ENGINE_IMAGE="live.azurecr.io/engine:7")
        self.assertEqual(("live.azurecr.io/engine:7", "cordee-sandbox"), (told["ENGINE_IMAGE"], told["AZURE_RESOURCE_GROUP"]))

    def test_empty_variables_and_those_of_others_say_nothing(self):
        told = self.application(AZURE_TENANT_ID="", AZURE_CONFIG_DIR="/home/me/.azure")
        self.assertEqual(azure.STAND_IN["AZURE_TENANT_ID"], told["AZURE_TENANT_ID"])

    def test_without_sandbox_there_is_no_account_but_the_callers(self):
        self.assertEqual({}, self.application(CORDEE_SANDBOX="false"))
        self.assertEqual(OWN, self.application(CORDEE_SANDBOX="false", **OWN))

    def test_every_name_is_read_from_dotenv(self):
        self.dotenv("# mine\nCORDEE_PORT=1\n" + "".join(f"{name}={value}\n" for name, value in OWN.items()))
        self.assertEqual(OWN, self.application())

    def test_the_environment_wins_over_dotenv(self):
        self.dotenv("AZURE_LOCATION='westeurope'\n#AZURE_TENANT_ID=no\nAZURE_CLIENT_ID=\n")
        self.assertEqual({"AZURE_LOCATION": "eastus"}, self.application(AZURE_LOCATION="eastus"))
        self.assertEqual({"AZURE_LOCATION": "westeurope"}, self.application())

    def test_what_dotenv_has_for_containers_is_not_taken(self):
        told = azure.stand_in("https://sandbox:8108", self.folder / "ca.pem")
        self.dotenv("".join(f"{name}={value}\n" for name, value in told.items()))
        self.assertEqual("https://127.0.0.1:8108", self.application()["CORDEE_SALES_AZURE_ENDPOINT"])

    def test_a_benchmark_and_a_training_are_on_nobodys_account(self):
        self.dotenv("AZURE_TENANT_ID=tenant\n")
        outer = self.settings(**OWN)
        bench = self.settings(**bench_stack.own_environment(outer))
        self.assertEqual(azure.STAND_IN["AZURE_TENANT_ID"], azure.variables(bench)["AZURE_TENANT_ID"])
        self.assertFalse(OWN.keys() & training._variables(outer).keys())

    def test_a_later_command_recalls_the_account(self):
        remembered.remember(self.settings(**OWN))
        recalled = remembered.recall({"CORDEE_HOME": "home"}, self.folder)
        self.assertEqual("s3cret", recalled.environment["AZURE_CLIENT_SECRET"])
        kept = self.folder / "home" / "secrets" / "settings.json"
        self.assertEqual(0o600, stat.S_IMODE(kept.stat().st_mode))


class StandInTest(FolderTest):
    def test_the_sandbox_keeps_its_account_in_the_home(self):
        told = environment.sandbox(self.settings())
        self.assertEqual(str(self.folder / "home" / "azure"), told["CORDEE_SANDBOX_AZURE_DIR"])

    def test_only_a_purge_removes_the_account(self):
        settings = self.settings()
        files.write_whole(azure.folder(settings) / "account.json", "{}")
        with mock.patch.object(stack, "say"):
            stack.stop_all(settings)
            self.assertTrue(azure.folder(settings).exists())
            stack.purge(settings)
        self.assertFalse(azure.folder(settings).exists())

    def test_the_account_is_the_one_that_the_sandbox_has(self):
        source = (REPOSITORY / "sandbox/src/main/java/dev/cordee/sandbox/azure/Account.java").read_text(encoding="utf-8")
        account = re.findall(r'"([\w-]+)"', source[source.index("SANDBOX ="):])
        said = [azure.STAND_IN[f"AZURE_{name}"] for name in ("TENANT_ID", "CLIENT_ID", "CLIENT_SECRET", "SUBSCRIPTION_ID", "RESOURCE_GROUP", "LOCATION")]
        self.assertEqual(said, account[:6])
        self.assertTrue(azure.STAND_IN["AZURE_CONTAINER_ENV_ID"].endswith(f"/{account[6]}"))
