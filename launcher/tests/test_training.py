"""When the cache that makes a start quick is used, made, and left alone."""

import subprocess

from launcher import records, stack, training
from launcher.tests.folders import FolderTest
from launcher.tools import Toolbox

_ARTIFACT = "web-0123456789ab"


class TrainingTest(FolderTest):
    def stack(self, java="exit 1", **variables):
        """With a JDK whose java is this script."""
        self.write("jdk/release", 'JAVA_VERSION="25.0.3"\n')
        self.write("jdk/bin/java", f"#!/bin/sh\n{java}\n").chmod(0o755)
        self.write("clone/pom.xml", "<project/>")
        self.write(f"home/app/{_ARTIFACT}/cordee-web-app.jar", "jar")
        self.write("home/app/web.current", _ARTIFACT)
        settings = self.settings(CORDEE_JAVA_HOME=str(self.folder / "jdk"), PATH="/usr/bin:/bin", **variables)
        self.addCleanup(training.end, settings)
        return settings, Toolbox(settings)

    def train(self, settings, toolbox):
        training.begin(settings, toolbox)
        record = records.live(settings, training.NAME)
        while record and record.alive:
            subprocess.run(["sleep", "0.02"], check=True)

    def caches(self):
        return sorted((self.folder / "home" / "app" / _ARTIFACT).glob("*.aot*"))

    def test_a_finished_cache_is_used_from_then_on(self):
        settings, toolbox = self.stack('for each; do case $each in -XX:AOTCacheOutput=*) echo x > "${each#*=}";; esac; done')
        self.assertEqual([], training.options(settings, toolbox, _ARTIFACT))
        self.train(settings, toolbox)
        self.assertEqual([f"-XX:AOTCache={self.caches()[0]}"], training.options(settings, toolbox, _ARTIFACT))

    def test_a_failed_training_is_neither_used_nor_repeated(self):
        settings, toolbox = self.stack('echo tried >> "$PWD/tries"; exit 1')
        self.train(settings, toolbox)
        self.train(settings, toolbox)
        self.assertEqual([], training.options(settings, toolbox, _ARTIFACT))
        self.assertEqual("tried\n", (self.folder / "clone" / "tries").read_text())

    def test_other_options_or_another_jdk_mean_another_cache(self):
        settings, toolbox = self.stack('for each; do case $each in -XX:AOTCacheOutput=*) echo x > "${each#*=}";; esac; done')
        self.train(settings, toolbox)
        for variables in ({"CORDEE_JAVA_OPTS": "-Xshare:off"}, {"JAVA_TOOL_OPTIONS": "-Xint"}):
            other, same = self.stack(**variables)
            self.assertEqual([], training.options(other, same, _ARTIFACT))
        self.write("jdk/release", 'JAVA_VERSION="25.0.4"\n')
        self.assertEqual([], training.options(settings, toolbox, _ARTIFACT))

    def test_down_ends_a_training_and_leaves_nothing_usable(self):
        settings, toolbox = self.stack("sleep 60")
        training.begin(settings, toolbox)
        record = records.live(settings, training.NAME)
        stack.stop_all(settings)
        self.assertFalse(record.alive)
        self.assertEqual([], self.caches())

    def test_it_is_told_nothing_of_the_callers_stack(self):
        told = 'env > "$PWD/told"'
        settings, toolbox = self.stack(told, CORDEE_API_KEY="secret", CORDEE_TEMPORAL_TARGET="t.example:7233", SPRING_DATASOURCE_URL="jdbc:x")
        self.train(settings, toolbox)
        lines = (self.folder / "clone" / "told").read_text().splitlines()
        self.assertIn("CORDEE_TEMPORAL_TARGET=127.0.0.1:9", lines)
        self.assertFalse([line for line in lines if "secret" in line or "example" in line or line.startswith("SPRING_")])

    def test_where_builds_are_forbidden_none_is_made(self):
        settings, toolbox = self.stack(CORDEE_BUILD="false")
        self.train(settings, toolbox)
        self.assertEqual([], self.caches())
