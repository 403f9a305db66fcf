"""A stack that lives in a folder of the test's own."""

import tempfile
import unittest
from pathlib import Path

from launcher import files, settings


class FolderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()

    def settings(self, **environment):
        found = settings.read({"CORDEE_HOME": "home", **environment}, self.folder, self.folder / "clone")
        files.write_secret(found.secrets / "postgres-password", "made-up")
        return found

    def write(self, path, text):
        files.write_whole(self.folder / path, text)
        return self.folder / path
