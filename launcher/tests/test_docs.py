"""The documentation: pictures are up to date with their sources, shown somewhere, and links lead somewhere."""

import re
import unittest

from launcher import diagrams, files
from launcher.settings import REPOSITORY
from launcher.tests.folders import FolderTest

_LINK = re.compile(r"\]\(([^()\s]+)\)")
_TEST = re.compile(r"\b[A-Z][A-Za-z]+(?:Test|IT|Properties)\b")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def pages():
    return [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]


def links(page):
    return _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))


def anchors(page):
    """As GitHub makes them from headings."""
    headings = re.findall(r"^#+ +(.+)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class PicturesTest(unittest.TestCase):
    def test_each_is_drawn_from_its_source_as_it_is_now(self):
        late = [source.name for source in diagrams.sources(REPOSITORY) if not diagrams.is_current(REPOSITORY, source)]
        self.assertEqual([], late, "run ./cordee docs")

    def test_each_has_a_source(self):
        sources = [diagrams.picture(source) for source in diagrams.sources(REPOSITORY)]
        self.assertEqual(sources, diagrams.pictures(REPOSITORY), "run ./cordee docs")

    def test_each_is_shown(self):
        shown = {(page.parent / link).resolve() for page in pages() for link in links(page) if link.endswith(".svg")}
        self.assertEqual(set(diagrams.pictures(REPOSITORY)), shown)


class LinksTest(unittest.TestCase):
    def test_each_leads_somewhere(self):
        self.assertEqual([], [f"{page.relative_to(REPOSITORY)}: {link}" for page in pages() for link in links(page) if not self.leads(page, link)])

    @staticmethod
    def leads(page, link):
        if re.match(r"[a-z]+:", link):
            return True
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        return target.exists() and (not anchor or anchor in anchors(target))


class ProofsTest(unittest.TestCase):
    def test_each_test_that_is_named_exists(self):
        there = {path.stem for path in REPOSITORY.glob("*/src/test/java/**/*.java")}
        named = {name for page in pages() for name in _TEST.findall(page.read_text(encoding="utf-8"))}
        self.assertTrue(named)
        self.assertEqual(set(), named - there)


class FingerprintTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.clone = self.folder / "clone"
        self.version("1")
        self.skin("plain")
        self.source = self.draw("a", "A -> B")

    def version(self, number):
        self.write("clone/pom.xml", f"<plantuml.version>{number}</plantuml.version>")

    def skin(self, text):
        self.write("clone/docs/arc42/diagrams/skin.iuml", text)

    def draw(self, name, text):
        """As `./cordee docs` would."""
        source = self.write(f"clone/docs/arc42/diagrams/{name}.puml", text)
        mark = f"<!-- drawn by ./cordee docs, sha256 {diagrams.fingerprint(self.clone, source)} -->"
        files.write_whole(diagrams.picture(source), f"{mark}\n<svg/>\n")
        return source

    def current(self):
        return diagrams.is_current(self.clone, self.source)

    def test_a_picture_just_drawn_is_current(self):
        self.assertTrue(self.current())

    def test_another_source_skin_or_renderer_asks_for_another_picture(self):
        for change in (lambda: self.write("clone/docs/arc42/diagrams/a.puml", "A -> C"), lambda: self.skin("dark"), lambda: self.version("2")):
            self.draw("a", "A -> B")
            self.assertTrue(self.current())
            change()
            self.assertFalse(self.current())

    def test_a_picture_that_is_missing_or_not_ours_is_not_current(self):
        diagrams.picture(self.source).unlink()
        self.assertFalse(self.current())
        self.write("clone/docs/arc42/diagrams/a.svg", "<svg/>")
        self.assertFalse(self.current())
