"""A machine on which no node can be made, or only with files it lacks; and what `up` makes of that."""

import contextlib
import io
from argparse import Namespace
from unittest import mock

from launcher import bring_up, environment, files, packages
from launcher.commands import up
from launcher.errors import Failure, UsageError
from launcher.nodes import node as node_
from launcher.nodes.fleet import Fleet
from launcher.nodes.node import Node
from launcher.output import Steps
from launcher.tests.folders import FolderTest
from launcher.tools import Toolbox


class WithoutNodesTest(FolderTest):
    def count(self, nodes=None, only="", **variables):
        return up._nodes(self.settings(**variables), Namespace(nodes=nodes, only=only))

    def test_up_says_what_is_missing_and_goes_on(self):
        settings = self.settings(CORDEE_NODE_FLAVOUR="docker", PATH="/nowhere")
        toolbox, said = Toolbox(settings), io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()), mock.patch("launcher.nodes.keys.ensure"):
            bring_up._nodes(Fleet(settings, toolbox), toolbox, 2, Steps(1))
        self.assertIn("there is no docker on the PATH", said.getvalue())
        self.assertIn("./cordee node make 2", said.getvalue())
        self.assertEqual([], node_.known(settings))

    def test_how_many(self):
        self.assertEqual((3, 5, 0), (self.count(), self.count(nodes=5), self.count(nodes=0)))
        self.assertEqual(2, self.count(CORDEE_NODES="2"))
        self.assertEqual((None, 1), (self.count(only="api"), self.count(only="api", nodes=1)))
        self.assertRaises(UsageError, self.count, nodes=-1)

    def test_a_plain_up_removes_nobody(self):
        for number in range(1, 6):
            node_.save(self.settings(), Node(node_.name_of(number), 22220 + number, "namespaces", "here"))
        self.assertEqual(5, self.count())

    def test_the_application_is_told_of_nodes_that_exist(self):
        settings = self.settings(PATH="/nowhere", HOME="/nowhere")
        self.assertEqual({}, environment.fleet(settings, Toolbox(settings)))
        files.write_whole(settings.home / "inventory.yml", "nodes: []\n")
        with mock.patch.object(Toolbox, "ansible", "/there/ansible-playbook"):
            told = environment.fleet(settings, Toolbox(settings))
            self.assertEqual((str(settings.home / "inventory.yml"), "/there/ansible-playbook"), (told["CORDEE_FLEET_INVENTORY"], told["CORDEE_FLEET_ANSIBLE"]))
            theirs = self.settings(CORDEE_FLEET_INVENTORY="host:22")
            self.assertEqual({}, environment.fleet(theirs, Toolbox(theirs)))


class PackagesTest(FolderTest):
    def test_they_are_unpacked_for_nodes_alone(self):
        def run(command, advice):
            if command[0] == "apt-get":
                archives = next(each for each in command if each.startswith("Dir::Cache::archives=")).partition("=")[2]
                self.write(f"{archives}/sshd.deb", "")
            else:
                self.write(f"{command[-1]}/lib/there/a.so", "")
                self.write(f"{command[-1]}/usr/sbin/sshd", "")

        layer = self.folder / "layer"
        with mock.patch("os.geteuid", return_value=0), mock.patch("shutil.which", return_value="/usr/bin/there"):
            packages.unpack(layer, ["openssh-server"], run)
        self.assertEqual(["usr/lib/there/a.so", "usr/sbin/sshd"], sorted(str(path.relative_to(layer)) for path in layer.rglob("*") if path.is_file()))

    def test_who_cannot_is_told_what_to_install(self):
        with mock.patch("os.geteuid", return_value=1000), self.assertRaisesRegex(Failure, "apt-get install openssh-server"):
            packages.unpack(self.folder / "layer", ["openssh-server"], lambda command, advice: None)
