"""The table of processes: what it must agree on with the Java side."""

import re
import unittest

from launcher import services
from launcher.settings import REPOSITORY

_KEY = re.compile(r'SearchAttributeKey\s*\.forKeyword\(\s*"(\w+)"')


class SearchAttributesTest(unittest.TestCase):
    def test_the_dev_server_is_started_with_every_attribute_of_the_workflows(self):
        sources = (REPOSITORY / "workflows" / "src" / "main").rglob("*.java")
        used = {key for source in sources for key in _KEY.findall(source.read_text(encoding="utf-8"))}
        self.assertEqual(used, set(services._SEARCH_ATTRIBUTES))


if __name__ == "__main__":
    unittest.main()
