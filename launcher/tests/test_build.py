"""When a build is needed, which JDK is used, and how tests are counted."""

import os
from pathlib import Path

from launcher import build, cli, files, jdk, reports
from launcher.errors import Failure
from launcher.reports import Count
from launcher.tests.folders import FolderTest


class SourcesTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.write("clone/pom.xml", "<project/>")
        self.source = self.write("clone/web/src/main/java/A.java", "class A {}")

    def hash(self):
        return build.source_hash(self.folder / "clone")

    def test_touching_changes_nothing(self):
        before = self.hash()
        os.utime(self.source, (1, 1))
        self.assertEqual(before, self.hash())

    def test_content_names_and_poms_count_and_tests_do_not(self):
        seen = {self.hash()}
        for path in ("web/src/main/java/A.java", "web/src/main/java/B.java", "web/pom.xml", "pom.xml"):
            self.write(f"clone/{path}", f"changed {path}")
            seen.add(self.hash())
        self.assertEqual(5, len(seen))
        self.write("clone/web/src/test/java/T.java", "class T {}")
        self.assertIn(self.hash(), seen)

    def test_missing_or_foreign_jars_are_built_again(self):
        settings = self.settings()
        self.assertFalse(build.is_current(settings))
        for module in build.MODULES:
            files.write_whole(build.jar(settings, module), "jar")
        build.stamp(settings, self.hash())
        self.assertTrue(build.is_current(settings))
        build.jar(settings, "web").unlink()
        self.assertFalse(build.is_current(settings))


class JdkTest(FolderTest):
    def java(self, path, version):
        self.write(f"{path}/release", f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
        return str(self.write(f"{path}/bin/javac", "").parent.parent)

    def test_the_named_one_is_used_and_must_fit(self):
        self.assertEqual(self.java("a", "25.0.3"), str(jdk.find({"CORDEE_JAVA_HOME": str(self.folder / "a")})))
        self.java("b", "17.0.1")
        with self.assertRaisesRegex(Failure, "is not a JDK 25"):
            jdk.find({"CORDEE_JAVA_HOME": str(self.folder / "b")})

    def test_java_home_counts_if_it_is_25(self):
        self.assertEqual(self.java("c", "25"), str(jdk.find({"JAVA_HOME": str(self.folder / "c")})))


class ReportsTest(FolderTest):
    def test_all_modules_are_summed(self):
        self.write("web/target/surefire-reports/TEST-a.xml", '<testsuite tests="5" failures="1" errors="1" skipped="1"/>')
        self.write("web/target/failsafe-reports/TEST-b.xml", '<testsuite tests="2" failures="0" errors="0" skipped="0"/>')
        self.write("web/target/failsafe-reports/failsafe-summary.xml", "<failsafe-summary/>")
        self.assertEqual(Count(4, 2, 1), reports.count(self.folder))
        self.assertEqual("4 passed, 2 failed, 1 skipped", str(reports.count(self.folder)))

    def test_a_torn_report_is_a_failure(self):
        self.write("web/target/surefire-reports/TEST-a.xml", "<testsuite tests=")
        self.assertEqual(Count(failed=1), reports.count(self.folder))

    def test_stale_reports_are_removed(self):
        self.write("web/target/surefire-reports/TEST-a.xml", '<testsuite tests="5"/>')
        reports.remove(self.folder)
        self.assertEqual(Count(), reports.count(self.folder))


class CommandsTest(FolderTest):
    def test_every_command_has_its_module(self):
        for command in cli.COMMANDS.values():
            self.assertTrue((Path(cli.__file__).parent / "commands" / f"{command.module}.py").exists())
