"""What the application processes are told: the caller's word first, then ours."""

from launcher import bench_stack, environment, remembered, services
from launcher.commands import psql
from launcher.errors import Failure, UsageError
from launcher.settings import PEERS
from launcher.tests.folders import FolderTest
from launcher.tools import Toolbox


class EnvironmentTest(FolderTest):
    def application(self, **variables):
        return environment.application(self.settings(**variables), "worker", 8024)

    def test_what_is_unset_points_at_this_stack(self):
        told = self.application()
        self.assertEqual("jdbc:postgresql://127.0.0.1:5434/cordee", told["CORDEE_POSTGRES_URL"])
        self.assertEqual(("cordee", "made-up"), (told["CORDEE_POSTGRES_USER"], told["CORDEE_POSTGRES_PASSWORD"]))
        self.assertEqual("127.0.0.1:7233", told["CORDEE_TEMPORAL_TARGET"])
        self.assertEqual("http://127.0.0.1:8101", told["CORDEE_CHECKOUT_PANIER_URL"])
        self.assertEqual("http://127.0.0.1:8104", told["CORDEE_CHECKOUT_VENTES_URL"])
        self.assertEqual("http://127.0.0.1:8105", told["CORDEE_ORDERS_GATEWAY_URL"])
        self.assertEqual(("worker", "8024"), (told["CORDEE_ROLES"], told["CORDEE_PORT"]))

    def test_what_the_caller_set_is_kept(self):
        told = self.application(CORDEE_CHECKOUT_STOCK_URL="http://127.0.0.1:9999", OTHER="x")
        self.assertEqual("http://127.0.0.1:9999", told["CORDEE_CHECKOUT_STOCK_URL"])
        self.assertEqual("http://127.0.0.1:8103", told["CORDEE_CHECKOUT_CLIENT_URL"])
        self.assertEqual("x", told["OTHER"])

    def test_our_password_is_not_sent_to_somebody_elses_database(self):
        told = self.application(CORDEE_POSTGRES_URL="jdbc:postgresql://db.example/x")
        self.assertEqual("jdbc:postgresql://db.example/x", told["CORDEE_POSTGRES_URL"])
        self.assertNotIn("CORDEE_POSTGRES_PASSWORD", told)

    def test_without_sandbox_no_service_is_invented(self):
        self.assertFalse(PEERS.keys() & self.application(CORDEE_SANDBOX="false").keys())

    def test_the_callers_java_options_come_last(self):
        options = environment.java_options(self.settings(CORDEE_JAVA_OPTS="-Xmx1g '-Da=b c'"), "web")
        self.assertEqual(["-Xmx1g", "-Da=b c"], options[-2:])

    def test_psql_is_told_by_its_environment(self):
        told = psql.variables(environment.connections(self.settings(CORDEE_POSTGRES_PORT="6000")))
        self.assertEqual(("127.0.0.1", "6000", "cordee", "made-up"), (told["PGHOST"], told["PGPORT"], told["PGDATABASE"], told["PGPASSWORD"]))

    def test_the_benchmark_shares_tools_and_nothing_else(self):
        outer = self.settings(CORDEE_POSTGRES_URL="jdbc:x", CORDEE_CHECKOUT_STOCK_URL="http://x", CORDEE_ORDERS_GATEWAY_URL="http://x", CORDEE_JAVA_OPTS="-Xmx1g")
        own = bench_stack.own_environment(outer)
        self.assertEqual((str(outer.home / "bench"), str(outer.tools)), (own["CORDEE_HOME"], own["CORDEE_TOOLS"]))
        self.assertEqual("-Xmx1g", own["CORDEE_JAVA_OPTS"])
        self.assertFalse({"CORDEE_POSTGRES_URL", *PEERS} & own.keys())

    def test_a_later_command_recalls_the_settings_of_up(self):
        remembered.remember(self.settings(CORDEE_CHECKOUT_STOCK_URL="http://127.0.0.1:9999", CORDEE_PORT="9000"))
        recalled = remembered.recall({"CORDEE_HOME": "home", "CORDEE_PORT": "9001"}, self.folder)
        self.assertEqual("http://127.0.0.1:9999", recalled.environment["CORDEE_CHECKOUT_STOCK_URL"])
        self.assertEqual(9001, recalled.api_port)


class PracticeTest(FolderTest):
    OFF = {"CORDEE_PRACTICE_LAUNCHER": "", "CORDEE_PRACTICE_SANDBOX": ""}

    def test_the_api_beside_the_sandbox_is_told_how_to_break_things(self):
        told = environment.practice(self.settings(CORDEE_SANDBOX_PORT="9000"))
        self.assertEqual(str(self.folder / "clone" / "cordee"), told["CORDEE_PRACTICE_LAUNCHER"])
        self.assertEqual("http://127.0.0.1:9000", told["CORDEE_PRACTICE_SANDBOX"])

    def test_nothing_can_be_broken_without_a_sandbox_of_ours(self):
        self.assertEqual(self.OFF, environment.practice(self.settings(CORDEE_SANDBOX="false")))

    def test_nothing_can_be_broken_where_others_can_reach_the_api(self):
        for address in ("0.0.0.0", "192.168.1.7", "::", "cordee.example"):
            self.assertEqual(self.OFF, environment.practice(self.settings(CORDEE_ADDRESS=address)), address)
        for address in ("127.0.0.1", "::1", "localhost", ""):
            self.assertTrue(environment.practice(self.settings(CORDEE_ADDRESS=address))["CORDEE_PRACTICE_LAUNCHER"], address)

    def test_nothing_can_be_broken_behind_a_proxy(self):
        self.assertEqual(self.OFF, environment.practice(self.settings(CORDEE_TRUSTED_PROXIES="10.0.0.0/8")))

    def test_nobody_practises_on_services_or_an_account_that_are_real(self):
        self.assertEqual(self.OFF, environment.practice(self.settings(CORDEE_CHECKOUT_CLIENT_URL="https://shop.example")))
        self.assertEqual(self.OFF, environment.practice(self.settings(AZURE_TENANT_ID="mine")))

    def test_only_the_api_is_told(self):
        for told in ({}, {"CORDEE_PRACTICE_LAUNCHER": "/somewhere/cordee", "CORDEE_PRACTICE_SANDBOX": "http://x"}):
            launched = {name: self.launched(name, **told) for name in ("api", "worker")}
            self.assertEqual(str(self.folder / "clone" / "cordee"), launched["api"]["CORDEE_PRACTICE_LAUNCHER"])
            self.assertEqual("", launched["worker"]["CORDEE_PRACTICE_LAUNCHER"])

    def launched(self, name, **told):
        settings = self.settings(**told)
        return services.variables(settings, Toolbox(settings), name == "api", name, 8023)


class ServicesTest(FolderTest):
    def names(self, **variables):
        settings = self.settings(**variables)
        return [service.name for service in services.of(settings, Toolbox(settings))]

    def test_all_five_by_default(self):
        self.assertEqual(list(services.NAMES), self.names())

    def test_the_sandbox_has_nine_ports_in_a_row(self):
        settings = self.settings(CORDEE_SANDBOX_PORT="9000")
        ports = services.named(settings, Toolbox(settings), "sandbox").ports
        self.assertEqual(list(range(9000, 9009)), [port.number for port in ports])
        self.assertEqual("the sandbox (gateway)", ports[5].purpose)
        self.assertEqual("the sandbox (azure)", ports[8].purpose)

    def test_only_what_is_ours_to_run(self):
        outside = dict(CORDEE_POSTGRES_URL="jdbc:x", CORDEE_TEMPORAL_TARGET="t.example:7233", CORDEE_SANDBOX="false")
        self.assertEqual(["api", "worker"], self.names(**outside))
        self.assertEqual(["api"], self.names(CORDEE_ROLES="api,worker", **outside))
        self.assertEqual(["worker"], self.names(CORDEE_ROLES="worker", **outside))

    def test_a_process_that_is_not_ours_says_why(self):
        settings = self.settings(CORDEE_ROLES="api,worker")
        with self.assertRaisesRegex(Failure, "inside the process api"):
            services.named(settings, Toolbox(settings), "worker")
        with self.assertRaises(UsageError):
            services.named(settings, Toolbox(settings), "wroker")
